import type { Kommandon } from '#event-store/kommandon.js';
import {
  bokforingDecider,
  bokforingStream,
  type BokforingKommando,
  type BokforingState,
} from '../domain/bokforing.decider.js';
import { rakenskapsarDecider, rakenskapsarStream } from '../domain/rakenskapsar.decider.js';

/**
 * Decides commands in their order as they would be decided now, and stores nothing: whoever has many to carry out learns
 * before the first one what would be refused halfway. Konton, motparter and insatser are not looked up.
 * @throws DomanFel what `bokforingDecider` refuses
 */
export async function provaBokforing(
  kommandon: Pick<Kommandon, 'las'>,
  lista: readonly BokforingKommando[],
): Promise<void> {
  const tillstand = new Map<string, BokforingState>();
  for (const kommando of lista) {
    const { forbund, ar, serie } = kommando.data;
    const stream = bokforingStream(forbund, ar, serie);
    const state = tillstand.get(stream) ?? (await nu(kommandon, kommando.data));
    tillstand.set(stream, bokforingDecider.decide(kommando, state).reduce(bokforingDecider.evolve, state));
  }
}

/** The series as it will be when something is booked in it: with what has been closed for all of its year. */
async function nu(
  kommandon: Pick<Kommandon, 'las'>,
  { forbund, ar, serie }: BokforingKommando['data'],
): Promise<BokforingState> {
  const { state } = await kommandon.las(bokforingStream(forbund, ar, serie), bokforingDecider);
  const { andringar } = (await kommandon.las(rakenskapsarStream(forbund, ar), rakenskapsarDecider)).state;
  if (andringar.length <= state.andring) return state;
  return bokforingDecider
    .decide({ typ: 'GenomforPeriodandringar', data: { forbund, ar, serie, andringar } }, state)
    .reduce(bokforingDecider.evolve, state);
}
