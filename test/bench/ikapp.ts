import { randomUUID } from 'node:crypto';
import { postgreSQLEventStoreConsumer } from '@event-driven-io/emmett-postgresql';
import postgres from 'postgres';
import { START } from '#event-store/event-store.js';
import { PostgresEventStore } from '#event-store/postgres/postgres-event-store.js';
import { assert } from '#kernel/fel.js';
import { takt, vaxelvis, type Sida } from './matning.js';
import { kvot, rader, type Fallresultat } from './resultat.js';
import type { Bankserver } from './server.js';
import { emmettsSida, raSida, uppdrag, type Skrivsida } from './skrivsidor.js';
import type { Storlek } from './storlek.js';
import { bokforManga, verifikation } from './verifikationer.js';

/** Events a page, for our subscription (its own setting) and for the bare reader. */
const SIDA = 1_000;
const PER_APPEND = 500;

async function fyll(mal: Skrivsida, antal: number): Promise<void> {
  for (let fran = 0; fran < antal; fran += PER_APPEND) {
    const handelser = Array.from({ length: Math.min(PER_APPEND, antal - fran) }, (_, n) =>
      verifikation(fran + n, antal),
    );
    await mal.lagg(uppdrag(`bokforing-${fran}`, 0, handelser));
  }
}

async function var_(url: string, antal: number): Promise<{ sida: Sida; stang: () => Promise<void> }> {
  const store = await PostgresEventStore.open({ url });
  await bokforManga(store, antal);
  const las = async (): Promise<void> => {
    const avbryt = new AbortController();
    let lasta = 0;
    for await (const sida of store.subscribe(START, { signal: avbryt.signal, maxBatch: SIDA })) {
      lasta += sida.length;
      if (lasta >= antal) avbryt.abort();
    }
    assert(lasta === antal, `${lasta} av ${antal} lästa`);
  };
  return { sida: { namn: 'vår', kor: () => takt(antal, las) }, stang: () => store.close() };
}

/**
 * A processor of its own each time, from the beginning, that only counts. It stores its checkpoint after every event and
 * rests 50 ms after every hundred; its option for whole batches is not heeded in 0.42.
 */
function emmetts(url: string, antal: number): Sida {
  const las = async (): Promise<void> => {
    const konsument = postgreSQLEventStoreConsumer({ connectionString: url });
    let lasta = 0;
    konsument.reactor({
      processorId: randomUUID(),
      startFrom: 'BEGINNING',
      eachMessage: () => (++lasta >= antal ? { type: 'STOP' } : undefined),
    });
    await konsument.start();
    await konsument.close();
    assert(lasta === antal, `${lasta} av ${antal} lästa`);
  };
  return { namn: 'Emmett', kor: () => takt(antal, las) };
}

/** By key, a page at a time. Reading what an event says takes parsing it: that is the side which does our work. */
function ra(sql: postgres.Sql, namn: string, antal: number, tolka: boolean): Sida {
  const las = async (): Promise<void> => {
    let sista = '0';
    let lasta = 0;
    for (;;) {
      const sida = await sql<{ ordinal: string; data: string; metadata: string }[]>`
        select ordinal, stream, revision, id, typ, data, metadata, recorded_at from handelse
        where ordinal > ${sista} order by ordinal limit ${SIDA}`;
      if (sida.length === 0) break;
      if (tolka) for (const rad of sida) lasta += [JSON.parse(rad.data), JSON.parse(rad.metadata)].length / 2;
      else lasta += sida.length;
      sista = sida.at(-1)?.ordinal ?? sista;
    }
    assert(lasta === antal, `${lasta} av ${antal} lästa`);
  };
  return { namn, kor: () => takt(antal, las) };
}

async function fyllda(url: { emmett: string; ra: string }, antal: number): Promise<void> {
  for (const mal of [await emmettsSida(url.emmett, 1), await raSida(url.ra, 1)]) {
    await fyll(mal, antal);
    await mal.stang();
  }
}

/** Catching up on all that is stored. */
export async function matIkapp(
  server: Bankserver,
  { ikapp, ikappEmmett, varv }: Storlek,
): Promise<Fallresultat> {
  const databaser = await Promise.all([server.nyDatabas(), server.nyDatabas(), server.nyDatabas()]);
  const [egen, emmett, raa] = databaser.map((d) => d.url);
  assert(egen !== undefined && emmett !== undefined && raa !== undefined, 'tre databaser');
  await fyllda({ emmett, ra: raa }, ikapp);
  const sql = postgres(raa, { max: 1, fetch_types: false });
  const vart = await var_(egen, ikapp);
  try {
    const fall = `läsning ikapp ${ikapp}`;
    const matt = await vaxelvis(
      [
        vart.sida,
        emmetts(emmett, ikappEmmett),
        ra(sql, 'rå SQL, tolkad', ikapp, true),
        ra(sql, 'rå SQL, otolkad', ikapp, false),
      ],
      varv,
    );
    return {
      rader: rader(fall, 'händelser/s', matt),
      jamforelser: [
        kvot(matt, 'vår', 'Emmett', { fall, minst: 20 }),
        kvot(matt, 'vår', 'rå SQL, tolkad', { fall, minst: 0.7 }),
        kvot(matt, 'vår', 'rå SQL, otolkad', { fall }),
      ],
    };
  } finally {
    await vart.stang();
    await sql.end();
    for (const d of databaser) await d.taBort();
  }
}
