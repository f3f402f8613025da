import type { Omfattning } from '#forbund/public.js';
import { arsSlut, type Ar, type Datum } from '#kernel/datum.js';
import type { ForbundId } from '#kernel/identiteter.js';
import type { Rapportdefinition } from '#rapportlayout/public.js';
import type { TransactionSql } from '#read-store/anslutning.js';
import type { Underlag } from '../underlag.js';
import type { Blad } from './blad.js';
import type { Figur, Figurplats, Figursida } from './figur.js';
import type { Svarsfalt } from './jsonschema.js';

/** What is asked for: the same in every report. */
export interface Rapportfraga {
  /** A förbund's or a group's key. */
  readonly omfattning: string;
  readonly per: Datum;
  /** The year that the report is about; that of `per` when absent. */
  readonly ar?: Ar;
  /** As known at this ordinal; at the latest that all read models have when absent. */
  readonly somAv?: number;
  /** The report's own options, by the names in `valbara`. */
  readonly val?: Readonly<Record<string, string>>;
  /** To be tried instead of the layouts that hold: for a report that is set up by one. */
  readonly layout?: Rapportdefinition;
}

/** An option of one report alone. */
export interface Rapportval {
  readonly namn: string;
  readonly beskrivning: string;
  readonly exempel: string;
}

/** The question, resolved against the registers as they were known at the ordinal. */
export interface Rapportsammanhang {
  readonly omfattning: Omfattning;
  /** Those that belonged to the omfattning some day of the year, in its order. */
  readonly forbund: readonly { readonly forbund: ForbundId; readonly namn: string }[];
  readonly ar: Ar;
  readonly per: Datum;
  readonly ordinal: number;
  readonly val: Readonly<Record<string, string>>;
  readonly layout?: Rapportdefinition | undefined;
}

/** The report's day within its year: a day after it counts as its last. */
export const tillDag = ({ ar, per }: Pick<Rapportsammanhang, 'ar' | 'per'>): Datum =>
  per < arsSlut(ar) ? per : arsSlut(ar);

/**
 * A report: what it reads, how it computes, and how it is shown. Reading is in one snapshot; everything after it is pure,
 * so that the same underlag gives the same bytes for ever.
 */
export abstract class Rapport<R = unknown> {
  /** As in the address and on the command line. */
  abstract readonly namn: string;
  /** What a reader calls it. */
  abstract readonly titel: string;
  /** Raised whenever the same events would give another report. */
  abstract readonly regelversion: string;
  /** The read models that `las` reads; the registers that every report needs are added. */
  abstract readonly lasmodeller: readonly string[];
  readonly valbara: readonly Rapportval[] = [];

  /** The rules that this result was made by: for a report whose rules may be recorded too. */
  regelversionFor(_resultat: R): string {
    return this.regelversion;
  }

  /**
   * One of the result's figures, opened; undefined where there is none.
   * @param sida of the events that it rests on, where there may be many
   * @throws DomanFel FIGUR_SKYDDAD for one that is not told
   */
  harled(
    _sql: TransactionSql,
    _s: Rapportsammanhang,
    _resultat: R,
    _plats: Figurplats,
    _sida: Figursida,
  ): Promise<Figur | undefined> {
    return Promise.resolve(undefined);
  }

  /** @throws DomanFel for what cannot be asked. */
  abstract las(sql: TransactionSql, s: Rapportsammanhang): Promise<R>;
  /** What the report says, as JSON: amounts as integers in öre, `null` for what is missing. The head is added. */
  abstract json(resultat: R): object;
  /** What `json` gives, described. */
  abstract readonly schema: Svarsfalt;
  /** The same as sheets, one for each förbund (or what the report is made of): the source of table and CSV alike. */
  abstract blad(resultat: R): readonly Blad[];
}

/** What a report computes. */
export type Resultat<P extends Rapport> = Awaited<ReturnType<P['las']>>;

/** A report that has been read. */
export interface Rapportsvar<P extends Rapport = Rapport> {
  readonly rapport: P;
  readonly resultat: Resultat<P>;
  readonly omfattning: { readonly nyckel: string; readonly namn: string };
  readonly ar: Ar;
  /** What a reader must know before trusting the figures. */
  readonly anmarkningar: readonly string[];
  readonly underlag: Underlag;
}
