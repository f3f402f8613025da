import { DomanFel } from '#kernel/fel.js';

/** Why a file is not a källdokument that can be loaded. */
export type KalldokumentKod =
  | 'KALLDOKUMENT_EJ_JSON'
  | 'KALLDOKUMENT_FOR_STORT'
  | 'KALLDOKUMENT_FEL_SCHEMA'
  | 'KALLDOKUMENT_OGILTIGT'
  | 'KALLDOKUMENT_FEL_ANTAL_VARDEN'
  | 'KALLDOKUMENT_DUBBEL_TABELL'
  | 'KALLDOKUMENT_DUBBEL_POST'
  | 'KALLDOKUMENT_OKAND_HANVISNING'
  | 'KALLDOKUMENT_PERIOD_OMVAND'
  | 'KALLDOKUMENT_PERIOD_OVER_ARSSKIFTE'
  | 'KALLDOKUMENT_CIRKEL'
  | 'KALLDOKUMENT_UTAN_SIFFROR';

export const fel = (
  kod: KalldokumentKod,
  meddelande: string,
  falt: string,
  forvantat: string,
  data = {},
): DomanFel<KalldokumentKod> => new DomanFel(kod, meddelande, { falt, forvantat, data });
