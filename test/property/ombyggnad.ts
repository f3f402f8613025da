import type { Event } from '#kernel/handelse.js';
import { Minneslager } from '#read-store/minneslager.fixtures.js';
import type { Projektion } from '#read-store/projektion.js';
import { Projektor } from '#read-store/projektor.js';
import { ReadStore } from '#read-store/read-store.js';
import { nyDatabas } from '../databas/databas.js';

export interface OmLikaVal {
  /**
   * Batch sizes in which the live projections meet the history, used over and over: let fast-check draw them
   * (`fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1 })`). Without them: one by one.
   */
  readonly delningar?: readonly number[];
  /** A store to reuse between runs of a property: `nyttOmbyggnadsprov` gives one. Without it each run makes its own. */
  readonly readStore?: ReadStore;
}

/** A database for many runs of `omLika`; drop it with `stang`. */
export async function nyttOmbyggnadsprov(): Promise<{ readStore: ReadStore; stang: () => Promise<void> }> {
  const databas = await nyDatabas();
  const readStore = await ReadStore.open({ url: databas.url });
  return {
    readStore,
    stang: async () => {
      await readStore.close();
      await databas.taBort();
    },
  };
}

/** Live in the given batches: each batch is stored, and applied before the next one is. */
async function korLevande(
  lager: Minneslager,
  projektor: Projektor,
  handelser: readonly Event[],
  delningar: readonly number[],
): Promise<void> {
  let fran = 0;
  for (let i = 0; fran < handelser.length; i++) {
    const antal = Math.max(1, delningar[i % delningar.length] ?? 1);
    lager.lagg(...handelser.slice(fran, fran + antal));
    fran += antal;
    await projektor.kommIkapp();
  }
  await projektor.kommIkapp();
}

/** Takes the projections away, tables and checkpoints. */
export async function rensa(readStore: ReadStore, projektioner: readonly Projektion[]): Promise<void> {
  for (const { namn } of projektioner)
    await readStore.transaktion(async (sql) => {
      await sql`drop schema if exists ${sql(namn)} cascade`;
      await sql`delete from projektioner.checkpoint where namn = ${namn}`;
    });
}

/**
 * Asserts that a rebuild from the first event gives the same content as living through the history in batches did.
 * @throws Error that names the projections which differ.
 */
export async function omLika(
  projektioner: readonly Projektion[],
  handelser: readonly Event[],
  val: OmLikaVal = {},
): Promise<void> {
  if (val.readStore === undefined) {
    const prov = await nyttOmbyggnadsprov();
    try {
      await omLika(projektioner, handelser, { ...val, readStore: prov.readStore });
    } finally {
      await prov.stang();
    }
    return;
  }
  const { readStore } = val;
  const delningar = val.delningar?.length ? val.delningar : [1];
  const lager = new Minneslager();
  const projektor = new Projektor(lager, readStore, projektioner);
  try {
    await rensa(readStore, projektioner);
    await korLevande(lager, projektor, handelser, delningar);
    const olika: string[] = [];
    for (const { namn } of projektioner) {
      const { lika, ordinal } = await projektor.byggOm(namn, { verifiera: true });
      if (!lika) olika.push(`${namn} (vid ordning ${ordinal})`);
    }
    if (olika.length > 0)
      throw new Error(`En ombyggnad ger annat innehåll än det levande: ${olika.join(', ')}`);
  } finally {
    await projektor.stopp();
  }
}
