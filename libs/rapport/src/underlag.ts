import type { Datum } from '#kernel/datum.js';

/** What a report rests on, resolved: the same underlag gives the same bytes for ever. */
export interface Underlag {
  /** The last event that counts. */
  readonly ordinal: number;
  readonly per: Datum;
  /** The version of the report's own rules. */
  readonly regelversion: string;
}
