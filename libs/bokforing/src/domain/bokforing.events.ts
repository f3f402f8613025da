import type { Ar, Datum } from '#kernel/datum.js';
import type { Event } from '#kernel/handelse.js';
import type { BeslutId, ForbundId, InsatsId, Konto, Nyckel } from '#kernel/identiteter.js';
import type { Ore } from '#kernel/ore.js';

/** One row of a voucher: debit positive, credit negative. A row of 0 says that the source states nothing was spent. */
export interface Verifikationsrad {
  readonly konto: Konto;
  readonly beloppOre: Ore;
  readonly insats?: InsatsId;
  readonly motpart?: Nyckel;
  /** In a rättelse: the figure was withdrawn, so that nothing is stated any more. Without it, a row corrected to 0 is a stated 0. */
  readonly utgar?: true;
}

interface Verifikation {
  readonly forbund: ForbundId;
  readonly ar: Ar;
  readonly serie: Nyckel;
  /** 1, 2, 3 … without gaps within förbund, year and series. */
  readonly nummer: number;
  readonly datum: Datum;
  readonly text: string;
  readonly rader: readonly Verifikationsrad[];
  /** The id of the källdokument that the voucher was made from, when it was. */
  readonly dokument?: string;
}

/** A voucher's place in the förbund's books. */
export interface Verifikationsplats {
  readonly ar: Ar;
  readonly serie: Nyckel;
  readonly nummer: number;
}

export type Periodiseringsslag =
  'upplupen_kostnad' | 'forutbetald_kostnad' | 'upplupen_intakt' | 'forutbetald_intakt';

/** What makes a voucher an accrual: what it moves between periods, and the day that it is to be reversed. */
export interface Periodisering {
  readonly slag: Periodiseringsslag;
  readonly vands: Datum;
}

/** Why a period was closed or opened: a beslut of the register, or a reason in words. */
export type Periodgrund =
  | { readonly slag: 'beslut'; readonly beslut: BeslutId }
  | { readonly slag: 'anteckning'; readonly text: string };

interface SeriensPeriod {
  readonly forbund: ForbundId;
  readonly ar: Ar;
  readonly serie: Nyckel;
  /** Whole months, both days included. */
  readonly fran: Datum;
  readonly till: Datum;
  /** Who did it: a refusal to book says so. */
  readonly av: string;
  readonly grund: Periodgrund;
  /** The number of the change of all the year's series that this is a part of, when it is. */
  readonly andring?: number;
}

/** A voucher was booked under the next number of its series. Rows sum to zero. */
export type VerifikationBokford = Event<
  'VerifikationBokford',
  Verifikation & {
    readonly periodisering?: Periodisering;
    /** The accrual that this voucher reverses. */
    readonly vander?: Verifikationsplats;
  }
>;
/** A new voucher that corrects an earlier one of the series by its difference; the earlier one stays as it was. */
export type RattelseBokford = Event<
  'RattelseBokford',
  Verifikation & {
    readonly rattar: number;
    /** It takes back all that was left of the voucher and its corrections. */
    readonly makulerar?: true;
  }
>;
/** The opening balance of the year, whole: a later one replaces it. Rows sum to zero. */
export type IngaendeBalansBokford = Event<
  'IngaendeBalansBokford',
  {
    readonly forbund: ForbundId;
    readonly ar: Ar;
    readonly serie: Nyckel;
    readonly rader: readonly Verifikationsrad[];
    readonly dokument?: string;
    /** The number of the year-end closing of the year before that it was made from, when it was. */
    readonly bokslut?: number;
  }
>;
/** Nothing is booked on these months of the series from here. */
export type PeriodStangd = Event<'PeriodStangd', SeriensPeriod>;
/** These months of the series can be booked on again. */
export type PeriodOppnad = Event<'PeriodOppnad', SeriensPeriod>;

/** What has a number in its series. */
export type Verifikationshandelse = VerifikationBokford | RattelseBokford;
export type BokforingHandelse =
  VerifikationBokford | RattelseBokford | IngaendeBalansBokford | PeriodStangd | PeriodOppnad;
