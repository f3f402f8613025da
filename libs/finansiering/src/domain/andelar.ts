import { likanamniga, type Brak } from '#kernel/brak.js';
import { summa } from '#kernel/ore.js';
import type { Andelar } from './finansiering.events.js';

/** Greatest numerator and denominator: finer shares than hundred-thousandths are a mistake. */
const STORSTA_TAL = 100_000;

const alla = ({ stat, region, kommun }: Andelar): readonly Brak[] => [stat, region, kommun];

const arAndel = ({ taljare, namnare }: Brak): boolean =>
  [taljare, namnare].every((n) => Number.isInteger(n) && n >= 0 && n <= STORSTA_TAL) && namnare > 0;

/** Whether each share is a number that can be one, and all of them are exactly the whole. */
export function arHelhet(andelar: Andelar): boolean {
  if (!alla(andelar).every(arAndel)) return false;
  const { taljare, namnare } = likanamniga(alla(andelar));
  return summa(taljare) === namnare;
}

/** However they are written: 1/2 is 2/4. */
export const sammaAndelar = (a: Andelar, b: Andelar): boolean =>
  alla(a).every((del, n) => {
    const [ena, andra] = likanamniga([del, ...alla(b).slice(n, n + 1)]).taljare;
    return ena === andra;
  });
