import { arFor, arsStart, type Ar, type Datum } from '#kernel/datum.js';
import { summa, type Ore } from '#kernel/ore.js';
import { arResultatslag, delaPostId, type PostId } from '#kernel/poster.js';
import { mattnyckel, type Matt, type Mattnyckel } from './matt.js';
import type { Dokumentstruktur } from './struktur.js';

type Stallning = ReadonlyMap<PostId, Ore>;

/** What years open with and days close with, per post, in our signs: assets, debts and equity positive. */
export interface Balanser {
  readonly ingaende: ReadonlyMap<Ar, Stallning>;
  readonly utgaende: ReadonlyMap<Datum, Stallning>;
}

/** Day → post → öre. */
type Utfall = ReadonlyMap<Datum, Stallning>;

/** The result of a year up to and including a day. */
function resultatTill(utfall: Utfall, dag: Datum): Ore {
  const dagar = [...utfall].filter(([d]) => arsStart(arFor(dag)) <= d && d <= dag);
  return summa(
    dagar.flatMap(([, poster]) =>
      [...poster].filter(([post]) => arResultatslag(delaPostId(post).slag)).map(([, ore]) => ore),
    ),
  );
}

/**
 * The balances that documents tell, whole: what a day does not list of a slag that it lists is nothing, and what it does
 * not speak of stands as it stood. Equity that no document tells the opening of is taken to have been what it closes with,
 * since all that the year has made of it is its result.
 * @param stallning what the documents together state under a measure of balances
 */
export function balanserna(
  dokument: readonly Dokumentstruktur[],
  utfall: Utfall,
  stallning: (matt: Matt) => Stallning,
): Balanser {
  const matten = new Map<Mattnyckel, Matt>(dokument.flatMap((d) => [...d.matten]));
  const dagar = [...matten.values()].flatMap((m) => (m.slag === 'ub' ? [m.per] : [])).sort();
  const ingaende = new Map<Ar, Stallning>();
  const utgaende = new Map<Datum, Stallning>();
  let nu: Stallning = new Map();
  const oppna = (ar: Ar, fyllUpp: Stallning): void => {
    if (ingaende.has(ar)) return;
    const matt: Matt = { slag: 'ib', ar };
    const kand = matten.has(mattnyckel(matt)) ? stallning(matt) : new Map<PostId, Ore>();
    const harEgetKapital = [...kand.keys()].some(arEgetKapital);
    const oppning = new Map([
      ...(harEgetKapital ? [] : [...fyllUpp].filter(([p]) => arEgetKapital(p))),
      ...kand,
    ]);
    if (oppning.size === 0) return;
    nu = oppning;
    ingaende.set(ar, oppning);
  };
  for (const per of dagar) {
    const matt: Matt = { slag: 'ub', per };
    const listad = utanResultat(stallning(matt), matt, dokument, resultatTill(utfall, per));
    oppna(arFor(per), listad);
    nu = overgang(nu, listad, visadeIngaende(dokument, matt));
    utgaende.set(per, nu);
  }
  // A year that only its opening is known of: the day after a closing, or what a later document says it began with.
  for (const matt of matten.values()) if (matt.slag === 'ib') oppna(matt.ar, new Map());
  return { ingaende, utgaende };
}

const arEgetKapital = (post: PostId): boolean => delaPostId(post).slag === 'eget_kapital';

function visadeIngaende(dokument: readonly Dokumentstruktur[], matt: Matt): Set<PostId> {
  const nyckel = mattnyckel(matt);
  return new Set(dokument.flatMap((d) => [...(d.ingaendeposter.get(nyckel) ?? [])]));
}

/** Equity that is printed with the result of the year so far in it: the result stands on its own konton. */
function utanResultat(
  listad: Stallning,
  matt: Matt,
  dokument: readonly Dokumentstruktur[],
  resultat: Ore,
): Stallning {
  const nyckel = mattnyckel(matt);
  const med = dokument.findLast((d) => d.matten.has(nyckel))?.medResultat.get(nyckel);
  const ore = med === undefined ? undefined : listad.get(med);
  return med === undefined || ore === undefined ? listad : new Map(listad).set(med, ore - resultat);
}

function overgang(fore: Stallning, listad: Stallning, visade: ReadonlySet<PostId>): Stallning {
  const slagen = new Set([...listad.keys()].map((p) => delaPostId(p).slag));
  const kvar = [...fore].map(([post, ore]): [PostId, Ore] =>
    slagen.has(delaPostId(post).slag) && !visade.has(post) ? [post, 0n] : [post, ore],
  );
  return new Map([...kvar, ...listad]);
}

/** What a year's days move on each post: closing less what stood before, days in order. Nothing where nothing moved. */
export function rorelser({ ingaende, utgaende }: Balanser): Map<Datum, Map<PostId, Ore>> {
  const ut = new Map<Datum, Map<PostId, Ore>>();
  let fore: Stallning = new Map();
  let ar: Ar | undefined;
  for (const [dag, nu] of [...utgaende].sort(([a], [b]) => (a < b ? -1 : 1))) {
    if (arFor(dag) !== ar) fore = ingaende.get(arFor(dag)) ?? fore;
    ar = arFor(dag);
    const flyttat = [...new Set([...fore.keys(), ...nu.keys()])]
      .map((post): [PostId, Ore] => [post, (nu.get(post) ?? 0n) - (fore.get(post) ?? 0n)])
      .filter(([, ore]) => ore !== 0n);
    if (flyttat.length > 0) ut.set(dag, new Map(flyttat));
    fore = nu;
  }
  return ut;
}
