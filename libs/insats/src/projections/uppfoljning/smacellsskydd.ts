import type { Cell } from './celler.js';
import { arKorscell, samband, sammanhangande, summan, type Samband } from './samband.js';

/** A count of people from one up to, and not including, this is not published. Zero is: nobody is in it. */
export const SMA_UNDER = 5;

const arLiten = (antal: number): boolean => antal > 0 && antal < SMA_UNDER;

/** What a reader of the earlier versions has of one that corrects them. */
interface Tidigare {
  /** Shown before, with the value it has now: hiding it hides nothing. */
  readonly synlig: (cell: Cell) => boolean;
  /** Shown before, whatever its value was. */
  readonly harSynts: (cell: string) => boolean;
  /** Hidden before, with the value it has now. */
  readonly dold: (cell: Cell) => boolean;
  /** Hidden before, whatever its value was. */
  readonly nagonsinDold: (cell: Cell) => boolean;
  /** What the parts leave of the total could be computed before, and is the same now. */
  readonly restSynlig: (samband: Samband, rest: number) => boolean;
}

interface Publicerad {
  readonly finns: ReadonlyMap<string, Cell>;
  readonly dolda: ReadonlySet<string>;
}

/**
 * Which cells of a follow-up are not published, for it and each version that corrects it, oldest first: small counts;
 * and as many others as it takes that none can be computed from what is shown (totals, shares, other versions). Each
 * version's answer rests on those before it only, so a later correction never changes what has been published.
 */
export function dolda(versioner: readonly (readonly Cell[])[]): ReadonlySet<string>[] {
  const fore: Publicerad[] = [];
  for (const celler of versioner) {
    const finns = new Map(celler.map((c) => [c.cell, c]));
    fore.push({ finns, dolda: doljEn(finns, tidigare([...fore])) });
  }
  return fore.map((f) => f.dolda);
}

function tidigare(fore: readonly Publicerad[]): Tidigare {
  /** The versions just before this one for as long as something was as it is now. */
  const sedanDess = (samma: (f: Publicerad) => boolean): readonly Publicerad[] =>
    fore.slice(fore.findLastIndex((f) => !samma(f)) + 1);
  const medSammaVarde = (c: Cell) => sedanDess((f) => f.finns.get(c.cell)?.antal === c.antal);
  return {
    synlig: (c) => medSammaVarde(c).some((f) => !f.dolda.has(c.cell)),
    dold: (c) => medSammaVarde(c).some((f) => f.dolda.has(c.cell)),
    harSynts: (cell) => fore.some((f) => f.finns.has(cell) && !f.dolda.has(cell)),
    nagonsinDold: (c) => fore.some((f) => f.dolda.has(c.cell)),
    restSynlig: ({ total, delar }, rest) => {
      const resten = ({ finns }: Publicerad) => (finns.get(total)?.antal ?? 0) - summan(delar, finns);
      return sedanDess((f) => resten(f) === rest).some((f) =>
        [total, ...delar].every((c) => f.finns.has(c) && !f.dolda.has(c)),
      );
    },
  };
}

function doljEn(finns: ReadonlyMap<string, Cell>, fore: Tidigare): ReadonlySet<string> {
  const celler = [...finns.values()];
  const alla = samband(celler);
  // One among others stays hidden when it is put right too: what its total moved by tells what it moved by.
  const ingar = new Set(alla.flatMap(({ total, delar }) => [total, ...delar]));
  const varDold = (c: Cell) => (ingar.has(c.cell) ? fore.nagonsinDold(c) : fore.dold(c));
  const dolda = new Set(
    celler.filter((c) => c.cell !== 'ko.dagar' && (arLiten(c.antal) || varDold(c))).map((c) => c.cell),
  );
  for (const grupp of sammanhangande(alla)) {
    const nu = celler.filter((c) => grupp.has(c.cell));
    // How far the others of a group moved tells how far a count moved, of which a reader has where it was: where one has
    // become small, nothing of what was changed is shown.
    if (nu.some((c) => arLiten(c.antal) && fore.harSynts(c.cell)))
      for (const c of nu) if (!fore.synlig(c)) dolda.add(c.cell);
  }
  // Each round hides at least one more cell, or is the last.
  for (let antal = -1; antal !== dolda.size;) {
    antal = dolda.size;
    if (dolda.has('ko.deltagare')) dolda.add('ko.dagar');
    doljKors(celler, alla, dolda);
    for (const ett of alla) skydda(ett, { finns, alla, dolda, fore });
  }
  return dolda;
}

/**
 * Reason by sex is shown whole or not at all: with all its margins shown, a part of it gives away the rest. Where it has
 * gaps, both margins together tell how many are in each of them, so the one by sex goes with it.
 */
function doljKors(celler: readonly Cell[], alla: readonly Samband[], dolda: Set<string>): void {
  const kors = celler.filter((c) => arKorscell(c.cell)).map((c) => c.cell);
  if (!kors.some((c) => dolda.has(c))) return;
  for (const c of kors) dolda.add(c);
  const finns = new Map(celler.map((c) => [c.cell, c]));
  const luckor = alla.some(
    ({ total, delar }) => delar.some(arKorscell) && summan(delar, finns) !== (finns.get(total)?.antal ?? 0),
  );
  if (luckor) for (const kon of ['avslutade.kvinnor', 'avslutade.man']) if (finns.has(kon)) dolda.add(kon);
}

/**
 * A reader who has the total subtracts the parts that are shown. What then remains has to be at least two unknown
 * numbers, of five people or more together; otherwise another part is hidden, the smallest first, and last the total.
 * A reader who has not the total adds the parts instead: one of them has to be missing.
 */
function skydda(ett: Samband, { finns, alla, dolda, fore }: Lage): void {
  const { total, delar } = ett;
  const antal = (cell: string): number => finns.get(cell)?.antal ?? 0;
  const synlig = (cell: string): boolean => {
    const c = finns.get(cell);
    return c !== undefined && fore.synlig(c);
  };
  const okanda = (): string[] => delar.filter((d) => dolda.has(d) && !synlig(d));
  const rest = antal(total) - summan(delar, finns);
  // Two ways of dividing the same total that leave as many leave the same ones: each tells what the other leaves.
  const delasIgen = alla.some(
    (a) => a !== ett && a.total === total && antal(total) - summan(a.delar, finns) === rest,
  );
  const okandRest = delasIgen || fore.restSynlig(ett, rest) ? 0 : rest;
  const litenRest = arLiten(rest) && !fore.restSynlig(ett, rest);
  const racker = (): boolean => {
    const gomda = [...okanda().map(antal), okandRest].filter((n) => n > 0);
    return gomda.length >= 2 && gomda.reduce((s, n) => s + n, 0) >= SMA_UNDER;
  };
  const nasta = (minst: number): string | undefined =>
    delar
      .filter((d) => !dolda.has(d) && !synlig(d) && antal(d) >= minst)
      .sort((a, b) => antal(a) - antal(b))[0];
  while (!dolda.has(total) && (okanda().length > 0 || litenRest) && !racker()) {
    const del = nasta(1);
    if (del === undefined && synlig(total)) return;
    dolda.add(del ?? total);
  }
  const del = dolda.has(total) && okanda().length === 0 ? (nasta(1) ?? nasta(0)) : undefined;
  if (del !== undefined) dolda.add(del);
}

interface Lage {
  readonly finns: ReadonlyMap<string, Cell>;
  readonly alla: readonly Samband[];
  readonly dolda: Set<string>;
  readonly fore: Tidigare;
}
