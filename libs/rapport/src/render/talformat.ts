import { divideraAvrundat, type Ore } from '#kernel/ore.js';

/** Between thousands: never broken over lines. */
const TUSENTAL = '\u00A0';
const MINUS = '\u2212';
/** Where there is no figure. */
export const SAKNAS = '\u2013';

const grupperat = (tal: bigint): string => tal.toString().replace(/\B(?=(\d{3})+$)/g, TUSENTAL);

/** Öre as whole kronor, Swedish format: 1 234 567, with − for minus; rounded half away from zero. */
export function kronor(belopp: Ore | null): string {
  if (belopp === null) return SAKNAS;
  const kr = divideraAvrundat(belopp, 100n);
  return kr < 0n ? `${MINUS}${grupperat(-kr)}` : grupperat(kr);
}

/** Per mille as per cent with one decimal: 625 → 62,5. */
export function procenttal(promille: number, minus = MINUS): string {
  const belopp = Math.abs(promille);
  return `${promille < 0 ? minus : ''}${Math.trunc(belopp / 10)},${belopp % 10}`;
}

/** A count, Swedish format. */
export const antal = (tal: number): string => `${tal < 0 ? MINUS : ''}${grupperat(BigInt(Math.abs(tal)))}`;
