import type { Ar } from '#kernel/datum.js';
import type { ForbundId } from '#kernel/identiteter.js';

/** What the worker is asked: recompute a förbund's year on read models that hold at least this ordinal. */
export interface Prognosjobb {
  readonly forbund: ForbundId;
  readonly ar: Ar;
  readonly ordinal: number;
}
