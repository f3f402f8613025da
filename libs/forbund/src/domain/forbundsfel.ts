import { DomanFel } from '#kernel/fel.js';

export type ForbundKod =
  | 'NYCKEL_OGILTIG'
  | 'FORBUND_NAMN_SAKNAS'
  | 'FORBUND_FINNS'
  | 'FORBUND_OKANT'
  | 'FORBUND_OFORANDRAT'
  | 'FORBUND_TID_OMVAND'
  | 'MEDLEM_FINNS'
  | 'MEDLEM_OKAND'
  | 'PLATS_NYCKEL_OGILTIG'
  | 'PLATS_DUBBEL'
  | 'PLATS_OKAND'
  | 'UTSEENDE_EJ_MEDLEM'
  | 'UPPDRAG_EJ_ORDINARIE'
  | 'UPPDRAG_DUBBELT'
  | 'STYRELSE_OFORANDRAD';

/** @returns the refusal, to be thrown: code, what is wrong (Swedish), where, and what was expected there */
export const nekat = (kod: ForbundKod, text: string, falt: string, forvantat: string): DomanFel<ForbundKod> =>
  new DomanFel(kod, text, { falt, forvantat });
