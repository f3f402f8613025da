import { beslutDecider, beslutStream } from '#beslut/public.js';
import type { Kommandon } from '#event-store/kommandon.js';
import { DomanFel } from '#kernel/fel.js';
import type { ForbundId } from '#kernel/identiteter.js';
import type { Periodgrund } from '../domain/bokforing.events.js';

/**
 * A beslut that a closing rests on is in the register, which only grows.
 * @throws DomanFel BESLUT_OKANT
 */
export async function kontrolleraGrund(
  kommandon: Kommandon,
  forbund: ForbundId,
  grund: Periodgrund,
): Promise<void> {
  if (grund.slag !== 'beslut') return;
  const { state } = await kommandon.las(beslutStream(forbund, grund.beslut), beslutDecider);
  if (!state.finns)
    throw new DomanFel('BESLUT_OKANT', `Beslutet ${grund.beslut} finns inte i förbundets register.`, {
      falt: 'grund.beslut',
      forvantat: 'ett registrerat beslut',
    });
}
