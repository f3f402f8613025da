import { setTimeout as vanta } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import postgres from 'postgres';
import { lagg, metadataFor, nyStream } from '../../../../test/contract/event-store.contract.js';
import { nyDatabas, type TestDatabas } from '../../../../test/databas/databas.js';
import { START } from '../event-store.js';
import { PostgresEventStore } from './postgres-event-store.js';

let databas: TestDatabas;
let store: PostgresEventStore;
let admin: postgres.Sql;
beforeEach(async () => {
  databas = await nyDatabas();
  store = await PostgresEventStore.open({ url: databas.url });
  admin = postgres(databas.url, { max: 1, onnotice: () => undefined });
});
afterEach(async () => {
  await store.close();
  await admin.end({ timeout: 0 });
  await databas.taBort();
});

const hallLaset = async (medan: () => Promise<void>): Promise<void> => {
  await admin`SELECT pg_advisory_lock(7301, 1)`;
  await medan();
  await admin`SELECT pg_advisory_unlock(7301, 1)`;
};

describe('gruppskrivning', () => {
  it('delar en transaktion mellan dem som skriver samtidigt, och svarar var och en', async () => {
    const strommar = Array.from({ length: 40 }, nyStream);
    let svar: Promise<number[]> = Promise.resolve([]);
    await hallLaset(async () => {
      svar = Promise.all(strommar.map(async (s) => (await lagg(store, s, 2, 'none')).ordinal));
      await vanta(50);
    });
    expect(await svar).toEqual(strommar.map((_, i) => 2 * (i + 1)));
    const [rad] = await admin`SELECT count(DISTINCT xmin::text)::int AS antal FROM handelser.handelse`;
    expect(rad).toEqual({ antal: 1 });
  });

  it('låter inte ett fel som ingen förutsåg fälla de andra i gruppen', async () => {
    await admin`ALTER TABLE handelser.handelse ADD CONSTRAINT prov CHECK (typ <> 'Giftig')`;
    const svar = await Promise.allSettled([
      lagg(store, nyStream(), 2),
      store.append(nyStream(), [{ typ: 'Giftig', data: {} }], { expected: 'any', metadata: metadataFor() }),
      lagg(store, nyStream(), 1),
    ]);
    expect(svar).toMatchObject([
      { value: { repeated: false } },
      { reason: { constraint_name: 'prov' } },
      { value: { repeated: false } },
    ]);
    expect((await store.readAll(START, 10)).map((h) => h.ordinal)).toEqual([1, 2, 3]);
  });

  it('behåller ordningen mellan kommandon på samma ström i en grupp', async () => {
    const stream = nyStream();
    const svar = await Promise.allSettled([
      lagg(store, stream, 1, 'none'),
      lagg(store, stream, 2, 0),
      lagg(store, stream, 1, 0),
      lagg(store, stream, 1, 'none'),
      lagg(store, stream, 1, 2),
      lagg(store, stream, 1, 'exists'),
    ]);
    expect(
      svar.map((s) => (s.status === 'fulfilled' ? s.value.revision : (s.reason as Error).message)),
    ).toEqual([0, 2, `${stream}: expected 0, is 2`, `${stream}: expected none, is 2`, 3, 4]);
  });

  it('nekar genast när kön är full, och svarar alla som fick plats', async () => {
    let utfall: Promise<PromiseSettledResult<unknown>[]> = Promise.resolve([]);
    const events = [{ typ: 'Stor', data: { t: 'a'.repeat(250_000) } }];
    await hallLaset(async () => {
      utfall = Promise.allSettled(
        Array.from({ length: 300 }, () =>
          store.append(nyStream(), events, { expected: 'none', metadata: metadataFor() }),
        ),
      );
      await vanta(50);
    });
    const svar = await utfall;
    const nekade = svar.filter((s) => s.status === 'rejected');
    for (const { reason } of nekade) expect(reason).toMatchObject({ code: 'UNAVAILABLE' });
    expect(nekade.length).toBeGreaterThan(20);
    expect(await store.head()).toMatchObject({ ordinal: 300 - nekade.length });
  });
});
