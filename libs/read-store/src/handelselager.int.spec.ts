import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { PostgresEventStore } from '#event-store/postgres/postgres-event-store.js';
import { nyDatabas, type TestDatabas } from '../../../test/databas/databas.js';
import { Projektor } from './projektor.js';
import { ReadStore } from './read-store.js';
import { annat, bokford, Saldo } from './saldo.fixtures.js';

let databas: TestDatabas;
let readStore: ReadStore;
let lager: PostgresEventStore;

beforeEach(async () => {
  databas = await nyDatabas();
  readStore = await ReadStore.open({ url: databas.url });
  lager = await PostgresEventStore.open({ url: databas.url });
});
afterEach(async () => {
  await lager.close();
  await readStore.close();
  await databas.taBort();
});

const lagg = (stream: string, nr: number): Promise<unknown> =>
  lager.append(stream, [bokford('5010', 1n), annat(), bokford('7010', BigInt(nr))], {
    expected: 'any',
    metadata: {
      kommandoId: `${stream}-${nr}`,
      vem: 'prov',
      skal: { slag: 'anteckning', text: 'prov' },
      forbund: ['vasteras'],
      indatahash: 'prov',
    },
  });

it('följer ett riktigt händelselager i samma databas, och ombyggnaden blir lika', async () => {
  const projektor = new Projektor(lager, readStore, [new Saldo()]);
  projektor.start();
  await Promise.all(
    ['a', 'b', 'c', 'd'].map(async (stream) => {
      for (let nr = 0; nr < 50; nr++) await lagg(stream, nr);
    }),
  );
  await projektor.kommIkapp();
  const rader = await readStore.las(['saldo'], async (sql, { ordinal }) => {
    expect(ordinal).toBe(600);
    return [...(await sql`select konto, belopp_ore, antal from saldo.saldo order by konto`)];
  });
  expect(rader).toEqual([
    { konto: '5010', belopp_ore: 200n, antal: 200 },
    { konto: '7010', belopp_ore: 4_900n, antal: 200 },
  ]);
  expect(await projektor.byggOm('saldo', { verifiera: true })).toMatchObject({ ordinal: 600, lika: true });
  await projektor.stopp();
});
