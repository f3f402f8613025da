import type { Ar, Datum } from '#kernel/datum.js';
import type { Event } from '#kernel/handelse.js';
import type { ForbundId, Konto, Nyckel } from '#kernel/identiteter.js';
import type { Ore } from '#kernel/ore.js';
import type { Periodgrund, Verifikationsrad } from './bokforing.events.js';

interface ArsPeriod {
  readonly forbund: ForbundId;
  readonly ar: Ar;
  /** 1, 2, 3 … within förbund and year. */
  readonly nummer: number;
  /** Whole months, both days included. */
  readonly fran: Datum;
  readonly till: Datum;
  readonly av: string;
  readonly grund: Periodgrund;
}

/** A series may be booked in from here. It is known before its first voucher, so that a closing reaches all there are. */
export type SerieUpplagd = Event<'SerieUpplagd', { forbund: ForbundId; ar: Ar; serie: Nyckel }>;
/** These months are to be closed in all series of the year, also in those to come. */
export type PeriodstangningBeslutad = Event<'PeriodstangningBeslutad', ArsPeriod>;
/** These months are to be open in all series of the year. */
export type PeriodoppningBeslutad = Event<'PeriodoppningBeslutad', ArsPeriod>;
/** All series that the year has have taken part in the changes up to this number. */
export type PeriodandringarGenomforda = Event<
  'PeriodandringarGenomforda',
  { forbund: ForbundId; ar: Ar; nummer: number }
>;
/** The year was closed, whole: what it leaves to the next one. A later closing of the same year replaces it. */
export type ArsbokslutUpprattat = Event<
  'ArsbokslutUpprattat',
  {
    readonly forbund: ForbundId;
    readonly ar: Ar;
    /** 1, 2, 3 … within förbund and year. */
    readonly nummer: number;
    /** The last change of periods that the year's series had taken part in. */
    readonly andring: number;
    /** The konto of equity that the year's result is moved to. */
    readonly konto: Konto;
    /** A surplus is positive. */
    readonly resultatOre: Ore;
    /** The closing balance of classes 1 and 2 with the result moved: the next year's opening balance. Rows sum to zero. */
    readonly rader: readonly Verifikationsrad[];
    readonly av: string;
    readonly grund: Periodgrund;
  }
>;

export type RakenskapsarHandelse =
  | SerieUpplagd
  | PeriodstangningBeslutad
  | PeriodoppningBeslutad
  | PeriodandringarGenomforda
  | ArsbokslutUpprattat;
