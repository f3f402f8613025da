import type { ReadStore } from './read-store.js';

/** The restoring of a backup that has begun and not ended: until then what is stored is a part of something. */
export interface Aterstallning {
  /** Which backup. */
  readonly kopia: string;
  readonly borjad: Date;
}

export async function pagaendeAterstallning({ sql }: ReadStore): Promise<Aterstallning | undefined> {
  const [rad] = await sql<Aterstallning[]>`select kopia, borjad from projektioner.aterstallning`;
  return rad;
}

export async function borjaAterstallning({ sql }: ReadStore, kopia: string): Promise<void> {
  await sql`insert into projektioner.aterstallning (kopia) values (${kopia})`;
}

export async function avslutaAterstallning({ sql }: ReadStore): Promise<void> {
  await sql`delete from projektioner.aterstallning`;
}
