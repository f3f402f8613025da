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

export type ForbundHandelse = ForbundRegistrerat | ForbundAndrat | MedlemIntradde | MedlemUttradde;
