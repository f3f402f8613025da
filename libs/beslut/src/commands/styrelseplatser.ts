import type { Kommandon } from '#event-store/kommandon.js';
import { forbundDecider, forbundStream, styrelsenDen } from '#forbund/public.js';
import type { Datum } from '#kernel/datum.js';
import type { ForbundId } from '#kernel/identiteter.js';
import type { Platser } from '../domain/beslutsregister.js';

/** The seats that the förbund's board had on a day, as registered now. */
export async function styrelseplatser(
  kommandon: Kommandon,
  forbund: ForbundId,
  den: Datum,
): Promise<Platser> {
  const { state } = await kommandon.las(forbundStream(forbund), forbundDecider);
  return new Map(styrelsenDen(state.styrelser, den).map((p) => [p.plats, p.slag]));
}
