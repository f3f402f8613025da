import type { Brak } from '#kernel/brak.js';
import type { Ar, Datum, Period } from '#kernel/datum.js';
import type { Event } from '#kernel/handelse.js';
import type { ForbundId, Nyckel, Stod } from '#kernel/identiteter.js';
import type { Ore } from '#kernel/ore.js';

/**
 * Whose money it is. The state is one huvudman: Försäkringskassan pays also for Arbetsförmedlingen. A region or a
 * kommun is named by its key as a member; without one it is the part as a whole.
 */
export type Huvudman =
  { readonly part: 'stat' } | { readonly part: 'region' | 'kommun'; readonly medlem?: Nyckel };

/** Each part's share of the year's money: 1/2, 1/4, 1/4. Together the whole. */
export interface Andelar {
  readonly stat: Brak;
  readonly region: Brak;
  readonly kommun: Brak;
}

interface Arets {
  readonly forbund: ForbundId;
  /** The year that the money is for. */
  readonly ar: Ar;
}

type Huvudmannens = Arets & { readonly huvudman: Huvudman };

/** What a huvudman gives for the year, as decided from `den`. A later one replaces it from its own day. */
export type MedelBeslutade = Event<
  'MedelBeslutade',
  Huvudmannens & { readonly beloppOre: Ore; readonly den: Datum; readonly stod: Stod }
>;
/** An instalment was invoiced. `avser` is the part of the year that the money belongs to. */
export type MedelFakturerade = Event<
  'MedelFakturerade',
  Huvudmannens & {
    /** The invoice's number: unique within the förbund's year. */
    readonly faktura: string;
    readonly beloppOre: Ore;
    readonly den: Datum;
    readonly forfaller: Datum;
    readonly avser: Period;
  }
>;
/** A credit note took off a part of an invoice, or all of it. The invoice stays as it was. */
export type MedelKrediterade = Event<
  'MedelKrediterade',
  Huvudmannens & {
    readonly kreditnota: string;
    readonly faktura: string;
    /** Positive: what the invoice is reduced by. */
    readonly beloppOre: Ore;
    readonly den: Datum;
    /** The invoice's. */
    readonly avser: Period;
  }
>;
/** Money came in on an invoice; negative when it was paid back, or had been recorded wrongly. */
export type MedelMottagna = Event<
  'MedelMottagna',
  Huvudmannens & { readonly faktura: string; readonly beloppOre: Ore; readonly den: Datum }
>;
/** Of the huvudman's money for the year, this much belongs to 1 January–`till`. One for the same day replaces it. */
export type MedelPeriodiserade = Event<
  'MedelPeriodiserade',
  Huvudmannens & { readonly till: Datum; readonly beloppOre: Ore; readonly stod: Stod }
>;
/** How the huvudmän of the förbund have said that they share the year's money, whole: a later one replaces it. */
export type AndelarAngivna = Event<
  'AndelarAngivna',
  Arets & { readonly andelar: Andelar; readonly stod: Stod }
>;

export type FinansieringHandelse =
  MedelBeslutade | MedelFakturerade | MedelKrediterade | MedelMottagna | MedelPeriodiserade | AndelarAngivna;
