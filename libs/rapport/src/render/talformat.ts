import { divideraAvrundat, type Ore } from '#kernel/ore.js';

/** Between thousands: never broken over lines. */
const TUSENTAL = '\u00A0';
const MINUS = '\u2212';
/** Where there is no figure. */
export const SAKNAS = '\u2013';

const grupperat = (tal: bigint): string => tal.toString().replace(/\B(?=(\d{3})+$)/g, TUSENTAL);

const ORE_PER_KRONA = 100n;
const ORE_PER_TUSENTAL = 100_000n;

/** Öre as whole units, Swedish format: 1 234 567, with − for minus; rounded half away from zero. */
function heltal(belopp: Ore | null, orePerEnhet: Ore): string {
  if (belopp === null) return SAKNAS;
  const tal = divideraAvrundat(belopp, orePerEnhet);
  return tal < 0n ? `${MINUS}${grupperat(-tal)}` : grupperat(tal);
}

export const kronor = (belopp: Ore | null): string => heltal(belopp, ORE_PER_KRONA);
export const tusental = (belopp: Ore | null): string => heltal(belopp, ORE_PER_TUSENTAL);

/** Per mille as per cent with one decimal: 625 → 62,5. */
export function procenttal(promille: number, minus = MINUS): string {
  const belopp = Math.abs(promille);
  return `${promille < 0 ? minus : ''}${Math.trunc(belopp / 10)},${belopp % 10}`;
}

/** A count, Swedish format. */
export const antal = (tal: number): string => `${tal < 0 ? MINUS : ''}${grupperat(BigInt(Math.abs(tal)))}`;
