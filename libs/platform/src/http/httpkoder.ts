import { DomanFel } from '#kernel/fel.js';

/** What a request can be refused for before any rule of the domain has looked at it. */
export type HttpKod =
  | 'ANROP_OGILTIGT'
  | 'FALT_OKANT'
  | 'FRAGA_OGILTIG'
  | 'PARAMETER_OKAND'
  | 'IDEMPOTENCY_KEY_SAKNAS'
  | 'IDEMPOTENCY_KEY_OGILTIG'
  | 'IF_MATCH_OGILTIG'
  | 'REVISION_STAMMER_INTE'
  | 'LASMODELL_EFTER';

export const nekadBegaran = (
  kod: HttpKod,
  text: string,
  mer: { falt?: string; forvantat: string },
): DomanFel<HttpKod> => new DomanFel(kod, text, mer);
