import type { Datum } from '#kernel/datum.js';
import { DomanFel } from '#kernel/fel.js';
import type { Command } from '#kernel/handelse.js';
import type { Nyckel, Stod } from '#kernel/identiteter.js';
import type { Ore } from '#kernel/ore.js';
import type { Insatsadress, Insatsslag } from './insats.events.js';
import type { PersonuppgiftKod } from './personuppgift.js';

export type InsatsKod =
  | PersonuppgiftKod
  | 'INSATS_NYCKEL_OGILTIG'
  | 'INSATS_FINNS'
  | 'INSATS_OKAND'
  | 'INSATS_EJ_BEVILJAD'
  | 'INSATS_REDAN_STARTAD'
  | 'INSATS_AVSLUTAD'
  | 'INSATS_TID_OMVAND'
  | 'INSATS_BELOPP_EJ_POSITIVT'
  | 'INSATS_UTAN_STOD'
  | 'INSATS_BESLUT_OKANT'
  | 'INSATS_NAMN_OFORANDRAT'
  | 'ANSOKAN_FINNS'
  | 'ANSOKAN_OKAND'
  | 'ANSOKAN_AVGJORD'
  | 'BEVILJANDE_OKANT'
  | 'BEVILJANDE_OFORANDRAT'
  | 'EFTERFOLJARE_FINNS'
  | 'EFTERFOLJARE_FOR_FA'
  | 'EFTERFOLJARE_DUBBEL'
  | 'EFTERFOLJARE_AVSLUTAD'
  | 'EFTERFOLJARE_FORBUND_OKANT'
  | 'EFTERFOLJARE_MEDLEM_OKAND'
  | 'HARSTAMNING_CIRKEL'
  | 'HARSTAMNING_FOR_LANG';

export type RegistreraInsats = Command<
  'RegistreraInsats',
  Insatsadress & { namn: string; slag?: Insatsslag }
>;
type Pengar = { fran: Datum; till: Datum; beloppOre: Ore };
/** An organisation applies for money; `ansokan` is a new key within the insats. */
export type SokMedel = Command<
  'SokMedel',
  Insatsadress & Pengar & { ansokan: Nyckel; sokande: string; den: Datum }
>;
export type AvslaAnsokan = Command<
  'AvslaAnsokan',
  Insatsadress & { ansokan: Nyckel; den: Datum; stod?: Stod }
>;
export type BeviljaInsats = Command<
  'BeviljaInsats',
  Insatsadress & Pengar & { stod?: Stod; ansokan?: Nyckel; den?: Datum }
>;
/** The n-th grant gets another amount or time; 0 öre withdraws it. */
export type AndraBeviljande = Command<
  'AndraBeviljande',
  Insatsadress & Pengar & { nummer: number; den: Datum; stod?: Stod }
>;
export type StartaInsats = Command<'StartaInsats', Insatsadress & { den: Datum }>;
export type BytNamn = Command<'BytNamn', Insatsadress & { namn: string; fran: Datum }>;
export type FortsattInsats = Command<'FortsattInsats', Insatsadress & { fran: Datum; som: Insatsadress }>;
export type DelaInsats = Command<'DelaInsats', Insatsadress & { fran: Datum; till: readonly Insatsadress[] }>;
/** Sent once for each of the insatser that are joined, each naming the others. */
export type SammanforInsats = Command<
  'SammanforInsats',
  Insatsadress & { fran: Datum; till: Insatsadress; tillsammansMed: readonly Insatsadress[] }
>;
export type OverlamnaInsats = Command<
  'OverlamnaInsats',
  Insatsadress & { fran: Datum; medlem: Nyckel; enhet?: string }
>;
export type AvslutaInsats = Command<'AvslutaInsats', Insatsadress & { den: Datum; overgarTill?: string }>;

export type Harstamningskommando = FortsattInsats | DelaInsats | SammanforInsats | OverlamnaInsats;
export type InsatsKommando =
  | RegistreraInsats
  | SokMedel
  | AvslaAnsokan
  | BeviljaInsats
  | AndraBeviljande
  | StartaInsats
  | BytNamn
  | Harstamningskommando
  | AvslutaInsats;

export const fel = (kod: InsatsKod, text: string, falt: string, forvantat: string): DomanFel<InsatsKod> =>
  new DomanFel(kod, text, { falt, forvantat });
