import { DomanFel } from '#kernel/fel.js';

/** What a request can be refused for before any rule of the domain has looked at it. */
export type HttpKod =
  | 'ANROP_OGILTIGT'
  | 'FALT_OKANT'
  | 'FRAGA_OGILTIG'
  | 'PARAMETER_OKAND'
  | 'METOD_EJ_TILLATEN'
  | 'SVARSTYP_SAKNAS'
  | 'INNEHALLSTYP_OGILTIG'
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

/** A field or parameter that the route does not have. */
export const okantNamn = (kod: 'FALT_OKANT' | 'PARAMETER_OKAND', falt: string): DomanFel<HttpKod> =>
  nekadBegaran(kod, `${falt} finns inte här.`, { falt, forvantat: 'bara det som beskrivs i /openapi.json' });

/** A value of a path, a query string or a header that cannot be read. */
export const olasbartVarde = (falt: string, forvantat: string): DomanFel<HttpKod> =>
  nekadBegaran('FRAGA_OGILTIG', `Värdet för ${falt} går inte att läsa.`, { falt, forvantat });
