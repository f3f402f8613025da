import { DomanFel } from '#kernel/fel.js';

/** What the decider of a beslut refuses by itself. */
export type BeslutsdeciderKod =
  | 'BESLUT_NYCKEL_OGILTIG'
  | 'BESLUT_FINNS'
  | 'BESLUT_SAKNAS'
  | 'BESLUT_RUBRIK_SAKNAS'
  | 'BESLUT_TID_OMVAND'
  | 'BESLUT_OFORANDRAT'
  | 'BESLUT_UPPHORT'
  | 'PARAGRAF_OGILTIG'
  | 'OMROSTNING_OGILTIG'
  | 'RESERVATION_DUBBEL'
  | 'OVERKLAGANDE_FINNS'
  | 'OVERKLAGANDE_OKANT'
  | 'OVERKLAGANDE_AVGJORT'
  | 'FASTSTALLANDE_TOMT'
  | 'FASTSTALLANDE_FINNS';

/** What is refused when a beslut is held against other streams. */
export type BeslutsregisterKod =
  | 'BESLUT_SAMMANTRADE_OKANT'
  | 'BESLUT_EJ_SAMMANTRADETS_DAG'
  | 'OMROSTNING_FLER_AN_TJANSTGOR'
  | 'RESERVATION_EJ_TJANSTGORANDE'
  | 'RESERVATION_PLATS_OKAND'
  | 'FASTSTALLT_BESLUT_OKANT'
  | 'FASTSTALLT_BESLUT_SENARE'
  | 'UPPHAVANDE_BESLUT_OKANT'
  | 'UPPHAVANDE_BESLUT_TIDIGARE';

export type SammantradesdeciderKod =
  | 'SAMMANTRADE_FINNS'
  | 'SAMMANTRADE_SAKNAS'
  | 'SAMMANTRADE_OFORANDRAT'
  | 'SAMMANTRADE_ANTAL_OGILTIGT'
  | 'SAMMANTRADE_TID_OMVAND'
  | 'SAMMANTRADE_FLERA'
  | 'SAMMANTRADE_EJ_HALLET'
  | 'NARVARO_DUBBEL'
  | 'PROTOKOLL_PARAGRAF_OGILTIG'
  | 'PROTOKOLL_TID_OMVAND'
  | 'PROTOKOLL_JUSTERAT'
  | 'PROTOKOLL_EJ_JUSTERAT'
  | 'PROTOKOLL_ANSLAGET'
  | 'PROTOKOLL_EJ_ANSLAGET'
  | 'PROTOKOLL_INGET_ATT_RATTA';

export type SammantradesregisterKod =
  'NARVARO_PLATS_OKAND' | 'NARVARO_REVISOR_TJANSTGOR' | 'NARVARO_FLER_AN_ORDINARIE';

export type BeslutKod = BeslutsdeciderKod | BeslutsregisterKod;
export type SammantradeKod = SammantradesdeciderKod | SammantradesregisterKod;

/** @returns the refusal, to be thrown: code, what is wrong (Swedish), where, and what was expected there */
export const nekat = <Kod extends BeslutKod | SammantradeKod>(
  kod: Kod,
  text: string,
  falt: string,
  forvantat: string,
): DomanFel<Kod> => new DomanFel(kod, text, { falt, forvantat });
