import { assert } from '#kernel/fel.js';

/** Of several runs. p99 says something where there are hundreds. */
export interface Spridning {
  readonly antal: number;
  readonly p10: number;
  readonly median: number;
  readonly p90: number;
  readonly p99: number;
}

/** The value that a share of the others are at most: the nearest there is, never one between two. */
function kvantil(stigande: readonly number[], andel: number): number {
  const varde = stigande[Math.max(0, Math.ceil(andel * stigande.length) - 1)];
  assert(varde !== undefined, 'inga mätvärden');
  return varde;
}

export function spridning(varden: readonly number[]): Spridning {
  const stigande = [...varden].sort((a, b) => a - b);
  const [p10 = 0, median = 0, p90 = 0, p99 = 0] = [0.1, 0.5, 0.9, 0.99].map((a) => kvantil(stigande, a));
  return { antal: varden.length, p10, median, p90, p99 };
}

export interface Sida {
  readonly namn: string;
  /** Does the work once and gives the measure: events per second, or milliseconds. */
  readonly kor: () => Promise<number>;
}

/**
 * Every side once a round, each round begun by another: what the machine does meanwhile, and what one side leaves to
 * the next, falls on all alike. The first round warms up and is thrown away.
 */
export async function vaxelvis(sidor: readonly Sida[], varv: number): Promise<Map<string, Spridning>> {
  const varden = new Map<string, number[]>(sidor.map((s) => [s.namn, []]));
  for (let v = 0; v <= varv; v++)
    for (let i = 0; i < sidor.length; i++) {
      const sida = sidor[(v + i) % sidor.length];
      assert(sida !== undefined, 'sidan finns');
      const varde = await sida.kor();
      if (v > 0) varden.get(sida.namn)?.push(varde);
    }
  return new Map([...varden].map(([namn, v]) => [namn, spridning(v)]));
}

/** Events per second of a piece of work. */
export async function takt(handelser: number, arbete: () => Promise<void>): Promise<number> {
  const borjan = performance.now();
  await arbete();
  return (handelser / (performance.now() - borjan)) * 1_000;
}

export async function millisekunder(arbete: () => Promise<unknown>): Promise<number> {
  const borjan = performance.now();
  await arbete();
  return performance.now() - borjan;
}
