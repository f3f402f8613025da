import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { nyDatabas, type TestDatabas } from '../../../test/databas/databas.js';
import { kurrentserver, type Kurrentserver, nyttPrefix } from '../../../test/kurrent/server.js';
import { ops, type Korning } from '../../../test/ops.js';

/** Each call is a process of its own, on a machine that runs other tests meanwhile. */
jest.setTimeout(120_000);

let server: Kurrentserver;
let databas: TestDatabas;
let annan: TestDatabas;
const prefix = nyttPrefix();
beforeAll(async () => {
  [server, databas, annan] = await Promise.all([kurrentserver(), nyDatabas(), nyDatabas()]);
});
afterAll(async () => {
  server.stang();
  await Promise.all([databas.taBort(), annan.taBort()]);
});

const kopiera = (fran: string, till: string): Promise<Korning> =>
  ops(['handelser', 'kopiera', '--fran', fran, '--till', till], { EVENT_STORE_PREFIX: prefix });

test('en historia flyttas till KurrentDB, och programmet går vidare på den', async () => {
  const miljo = { DATABASE_URL: databas.url };
  expect((await ops(['generera', '--forbund', '1', '--ar', '1', '--verifikationer', '40'], miljo)).kod).toBe(
    0,
  );
  const facit = (await ops(['handelser', 'list'], miljo)).ut;
  const kopierat = await kopiera(databas.url, server.url);
  expect([kopierat.kod, kopierat.fel]).toEqual([0, expect.stringContaining('Kopian är som källan')]);
  const { handelser, nya } = JSON.parse(kopierat.ut) as { handelser: number; nya: number };
  expect([handelser, nya]).toEqual([facit.trim().split('\n').length, handelser]);
  const pa = { DATABASE_URL: annan.url, EVENT_STORE_URL: server.url, EVENT_STORE_PREFIX: prefix };
  expect((await ops(['handelser', 'list'], pa)).ut).toBe(facit);
  expect((await kopiera(databas.url, server.url)).fel).toContain('varav 0 nya');
});

test.each([
  ['ingen adress', 'x', 'postgres://h/d', 1, 'KOPIERING_ADRESS_OGILTIG'],
  ['samma lager', 'postgres://h/d', 'postgres://h/d', 1, 'KOPIERING_SAMMA_LAGER'],
  ['en databas som inte svarar', 'postgres://a:hemligt@127.0.0.1:1/d', 'esdb://h', 3, 'Databasen i --fran'],
])('%s nekas', async (_, fran, till, kod, text) => {
  const svar = await kopiera(fran, till);
  expect([svar.kod, svar.ut, svar.fel]).toEqual([kod, '', expect.stringContaining(text)]);
  expect(svar.fel).not.toMatch(/hemligt|^ +at /m);
});

test('en KurrentDB som inte svarar nekas, med flaggan', async () => {
  const svar = await kopiera(databas.url, 'kurrentdb://127.0.0.1:1?tls=false');
  expect([svar.kod, svar.ut]).toEqual([3, '']);
  expect(svar.fel).toContain('Händelselagret i --till går inte att använda: ingen svarar på adressen');
});
