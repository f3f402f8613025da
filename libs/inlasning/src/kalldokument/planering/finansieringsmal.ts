import { arHelhet, huvudmannyckel, type Andelar, type Huvudman } from '#finansiering/public.js';
import type { Brak } from '#kernel/brak.js';
import { arFor, arsStart, type Ar, type Datum } from '#kernel/datum.js';
import { nyckelAv, type Nyckel, type Stod } from '#kernel/identiteter.js';
import type { Ore } from '#kernel/ore.js';
import { delaPostId, type PostId } from '#kernel/poster.js';
import type { Rad } from '../domain/kalldokument.js';
import { iOrdning, type Forbundsmal } from '../domain/mal.js';
import type { Dokumentstruktur } from '../domain/struktur.js';
import type { Postuppgifter } from '../domain/uppgift.js';
import type { Medelsregel } from './kontering.js';

type Part = Huvudman['part'];
/** Members of the förbund by key. */
export type Medlemmar = ReadonlyMap<Nyckel, { readonly typ: Part }>;

export interface Medelsuppgift {
  readonly huvudman: Huvudman;
  /** The day it holds from, or for a periodisering that it holds to. */
  readonly dag: Datum;
  readonly beloppOre: Ore;
  readonly stod: Stod;
}

interface Arsmal {
  readonly beslutade: readonly Medelsuppgift[];
  readonly periodiserade: readonly Medelsuppgift[];
  readonly andelar: { readonly andelar: Andelar; readonly stod: Stod } | undefined;
}

/** What a förbund's documents state of its medel, all of them put together: the order of loading cannot matter. */
export interface Finansieringsmal {
  readonly ar: ReadonlyMap<Ar, Arsmal>;
  /** The posts that hold medel, and whose where a document tells. */
  readonly medelsposter: ReadonlyMap<PostId, Huvudman | undefined>;
}

/** Pure: what the documents state, and nothing that they do not. A total in a budget stays a budget. */
export function finansieringsmal(
  dokument: readonly Dokumentstruktur[],
  mal: Forbundsmal,
  medlemmar: Medlemmar,
  regler: readonly Medelsregel[],
): Finansieringsmal {
  const ordnade = iOrdning(dokument);
  const huvudman = posternasHuvudman(ordnade, medlemmar);
  const vems = somDeBerattas(huvudman);
  const beslutade = perAr(beslutadeEnligt(mal, vems));
  const periodiserade = perAr(periodiseradeEnligt(mal, vems, ordnade));
  const andelar = angivnaAndelar(ordnade);
  return {
    ar: new Map(
      [...new Set([...beslutade.keys(), ...periodiserade.keys(), ...andelar.keys()])].sort().map((ar) => [
        ar,
        {
          beslutade: beslutade.get(ar) ?? [],
          periodiserade: periodiserade.get(ar) ?? [],
          andelar: andelar.get(ar),
        },
      ]),
    ),
    medelsposter: medelsposter(ordnade, huvudman, regler),
  };
}

type Posthuvudman = { readonly huvudman: Huvudman; /** Named, and not a member. */ readonly okand: boolean };

/** Whose money each post is, as the latest document that shows it tells. */
function posternasHuvudman(
  ordnade: readonly Dokumentstruktur[],
  medlemmar: Medlemmar,
): ReadonlyMap<PostId, Posthuvudman> {
  const ut = new Map<PostId, Posthuvudman>();
  for (const { dokument, radposter } of ordnade)
    for (const tabell of dokument.tabeller)
      tabell.rader.forEach((rad, n) => {
        const post = radposter.get(tabell.id)?.[n];
        if (post !== undefined && rad.huvudman) ut.set(post, huvudmannen(rad.huvudman, medlemmar));
      });
  return ut;
}

function huvudmannen({ typ, namn }: NonNullable<Rad['huvudman']>, medlemmar: Medlemmar): Posthuvudman {
  // The state is one: Försäkringskassan pays also for Arbetsförmedlingen.
  if (typ === 'stat') return { huvudman: { part: typ }, okand: false };
  const medlem = namn === undefined ? undefined : nyckelAv(namn);
  if (medlem === undefined) return { huvudman: { part: typ }, okand: false };
  return medlemmar.get(medlem)?.typ === typ
    ? { huvudman: { part: typ, medlem }, okand: false }
    : { huvudman: { part: typ }, okand: true };
}

/**
 * Whom the amounts of income are told for. Where a part's posts do not all name a member of it, they are told together, as the
 * part's: one of them alone would look like the whole.
 */
function somDeBerattas(huvudman: ReadonlyMap<PostId, Posthuvudman>): ReadonlyMap<PostId, Huvudman> {
  const intakter = [...huvudman].filter(([post]) => delaPostId(post).slag === 'intakt');
  const tillsammans = new Set<Part>(
    intakter.filter(([, h]) => h.okand || !('medlem' in h.huvudman)).map(([, h]) => h.huvudman.part),
  );
  return new Map(
    intakter.map(([post, h]) => [
      post,
      tillsammans.has(h.huvudman.part) ? { part: h.huvudman.part } : h.huvudman,
    ]),
  );
}

/** Amounts per post → one per huvudman. */
function perHuvudman(
  belopp: ReadonlyMap<PostId, Ore>,
  vems: ReadonlyMap<PostId, Huvudman>,
): { huvudman: Huvudman; beloppOre: Ore }[] {
  const ut = new Map<string, { huvudman: Huvudman; beloppOre: Ore }>();
  for (const [post, beloppOre] of belopp) {
    const huvudman = vems.get(post);
    if (!huvudman) continue;
    const nyckel = huvudmannyckel(huvudman);
    ut.set(nyckel, { huvudman, beloppOre: (ut.get(nyckel)?.beloppOre ?? 0n) + beloppOre });
  }
  return [...ut.values()];
}

type MedAr = Medelsuppgift & { readonly ar: Ar };

function perAr(uppgifter: readonly MedAr[]): Map<Ar, Medelsuppgift[]> {
  const ut = new Map<Ar, Medelsuppgift[]>();
  for (const { ar, ...u } of uppgifter) ut.set(ar, [...(ut.get(ar) ?? []), u]);
  return ut;
}

/** A budget that tells what each huvudman gives. */
const beslutadeEnligt = (mal: Forbundsmal, vems: ReadonlyMap<PostId, Huvudman>): MedAr[] =>
  [...mal.budgetar].flatMap(([ar, versioner]) =>
    [...versioner].flatMap(([dag, version]) =>
      perHuvudman(version.rader, vems)
        // A huvudman cannot decide to give less than nothing: such a line is a correction of another year's.
        .filter((h) => h.beloppOre >= 0n)
        .map((h) => ({ ...h, ar, dag, stod: version.stod })),
    ),
  );

/** Income per huvudman from 1 January up to a day that a document tells of. */
function periodiseradeEnligt(
  mal: Forbundsmal,
  vems: ReadonlyMap<PostId, Huvudman>,
  ordnade: readonly Dokumentstruktur[],
): MedAr[] {
  return [...mal.utfall.keys()].sort().flatMap((dag) => {
    const kalla = ordnade.filter((d) => berattarOm(d, vems, dag)).at(-1);
    if (!kalla) return [];
    const ar = arFor(dag);
    const hittills = new Map<PostId, Ore>();
    for (const [d, poster] of mal.utfall)
      if (arFor(d) === ar && d <= dag)
        for (const [post, belopp] of poster) hittills.set(post, (hittills.get(post) ?? 0n) + belopp);
    const stod = { slag: 'dokument', dokument: kalla.dokument.id } as const;
    return perHuvudman(hittills, vems).map((h) => ({ ...h, ar, dag, stod }));
  });
}

/** Whether the document has a figure of some huvudman for 1 January up to the day. */
const berattarOm = (d: Dokumentstruktur, vems: ReadonlyMap<PostId, Huvudman>, dag: Datum): boolean =>
  [...d.matten].some(
    ([nyckel, m]) =>
      m.slag === 'utfall' &&
      m.fran === arsStart(arFor(dag)) &&
      m.till === dag &&
      [...(d.uppgifter.get(nyckel)?.keys() ?? [])].some((post) => vems.has(post)),
  );

/** The latest year that a document has a column about. */
const dokumentetsAr = (d: Dokumentstruktur): Ar =>
  Math.max(
    arFor(d.datum),
    ...[...d.matten.values()].map((m) => (m.slag === 'ub' ? arFor(m.per) : 'ar' in m ? m.ar : arFor(m.till))),
  );

function angivnaAndelar(ordnade: readonly Dokumentstruktur[]): Map<Ar, NonNullable<Arsmal['andelar']>> {
  const ut = new Map<Ar, NonNullable<Arsmal['andelar']>>();
  for (const d of ordnade) {
    const andelar = lasAndelar(d.dokument.finansiering);
    if (andelar) ut.set(dokumentetsAr(d), { andelar, stod: { slag: 'dokument', dokument: d.dokument.id } });
  }
  return ut;
}

function lasBrak(text: unknown): Brak | undefined {
  const m = typeof text === 'string' ? /^(\d{1,5})\s*\/\s*(\d{1,5})$/.exec(text.trim()) : null;
  return m ? { taljare: Number(m[1]), namnare: Number(m[2]) } : undefined;
}

/**
 * `{"stat": "1/2", "region": "1/4", "kommuner": "1/4"}`. The schema of källdokument says nothing of the section's form, so
 * what is not shares that make a whole is left in the document, and not refused.
 */
export function lasAndelar(finansiering: unknown): Andelar | undefined {
  if (typeof finansiering !== 'object' || finansiering === null) return undefined;
  const f = finansiering as Readonly<Record<string, unknown>>;
  const [stat, region, kommun] = [f['stat'], f['region'], f['kommuner'] ?? f['kommun']].map(lasBrak);
  if (!stat || !region || !kommun) return undefined;
  const andelar = { stat, region, kommun };
  return arHelhet(andelar) ? andelar : undefined;
}

const passar = (regel: Medelsregel, post: PostId, u: Postuppgifter): boolean =>
  regel.slag === delaPostId(post).slag &&
  (regel.huvudman !== true || u.huvudman) &&
  (regel.ord === undefined || regel.ord.some((o) => u.rad.toLowerCase().includes(o)));

function medelsposter(
  ordnade: readonly Dokumentstruktur[],
  huvudman: ReadonlyMap<PostId, Posthuvudman>,
  regler: readonly Medelsregel[],
): Map<PostId, Huvudman | undefined> {
  const ut = new Map<PostId, Huvudman | undefined>();
  for (const { poster } of ordnade)
    for (const [post, uppgifter] of poster)
      if (regler.some((r) => passar(r, post, uppgifter))) ut.set(post, huvudman.get(post)?.huvudman);
  return ut;
}
