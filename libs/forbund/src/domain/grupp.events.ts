import type { Datum } from '#kernel/datum.js';
import type { Event } from '#kernel/handelse.js';
import type { ForbundId, Nyckel } from '#kernel/identiteter.js';

/** A förbund's time in a group; without a day it has no limit on that side. */
export interface Gruppdeltagande {
  readonly forbund: ForbundId;
  readonly fran?: Datum;
  readonly till?: Datum;
}

/** A group of förbund that reports are put together for. */
export type GruppBildad = Event<
  'GruppBildad',
  { grupp: Nyckel; namn: string; ingar: readonly Gruppdeltagande[] }
>;
/** The group as it is hereafter, whole. */
export type GruppAndrad = Event<
  'GruppAndrad',
  { grupp: Nyckel; namn: string; ingar: readonly Gruppdeltagande[] }
>;

export type GruppHandelse = GruppBildad | GruppAndrad;
