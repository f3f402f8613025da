import { arFor, arsSlut, arsStart, type Ar, type Datum } from '#kernel/datum.js';
import { nyckelAv } from '#kernel/identiteter.js';
import { absolut, summa, type Ore } from '#kernel/ore.js';
import { arResultatslag, postId, type PostId, type Postslag } from '#kernel/poster.js';
import { avrundningsmarginal, oreFranTryckt, upplosning } from './belopp.js';
import type { Delar } from './delar.js';
import type { Kalldokument, Kolumn, Rad, Tabell } from './kalldokument.js';
import { mattnyckel, type Matt, type Mattnyckel } from './matt.js';
import type { Postuppgifter, Tabellrad, Total, Uppgift } from './uppgift.js';

type Balansslag = Exclude<Postslag, 'intakt' | 'kostnad'>;
type Ibmatt = Extract<Matt, { slag: 'ib' }>;

/** What a document has said of its balances so far. */
export interface Balansuppgifter {
  readonly dokument: Kalldokument;
  readonly radposter: ReadonlyMap<string, readonly (PostId | undefined)[]>;
  readonly uppgifter: ReadonlyMap<Mattnyckel, ReadonlyMap<PostId, Uppgift>>;
  readonly delar: Delar;
  readonly detaljer: ReadonlyMap<Mattnyckel, ReadonlyMap<PostId, ReadonlySet<PostId>>>;
  readonly totaler: ReadonlyMap<Mattnyckel, readonly Total[]>;
}

interface Arsoppning {
  readonly matt: Ibmatt;
  readonly uppgifter: readonly Uppgift[];
  readonly totaler: readonly Total[];
  /** As the closing balance that it is copied from. */
  readonly detaljer?: ReadonlyMap<PostId, ReadonlySet<PostId>> | undefined;
}

export interface Ingaende {
  readonly matten: ReadonlyMap<Mattnyckel, Arsoppning>;
  /** How the posts of opening equity are shown. */
  readonly poster: ReadonlyMap<PostId, Postuppgifter>;
  readonly visade: ReadonlyMap<Mattnyckel, ReadonlySet<PostId>>;
}

/** Rows of a group of the balance sheet, each once however many notes show it. */
export interface Balansgrupp {
  readonly grupp: string;
  readonly slag: Balansslag;
  readonly rader: readonly Tabellrad[];
}

/** Where the opening balance of a group is told, and how surely. */
interface Oppning {
  readonly ore: Ore;
  /** Printed as a balance, or only as what has changed since. */
  readonly fran: 'ib' | 'forandring';
  readonly upplosningOre: Ore;
  readonly tabell: string;
  readonly namn: string;
}

const ubNyckel = (per: Datum): Mattnyckel => mattnyckel({ slag: 'ub', per });

/** The post of a group's opening equity: one of the förbund, whatever its reports call the row. */
export const ingaendepost = (grupp: string): PostId => postId('eget_kapital', nyckelAv(`ib ${grupp}`));

/** `forandring:skulder` → `skulder`, for that kind of derivation. */
export const harledGrupp = (rad: Rad, slag: 'ib' | 'forandring'): string | undefined =>
  rad.harled?.startsWith(`${slag}:`) ? rad.harled.slice(slag.length + 1) : undefined;

const arBalansslag = (slag: Rad['slag']): slag is Balansslag =>
  slag !== 'kassaflode' && !arResultatslag(slag);

/** The groups of the balance sheet, without rows that only detail another row. */
export function balansgrupper({
  dokument,
  radposter,
  delar,
}: Pick<Balansuppgifter, 'dokument' | 'radposter' | 'delar'>): Balansgrupp[] {
  const detaljer = new Set([...delar.grova()].flatMap((g) => [...delar.av(g)]));
  const grupper = new Map<string, Balansgrupp>();
  for (const tabell of dokument.tabeller)
    tabell.rader.forEach((rad, n) => {
      const post = radposter.get(tabell.id)?.[n];
      if (!arBalansslag(rad.slag)) return;
      if (rad.harled !== undefined && harledGrupp(rad, 'ib') !== rad.grupp) return;
      const fore = grupper.get(rad.grupp) ?? { grupp: rad.grupp, slag: rad.slag, rader: [] };
      if (post === undefined) grupper.set(rad.grupp, fore);
      else if (!detaljer.has(post) && !fore.rader.some((r) => r.post === post))
        grupper.set(rad.grupp, { ...fore, rader: [...fore.rader, { post, rad }] });
    });
  return [...grupper.values()];
}

/** Every cell of a kind of column: the table, the column, the row, and what is printed, in öre. */
function* tryckta<K extends Kolumn['slag']>(
  dokument: Kalldokument,
  slag: K,
): Generator<{ tabell: Tabell; kolumn: Extract<Kolumn, { slag: K }>; rad: Rad; ore: Ore }> {
  for (const tabell of dokument.tabeller)
    for (const [k, kolumn] of tabell.kolumner.entries()) {
      if (kolumn.slag !== slag) continue;
      for (const rad of tabell.rader) {
        const varde = rad.varden[k] ?? null;
        if (varde === null) continue;
        const ore = oreFranTryckt(varde, tabell.enhet, `${tabell.id}.${rad.rad}`);
        yield { tabell, kolumn: kolumn as Extract<Kolumn, { slag: K }>, rad, ore };
      }
    }
}

/**
 * What the years of a document opened with. The balance sheet of the year before tells it post by post. Else it follows
 * group by group: printed (`ib:…`), or as the closing balance less what the kassaflödesanalys says has changed.
 *
 * Assets less debts less equity must be nothing. Where the printed figures leave a krona, the last group that is only known
 * by its change gives way, debts before assets: a change is a difference of two balances, and printed balances hold. (What
 * the rounding of a coarse table explains is left.)
 * A group that nothing is told of is what the others leave, when it is the only one.
 */
export function ingaendeBalanser(b: Balansuppgifter): Ingaende {
  const grupper = balansgrupper(b);
  const matten = new Map<Mattnyckel, Arsoppning>();
  const slutdagar = new Set([...tryckta(b.dokument, 'ub')].map((c) => c.kolumn.per));
  for (const per of [...slutdagar].sort()) {
    const matt: Ibmatt = { slag: 'ib', ar: arFor(per) };
    const nyckel = mattnyckel(matt);
    if (matten.has(nyckel)) continue;
    const forra = arsSlut(matt.ar - 1);
    const oppning = slutdagar.has(forra)
      ? efterBokslut(b, matt, forra)
      : efterGrupper(grupper, matt, oppningar(b, grupper, matt.ar, per));
    if (oppning.uppgifter.length + oppning.totaler.length > 0) matten.set(nyckel, oppning);
  }
  const nasta = [...slutdagar]
    .filter((d) => d === arsSlut(arFor(d)))
    .map((d): Ibmatt => ({ slag: 'ib', ar: arFor(d) + 1 }));
  for (const matt of nasta)
    if (!matten.has(mattnyckel(matt)))
      matten.set(mattnyckel(matt), efterBokslut(b, matt, arsSlut(matt.ar - 1)));
  return { matten, poster: ingaendeposternas(grupper), visade: visadeIngaende(b.dokument) };
}

function ingaendeposternas(grupper: readonly Balansgrupp[]): Map<PostId, Postuppgifter> {
  return new Map(
    grupper
      .filter((g) => g.slag === 'eget_kapital')
      .map(({ grupp }) => [ingaendepost(grupp), { rad: 'Eget kapital, ingående', grupp, huvudman: false }]),
  );
}

function visadeIngaende(dokument: Kalldokument): Map<Mattnyckel, Set<PostId>> {
  const ut = new Map<Mattnyckel, Set<PostId>>();
  for (const { kolumn, rad } of tryckta(dokument, 'ub')) {
    const grupp = harledGrupp(rad, 'ib');
    if (grupp === undefined || rad.slag !== 'eget_kapital') continue;
    const nyckel = ubNyckel(kolumn.per);
    ut.set(nyckel, (ut.get(nyckel) ?? new Set()).add(ingaendepost(grupp)));
  }
  return ut;
}

/** Closing measures whose equity rows hold the result of the year so far: those that print no row for it. */
export function posterMedResultat({
  dokument,
  radposter,
}: Pick<Balansuppgifter, 'dokument' | 'radposter'>): Map<Mattnyckel, PostId> {
  const egna = new Set<Mattnyckel>();
  const forsta = new Map<Mattnyckel, PostId>();
  for (const { tabell, kolumn, rad } of tryckta(dokument, 'ub')) {
    if (rad.slag !== 'eget_kapital') continue;
    const nyckel = ubNyckel(kolumn.per);
    const post = radposter.get(tabell.id)?.[tabell.rader.indexOf(rad)];
    if (rad.harled === 'periodens_resultat') egna.add(nyckel);
    else if (post !== undefined && !forsta.has(nyckel)) forsta.set(nyckel, post);
  }
  return new Map([...forsta].filter(([nyckel]) => !egna.has(nyckel)));
}

/** The year opens with what the one before closed with, all of its equity on the post of opening equity. */
function efterBokslut(b: Balansuppgifter, matt: Ibmatt, bokslut: Datum): Arsoppning {
  const stangda = [...(b.uppgifter.get(ubNyckel(bokslut))?.values() ?? [])];
  const uppgifter = stangda
    .filter((u) => !u.post.startsWith('eget_kapital:'))
    .map((u): Uppgift => ({ ...u, matt }));
  const totaler = (b.totaler.get(ubNyckel(bokslut)) ?? [])
    .filter((t) => t.rader.every((r) => r.rad.slag !== 'eget_kapital'))
    .map((t): Total => ({ ...t, matt }));
  const egetKapital = [...tryckta(b.dokument, 'ub')].filter(
    ({ kolumn, rad }) => kolumn.per === bokslut && rad.slag === 'eget_kapital',
  );
  const [forsta] = egetKapital;
  const detaljer = b.detaljer.get(ubNyckel(bokslut));
  if (!forsta) return { matt, uppgifter, totaler, detaljer };
  const ingaende: Uppgift = {
    post: ingaendepost(forsta.rad.grupp),
    matt,
    // A note that shows equity again is another table.
    beloppOre: summa(egetKapital.filter((c) => c.tabell === forsta.tabell).map((c) => c.ore)),
    upplosningOre: upplosning(forsta.tabell),
    tabell: forsta.tabell.id,
  };
  return { matt, uppgifter: [...uppgifter, ingaende], totaler, detaljer };
}

/** Per group what is told of its opening balance, with the last change made to fit. */
function oppningar(
  b: Balansuppgifter,
  grupper: readonly Balansgrupp[],
  ar: Ar,
  per: Datum,
): Map<string, Oppning> {
  const ut = new Map<string, Oppning>();
  const fore = (grupp: string, o: Oppning): void => {
    if (!ut.has(grupp)) ut.set(grupp, o);
  };
  for (const { tabell, kolumn, rad, ore } of tryckta(b.dokument, 'ub')) {
    const grupp = harledGrupp(rad, 'ib');
    if (grupp !== undefined && arFor(kolumn.per) === ar)
      fore(grupp, { ore, fran: 'ib', upplosningOre: upplosning(tabell), tabell: tabell.id, namn: rad.rad });
  }
  const floden = [...tryckta(b.dokument, 'kassaflode')].filter(({ kolumn }) => kolumn.fran === arsStart(ar));
  for (const { tabell, kolumn, rad, ore } of floden) {
    const sa = { upplosningOre: upplosning(tabell), tabell: tabell.id, namn: rad.rad };
    const ib = harledGrupp(rad, 'ib');
    if (ib !== undefined) fore(ib, { ...sa, ore, fran: 'ib' });
    const forandrad = grupper.find((g) => g.grupp === harledGrupp(rad, 'forandring'));
    const stangd = forandrad && utgaende(b, forandrad, kolumn.till);
    if (forandrad && stangd !== undefined)
      // A decrease of an asset and an increase of a debt are positive.
      fore(forandrad.grupp, {
        ...sa,
        ore: forandrad.slag === 'tillgang' ? stangd + ore : stangd - ore,
        fran: 'forandring',
      });
  }
  for (const { tabell, kolumn, rad, ore } of floden) {
    const olistade = olistadeGrupper(grupper, tabell);
    const [enda] = olistade;
    if (rad.harled !== 'ej_likvida_poster' || !enda || olistade.length > 1) continue;
    const stangd = utgaende(b, enda, kolumn.till);
    if (stangd === undefined) continue;
    fore(enda.grupp, {
      ore: enda.slag === 'tillgang' ? stangd + ore : stangd - ore,
      ...{ fran: 'forandring', upplosningOre: upplosning(tabell), tabell: tabell.id, namn: rad.rad },
    });
  }
  const kanda = grupper.filter((g) => utgaende(b, g, per) !== undefined || ut.has(g.grupp));
  return passaIhop(kanda, ut, avrundningen(b, kanda, ut));
}

/** The groups of assets and debts that a kassaflödesanalys has no row for: what they change is its entry for items without cash. */
export function olistadeGrupper(grupper: readonly Balansgrupp[], kassaflode: Tabell): Balansgrupp[] {
  const listade = new Set(
    kassaflode.rader.flatMap((r) => [harledGrupp(r, 'ib') ?? [], harledGrupp(r, 'forandring') ?? []].flat()),
  );
  return grupper.filter((g) => g.slag !== 'eget_kapital' && !listade.has(g.grupp));
}

function utgaende(b: Balansuppgifter, grupp: Balansgrupp, per: Datum): Ore | undefined {
  const stangda = b.uppgifter.get(ubNyckel(per));
  const kanda = grupp.rader.flatMap((r) => stangda?.get(r.post) ?? []);
  return kanda.length === 0 ? undefined : summa(kanda.map((u) => u.beloppOre));
}

const tecknet = (slag: Balansslag): 1n | -1n => (slag === 'tillgang' ? 1n : -1n);

/** The most that rounding can make the printed openings miss each other by. */
function avrundningen(
  b: Balansuppgifter,
  grupper: readonly Balansgrupp[],
  kanda: ReadonlyMap<string, Oppning>,
): Ore {
  const stangda = [...b.uppgifter].filter(([nyckel]) => nyckel.startsWith('ub|'));
  return summa(
    grupper.flatMap((g) => [
      avrundningsmarginal(kanda.get(g.grupp)?.upplosningOre ?? 0n),
      ...stangda.flatMap(([, poster]) =>
        g.rader.map((r) => avrundningsmarginal(poster.get(r.post)?.upplosningOre ?? 0n)),
      ),
    ]),
  );
}

function passaIhop(
  grupper: readonly Balansgrupp[],
  ut: Map<string, Oppning>,
  marginalOre: Ore,
): Map<string, Oppning> {
  const saknas = grupper.filter((g) => !ut.has(g.grupp));
  const netto = summa(grupper.map((g) => tecknet(g.slag) * (ut.get(g.grupp)?.ore ?? 0n)));
  const [forst] = ut.values();
  if (saknas.length > 1 || netto === 0n || !forst) return ut;
  // Rounding explains it: no figure is wrong, and the difference stands on the unspecified side.
  if (saknas.length === 0 && absolut(netto) <= marginalOre) return ut;
  const iTur = [...grupper].sort((a, b) => Number(a.slag === 'skuld') - Number(b.slag === 'skuld'));
  const ger = saknas[0] ?? iTur.findLast((g) => ut.get(g.grupp)?.fran === 'forandring');
  if (!ger) return ut;
  const da = ut.get(ger.grupp) ?? { ...forst, ore: 0n, namn: ger.grupp };
  return ut.set(ger.grupp, { ...da, ore: da.ore - tecknet(ger.slag) * netto });
}

function efterGrupper(
  grupper: readonly Balansgrupp[],
  matt: Ibmatt,
  kanda: ReadonlyMap<string, Oppning>,
): Arsoppning {
  const uppgifter: Uppgift[] = [];
  const totaler: Total[] = [];
  for (const { grupp, slag, rader } of grupper) {
    const oppning = kanda.get(grupp);
    if (!oppning) continue;
    const { ore: beloppOre, upplosningOre, tabell, namn } = oppning;
    const poster = slag === 'eget_kapital' ? [ingaendepost(grupp)] : rader.map((r) => r.post);
    const [enda] = poster;
    if (enda !== undefined && poster.length === 1)
      uppgifter.push({ post: enda, matt, beloppOre, upplosningOre, tabell });
    else if (rader.length > 0)
      // Nothing tells the rows apart: all of it is what the group's rows are not specified by.
      totaler.push({
        ...{ tabell, namn, matt, beloppOre, upplosningOre, rader, raderOre: 0n },
        omfang: nyckelAv(grupp),
        hela: false,
      });
  }
  return { matt, uppgifter, totaler };
}
