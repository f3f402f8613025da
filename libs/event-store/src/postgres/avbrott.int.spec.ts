import { setTimeout as vanta } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import postgres from 'postgres';
import { lagg, metadataFor, nyStream, sidvis } from '../../../../test/contract/event-store.contract.js';
import { egenServer, nyDatabas, type TestDatabas } from '../../../../test/databas/databas.js';
import {
  type AppendResult,
  EventStoreError,
  type ExpectedRevision,
  START,
  type StoredEvent,
} from '../event-store.js';
import { MAX_PAGE } from '../granser.js';
import { mellanhand } from './mellanhand.fixtures.js';
import { PostgresEventStore } from './postgres-event-store.js';

/** What never comes is given up after this: a loaded machine may take its time. */
const LANGST_MS = 60_000;

let databas: TestDatabas;
let admin: postgres.Sql;
const stadning: (() => Promise<unknown>)[] = [];
beforeEach(async () => {
  databas = await nyDatabas();
  admin = postgres(databas.url, { max: 1, onnotice: () => undefined });
});
afterEach(async () => {
  for (const steg of stadning.splice(0).reverse()) await steg();
  await admin.end({ timeout: 0 });
  await databas.taBort();
});

async function oppna(url = databas.url, svarstidMs?: number): Promise<PostgresEventStore> {
  const store = await PostgresEventStore.open({ url, ...(svarstidMs !== undefined && { svarstidMs }) });
  stadning.push(() => store.close());
  return store;
}

async function allt(store: PostgresEventStore): Promise<StoredEvent[]> {
  const handelser: StoredEvent[] = [];
  for await (const h of sidvis(store, START, MAX_PAGE)) handelser.push(h);
  return handelser;
}

const avsluta = (namn: string): Promise<unknown> =>
  admin`SELECT pg_terminate_backend(pid) FROM pg_stat_activity
         WHERE datname = current_database() AND application_name = ${namn}`;

const tills = async (villkor: () => Promise<boolean> | boolean): Promise<void> => {
  while (!(await villkor())) await vanta(10);
};

const vantarPaLaset = async (): Promise<number> => {
  const [rad] = await admin<{ antal: number }[]>`
    SELECT count(*)::int AS antal FROM pg_stat_activity
     WHERE datname = current_database() AND application_name = 'handelser skrivare' AND wait_event_type = 'Lock'`;
  return rad?.antal ?? 0;
};

describe('en förlorad anslutning', () => {
  it('mitt i en skrivning: den skrivs en gång, vid ett nytt försök', async () => {
    const store = await oppna();
    await lagg(store, nyStream(), 1);
    await admin`SELECT pg_advisory_lock(7301, 1)`;
    const [s1, s2] = [nyStream(), nyStream()];
    const skrivningar = Promise.all([lagg(store, s1, 2, 'none'), lagg(store, s2, 1, 'none')]);
    await tills(async () => (await vantarPaLaset()) === 1);
    await avsluta('handelser skrivare');
    await admin`SELECT pg_advisory_unlock(7301, 1)`;
    expect((await skrivningar).map((s) => s.repeated)).toEqual([false, false]);
    expect((await allt(store)).map((h) => h.ordinal)).toEqual([1, 2, 3, 4]);
  });

  it('efter att det skrevs men före svaret: det nya försöket finner vad som skrevs', async () => {
    const lina = await mellanhand(databas.url);
    stadning.push(() => lina.stang());
    const store = await oppna(lina.url);
    const stream = nyStream();
    await lagg(store, stream, 1);
    lina.tappaNastaSvar();
    expect(await lagg(store, stream, 2, 0)).toMatchObject({ revision: 2, ordinal: 3, repeated: true });
    expect(await allt(store)).toHaveLength(3);
  });

  it('som bara tystnar: den överges, och skrivning och läsning går vidare på en ny', async () => {
    const lina = await mellanhand(databas.url);
    stadning.push(() => lina.stang());
    const store = await oppna(lina.url, 500);
    const stream = nyStream();
    await lagg(store, stream, 1);
    await store.head();
    lina.tystna();
    const [skrivning, huvud] = await Promise.all([lagg(store, stream, 1, 0), store.head()]);
    expect(skrivning).toMatchObject({ revision: 1, ordinal: 2 });
    expect([1, 2]).toContain(huvud.ordinal);
  });

  it('hos lyssnaren: pollning täcker tills den lyssnar igen, och ingenting saknas', async () => {
    const store = await oppna();
    const avbryt = new AbortController();
    const forsenade: number[] = [];
    let sist = 0;
    const foljare = (async () => {
      for await (const del of store.subscribe(START, { signal: avbryt.signal }))
        for (const h of del) {
          expect(h.ordinal).toBe(++sist);
          forsenade.push(Date.now() - h.recordedAt.getTime());
        }
    })();
    const lyssnar = async (): Promise<boolean> =>
      (
        await admin`SELECT 1 FROM pg_stat_activity WHERE datname = current_database()
                    AND application_name = 'handelser lyssnare' AND state = 'idle'`
      ).length === 1;
    await tills(lyssnar);
    for (let varv = 1; varv <= 3; varv++) {
      await avsluta('handelser lyssnare');
      await lagg(store, nyStream(), 1);
      await tills(() => sist === 2 * varv - 1);
      await tills(lyssnar);
      await vanta(50);
      await lagg(store, nyStream(), 1);
      await tills(() => sist === 2 * varv);
    }
    avbryt.abort();
    await foljare;
    // Also what was sent while nobody listened came when the listening was back, not at the next poll a second later: by
    // the median, since a loaded machine may be late with any one of them.
    expect(forsenade.sort((a, b) => a - b)[forsenade.length / 2]).toBeLessThan(700);
  });
});

it('finner vid nästa pollning en händelse som aldrig aviserades', async () => {
  const store = await oppna();
  await lagg(store, nyStream(), 1);
  const signal = AbortSignal.timeout(LANGST_MS);
  const prenumerant = store.subscribe(START, { signal })[Symbol.asyncIterator]();
  await prenumerant.next();
  const nasta = prenumerant.next();
  await vanta(100);
  await admin`
    INSERT INTO handelser.handelse
           (ordinal, recorded_at, id, revision, version, stream, typ, data, metadata, kommando_id)
    SELECT 2, recorded_at, gen_random_uuid(), 1, 1, stream, typ, data, metadata, 'oaviserat' FROM handelser.handelse`;
  expect(await nasta).toMatchObject({ done: false, value: [{ ordinal: 2 }] });
});

/** The same command again and again while the server is away longer than the store waits for it. */
async function laggTillSlut(
  store: PostgresEventStore,
  stream: string,
  expected: ExpectedRevision,
): Promise<AppendResult> {
  const metadata = metadataFor();
  for (;;)
    try {
      return await lagg(store, stream, 1, expected, metadata);
    } catch (fel) {
      if (!(fel instanceof EventStoreError) || fel.code !== 'UNAVAILABLE') throw fel;
    }
}

describe('servern', () => {
  it('startas om under skrivning: allt som kvitterades finns en gång, och prenumeranten får allt i ordning', async () => {
    const server = await egenServer();
    stadning.push(() => server.taBort());
    const egen = await nyDatabas(server.url);
    const store = await oppna(egen.url);
    const lage = { skriver: true };
    const kvitterade = new Set<number>();
    const skrivare = Array.from({ length: 8 }, async (_, nr) => {
      const stream = nyStream();
      for (let revision = -1; lage.skriver; revision++) {
        const svar = await laggTillSlut(store, stream, revision < 0 ? 'none' : revision);
        expect([nr, svar.revision]).toEqual([nr, revision + 1]);
        kvitterade.add(svar.ordinal);
      }
    });
    const avbryt = new AbortController();
    const sedda: number[] = [];
    const foljare = (async () => {
      for await (const del of store.subscribe(START, { signal: avbryt.signal }))
        sedda.push(...del.map((h) => h.ordinal));
    })();
    for (let omstart = 0; omstart < 2; omstart++) {
      const fore = kvitterade.size;
      await tills(() => kvitterade.size > fore + 100);
      await server.omstart();
    }
    const fore = kvitterade.size;
    await tills(() => kvitterade.size > fore + 100);
    lage.skriver = false;
    await Promise.all(skrivare);
    const { ordinal } = await store.head();
    await tills(() => sedda.length >= ordinal);
    avbryt.abort();
    await foljare;
    const alla = Array.from({ length: ordinal }, (_, i) => i + 1);
    expect(sedda).toEqual(alla);
    expect([...kvitterade].sort((a, b) => a - b)).toEqual(alla);
  });

  it('är borta: skrivning och läsning ger UNAVAILABLE efter begränsad tid, en prenumerant väntar ut den', async () => {
    const server = await egenServer();
    stadning.push(() => server.taBort());
    const egen = await nyDatabas(server.url);
    const store = await oppna(egen.url);
    const avbryt = new AbortController();
    const prenumerant = store.subscribe(START, { signal: avbryt.signal })[Symbol.asyncIterator]();
    const forsta = prenumerant.next();
    await server.stanna();
    const metadata = metadataFor();
    const stream = nyStream();
    const svar = await Promise.allSettled([lagg(store, stream, 1, 'none', metadata), store.head()]);
    expect(svar).toMatchObject([{ reason: { code: 'UNAVAILABLE' } }, { reason: { code: 'UNAVAILABLE' } }]);
    await server.starta();
    await lagg(store, stream, 1, 'none', metadata);
    expect((await forsta).value).toHaveLength(1);
    avbryt.abort();
    expect(await prenumerant.next()).toMatchObject({ done: true });
  });
});

describe('lagringen stängs', () => {
  it('svarar på det som skrevs före, nekar det som kommer efter och säger till prenumeranter', async () => {
    const store = await oppna();
    const { signal } = new AbortController();
    const foljare = (async () => {
      for await (const del of store.subscribe(START, { signal })) expect(del).toHaveLength(1);
    })();
    foljare.catch(() => undefined);
    await vanta(50);
    const skrivning = lagg(store, nyStream(), 1);
    await store.close();
    expect(await skrivning).toMatchObject({ ordinal: 1 });
    await expect(lagg(store, nyStream(), 1)).rejects.toMatchObject({ code: 'UNAVAILABLE' });
    await expect(store.head()).rejects.toMatchObject({ code: 'UNAVAILABLE' });
    await expect(foljare).rejects.toMatchObject({ code: 'UNAVAILABLE' });
  });
});
