import { arFor, type Ar, type Datum, type Period } from '#kernel/datum.js';
import { nyckelAv, type BeslutId, type ForbundId, type Stod } from '#kernel/identiteter.js';
import type { Ore } from '#kernel/ore.js';
import type { PostId } from '#kernel/poster.js';
import { balanserna, type Balanser } from './balanser.js';
import type { Dokumentbeslut } from './kalldokument.js';
import { mattnyckel, type Matt } from './matt.js';
import { sammanfoga, type Restpost, type Sammanfogat } from './sammanfogning.js';
import type { Dokumentstruktur } from './struktur.js';
import type { Postuppgifter } from './uppgift.js';

export interface Postmal extends Postuppgifter {
  /** Day and place of the first document that shows it: the same in whatever order documents are loaded. */
  readonly ordning: string;
  readonly overordnad?: PostId;
}

export interface Planversion {
  readonly rader: ReadonlyMap<PostId, Ore>;
  readonly dokument: string;
  readonly stod: Stod;
}

/** What the system is to hold of a förbund when all its documents are loaded. */
export interface Forbundsmal {
  readonly forbund: ForbundId;
  readonly poster: ReadonlyMap<PostId, Postmal>;
  /** Day → post → öre (income positive, cost negative). */
  readonly utfall: ReadonlyMap<Datum, ReadonlyMap<PostId, Ore>>;
  /** What the years open with and the days close with (assets, debts and equity positive). */
  readonly balanser: Balanser;
  readonly budgetar: ReadonlyMap<Ar, ReadonlyMap<Datum, Planversion>>;
  readonly periodbudgetar: readonly (Planversion & { ar: Ar; period: Period; den: Datum })[];
  readonly prognoser: ReadonlyMap<Ar, ReadonlyMap<Datum, Planversion>>;
}

/** The order in which a förbund's documents speak: by their day, then by id. */
export const iOrdning = (dokument: readonly Dokumentstruktur[]): Dokumentstruktur[] =>
  [...dokument].sort((a, b) =>
    a.datum === b.datum ? (a.dokument.id < b.dokument.id ? -1 : 1) : a.datum < b.datum ? -1 : 1,
  );

export function beslutsId(b: Dokumentbeslut): BeslutId {
  const nar = b.datum ?? (b.ar === undefined ? (b.fran ?? '') : String(b.ar));
  return nyckelAv(`${nar} ${b.rubrik}`);
}

/** The beslut that a document names for a plan, else the document itself. */
function stodFor(d: Dokumentstruktur, vad: 'budget' | 'prognos', ar: Ar): Stod {
  const beslut = d.dokument.beslut.find((b) => b.avser?.[vad] === ar);
  return beslut
    ? { slag: 'beslut', beslut: beslutsId(beslut) }
    : { slag: 'dokument', dokument: d.dokument.id };
}

/** The day a document's budget holds from: when it was decided, at the latest the day the document speaks from. */
function budgetensDag(d: Dokumentstruktur, ar: Ar): Datum {
  const beslutat = d.dokument.beslut.find((b) => b.avser?.budget === ar)?.datum;
  return beslutat !== undefined && beslutat < d.datum ? beslutat : d.datum;
}

/** A pure function of the set of documents. @param dokument of one förbund, in any order */
export function forbundsmal(forbund: ForbundId, dokument: readonly Dokumentstruktur[]): Forbundsmal {
  const ordnade = iOrdning(dokument);
  const matten = [...new Map(ordnade.flatMap((d) => [...d.matten])).values()];
  const fogade: Sammanfogat[] = [];
  const foga = (kallor: readonly Dokumentstruktur[], av: readonly Matt[]): Sammanfogat => {
    const fogat = sammanfoga(kallor, av);
    fogade.push(fogat);
    return fogat;
  };
  const utfall = foga(
    ordnade,
    matten.filter((m) => m.slag === 'utfall'),
  ).liggare.perDag();
  const balanser = balanserna(ordnade, utfall, (matt) => plan(foga(ordnade, [matt])));
  const budgetar = new Map<Ar, Map<Datum, Planversion>>();
  const prognoser = new Map<Ar, Map<Datum, Planversion>>();
  const periodbudgetar: (Planversion & { ar: Ar; period: Period; den: Datum })[] = [];
  for (const matt of matten)
    for (const { kalla, upp_till } of versioner(ordnade, matt)) {
      const rader = plan(foga(upp_till, [matt]));
      if (rader.size === 0) continue;
      const dokumentId = kalla.dokument.id;
      if (matt.slag === 'budget')
        laggVersion(budgetar, matt.ar, budgetensDag(kalla, matt.ar), {
          rader,
          dokument: dokumentId,
          stod: stodFor(kalla, 'budget', matt.ar),
        });
      else if (matt.slag === 'prognos')
        laggVersion(prognoser, matt.ar, matt.avser, {
          rader,
          dokument: dokumentId,
          stod: stodFor(kalla, 'prognos', matt.ar),
        });
      else if (matt.slag === 'periodbudget') {
        const ar = arFor(matt.till);
        const stod = stodFor(kalla, 'budget', ar);
        periodbudgetar.push({ rader, dokument: dokumentId, stod, ar, period: matt, den: kalla.datum });
      }
    }
  return { forbund, poster: poster(ordnade, fogade), utfall, balanser, budgetar, periodbudgetar, prognoser };
}

/** Each document that has a plan makes a version of it, from all that was said up to then. */
function versioner(
  ordnade: readonly Dokumentstruktur[],
  matt: Matt,
): { kalla: Dokumentstruktur; upp_till: Dokumentstruktur[] }[] {
  if (matt.slag === 'utfall' || matt.slag === 'ub' || matt.slag === 'ib') return [];
  return ordnade.flatMap((kalla, n) =>
    kalla.matten.has(mattnyckel(matt)) ? [{ kalla, upp_till: ordnade.slice(0, n + 1) }] : [],
  );
}

const plan = (fogat: Sammanfogat): Map<PostId, Ore> =>
  new Map([...fogat.liggare.perDag().values()].flatMap((dag) => [...dag]));

function laggVersion(
  karta: Map<Ar, Map<Datum, Planversion>>,
  ar: Ar,
  den: Datum,
  version: Planversion,
): void {
  const versionerna = karta.get(ar) ?? new Map<Datum, Planversion>();
  karta.set(ar, versionerna.set(den, version));
}

/** Each post as the latest document that shows it describes it. */
function poster(ordnade: readonly Dokumentstruktur[], fogade: readonly Sammanfogat[]): Map<PostId, Postmal> {
  const ut = new Map<PostId, Postmal>();
  const overordnade = overordnadeTill(ordnade);
  for (const d of ordnade)
    for (const [n, [post, uppgifter]] of [...d.poster].entries()) {
      const overordnad = overordnade.get(post);
      const ordning = ut.get(post)?.ordning ?? platsen(d, n);
      ut.set(post, { ...uppgifter, ordning, ...(overordnad === undefined ? {} : { overordnad }) });
    }
  for (const { restposter } of fogade)
    for (const rest of restposter.values()) ut.set(rest.post, restpostmal(rest, overordnade));
  return ut;
}

/** Sorts by the document's day, then by the place in it. */
const platsen = (d: Dokumentstruktur, n: number): string =>
  `${d.datum}/${d.dokument.id}/${String(n).padStart(5, '0')}`;

function restpostmal(rest: Restpost, overordnade: ReadonlyMap<PostId, PostId>): Postmal {
  const gemensamma = new Set(rest.omfattar.flatMap((o) => [...o].map((p) => overordnade.get(p))));
  const [overordnad] = [...gemensamma];
  return {
    rad: 'Ej specificerat i källan',
    // Last of all, wherever its group is shown.
    ordning: `~/${rest.post}`,
    grupp: rest.grupp,
    huvudman: false,
    ...(gemensamma.size === 1 && overordnad !== undefined ? { overordnad } : {}),
  };
}

/** The nearest coarser post of each: the one with the fewest details of those that cover it. */
function overordnadeTill(ordnade: readonly Dokumentstruktur[]): Map<PostId, PostId> {
  const delar = new Map<PostId, Set<PostId>>();
  for (const d of ordnade)
    for (const karta of d.detaljer.values())
      for (const [grov, fina] of karta) delar.set(grov, new Set([...(delar.get(grov) ?? []), ...fina]));
  const ut = new Map<PostId, PostId>();
  for (const [grov, fina] of [...delar].sort(([a], [b]) => (a < b ? -1 : 1)))
    for (const fin of fina) {
      const annan = ut.get(fin);
      if (annan === undefined || fina.size < (delar.get(annan)?.size ?? 0)) ut.set(fin, grov);
    }
  return ut;
}
