import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { nyDatabas, type TestDatabas } from '../../../test/databas/databas.js';
import type { TransactionSql } from './anslutning.js';
import { Minneslager } from './minneslager.fixtures.js';
import { Projektor } from './projektor.js';
import { ReadStore } from './read-store.js';
import { annat, bokford, Saldo } from './saldo.fixtures.js';

let databas: TestDatabas;
let readStore: ReadStore;

beforeEach(async () => {
  databas = await nyDatabas();
  readStore = await ReadStore.open({ url: databas.url });
});
afterEach(async () => {
  await readStore.close();
  await databas.taBort();
});

class Annan extends Saldo {
  override readonly namn = 'annan';
}

it('kan öppnas av flera på en gång', async () => {
  const flera = await Promise.all(
    [1, 2, 3].map(() => ReadStore.open({ url: databas.url, maxAnslutningar: 2 })),
  );
  await Promise.all(flera.map((en) => en.close()));
});

it('säger ifrån när databasen inte går att nå', async () => {
  const url = new URL(databas.url);
  url.pathname = '/finns_inte';
  await expect(ReadStore.open({ url: url.href })).rejects.toThrow('finns_inte');
});

it('ger bigint för bigint och text för datum', async () => {
  const [rad] = await readStore.sql`select 9007199254740993::bigint as ore, '2024-08-31'::date as dag`;
  expect(rad).toEqual({ ore: 9_007_199_254_740_993n, dag: '2024-08-31' });
  expect(await readStore.sql`select ${5n} + 1 as sex`).toEqual([{ sex: 6n }]);
});

it('väntar på disken för det som bara finns här, inte för det som händelserna ger igen', async () => {
  const installning = (sql: TransactionSql): Promise<unknown> => sql`show synchronous_commit`;
  expect(await readStore.transaktion(installning)).toEqual([{ synchronous_commit: 'on' }]);
  const egen = readStore.egenAnslutning('prov');
  expect(await egen.transaktion('', installning)).toEqual([{ synchronous_commit: 'off' }]);
});

describe('las', () => {
  it('ger lägsta ordning av de nämnda', async () => {
    const lager = new Minneslager();
    lager.lagg(bokford('5010', 1n), annat());
    const projektor = new Projektor(lager, readStore, [new Saldo(), new Annan()]);
    await projektor.kommIkapp();
    lager.lagg(bokford('5010', 1n));
    await projektor.kommIkapp({ namn: ['annan'] });
    const ordinal = (namn: string[]) => readStore.las(namn, (_, u) => Promise.resolve(u.ordinal));
    expect(await ordinal(['saldo', 'annan'])).toBe(2);
    expect(await ordinal(['annan'])).toBe(3);
  });

  it('vägrar en projektion som inte finns', async () => {
    await expect(readStore.las(['saldo'], () => Promise.resolve(1))).rejects.toMatchObject({ kod: 'OKAND' });
  });

  it('kan inte skriva', async () => {
    await new Projektor(new Minneslager(), readStore, [new Saldo()]).kommIkapp();
    const skriv = readStore.las(['saldo'], (sql) => sql`delete from saldo.rad`);
    await expect(skriv).rejects.toThrow('read-only');
  });

  it('ger ett och samma underlag medan projektioner skrivs', async () => {
    const lager = new Minneslager();
    const projektor = new Projektor(lager, readStore, [new Saldo(), new Annan()]);
    await projektor.kommIkapp();
    projektor.start();
    const lage: { slut: boolean } = { slut: false };
    const skriver = (async () => {
      for (let i = 0; i < 300; i++) {
        lager.lagg(...Array.from({ length: 7 }, () => bokford('5010', 1n)));
        await new Promise((resolve) => setTimeout(resolve, 1));
      }
      await projektor.kommIkapp();
      lage.slut = true;
    })();
    const sedda = new Set<number>();
    while (!lage.slut) {
      await readStore.las(['saldo', 'annan'], async (sql, { ordinal }) => {
        sedda.add(ordinal);
        const [a] =
          await sql`select coalesce(sum(belopp_ore), 0)::bigint as ore, count(*) as n from saldo.rad`;
        const [b] = await sql`select coalesce(sum(belopp_ore), 0)::bigint as ore from saldo.saldo`;
        const [c] = await sql`select count(*) as n from annan.rad where ordinal <= ${ordinal}`;
        const [egen] = await sql`select ordinal from projektioner.checkpoint where schema = 'saldo'`;
        expect([a?.['ore'], a?.['n'], b?.['ore']]).toEqual(Array(3).fill(egen?.['ordinal']));
        expect(c?.['n']).toBe(BigInt(ordinal));
      });
    }
    await skriver;
    await projektor.stopp();
    expect(sedda.size).toBeGreaterThan(3);
  });
});
