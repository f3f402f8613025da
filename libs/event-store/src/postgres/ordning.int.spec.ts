import { randomUUID } from 'node:crypto';
import { setTimeout as vanta } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import postgres from 'postgres';
import { lagg, nyStream, sidvis } from '../../../../test/contract/event-store.contract.js';
import { type Barnprocess, startaBarn } from '../../../../test/databas/barnprocess.js';
import { nyDatabas, type TestDatabas } from '../../../../test/databas/databas.js';
import { START, type StoredEvent } from '../event-store.js';
import { MAX_PAGE } from '../granser.js';
import { PostgresEventStore } from './postgres-event-store.js';

/** Real processes, killed and restarted. */
jest.setTimeout(120_000);
/** What several processes write while a subscriber is killed again and again. */
const HANDELSER = 100_000;
const PROCESSER = 4;
const PER_KOMMANDO = 4;

const barn = (namn: string, ...argument: string[]): Barnprocess =>
  startaBarn(fileURLToPath(new URL(`${namn}.fixtures.ts`, import.meta.url)), argument);

let databas: TestDatabas;
let store: PostgresEventStore;
const stadning: (() => Promise<unknown>)[] = [];
beforeEach(async () => {
  databas = await nyDatabas();
  store = await PostgresEventStore.open({ url: databas.url });
});
afterEach(async () => {
  await store.close();
  for (const steg of stadning.splice(0).reverse()) await steg();
  await databas.taBort();
});

const sql = (url = databas.url): postgres.Sql => {
  const anslutning = postgres(url, { max: 1, onnotice: () => undefined });
  stadning.push(() => anslutning.end({ timeout: 0 }));
  return anslutning;
};

async function allt(): Promise<StoredEvent[]> {
  const handelser: StoredEvent[] = [];
  for await (const h of sidvis(store, START, MAX_PAGE)) handelser.push(h);
  return handelser;
}

describe('ordningen', () => {
  it('ger en prenumerant som dödas och startas om varje händelse en gång, i ordning, från många processer', async () => {
    const kommandon = HANDELSER / PROCESSER / PER_KOMMANDO;
    const skrivare = Array.from({ length: PROCESSER }, (_, i) =>
      barn('skrivare', databas.url, `p${i}`, String(kommandon), String(PER_KOMMANDO), '16'),
    );
    const [{ sedda, omstarter }] = await Promise.all([
      foljMedAvbrott(HANDELSER),
      Promise.all(skrivare.map(tillSlut)),
    ]);
    expect(omstarter).toBeGreaterThan(2);
    expect(sedda.map(([ordinal]) => ordinal)).toEqual(Array.from({ length: HANDELSER }, (_, i) => i + 1));
    const revisioner = new Map<string, number>();
    for (const [, stream, revision] of sedda) {
      expect(revision).toBe((revisioner.get(stream) ?? -1) + 1);
      revisioner.set(stream, revision);
    }
    expect((await allt()).map((h) => [h.ordinal, h.stream, h.revision])).toEqual(sedda);
  });

  it('låter varken öppna skrivtransaktioner här eller i en annan databas hindra eller rubba läsare', async () => {
    const annan = await nyDatabas();
    stadning.push(() => annan.taBort());
    const hallna = [sql(), sql(annan.url)];
    for (const s of hallna) {
      await s`CREATE TABLE annat (id int)`;
      await s`BEGIN`;
      await s`INSERT INTO annat VALUES (1)`;
      await s`SELECT pg_current_xact_id()`;
    }
    const avbryt = new AbortController();
    const sedda: number[] = [];
    const skrivning = Promise.all(Array.from({ length: 50 }, () => lagg(store, nyStream(), 2)));
    for await (const del of store.subscribe(START, { signal: avbryt.signal })) {
      sedda.push(...del.map((h) => h.ordinal));
      if (sedda.length >= 100) avbryt.abort();
    }
    await skrivning;
    expect(sedda).toEqual(Array.from({ length: 100 }, (_, i) => i + 1));
    for (const s of hallna) await s`COMMIT`;
    expect(await allt()).toHaveLength(100);
  });

  it('lämnar ingen lucka när en transaktion rullas tillbaka', async () => {
    await lagg(store, nyStream(), 2);
    const s = sql();
    await s`BEGIN`;
    await s.unsafe(
      `SELECT * FROM handelser.lagg_till('rullad', 'k', 'h', '{-3}', '{2}', '{}', '{1,1}',
         E'${randomUUID()}\n${randomUUID()}', E'A\nA', '{1,1}', E'{}\n{}')`,
    );
    const vantande = lagg(store, nyStream(), 1);
    await vanta(50);
    expect(await store.head()).toMatchObject({ ordinal: 2 });
    await s`ROLLBACK`;
    expect(await vantande).toMatchObject({ ordinal: 3 });
    expect((await allt()).map((h) => h.ordinal)).toEqual([1, 2, 3]);
    expect(await store.readStream('rullad')).toEqual([]);
  });

  it('låter tiden stå stilla hellre än att gå bakåt när klockan ställs tillbaka', async () => {
    const stream = nyStream();
    await lagg(store, stream, 1);
    // As if the last event had been recorded before the clock was set back by a day.
    await sql()`
      INSERT INTO handelser.handelse
        (ordinal, recorded_at, id, revision, version, stream, typ, data, metadata, kommando_id)
      SELECT 2, recorded_at + interval '1 day', gen_random_uuid(), 1, 1, stream, typ, data, metadata, 'imorgon'
        FROM handelser.handelse WHERE ordinal = 1`;
    await lagg(store, stream, 1, 1);
    const [forsta, imorgon, efter] = await allt();
    expect(imorgon!.recordedAt.getTime() - forsta!.recordedAt.getTime()).toBe(24 * 3600 * 1000);
    expect(efter!.recordedAt).toEqual(imorgon!.recordedAt);
    expect(await store.at(forsta!.recordedAt)).toMatchObject({ ordinal: 1 });
    expect(await store.at(imorgon!.recordedAt)).toMatchObject({ ordinal: 3 });
  });
});

describe('en skrivare som dödas', () => {
  it('har lagrat varje kommando helt eller inte alls, och fortsätter med samma kommandon utan dubbletter', async () => {
    const argument = [databas.url, 'dodad', '2000', '5', '8'];
    const kvitterade: { nr: number; ordinal: number }[] = [];
    for (const kvitton of [200, 500]) {
      const process_ = barn('skrivare', ...argument);
      expect(await process_.rad()).toBe('igång');
      for (let i = 0; i < kvitton; i++) kvitterade.push(JSON.parse(await process_.rad()) as never);
      process_.doda('SIGKILL');
      expect(await process_.slut).toBe('SIGKILL');
      await helaKommandon(5);
    }
    await tillSlut(barn('skrivare', ...argument));
    const handelser = await helaKommandon(5);
    expect(handelser).toHaveLength(2000 * 5);
    // What was answered before the kill stands where the answer said.
    for (const { nr, ordinal } of kvitterade) expect(handelser[ordinal - 1]!.data).toEqual({ nr, del: 4 });
  });
});

/** Reads what a writer says until it is done: one that nobody listens to stops when the pipe is full. */
async function tillSlut(skrivare: Barnprocess): Promise<void> {
  while ((await skrivare.rad()) !== 'klar');
  expect(await skrivare.slut).toBe(0);
}

/** Everything stored, after checking that it is whole commands without gaps. */
async function helaKommandon(perKommando: number): Promise<StoredEvent[]> {
  const handelser = await allt();
  expect(handelser.map((h) => h.ordinal)).toEqual(handelser.map((_, i) => i + 1));
  expect(handelser.map((h) => (h.data as { del: number }).del)).toEqual(
    handelser.map((_, i) => i % perKommando),
  );
  expect(new Set(handelser.map((h) => h.metadata.kommandoId)).size).toBe(handelser.length / perKommando);
  return handelser;
}

type Sedd = [ordinal: number, stream: string, revision: number];

/** Follows from the start; each follower is killed after some batches and the next takes up after what was seen. */
async function foljMedAvbrott(antal: number): Promise<{ sedda: Sedd[]; omstarter: number }> {
  const sedda: Sedd[] = [];
  let omstarter = 0;
  while (sedda.length < antal) {
    const foljare = barn('foljare', databas.url, String(sedda.at(-1)?.[0] ?? 0), '1000');
    for (let nr = 0; nr < 15 && sedda.length < antal; nr++) {
      const del = JSON.parse(await foljare.rad()) as Sedd[];
      expect(del[0]![0]).toBe((sedda.at(-1)?.[0] ?? 0) + 1);
      sedda.push(...del);
    }
    foljare.doda('SIGKILL');
    await foljare.slut;
    omstarter++;
  }
  return { sedda, omstarter };
}
