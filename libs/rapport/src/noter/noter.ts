import type { Periodiseringsvisning } from '#bokforing/public.js';
import type { Uppstallning } from '../uppstallning/uppstallning.js';

export interface Noterna {
  readonly uppstallning: Uppstallning;
  /** Accruals that stand at the day, in the order they were made. */
  readonly periodiseringar: readonly Periodiseringsvisning[];
}
