import type { Datum } from '#kernel/datum.js';
import type { Event } from '#kernel/handelse.js';
import type { ForbundId, InsatsId, Nyckel, Stod } from '#kernel/identiteter.js';
import type { Ore } from '#kernel/ore.js';

/** Whom the insats is for: people (individ), the members' way of working (struktur), or the process itself. */
export type Insatsslag = 'individ' | 'struktur' | 'processtod';

/** Which insats: its key within its förbund. */
export interface Insatsadress {
  readonly forbund: ForbundId;
  readonly insats: InsatsId;
}

/** An insats entered the register of its förbund. */
export type InsatsRegistrerad = Event<
  'InsatsRegistrerad',
  { forbund: ForbundId; insats: InsatsId; namn: string; slag?: Insatsslag }
>;
/** Somebody applied for money for the insats. `ansokan` is the application's key within the insats, `sokande` the organisation. */
export type InsatsAnsokt = Event<
  'InsatsAnsokt',
  Insatsadress & { ansokan: Nyckel; sokande: string; beloppOre: Ore; fran: Datum; till: Datum; den: Datum }
>;
/** An application was turned down, by what `stod` names. */
export type InsatsansokanAvslagen = Event<
  'InsatsansokanAvslagen',
  Insatsadress & { ansokan: Nyckel; den: Datum; stod: Stod }
>;
/** The insats was granted an amount for a time, by what `stod` names. `ansokan`: what it answers; `den`: when it was decided. */
export type InsatsBeviljad = Event<
  'InsatsBeviljad',
  {
    forbund: ForbundId;
    insats: InsatsId;
    fran: Datum;
    till: Datum;
    beloppOre: Ore;
    stod: Stod;
    ansokan?: Nyckel;
    den?: Datum;
  }
>;
/** The n-th grant (`nummer`) has another amount or time from `den`, whole, by what `stod` names; 0 öre withdraws it. */
export type BeviljandeAndrat = Event<
  'BeviljandeAndrat',
  Insatsadress & { nummer: number; den: Datum; fran: Datum; till: Datum; beloppOre: Ore; stod: Stod }
>;
/** The work began. */
export type InsatsStartad = Event<'InsatsStartad', { forbund: ForbundId; insats: InsatsId; den: Datum }>;
/** The insats has another name from `fran`; its key stays. */
export type InsatsNamnbytt = Event<'InsatsNamnbytt', Insatsadress & { namn: string; fran: Datum }>;
/** The insats goes on as another one (`som`) from `fran`: with a new key, or in a new förbund. */
export type InsatsFortsatt = Event<'InsatsFortsatt', Insatsadress & { fran: Datum; som: Insatsadress }>;
/** The insats was split: from `fran` those in `till` go on instead of it. */
export type InsatsDelad = Event<'InsatsDelad', Insatsadress & { fran: Datum; till: readonly Insatsadress[] }>;
/**
 * The insats was joined with others into `till` from `fran`. Each of them tells it in its own stream and names the
 * others, so that a join that only some have told of can be seen.
 */
export type InsatsSammanford = Event<
  'InsatsSammanford',
  Insatsadress & { fran: Datum; till: Insatsadress; tillsammansMed: readonly Insatsadress[] }
>;
/** A member of the förbund carries the work on from `fran`; `enhet` says where within it. */
export type InsatsOverlamnad = Event<
  'InsatsOverlamnad',
  Insatsadress & { fran: Datum; medlem: Nyckel; enhet?: string }
>;
/** The work ended; `overgarTill` says what it lives on as, when it does. */
export type InsatsAvslutad = Event<
  'InsatsAvslutad',
  { forbund: ForbundId; insats: InsatsId; den: Datum; overgarTill?: string }
>;

export type InsatsHandelse =
  | InsatsRegistrerad
  | InsatsAnsokt
  | InsatsansokanAvslagen
  | InsatsBeviljad
  | BeviljandeAndrat
  | InsatsStartad
  | InsatsNamnbytt
  | InsatsFortsatt
  | InsatsDelad
  | InsatsSammanford
  | InsatsOverlamnad
  | InsatsAvslutad;
