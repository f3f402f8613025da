import type { Kommandon } from '#event-store/kommandon.js';
import type { Ar } from '#kernel/datum.js';
import type { ForbundId, Nyckel } from '#kernel/identiteter.js';
import { bokforingDecider, bokforingStream } from '../domain/bokforing.decider.js';
import type { BokforingHandelse } from '../domain/bokforing.events.js';
import { rakenskapsarDecider, rakenskapsarStream } from '../domain/rakenskapsar.decider.js';

/** What has been closed and opened for all of the year, and will be in the series before anything is booked in it. */
export async function vantandePeriodandringar(
  kommandon: Pick<Kommandon, 'las'>,
  { forbund, ar, serie }: { readonly forbund: ForbundId; readonly ar: Ar; readonly serie: Nyckel },
): Promise<readonly BokforingHandelse[]> {
  const { state } = await kommandon.las(bokforingStream(forbund, ar, serie), bokforingDecider);
  const { andringar } = (await kommandon.las(rakenskapsarStream(forbund, ar), rakenskapsarDecider)).state;
  if (andringar.length <= state.andring) return [];
  const data = { forbund, ar, serie, andringar };
  return bokforingDecider.decide({ typ: 'GenomforPeriodandringar', data }, state);
}
