import { DomanFel } from '#kernel/fel.js';
import { absolut, divideraAvrundat, type Ore } from '#kernel/ore.js';
import { arResultatslag, type Postslag } from '#kernel/poster.js';
import type { Rad, Tabell, Tecken } from './kalldokument.js';

const ORE_PER_ENHET = { kr: 2, tkr: 5 } as const;

/** 100 miljarder kr: no förbund is near it, and all cells of a document add up within a safe integer. */
const STORSTA_CELL: Ore = 10_000_000_000_000n;

/** A printed figure in öre, exactly. @throws DomanFel BELOPP_EJ_HELTAL when it is finer than öre or not a plain number; BELOPP_FOR_STORT. */
export function oreFranTryckt(varde: number, enhet: 'kr' | 'tkr', falt: string): Ore {
  const m = /^(-?)(\d+)(?:\.(\d+))?$/.exec(String(varde));
  const decimaler = m?.[3] ?? '';
  const tior = ORE_PER_ENHET[enhet];
  if (!m || decimaler.length > tior || !Number.isSafeInteger(Math.trunc(varde)))
    throw new DomanFel('BELOPP_EJ_HELTAL', `${varde} ${enhet} i ${falt} är inte ett helt antal öre.`, {
      falt,
      forvantat: `ett tal i ${enhet} som är ett helt antal öre`,
    });
  const ore = BigInt(`${m[2] ?? ''}${decimaler.padEnd(tior, '0')}`);
  if (ore > STORSTA_CELL)
    throw new DomanFel('BELOPP_FOR_STORT', `${varde} ${enhet} i ${falt} är för stort.`, {
      falt,
      forvantat: 'högst 100 miljarder kronor',
    });
  return m[1] === '-' ? -ore : ore;
}

/** How finely a table prints: the value of one in its last printed decimal, in öre (1 kr = 100, 1 tkr = 100 000). */
export function upplosning(tabell: Tabell): Ore {
  const varden = [...tabell.rader, ...tabell.summor].flatMap((r) => r.varden);
  const decimaler = Math.max(
    0,
    ...varden.map((v) => (v === null ? 0 : (String(v).split('.')[1] ?? '').length)),
  );
  return 10n ** BigInt(Math.max(0, ORE_PER_ENHET[tabell.enhet] - decimaler));
}

/** One krona: a figure this fine or finer is exact, a coarser one is rounded. */
export const EN_KRONA: Ore = 100n;

export const arGrov = (upplosningOre: Ore): boolean => upplosningOre > EN_KRONA;

/** The most that rounding can have moved a printed figure. */
export const avrundningsmarginal = (upplosningOre: Ore): Ore =>
  arGrov(upplosningOre) ? upplosningOre / 2n : 0n;

/** Rounded to whole steps, half away from zero. */
export const avrunda = (belopp: Ore, upplosningOre: Ore): Ore =>
  divideraAvrundat(belopp, upplosningOre) * upplosningOre;

/** Whether a coarser figure can be the finer one rounded. */
export const forenliga = (fin: Ore, grov: Ore, grovUpplosning: Ore): boolean =>
  absolut(fin - grov) <= avrundningsmarginal(grovUpplosning);

/**
 * Printed → ours: income positive, cost negative; assets, debts and equity positive. Its own inverse.
 */
export function vandTecken(belopp: Ore, slag: Rad['slag'], tecken: Tecken): Ore {
  return slag === 'kostnad' && tecken === 'kostnad_positiv' ? -belopp : belopp;
}

/** A total over costs alone is printed as its rows are; one that takes in income is income − cost. */
export function vandSummatecken(belopp: Ore, slagen: ReadonlySet<Rad['slag']>, tecken: Tecken): Ore {
  return tecken === 'kostnad_positiv' && slagen.has('kostnad') && slagen.size === 1 ? -belopp : belopp;
}

/** The sign that a post's money normally has with us. */
export const egetTecken = (slag: Postslag): 1n | -1n =>
  arResultatslag(slag) && slag === 'kostnad' ? -1n : 1n;

/** Ours → printed number in the table's unit, rounded to how finely it prints. */
export function somTryckt(belopp: Ore, enhet: 'kr' | 'tkr', upplosningOre: Ore): number {
  const avrundat = avrunda(belopp, upplosningOre);
  return Number(avrundat) / 10 ** ORE_PER_ENHET[enhet];
}
