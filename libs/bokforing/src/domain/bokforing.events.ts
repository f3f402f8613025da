import type { Ar, Datum } from '#kernel/datum.js';
import type { Event } from '#kernel/handelse.js';
import type { ForbundId, InsatsId, Konto, Nyckel } from '#kernel/identiteter.js';
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

/** A voucher was booked under the next number of its series. Rows sum to zero. */
export type VerifikationBokford = Event<'VerifikationBokford', Verifikation>;
/** A new voucher that corrects an earlier one of the series by its difference; the earlier one stays as it was. */
export type RattelseBokford = Event<'RattelseBokford', Verifikation & { readonly rattar: number }>;
/** The opening balance of the year, whole: a later one replaces it. Rows sum to zero. */
export type IngaendeBalansBokford = Event<
  'IngaendeBalansBokford',
  {
    readonly forbund: ForbundId;
    readonly ar: Ar;
    readonly serie: Nyckel;
    readonly rader: readonly Verifikationsrad[];
    readonly dokument?: string;
  }
>;

export type BokforingHandelse = VerifikationBokford | RattelseBokford | IngaendeBalansBokford;
