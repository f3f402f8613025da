import type { Ar, Datum } from '#kernel/datum.js';
import { absolut, summa, type Ore } from '#kernel/ore.js';
import { enligtProfil, linjar, profil, sammaDag } from './metoder.js';
import type { TidigareAr } from './prognosunderlag.js';

export interface Provat {
  readonly ar: Ar;
  /** What the method would have said on the same day of that year. */
  readonly prognosOre: Ore;
  readonly utfallOre: Ore;
  /** |prognos − utfall|. */
  readonly missOre: Ore;
}

export interface Provning {
  readonly ar: readonly Provat[];
  /** Sum of the misses; compare with `utfallOre`, the sum of the years' sizes. */
  readonly missOre: Ore;
  readonly utfallOre: Ore;
}

/** `jamforbara` years are those that both methods could be tried on: the two are compared on the same years. */
export interface Backtest {
  readonly linjar: Provning;
  readonly profil: Provning;
  readonly jamforbara: number;
}

/**
 * How far the two methods would have missed in years whose outcome is known, on the same day of the year.
 * The profile is tried on each year with the shape of the *others*: with its own it would always hit, which proves
 * nothing. With one earlier year it therefore cannot be tried, and `linjar` alone is.
 */
export function backtesta(per: Datum, tidigareAr: readonly TidigareAr[]): Backtest {
  const forsok = tidigareAr.map((t) => ({ t, andra: profil(tidigareAr.filter((annat) => annat !== t)) }));
  const bada = forsok.flatMap(({ t, andra }) => (andra === undefined ? [] : [{ t, andra }]));
  const ar = bada.length > 0 ? bada.map(({ t }) => t) : tidigareAr;
  return {
    linjar: prova(ar.map((t) => [t, linjar(t.utfallSammaPeriodOre, sammaDag(per, t.ar))])),
    profil: prova(bada.map(({ t, andra }) => [t, enligtProfil(t.utfallSammaPeriodOre, andra)])),
    jamforbara: bada.length,
  };
}

function prova(forsok: readonly (readonly [TidigareAr, Ore])[]): Provning {
  const ar = forsok.map(([t, prognosOre]) => ({
    ar: t.ar,
    prognosOre,
    utfallOre: t.utfallHelarOre,
    missOre: absolut(prognosOre - t.utfallHelarOre),
  }));
  return {
    ar,
    missOre: summa(ar.map((a) => a.missOre)),
    utfallOre: summa(ar.map((a) => absolut(a.utfallOre))),
  };
}
