import { assert, DomanFel, type KarnKod } from './fel.js';

/** Money in whole öre. Never a float: 1 kr = 100n. */
export type Ore = bigint;

const STORST = BigInt(Number.MAX_SAFE_INTEGER);

/** Öre → the integer that stands in JSON. @throws DomanFel BELOPP_FOR_STORT beyond ±(2^53−1) öre (about 90 000 miljarder kr). */
export function oreTillTal(belopp: Ore): number {
  if (belopp > STORST || belopp < -STORST)
    throw new DomanFel<KarnKod>('BELOPP_FOR_STORT', `Beloppet ${belopp} öre är för stort.`);
  return Number(belopp);
}

/**
 * An integer from JSON, or öre already → öre.
 * @throws DomanFel BELOPP_EJ_HELTAL for anything but a safe integer, BELOPP_FOR_STORT for öre that JSON cannot hold.
 */
export function oreFranTal(varde: unknown, falt: string): Ore {
  if (typeof varde === 'bigint') return BigInt(oreTillTal(varde));
  if (typeof varde !== 'number' || !Number.isSafeInteger(varde))
    throw new DomanFel<KarnKod>('BELOPP_EJ_HELTAL', `Beloppet i ${falt} är inte ett heltal i öre.`, {
      falt,
      forvantat: 'ett heltal i öre, t.ex. 150000 för 1 500 kr',
    });
  return BigInt(varde);
}

export function summa(belopp: Iterable<Ore>): Ore {
  let s = 0n;
  for (const b of belopp) s += b;
  return s;
}

export const absolut = (belopp: Ore): Ore => (belopp < 0n ? -belopp : belopp);

/** Quotient rounded half away from zero (−106,5 → −107): the rule the published reports are checked by. */
export function divideraAvrundat(taljare: bigint, namnare: bigint): bigint {
  const negativ = taljare < 0n !== namnare < 0n;
  const t = absolut(taljare);
  const n = absolut(namnare);
  const kvot = (2n * t + n) / (2n * n);
  return negativ ? -kvot : kvot;
}

/**
 * An amount shared out by weight, to the öre: each gets its share rounded towards zero, and the öre that are left go to
 * those with the largest remainders, of equals to the first. The shares are together exactly the amount.
 * @param vikter none negative, not all zero
 */
export function fordelaStorstaRest(belopp: Ore, vikter: readonly bigint[]): readonly Ore[] {
  const helhet = summa(vikter);
  assert(helhet > 0n && vikter.every((v) => v >= 0n), 'vikterna ska vara positiva');
  const storlek = absolut(belopp);
  const delar = vikter.map((v) => (storlek * v) / helhet);
  const efterRest = vikter
    .map((v, nr) => ({ nr, rest: (storlek * v) % helhet }))
    .sort((a, b) => (a.rest === b.rest ? a.nr - b.nr : a.rest > b.rest ? -1 : 1));
  const kvar = Number(storlek - summa(delar));
  for (const { nr } of efterRest.slice(0, kvar)) delar[nr] = (delar[nr] ?? 0n) + 1n;
  assert(summa(delar) === storlek, 'fördelningen tappar ören');
  return belopp < 0n ? delar.map((d) => -d) : delar;
}
