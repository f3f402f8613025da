import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { lagg, metadataFor } from '../../../test/contract/event-store.contract.js';
import { nyDatabas, type TestDatabas } from '../../../test/databas/databas.js';
import { kurrentserver, type Kurrentserver, nyttPrefix } from '../../../test/kurrent/server.js';
import { START, type StoredEvent } from './event-store.js';
import { kopieraHistoria } from './kopiera.js';
import { KurrentEventStore } from './kurrent/kurrent-event-store.js';
import { PostgresEventStore } from './postgres/postgres-event-store.js';
import { Upcasters } from './upcasting.js';

jest.setTimeout(120_000);

const UPCASTERS = new Upcasters([{ typ: 'Framtida', fran: 1, till: (d) => d }]);
const tyst = (): void => undefined;

let server: Kurrentserver;
let kalla: PostgresEventStore;
const databaser: TestDatabas[] = [];
const stores: (PostgresEventStore | KurrentEventStore)[] = [];

async function nyPostgres(): Promise<PostgresEventStore> {
  const databas = await nyDatabas();
  databaser.push(databas);
  const store = await PostgresEventStore.open({ url: databas.url, upcasters: UPCASTERS });
  stores.push(store);
  return store;
}

async function nyKurrent(prefix = nyttPrefix()): Promise<KurrentEventStore> {
  const store = await KurrentEventStore.open({
    url: server.url,
    prefix,
    upcasters: UPCASTERS,
    svarstidMs: 3_000,
  });
  stores.push(store);
  return store;
}

const allt = (store: PostgresEventStore | KurrentEventStore): Promise<readonly StoredEvent[]> =>
  store.readAll(START, 10_000);

beforeAll(async () => {
  server = await kurrentserver();
  kalla = await nyPostgres();
  for (let nr = 0; nr < 60; nr++) await lagg(kalla, `s${nr % 7}`, 1 + (nr % 4));
  await lagg(kalla, 'stor', 2_500);
  const data = { text: 'å\n\u0000\ud800', 2024: 'x', 10: 1, perPostOre: { sala: -3n, 9: 1n } };
  await kalla.append('s1', [{ typ: 'Framtida', data }], { expected: 'exists', metadata: metadataFor() });
  await lagg(kalla, 's2', 1);
});
afterEach(() => server.ersattare?.lagad());
afterAll(async () => {
  await Promise.all(stores.map((s) => s.close()));
  await Promise.all(databaser.map((d) => d.taBort()));
  server.stang();
});

describe('kopiera en historia', () => {
  it('från PostgreSQL till KurrentDB och tillbaka: samma händelser, tider och ordinaler, samma digest', async () => {
    const [kurrent, tillbaka] = [await nyKurrent(), await nyPostgres()];
    const steg: number[] = [];
    const dit = await kopieraHistoria(kalla, kurrent, (klara) => steg.push(klara));
    expect(dit).toMatchObject({ handelser: 2_652, nya: 2_652 });
    expect(steg.at(-1)).toBe(2_652);
    expect(steg.length).toBeGreaterThan(1);
    expect(await allt(kurrent)).toEqual(await allt(kalla));
    expect(await kopieraHistoria(kurrent, tillbaka, tyst)).toEqual(dit);
    expect(await allt(tillbaka)).toEqual(await allt(kalla));
    // The copies go on where the original was: what was stored before is found again, and what comes is numbered next.
    for (const store of [kurrent, tillbaka]) {
      const [h] = await store.readStream('s2', { from: 5 });
      expect(await store.findCommand('s2', h!.metadata.kommandoId)).toMatchObject({ repeated: true });
      expect(await lagg(store, 'stor', 1, 2_499)).toMatchObject({ ordinal: 2_653 });
    }
  });

  it('fortsätter där den avbröts, och skriver inget när allt finns', async () => {
    const prefix = nyttPrefix();
    const forsta = await nyKurrent(prefix);
    const avbrott = new Error('avbrott');
    const halvvags = kopieraHistoria(kalla, forsta, () => {
      throw avbrott;
    });
    await expect(halvvags).rejects.toBe(avbrott);
    const fanns = await forsta.sistaOrdinal();
    expect(fanns).toBeGreaterThan(100);
    const igen = await nyKurrent(prefix);
    expect(await kopieraHistoria(kalla, igen, tyst)).toMatchObject({ handelser: 2_652, nya: 2_652 - fanns });
    expect(await kopieraHistoria(kalla, igen, tyst)).toMatchObject({ handelser: 2_652, nya: 0 });
    expect(await allt(igen)).toEqual(await allt(kalla));
  });

  it('nekar ett lager som har något annat, och rör det inte', async () => {
    for (const till of [await nyKurrent(), await nyPostgres()]) {
      await lagg(till, 's0', 1);
      const fore = await allt(till);
      await expect(kopieraHistoria(kalla, till, tyst)).rejects.toMatchObject({
        kod: 'KOPIERING_ANNAN_HISTORIA',
      });
      expect(await allt(till)).toEqual(fore);
    }
  });

  it('nekar ett lager som har mer än källan', async () => {
    const [tom, till] = [await nyPostgres(), await nyPostgres()];
    await lagg(till, 's0', 1);
    await expect(kopieraHistoria(tom, till, tyst)).rejects.toMatchObject({ kod: 'KOPIERING_ANNAN_HISTORIA' });
  });
});

describe('när något går fel under kopieringen', () => {
  let till: KurrentEventStore;
  beforeEach(async () => {
    till = await nyKurrent();
  });

  it('skickar samma poster igen när ett svar är borta', async () => {
    server.ersattare?.fela('skriv', 'tappat-svar', 5);
    server.ersattare?.fela('skriv', 'otillganglig', 2);
    await kopieraHistoria(kalla, till, tyst);
    expect(await allt(till)).toEqual(await allt(kalla));
  });

  it('säger till om någon annan skriver i kopian', async () => {
    const annan = await nyPostgres();
    const kopiering = kopieraHistoria(kalla, annan, () => void lagg(annan, 'mitt-i', 1));
    await expect(kopiering).rejects.toMatchObject({ code: 'HISTORY_CHANGED' });
  });
});
