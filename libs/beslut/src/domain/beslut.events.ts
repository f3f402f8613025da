import { arsSlut, arsStart, type Ar, type Datum, type Period } from '#kernel/datum.js';
import { omojlig } from '#kernel/fel.js';
import type { Event } from '#kernel/handelse.js';
import type { BeslutId, ForbundId, Nyckel } from '#kernel/identiteter.js';

/** When a beslut was made, as exactly as the source tells. */
export type Beslutstid =
  | { readonly slag: 'dag'; readonly datum: Datum }
  | { readonly slag: 'ar'; readonly ar: Ar }
  | { readonly slag: 'period'; readonly period: Period };

/** The first and last day that it can have been. */
export function mojligaDagar(tid: Beslutstid): Period {
  switch (tid.slag) {
    case 'dag':
      return { fran: tid.datum, till: tid.datum };
    case 'ar':
      return { fran: arsStart(tid.ar), till: arsSlut(tid.ar) };
    case 'period':
      return tid.period;
    default:
      return omojlig(tid);
  }
}

/** What the beslut gives authority to. */
export interface BeslutAvser {
  readonly budget?: Ar;
  readonly prognos?: Ar;
}

/** A vote as it was counted. */
export interface Omrostning {
  readonly ja: number;
  readonly nej: number;
  readonly avstod: number;
}

/** What a beslut is. A field that the source does not give is absent. */
export interface Beslutsuppgifter {
  readonly organ: string;
  readonly rubrik: string;
  readonly text?: string;
  readonly fattat: Beslutstid;
  readonly paragraf?: number;
  readonly dnr?: string;
  readonly avser?: BeslutAvser;
  /** What proves it: the protokoll, or a published report that tells of it. */
  readonly styrkt: 'protokoll' | 'kalldokument';
  /** The sammanträde whose protokoll it stands in. */
  readonly sammantrade?: Nyckel;
  readonly omrostning?: Omrostning;
  /** The seats that reserved themselves against it: seats of the förbund, never names. */
  readonly reservationer?: readonly Nyckel[];
}

/** A beslut of any förbund: a later board may ratify what another one decided. */
export interface Beslutsref {
  readonly forbund: ForbundId;
  readonly beslut: BeslutId;
}

/** How an appeal ended: only `bifallet` takes the beslut away. */
export type Overklagandeutfall = 'avslaget' | 'avvisat' | 'aterkallat' | 'bifallet';

/** An organ of the förbund has decided. Recorded once, as the protokoll or the report that tells of it has it. */
export type BeslutFattat = Event<'BeslutFattat', Beslutsuppgifter & { forbund: ForbundId; beslut: BeslutId }>;
/** The record of the beslut was wrong or incomplete; its particulars as they are hereafter, whole. */
export type BeslutRattat = Event<
  'BeslutRattat',
  Beslutsuppgifter & { forbund: ForbundId; beslut: BeslutId; orsak: string }
>;
/** Somebody appealed the beslut; `den` is the day the appeal came in. */
export type BeslutOverklagat = Event<
  'BeslutOverklagat',
  { forbund: ForbundId; beslut: BeslutId; overklagande: Nyckel; den: Datum; malnummer?: string }
>;
/** An appeal ended; `den` is the day its outcome became final. */
export type OverklagandeAvgjort = Event<
  'OverklagandeAvgjort',
  { forbund: ForbundId; beslut: BeslutId; overklagande: Nyckel; den: Datum; utfall: Overklagandeutfall }
>;
/** The beslut holds no more from the day `den`, by the later beslut `av`. */
export type BeslutUpphavt = Event<
  'BeslutUpphavt',
  { forbund: ForbundId; beslut: BeslutId; av: BeslutId; den: Datum }
>;
/** The later beslut `av` holds in its place from the day `den`. */
export type BeslutErsatt = Event<
  'BeslutErsatt',
  { forbund: ForbundId; beslut: BeslutId; av: BeslutId; den: Datum }
>;
/** The beslut ratifies earlier ones, e.g. those of an interimsstyrelse. */
export type TidigareBeslutFaststallda = Event<
  'TidigareBeslutFaststallda',
  { forbund: ForbundId; beslut: BeslutId; faststaller: readonly Beslutsref[] }
>;

export type BeslutHandelse =
  | BeslutFattat
  | BeslutRattat
  | BeslutOverklagat
  | OverklagandeAvgjort
  | BeslutUpphavt
  | BeslutErsatt
  | TidigareBeslutFaststallda;
