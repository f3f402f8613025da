import type { Datum } from '#kernel/datum.js';
import type { Event } from '#kernel/handelse.js';
import type { ForbundId, InsatsId, Stod } from '#kernel/identiteter.js';
import type { Ore } from '#kernel/ore.js';

/** Whom the insats is for: people (individ), the members' way of working (struktur), or the process itself. */
export type Insatsslag = 'individ' | 'struktur' | 'processtod';

/** An insats entered the register of its förbund. */
export type InsatsRegistrerad = Event<
  'InsatsRegistrerad',
  { forbund: ForbundId; insats: InsatsId; namn: string; slag?: Insatsslag }
>;
/** The insats was granted an amount for a time, by what `stod` names. */
export type InsatsBeviljad = Event<
  'InsatsBeviljad',
  { forbund: ForbundId; insats: InsatsId; fran: Datum; till: Datum; beloppOre: Ore; stod: Stod }
>;
/** The work began. */
export type InsatsStartad = Event<'InsatsStartad', { forbund: ForbundId; insats: InsatsId; den: Datum }>;
/** The work ended; `overgarTill` says what it lives on as, when it does. */
export type InsatsAvslutad = Event<
  'InsatsAvslutad',
  { forbund: ForbundId; insats: InsatsId; den: Datum; overgarTill?: string }
>;

export type InsatsHandelse = InsatsRegistrerad | InsatsBeviljad | InsatsStartad | InsatsAvslutad;
