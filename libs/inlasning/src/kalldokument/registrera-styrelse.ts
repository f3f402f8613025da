import type { Kommandokontext } from '#event-store/event-store.js';
import type { Kommandon } from '#event-store/kommandon.js';
import { forbundDecider, forbundStream, UtforForbundskommando } from '#forbund/public.js';
import type { Kalldokument } from './domain/kalldokument.js';
import { planeraStyrelse } from './planering/styrelse.js';

/** Carries out a command with an id that follows from its content. */
interface Utforare {
  readonly utfor: (
    kommando: (kontext: Kommandokontext) => UtforForbundskommando,
    innehall: object,
  ) => Promise<void>;
}

/**
 * Records the board that the document tells of, when the register does not say the same. May be repeated.
 * @param framsteg told whose seats are left out
 */
export async function registreraStyrelse(
  dokument: Kalldokument,
  kommandon: Pick<Kommandon, 'las'>,
  utforare: Utforare,
  framsteg?: (text: string) => void,
): Promise<void> {
  const forbund = dokument.forbund.nyckel;
  const { state } = await kommandon.las(forbundStream(forbund), forbundDecider);
  const { data, utelamnade } = planeraStyrelse(dokument, state);
  for (const vem of utelamnade)
    framsteg?.(
      `${vem} är inte medlem i ${forbund} den dag dokumentet talar från: dess platser i styrelsen registreras inte`,
    );
  if (data)
    await utforare.utfor((k) => new UtforForbundskommando({ typ: 'SammansattStyrelse', data }, k), data);
}
