import type { Period } from '#kernel/datum.js';
import { DomanFel } from '#kernel/fel.js';
import type { Command } from '#kernel/handelse.js';
import type { Nyckel } from '#kernel/identiteter.js';
import type { Insatsadress } from './insats.events.js';
import type { PersonuppgiftKod } from './personuppgift.js';
import type { Malutfall, Maluppgifter, Uppfoljningsuppgifter } from './uppfoljning.events.js';

export type UppfoljningKod =
  | PersonuppgiftKod
  | 'MAL_NYCKEL_OGILTIG'
  | 'MAL_OFORANDRAT'
  | 'MAL_OKANT'
  | 'MALUTFALL_FINNS'
  | 'MALUTFALL_OKANT'
  | 'MALUTFALL_OFORANDRAT'
  | 'MALUTFALL_FEL_ENHET'
  | 'RATTELSE_UTAN_ORSAK'
  | 'UPPFOLJNING_TOM'
  | 'UPPFOLJNING_TID_OMVAND'
  | 'UPPFOLJNING_ANTAL_OGILTIGT'
  | 'UPPFOLJNING_MOTSAGELSE'
  | 'UPPFOLJNING_DUBBEL'
  | 'UPPFOLJNING_FINNS'
  | 'UPPFOLJNING_OKAND'
  | 'UPPFOLJNING_REDAN_RATTAD'
  | 'UPPFOLJNING_OFORANDRAD';

/** `ur`: the källdokument that it was read out of; only its loading gives it. */
type Ur = { ur?: string };

/** A goal, new or changed: the key and period say which. */
export type SattMal = Command<'SattMal', Insatsadress & Maluppgifter & Ur>;
type Utfall = Insatsadress & { mal: Nyckel; period: Period; utfall: Malutfall } & Ur;
export type RapporteraMalutfall = Command<'RapporteraMalutfall', Utfall>;
export type RattaMalutfall = Command<'RattaMalutfall', Utfall & { orsak: string }>;
type Rapport = Insatsadress & { period: Period; uppgifter: Uppfoljningsuppgifter } & Ur;
export type RapporteraUppfoljning = Command<'RapporteraUppfoljning', Rapport>;
/** Corrects the follow-up with the number `rattar`: all its figures anew. */
export type RattaUppfoljning = Command<'RattaUppfoljning', Rapport & { rattar: number; orsak: string }>;
export type UppfoljningKommando =
  SattMal | RapporteraMalutfall | RattaMalutfall | RapporteraUppfoljning | RattaUppfoljning;

export const fel = (
  kod: UppfoljningKod,
  text: string,
  falt: string,
  forvantat: string,
): DomanFel<UppfoljningKod> => new DomanFel(kod, text, { falt, forvantat });
