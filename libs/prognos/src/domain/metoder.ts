import { arFor, arsSlut, dagarIManad, dagFor, dagPaAret, manadFor, manadsSlut } from '#kernel/datum.js';
import type { Ar, Datum } from '#kernel/datum.js';
import { absolut, divideraAvrundat, summa, type Ore } from '#kernel/ore.js';
import type { TidigareAr } from './prognosunderlag.js';

/** Days gone of the year, the day itself included, and days of the year. */
export function dagar(per: Datum): { readonly gangna: bigint; readonly aret: bigint } {
  return { gangna: BigInt(dagPaAret(per)), aret: BigInt(dagPaAret(arsSlut(arFor(per)))) };
}

/** The day of another year that ends the same period. A month's last day answers to a month's last day: books close then. */
export function sammaDag(per: Datum, ar: Ar): Datum {
  const manad = manadFor(per);
  if (dagFor(per) === dagarIManad(arFor(per), manad)) return manadsSlut(ar, manad);
  return `${ar}${per.slice(4)}` as Datum;
}

/** The year goes on as it has gone: utfall × days of the year ÷ days gone. */
export function linjar(utfallOre: Ore, per: Datum): Ore {
  const { gangna, aret } = dagar(per);
  return divideraAvrundat(utfallOre * aret, gangna);
}

/** The budget's part after `per`: what the period budget leaves, or an even share of the days that are left. */
export function aterstaendeBudget(budgetOre: Ore, periodbudgetOre: Ore | null, per: Datum): Ore {
  if (periodbudgetOre !== null) return budgetOre - periodbudgetOre;
  const { gangna, aret } = dagar(per);
  // The part gone is rounded and the rest is what is left: together they are the budget to the öre.
  return budgetOre - divideraAvrundat(budgetOre * gangna, aret);
}

/**
 * Under a twentieth of the year booked, an öre of utfall becomes more than twenty of forecast: noise, not a profile.
 * Over the double, earlier years ended with more taken back than kept: their shape says nothing of this one.
 */
export const PROFIL_MINSTA_ANDEL_PROCENT = 5n;
export const PROFIL_STORSTA_ANDEL_PROCENT = 200n;

/** The share of the year that earlier years had booked by the same day, as a quotient; weighted by their size. */
export interface Profil {
  readonly sammaPeriodOre: Ore;
  readonly helarOre: Ore;
}

/** Undefined when there are no earlier years, or their share is outside the limits or of the wrong sign. */
export function profil(tidigareAr: readonly TidigareAr[]): Profil | undefined {
  const sammaPeriodOre = summa(tidigareAr.map((t) => t.utfallSammaPeriodOre));
  const helarOre = summa(tidigareAr.map((t) => t.utfallHelarOre));
  if (sammaPeriodOre === 0n || helarOre === 0n || sammaPeriodOre > 0n !== helarOre > 0n) return undefined;
  const hundradelar = absolut(sammaPeriodOre) * 100n;
  if (hundradelar < absolut(helarOre) * PROFIL_MINSTA_ANDEL_PROCENT) return undefined;
  if (hundradelar > absolut(helarOre) * PROFIL_STORSTA_ANDEL_PROCENT) return undefined;
  return { sammaPeriodOre, helarOre };
}

/** The year has the shape of earlier ones: utfall ÷ the share they had booked by the same day. */
export const enligtProfil = (utfallOre: Ore, { sammaPeriodOre, helarOre }: Profil): Ore =>
  divideraAvrundat(utfallOre * helarOre, sammaPeriodOre);
