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
