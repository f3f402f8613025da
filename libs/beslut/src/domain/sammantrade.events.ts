import type { Datum, Period } from '#kernel/datum.js';
import type { Event } from '#kernel/handelse.js';
import type { ForbundId, Nyckel } from '#kernel/identiteter.js';

/** A matter on the agenda. */
export interface Arende {
  readonly rubrik: string;
  readonly dnr?: string;
}

/** A seat that was there: a seat of the förbund, never a name. */
export interface Narvaro {
  readonly plats: Nyckel;
  /** Took part in the decisions; an ersättare does so only in the place of an ordinarie. */
  readonly tjanstgor: boolean;
}

/** A sammanträde is called. Called again before it is held, this is how it is hereafter. */
export type SammantradeKallat = Event<
  'SammantradeKallat',
  {
    forbund: ForbundId;
    sammantrade: Nyckel;
    slag: string;
    organ: string;
    den: Datum;
    lokal?: string;
    arenden?: readonly Arende[];
  }
>;

/** One sammanträde, or as many of a kind as a report counts over a period. */
export type SammantradeHallet = Event<
  'SammantradeHallet',
  {
    forbund: ForbundId;
    sammantrade: Nyckel;
    slag: string;
    antal: number;
    period: Period;
    notering?: string;
    organ?: string;
    narvaro?: readonly Narvaro[];
  }
>;

/** A day of the protokoll of a sammanträde. */
interface Protokollsdag {
  readonly forbund: ForbundId;
  readonly sammantrade: Nyckel;
  readonly den: Datum;
  /** The paragraphs justerade at once, before the rest; absent: the rest of the protokoll. */
  readonly paragrafer?: readonly number[];
  /** The day recorded before was wrong: this one holds instead, and both are shown. */
  readonly rattelse?: true;
}

/** The protokoll was justerat. */
export type ProtokollJusterat = Event<'ProtokollJusterat', Protokollsdag>;
/** It was announced on the anslagstavla that the protokoll is justerat: the time for appeal begins. */
export type ProtokollAnslaget = Event<'ProtokollAnslaget', Protokollsdag>;
/** The announcement was taken down; it was up through the day before. */
export type AnslagNedtaget = Event<'AnslagNedtaget', Protokollsdag>;

export type SammantradeHandelse =
  SammantradeKallat | SammantradeHallet | ProtokollJusterat | ProtokollAnslaget | AnslagNedtaget;
