import type { Ar, Datum, Period } from '#kernel/datum.js';
import type { Event } from '#kernel/handelse.js';
import type { ForbundId, Stod } from '#kernel/identiteter.js';
import type { Ore } from '#kernel/ore.js';
import type { PostId } from '#kernel/poster.js';

/** One line: income positive, cost negative. */
export interface Budgetrad {
  readonly post: PostId;
  readonly beloppOre: Ore;
}

interface Version {
  readonly forbund: ForbundId;
  readonly ar: Ar;
  /** All lines of the version, not only those that changed. */
  readonly rader: readonly Budgetrad[];
  readonly stod: Stod;
}

/** The year's budget as first adopted. `den`: the day it was decided, or was known at the latest. */
export type BudgetFaststalld = Event<'BudgetFaststalld', Version & { readonly den: Datum }>;
/** A budget that holds from `den` until a later one. */
export type BudgetAndrad = Event<'BudgetAndrad', Version & { readonly den: Datum }>;
/** The version of `den` was recorded wrongly or coarsely: these are its lines. */
export type BudgetRattad = Event<'BudgetRattad', Version & { readonly den: Datum }>;
/** What the budget gives a part of the year. A later one for the same period replaces it from its own `den`. */
export type PeriodbudgetFaststalld = Event<
  'PeriodbudgetFaststalld',
  Version & { readonly period: Period; readonly den: Datum }
>;
/** The board's prognosis for the full year, made for the day `avser`. One for the same day replaces it. */
export type PrognosFaststalld = Event<'PrognosFaststalld', Version & { readonly avser: Datum }>;

export type BudgetHandelse =
  BudgetFaststalld | BudgetAndrad | BudgetRattad | PeriodbudgetFaststalld | PrognosFaststalld;
