import type { Ar, Datum } from '#kernel/datum.js';
import type { Ore } from '#kernel/ore.js';

/** How a line of the forecast was made; formulas in metoder.ts, the choice in radprognos.ts. */
export type Metod =
  'helarsutfall' | 'beslutade-medel' | 'linjar' | 'aterstaende-budget' | 'tidigare-ars-profil' | 'budget';

/** A year that is over, seen with the same day as the forecast's. */
export interface TidigareAr {
  readonly ar: Ar;
  /** Booked from 1 January to the same day of that year (`sammaDag`). */
  readonly utfallSammaPeriodOre: Ore;
  readonly utfallHelarOre: Ore;
}

/** What is known of one post of one year. Income is positive, cost negative; null is unknown, which is not 0. */
export interface Prognosunderlag {
  readonly ar: Ar;
  /** What is booked to this day, inclusive, counts as utfall. */
  readonly per: Datum;
  /** The year's budget as it stands. */
  readonly budgetOre: Ore | null;
  /** The part of it that was planned for 1 January – `per`, where somebody has said so. */
  readonly periodbudgetOre: Ore | null;
  /** Booked 1 January – `per`. */
  readonly utfallOre: Ore | null;
  readonly tidigareAr: readonly TidigareAr[];
  /** Of a post that holds medel from the huvudmän: what they have decided for the year. Null for any other post. */
  readonly medel: { readonly beslutatOre: Ore | null } | null;
}

export interface Radprognos {
  /** The expected result of the whole year. */
  readonly beloppOre: Ore;
  readonly metod: Metod;
  /** Why this method, with its figures, in Swedish. */
  readonly motiv: string;
  /** What the other methods that could be used give. */
  readonly alternativ: readonly { readonly metod: Metod; readonly beloppOre: Ore }[];
}
