import type { Ar } from '#kernel/datum.js';
import type { ForbundId } from '#kernel/identiteter.js';
import type { Jobbursprung } from '#jobs/ko.js';

/**
 * What the worker is asked: recompute a förbund's year on read models that hold at least this ordinal. Of several events
 * that touched the year, the last one's context goes with it, as its ordinal does.
 */
export interface Prognosjobb extends Jobbursprung {
  readonly forbund: ForbundId;
  readonly ar: Ar;
  readonly ordinal: number;
}
