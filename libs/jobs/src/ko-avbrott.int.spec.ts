import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { setTimeout as vanta } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import postgres from 'postgres';
import { startaBarn, type Barnprocess } from '../../../test/databas/barnprocess.js';
import { egenServer, nyDatabas, type EgenServer, type TestDatabas } from '../../../test/databas/databas.js';
import type { Ko, KoAnslutning, Kohandelse } from './ko.js';
import { oppnaKo } from './oppna-ko.js';

/** What never comes is given up after this: a loaded machine may take its time. */
const LANGST_MS = 60_000;

interface Trigger {
  readonly ordinal: number;
}

const redisUrl = process.env['REDIS_URL'];
const utanRedis = redisUrl === undefined || redisUrl === '';
const ettNamn = (): string => `test-${randomBytes(6).toString('hex')}`;
const TAKT = { lasMs: 1_000, stallkontrollMs: 500, aterforsokMs: 100 };

const detSomGickFel =
  (handelser: Kohandelse[]) =>
  (handelse: Kohandelse): void => {
    if (handelse.slag !== 'klart') handelser.push(handelse);
  };

/** Starts a worker process and waits until it runs a job. */
async function arbetarprocess(anslutning: KoAnslutning, namn: string): Promise<Barnprocess> {
  const arbetare = startaBarn(join(import.meta.dirname, 'krasch.fixtures.ts'), [
    JSON.stringify(anslutning),
    namn,
  ]);
  while (!(await arbetare.rad()).startsWith('kör '));
  return arbetare;
}

function kraschar(anslut: () => KoAnslutning): void {
  it('kör om jobbet när arbetaren dödas, och sedan det som lades under tiden', async () => {
    const namn = ettNamn();
    const handelser: Kohandelse[] = [];
    const ko = await oppnaKo<Trigger>({
      namn,
      anslutning: anslut(),
      takt: TAKT,
      rapportera: detSomGickFel(handelser),
    });
    await ko.lagg({ ordinal: 1 }, { dubblettnyckel: 'a' });
    const offer = await arbetarprocess(anslut(), namn);
    await ko.lagg({ ordinal: 2 }, { dubblettnyckel: 'a' });
    offer.doda('SIGKILL');
    const korda: { ordinal: number; forsok: number }[] = [];
    await ko.arbeta(({ ordinal }, { forsok }) => Promise.resolve(void korda.push({ ordinal, forsok })), {
      samtidiga: 1,
    });
    const start = Date.now();
    await ko.vantaTomt(LANGST_MS);
    await ko.close();
    expect(korda).toEqual([
      { ordinal: 1, forsok: 2 },
      { ordinal: 2, forsok: 1 },
    ]);
    expect(handelser).toMatchObject([{ slag: 'avstannat', ko: namn }]);
    // Lock, two checks and slack for a busy machine; the engine's own pace would be half a minute.
    expect(Date.now() - start).toBeLessThan(TAKT.lasMs + 2 * TAKT.stallkontrollMs + 20_000);
  });

  it('stoppar ett jobb som dödar varje arbetare', async () => {
    const namn = ettNamn();
    const handelser: Kohandelse[] = [];
    const ko = await oppnaKo<Trigger>({
      namn,
      anslutning: anslut(),
      takt: TAKT,
      rapportera: detSomGickFel(handelser),
    });
    await ko.lagg({ ordinal: 1 }, { dubblettnyckel: 'a' });
    for (let i = 0; i < 4; i++) (await arbetarprocess(anslut(), namn)).doda('SIGKILL');
    const korda: number[] = [];
    await ko.arbeta(({ ordinal }) => Promise.resolve(void korda.push(ordinal)), { samtidiga: 1 });
    await ko.vantaTomt(LANGST_MS);
    expect(await ko.antal()).toMatchObject({ misslyckade: 1, klara: 0 });
    await ko.close();
    expect(korda).toEqual([]);
    expect(handelser.filter((h) => h.slag === 'jobbfel')).toMatchObject([{ slutgiltigt: true }]);
  });
}

describe('krasch på PostgreSQL', () => {
  let databas: TestDatabas;
  beforeAll(async () => {
    databas = await nyDatabas();
  });
  afterAll(() => databas.taBort());
  kraschar(() => ({ slag: 'postgres', url: databas.url }));

  it('ligger i schemat jobb och har få anslutningar', async () => {
    const ko = await oppnaKo<Trigger>({
      namn: ettNamn(),
      anslutning: { slag: 'postgres', url: databas.url },
    });
    await ko.arbeta(() => vanta(20), { samtidiga: 8 });
    await Promise.all(
      Array.from({ length: 200 }, (_, i) => ko.lagg({ ordinal: i }, { dubblettnyckel: `n${i}` })),
    );
    const sql = postgres(databas.url, { max: 1 });
    const [rad] = await sql<{ antal: number }[]>`
      SELECT count(*)::int AS antal FROM pg_stat_activity
      WHERE datname = current_database() AND pid <> pg_backend_pid()`;
    const scheman = await sql<{ schema: string }[]>`
      SELECT DISTINCT table_schema AS schema FROM information_schema.tables
      WHERE table_schema NOT IN ('pg_catalog', 'information_schema')`;
    await ko.vantaTomt(LANGST_MS);
    await ko.close();
    // One for the queue, two for the worker and one that listens.
    expect(rad?.antal).toBeLessThanOrEqual(4);
    expect(scheman.map((s) => s.schema)).toEqual(['jobb']);
    // The server notices a closed connection a while later.
    const kvar = async (): Promise<number> =>
      (
        await sql`SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()`
      ).length;
    while ((await kvar()) > 0) await vanta(20);
    await sql.end();
  });
});

(utanRedis ? describe.skip : describe)(
  utanRedis ? 'krasch på Redis (hoppas över: REDIS_URL är inte satt)' : 'krasch på Redis',
  () => {
    kraschar(() => ({ slag: 'redis', url: redisUrl ?? '', prefix: `samordning-test-${process.pid}` }));
  },
);

describe('PostgreSQL som startas om', () => {
  let server: EgenServer;
  let ko: Ko<Trigger>;
  const handelser: Kohandelse[] = [];
  beforeAll(async () => {
    server = await egenServer();
    const databas = await nyDatabas(server.url);
    ko = await oppnaKo<Trigger>({
      namn: ettNamn(),
      anslutning: { slag: 'postgres', url: databas.url },
      takt: TAKT,
      rapportera: detSomGickFel(handelser),
    });
  });
  afterAll(async () => {
    await ko.close();
    await server.taBort();
  });

  it('rapporteras, och arbetaren tar nya jobb när den är tillbaka', async () => {
    const korda: number[] = [];
    await ko.arbeta(
      async ({ ordinal }) => {
        await vanta(ordinal === 2 ? 1_500 : 0);
        korda.push(ordinal);
      },
      { samtidiga: 1 },
    );
    await ko.lagg({ ordinal: 1 }, { dubblettnyckel: 'a' });
    await ko.vantaTomt(LANGST_MS);
    expect(handelser).toEqual([]);
    // The server is away while a job runs, and comes back before it has ended.
    await ko.lagg({ ordinal: 2 }, { dubblettnyckel: 'b' });
    await vanta(200);
    await server.stanna();
    await expect(ko.lagg({ ordinal: 3 }, { dubblettnyckel: 'c' })).rejects.toMatchObject({
      kod: 'KO_SVARAR_INTE',
    });
    await server.starta();
    await ko.lagg({ ordinal: 4 }, { dubblettnyckel: 'd' });
    await ko.vantaTomt(LANGST_MS);
    expect(new Set(korda)).toEqual(new Set([1, 2, 4]));
    expect(handelser.map((h) => h.slag)).toContain('motorfel');
    expect(await ko.antal()).toMatchObject({ klara: 3, misslyckade: 0 });
  });

  it('hindrar inte att kön stängs när den är borta', async () => {
    await server.stanna();
    await ko.close();
    await expect(ko.antal()).rejects.toMatchObject({ kod: 'KO_STANGD' });
  });
});
