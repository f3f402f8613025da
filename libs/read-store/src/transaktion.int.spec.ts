import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { nyDatabas, type TestDatabas } from '../../../test/databas/databas.js';
import { Anslutningspool } from './anslutningspool.js';
import { EgenAnslutning } from './transaktion.js';
import type { TransactionSql } from './anslutning.js';

let databas: TestDatabas;
let en: EgenAnslutning;

beforeEach(async () => {
  databas = await nyDatabas();
  en = new EgenAnslutning(databas.url, 'transaktion');
  await en.sql`create table rad (id int)`;
});
afterEach(async () => {
  await en.stang();
  await databas.taBort();
});

const innehall = async (): Promise<number[]> => {
  const annan = new EgenAnslutning(databas.url, 'kontroll');
  const rader = await annan.sql<{ id: number }[]>`select id from rad order by id`;
  await annan.stang();
  return rader.map((rad) => rad.id);
};

it('lagrar allt, eller inget efter ett kast, och anslutningen duger till mer', async () => {
  await en.transaktion('', async (tx) => tx`insert into rad values (1)`);
  const kast = en.transaktion('', async (tx) => {
    await tx`insert into rad values (2)`;
    throw new Error('ångrar mig');
  });
  await expect(kast).rejects.toThrow('ångrar mig');
  expect(en.anvandbar).toBe(true);
  await en.transaktion('', async (tx) => tx`insert into rad values (3)`);
  expect(await innehall()).toEqual([1, 3]);
});

it('efter ett kast finns ingen klocka kvar som håller processen vid liv', async () => {
  const klockor = (): number => process.getActiveResourcesInfo().filter((r) => r === 'Timeout').length;
  await en.transaktion('', async (tx) => tx`select 1`);
  const fore = klockor();
  for (let n = 0; n < 5; n++)
    await expect(en.transaktion('', () => Promise.reject(new Error('ångrar mig')))).rejects.toThrow();
  expect(klockor()).toBe(fore);
});

it('ett svalt fel är ett fel', async () => {
  const svaljer = en.transaktion('', async (tx) => {
    await tx`insert into rad values (1)`;
    await tx`select 1/0`.catch(() => undefined);
  });
  await expect(svaljer).rejects.toMatchObject({ kod: 'TRANSAKTION_AVBRUTEN' });
  expect(await innehall()).toEqual([]);
});

it('ingen sats kommer fram efter transaktionens slut', async () => {
  const kvar: TransactionSql[] = [];
  await en.transaktion('', (tx) => {
    kvar.push(tx);
    return Promise.resolve();
  });
  expect(() => kvar[0]?.unsafe('insert into rad values (1)')).toThrow('redan slut');
  expect(() => kvar.map((tx) => tx`insert into rad values (1)`)).toThrow('redan slut');
});

it('ingen sats kommer fram när anslutningen dött under tiden', async () => {
  const dodare = new EgenAnslutning(databas.url, 'dödare');
  const sen = en.transaktion('', async (tx) => {
    const [rad] = await tx<{ pid: number }[]>`insert into rad values (1) returning pg_backend_pid() as pid`;
    await dodare.sql`select pg_terminate_backend(${rad?.pid ?? 0})`;
    while (en.anvandbar) await new Promise((resolve) => setTimeout(resolve, 5));
    await tx`insert into rad values (2)`;
  });
  await expect(sen).rejects.toMatchObject({ kod: 'ANSLUTNING_BRUTEN' });
  expect(en.anvandbar).toBe(false);
  await dodare.stang();
  expect(await innehall()).toEqual([]);
});

it('en sats som dödar sin egen anslutning ger ett fel, inget annat', async () => {
  const sjalv = en.transaktion('', async (tx) => {
    await tx`insert into rad values (1)`;
    await tx`select pg_terminate_backend(pg_backend_pid())`;
  });
  await expect(sjalv).rejects.toThrow();
  // What the driver left in its timers would surface here, as an uncaught exception.
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(await innehall()).toEqual([]);
});

it('en pool håller sitt antal, låter andra vänta och ersätter det som gått sönder', async () => {
  const pool = new Anslutningspool(databas.url, 'pool', 2);
  let samtidigt = 0;
  let flest = 0;
  // The first two wait for each other, so that what they show does not hang on how quickly connections open.
  let mots: () => void = () => undefined;
  const mote = new Promise<void>((resolve) => {
    mots = resolve;
  });
  const svar = await Promise.allSettled(
    Array.from({ length: 12 }, (_, i) =>
      pool.med((anslutning) =>
        anslutning.transaktion('', async (tx) => {
          flest = Math.max(flest, ++samtidigt);
          if (samtidigt === 2) mots();
          if (i < 2) await mote;
          try {
            if (i % 3 === 0) await tx`select pg_terminate_backend(pg_backend_pid())`;
            await tx`insert into rad values (${i})`;
          } finally {
            samtidigt--;
          }
        }),
      ),
    ),
  );
  await pool.stang();
  expect(flest).toBe(2);
  expect(svar.map((s) => s.status === 'fulfilled')).toEqual(svar.map((_, i) => i % 3 !== 0));
  expect(await innehall()).toEqual([1, 2, 4, 5, 7, 8, 10, 11]);
});
