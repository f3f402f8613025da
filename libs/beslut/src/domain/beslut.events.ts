import type { Ar, Datum, Period } from '#kernel/datum.js';
import type { Event } from '#kernel/handelse.js';
import type { BeslutId, ForbundId, Nyckel } from '#kernel/identiteter.js';

/** When a beslut was made, as exactly as the source tells. */
export type Beslutstid =
  | { readonly slag: 'dag'; readonly datum: Datum }
  | { readonly slag: 'ar'; readonly ar: Ar }
  | { readonly slag: 'period'; readonly period: Period };

/** What the beslut gives authority to. */
export interface BeslutAvser {
  readonly budget?: Ar;
  readonly prognos?: Ar;
}

/** An organ of the förbund has decided. Recorded once, as the protokoll or the report that tells of it has it. */
export type BeslutFattat = Event<
  'BeslutFattat',
  {
    forbund: ForbundId;
    beslut: BeslutId;
    organ: string;
    rubrik: string;
    text?: string;
    fattat: Beslutstid;
    paragraf?: number;
    dnr?: string;
    avser?: BeslutAvser;
    /** What proves it: the protokoll, or a published report that tells of it. */
    styrkt: 'protokoll' | 'kalldokument';
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
  }
>;

export type BeslutHandelse = BeslutFattat;
export type SammantradeHandelse = SammantradeHallet;
