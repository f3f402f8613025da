import type { Datum } from '#kernel/datum.js';
import type { Event } from '#kernel/handelse.js';
import type { ForbundId, InsatsId, Stod } from '#kernel/identiteter.js';
import type { Ore } from '#kernel/ore.js';

/** Whom the insats is for: people (individ), the members' way of working (struktur), or the process itself. */
export type Insatsslag = 'individ' | 'struktur' | 'processtod';

export type InsatsRegistrerad = Event<
  'InsatsRegistrerad',
  { forbund: ForbundId; insats: InsatsId; namn: string; slag?: Insatsslag }
>;
export type InsatsBeviljad = Event<
  'InsatsBeviljad',
  { forbund: ForbundId; insats: InsatsId; fran: Datum; till: Datum; beloppOre: Ore; stod: Stod }
>;
export type InsatsStartad = Event<'InsatsStartad', { forbund: ForbundId; insats: InsatsId; den: Datum }>;
export type InsatsAvslutad = Event<
  'InsatsAvslutad',
  { forbund: ForbundId; insats: InsatsId; den: Datum; overgarTill?: string }
>;

export type InsatsHandelse = InsatsRegistrerad | InsatsBeviljad | InsatsStartad | InsatsAvslutad;
