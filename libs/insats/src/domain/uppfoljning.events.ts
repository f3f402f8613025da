import type { Period } from '#kernel/datum.js';
import type { Event } from '#kernel/handelse.js';
import type { Nyckel } from '#kernel/identiteter.js';
import type { Insatsadress } from './insats.events.js';

/** What an indicator is measured in. `deltagare` counts people, and is protected where it is published; `antal` counts things. */
export type Indikatorenhet = 'procent' | 'deltagare' | 'antal' | 'dagar';

/** A goal for a period: an indicator that is to be at least, or at most, a value. */
export interface Maluppgifter {
  /** The goal's key within the insats. */
  readonly mal: Nyckel;
  readonly period: Period;
  readonly indikator: string;
  readonly enhet: Indikatorenhet;
  readonly riktning: 'minst' | 'hogst';
  /** In hundredths of the unit: 80 % is 8000. */
  readonly malvardeHundradelar: number;
}

/** What came out: a share with its people where they are known, else a value as it was told. */
export type Malutfall =
  | { readonly slag: 'andel'; readonly taljare: number; readonly namnare: number }
  | { readonly slag: 'varde'; readonly hundradelar: number };

/** How many, and of them women and men where that is known. */
export interface Konsantal {
  readonly totalt: number;
  readonly kvinnor?: number;
  readonly man?: number;
}

/** Why participants ended. */
export type Avslutsorsak =
  | 'arbete'
  | 'studier'
  | 'arbetssokande'
  | 'fortsatt_rehabilitering'
  | 'sjukdom'
  | 'flytt'
  | 'foraldraledighet'
  | 'egen_begaran'
  | 'ovrigt';

/** What a person lives on. */
export type Forsorjningsslag =
  | 'lon'
  | 'studiestod'
  | 'aktivitetsstod'
  | 'arbetsloshetsersattning'
  | 'sjukpenning'
  | 'rehabiliteringspenning'
  | 'sjukersattning'
  | 'aktivitetsersattning'
  | 'foraldrapenning'
  | 'ekonomiskt_bistand'
  | 'annan'
  | 'ingen';

/** How many of the participants had a support before the insats and after it. One may have several. */
export interface Forsorjningsantal {
  readonly forsorjning: Forsorjningsslag;
  readonly fore: number;
  readonly efter: number;
}

/** A count that has a name of its own: `{vad: 'kontakt', antal: 137}`; `delAv` names the count that it is a part of. */
export interface NamngivetAntal {
  readonly vad: Nyckel;
  readonly antal: number;
  readonly delAv?: Nyckel;
}

/** The figures of a period, in aggregate. What the source does not give is absent; zero is zero. */
export interface Uppfoljningsuppgifter {
  readonly startade?: Konsantal;
  readonly avslutade?: Konsantal & {
    readonly orsaker?: readonly (Konsantal & { readonly orsak: Avslutsorsak })[];
  };
  /** Days in queue, all participants' together. */
  readonly ko?: { readonly deltagare: number; readonly dagar: number };
  readonly forsorjning?: { readonly deltagare: number; readonly slag: readonly Forsorjningsantal[] };
  /** Those who took a step forward, of those who were asked. */
  readonly stegforflyttning?: { readonly taljare: number; readonly namnare: number };
  readonly antal?: readonly NamngivetAntal[];
}

/** A goal was set. `ur`: the källdokument that it was read out of. */
export type MalSatt = Event<'MalSatt', Insatsadress & Maluppgifter & { ur?: string }>;
/** The goal of that key and period is hereafter as it stands here, whole. */
export type MalAndrat = Event<'MalAndrat', Insatsadress & Maluppgifter & { ur?: string }>;
/** What came out for a period within the goal's. */
export type MalutfallRapporterat = Event<
  'MalutfallRapporterat',
  Insatsadress & { mal: Nyckel; period: Period; utfall: Malutfall; ur?: string }
>;
/** The outcome reported for that goal and period was wrong: this is what came out. */
export type MalutfallRattat = Event<
  'MalutfallRattat',
  Insatsadress & { mal: Nyckel; period: Period; utfall: Malutfall; orsak: string; ur?: string }
>;
/** The follow-up of a period. `nummer` counts the insats's follow-ups, corrections included. */
export type UppfoljningRapporterad = Event<
  'UppfoljningRapporterad',
  Insatsadress & { nummer: number; period: Period; uppgifter: Uppfoljningsuppgifter; ur?: string }
>;
/** The follow-up with the number `rattar` was wrong: these are its figures, whole. Both stay. */
export type UppfoljningRattad = Event<
  'UppfoljningRattad',
  Insatsadress & {
    nummer: number;
    rattar: number;
    period: Period;
    uppgifter: Uppfoljningsuppgifter;
    orsak: string;
    ur?: string;
  }
>;

export type UppfoljningHandelse =
  MalSatt | MalAndrat | MalutfallRapporterat | MalutfallRattat | UppfoljningRapporterad | UppfoljningRattad;
