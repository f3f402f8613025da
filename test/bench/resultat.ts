import type { Spridning } from './matning.js';

export type Enhet = 'händelser/s' | 'ms' | 'MiB';

export interface Rad {
  readonly fall: string;
  readonly sida: string;
  readonly enhet: Enhet;
  readonly varde: Spridning;
}

/** A figure with a bound: at least `minst` or at most `hogst`; without any it is only told. */
export interface Jamforelse {
  readonly vad: string;
  readonly varde: number;
  readonly minst?: number;
  readonly hogst?: number;
  /** What would be better still. */
  readonly onskat?: number;
  /** Held against what was recorded, where there is such a value: which way is worse. */
  readonly samre?: 'hogre' | 'lagre';
}

export interface Fallresultat {
  readonly rader: readonly Rad[];
  readonly jamforelser: readonly Jamforelse[];
}

/** How many times as much (or as fast) one side's median is as another's. */
export function kvot(
  matt: ReadonlyMap<string, Spridning>,
  var_: string,
  mot: string,
  grans: Omit<Jamforelse, 'vad' | 'varde'> & { readonly fall: string },
): Jamforelse {
  const { fall, ...bounds } = grans;
  const varde = (matt.get(var_)?.median ?? NaN) / (matt.get(mot)?.median ?? NaN);
  return { vad: `${fall}: ${var_} / ${mot}`, varde, ...bounds };
}

export const rader = (fall: string, enhet: Enhet, matt: ReadonlyMap<string, Spridning>): Rad[] =>
  [...matt].map(([sida, varde]) => ({ fall, sida, enhet, varde }));

export const natt = ({ varde, minst, hogst }: Jamforelse): boolean | undefined =>
  minst === undefined && hogst === undefined
    ? undefined
    : varde >= (minst ?? -Infinity) && varde <= (hogst ?? Infinity);

const tal = (n: number): string =>
  n >= 1_000 ? Math.round(n).toLocaleString('sv-SE') : n >= 100 ? n.toFixed(0) : n.toFixed(2);

function tabell(rubriker: readonly string[], rader: readonly (readonly string[])[]): string[] {
  const bredd = rubriker.map((r, i) => Math.max(r.length, ...rader.map((rad) => rad[i]?.length ?? 0)));
  const rad = (celler: readonly string[]): string =>
    `| ${celler.map((c, i) => (i < 2 ? c.padEnd(bredd[i] ?? 0) : c.padStart(bredd[i] ?? 0))).join(' | ')} |`;
  return [rad(rubriker), `|${bredd.map((b) => '-'.repeat(b + 2)).join('|')}|`, ...rader.map(rad)];
}

const grans = ({ minst, hogst, onskat }: Jamforelse): string =>
  [
    minst === undefined ? '' : `≥ ${tal(minst)}`,
    hogst === undefined ? '' : `≤ ${tal(hogst)}`,
    onskat === undefined ? '' : `(helst ${tal(onskat)})`,
  ]
    .filter((t) => t !== '')
    .join(' ');

/** Markdown: what was measured first, the ratios last. */
export function somText({ rader, jamforelser }: Fallresultat): string {
  const matt = rader.map(({ fall, sida, enhet, varde }) => [
    fall,
    sida,
    enhet,
    ...[varde.median, varde.p10, varde.p90, varde.p99].map(tal),
    varde.antal.toString(),
  ]);
  const jamfort = jamforelser.map((j) => {
    const utfall = natt(j);
    return [j.vad, utfall === undefined ? '' : utfall ? 'nått' : 'MISSAT', tal(j.varde), grans(j)];
  });
  return [
    ...tabell(['fall', 'sida', 'enhet', 'median', 'p10', 'p90', 'p99', 'antal'], matt),
    '',
    ...tabell(['jämförelse', 'mål', 'värde', 'gräns'], jamfort),
  ].join('\n');
}
