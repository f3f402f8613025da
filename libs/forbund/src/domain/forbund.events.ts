import type { Datum } from '#kernel/datum.js';
import type { Event } from '#kernel/handelse.js';
import type { ForbundId, Nyckel } from '#kernel/identiteter.js';

export type Huvudmannatyp = 'stat' | 'region' | 'kommun';

/** What a förbund is, apart from its members. A field the source does not give is absent. */
export interface Forbundsuppgifter {
  readonly namn: string;
  readonly orgnr?: string;
  /** The year or day it was formed, as the source writes it. */
  readonly bildat?: string;
  /** First and last day of operation. */
  readonly fran?: Datum;
  readonly till?: Datum;
  /** The förbund that this one takes over from. */
  readonly ersatter: readonly ForbundId[];
}

/** A förbund entered the register. */
export type ForbundRegistrerat = Event<'ForbundRegistrerat', Forbundsuppgifter & { forbund: ForbundId }>;
/** The förbund's particulars as they are hereafter, whole. */
export type ForbundAndrat = Event<'ForbundAndrat', Forbundsuppgifter & { forbund: ForbundId }>;
/** A huvudman became a member of the förbund; `fran` as the source writes it. */
export type MedlemIntradde = Event<
  'MedlemIntradde',
  { forbund: ForbundId; medlem: Nyckel; namn: string; typ: Huvudmannatyp; fran?: string }
>;
/** A member left the förbund after the day `till`. */
export type MedlemUttradde = Event<'MedlemUttradde', { forbund: ForbundId; medlem: Nyckel; till: Datum }>;

export type Platsslag = 'ordinarie' | 'ersattare' | 'revisor';
/** What a seat does in the presidium. */
export type Uppdrag = 'ordforande' | 'vice_ordforande' | 'andre_vice_ordforande';

/** A seat, told apart by its key. Who sits on it is never recorded. */
export interface Plats {
  readonly plats: Nyckel;
  /** The member that appoints to it. */
  readonly utseddAv: Nyckel;
  readonly slag: Platsslag;
  readonly uppdrag?: Uppdrag;
}

/** All seats of the board and its revisorer as they are from a day; the same day again is a correction. */
export type StyrelseSammansatt = Event<
  'StyrelseSammansatt',
  {
    forbund: ForbundId;
    den: Datum;
    /** The source tells of that day and not since when: so it was since that day at the latest. */
    senast?: true;
    platser: readonly Plats[];
  }
>;

export type ForbundHandelse =
  ForbundRegistrerat | ForbundAndrat | MedlemIntradde | MedlemUttradde | StyrelseSammansatt;
