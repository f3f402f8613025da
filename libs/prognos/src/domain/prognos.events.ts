import type { Ar, Datum } from '#kernel/datum.js';
import type { Event } from '#kernel/handelse.js';
import type { ForbundId } from '#kernel/identiteter.js';
import type { Ore } from '#kernel/ore.js';
import type { PostId } from '#kernel/poster.js';

export interface Prognosrad {
  readonly post: PostId;
  readonly beloppOre: Ore;
  /** One of the methods of `metodversion`: text here, since an old event may name a method that is no more. */
  readonly metod: string;
  readonly motiv: string;
}

/** The forecast of a förbund's year was computed and is not the same as the last one. Stream `prognos-<forbund>-<ar>`. */
export type PrognosBeraknad = Event<
  'PrognosBeraknad',
  {
    readonly forbund: ForbundId;
    readonly ar: Ar;
    /** Utfall to this day was the basis. */
    readonly per: Datum;
    /** The read models it was computed from held every event up to this ordinal. */
    readonly underlagOrdinal: number;
    /** The rules that computed it. */
    readonly metodversion: string;
    /** Sorted by post, each post once. */
    readonly rader: readonly Prognosrad[];
  }
>;

export type PrognosHandelse = PrognosBeraknad;
