import type { Cell } from './celler.js';

/** A total and parts of it that do not overlap. What they leave is nobody's cell, and can be computed all the same. */
export interface Samband {
  readonly total: string;
  readonly delar: readonly string[];
}

const KON = ['kvinnor', 'man'] as const;

/** The cells of reason by sex: each is known by its row and by its column. */
export const arKorscell = (cell: string): boolean => /^avslutade\.[^.]+\.(?:kvinnor|man)$/.test(cell);

/** How the cells of a follow-up hang together: what lets a reader compute one that is not shown. */
export function samband(celler: readonly Cell[]): Samband[] {
  const finns = new Map(celler.map((c) => [c.cell, c]));
  const orsaker = celler.filter(
    ({ cell }) => /^avslutade\.[^.]+$/.test(cell) && !KON.some((k) => cell.endsWith(`.${k}`)),
  );
  const slag = (nar: 'fore' | 'efter'): string[] =>
    celler
      .filter(({ cell }) => cell.startsWith('forsorjning.') && cell.endsWith(`.${nar}`))
      .map((c) => c.cell);
  const mojliga: Samband[] = [
    ...['startade', 'avslutade', ...orsaker.map((o) => o.cell)].map((total) => ({
      total,
      delar: KON.map((k) => `${total}.${k}`),
    })),
    { total: 'avslutade', delar: orsaker.map((o) => o.cell) },
    ...KON.map((k) => ({ total: `avslutade.${k}`, delar: orsaker.map((o) => `${o.cell}.${k}`) })),
    { total: 'forsorjning.deltagare', delar: slag('fore') },
    { total: 'forsorjning.deltagare', delar: slag('efter') },
    { total: 'stegforflyttning.namnare', delar: ['stegforflyttning.taljare'] },
    ...[...new Set(celler.flatMap((c) => c.delAv ?? []))].map((total) => ({
      total,
      delar: celler.filter((c) => c.delAv === total).map((c) => c.cell),
    })),
    ...anade(celler),
  ];
  return mojliga
    .map(({ total, delar }) => ({ total, delar: delar.filter((d) => finns.has(d)) }))
    .filter(({ total, delar }) => {
      const hela = finns.get(total)?.antal;
      // Parts beyond their total overlap (one person may have several supports): nothing follows from them.
      return hela !== undefined && delar.length > 0 && summan(delar, finns) <= hela;
    });
}

export const summan = (celler: readonly string[], finns: ReadonlyMap<string, { antal: number }>): number =>
  celler.reduce((s, c) => s + (finns.get(c)?.antal ?? 0), 0);

/** The cells that hang together, through any number of totals and parts. */
export function sammanhangande(alla: readonly Samband[]): ReadonlySet<string>[] {
  let grupper: Set<string>[] = [];
  for (const { total, delar } of alla) {
    const [rorda, andra] = [new Set([total, ...delar]), [] as Set<string>[]];
    for (const grupp of grupper)
      if (![...grupp].some((cell) => rorda.has(cell))) andra.push(grupp);
      else for (const cell of grupp) rorda.add(cell);
    grupper = [...andra, rorda];
  }
  return grupper;
}

/**
 * Counts with names of their own say nothing of how they hang together, but a reader of a printed list sees it: a run of
 * neighbours, or two, that add up to another count are taken for its parts.
 */
function anade(celler: readonly Cell[]): Samband[] {
  const egna = celler.filter((c) => c.cell.startsWith('antal.'));
  const heltal = [...egna, ...celler.filter((c) => c.cell === 'startade' || c.cell === 'avslutade')];
  const ut: Samband[] = [];
  const prova = (delar: readonly Cell[]): void => {
    const summa = delar.reduce((s, d) => s + d.antal, 0);
    for (const total of heltal)
      if (total.antal === summa && !delar.includes(total))
        ut.push({ total: total.cell, delar: delar.map((d) => d.cell) });
  };
  egna.forEach((a, i) => {
    egna.slice(i + 2).forEach((b) => {
      prova([a, b]);
    });
    for (let slut = i + 2; slut <= egna.length; slut++) prova(egna.slice(i, slut));
  });
  return ut;
}
