import { setTimeout as vanta } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { lagg, metadataFor } from '../../../../test/contract/event-store.contract.js';
import { type Fel, Kurrentersattare } from '../../../../test/kurrent/ersattare.js';
import { START, type StoredEvent } from '../event-store.js';
import { KurrentEventStore, type KurrentEventStoreOptions } from './kurrent-event-store.js';

/** Short, so that a test that waits for it does not take long; long enough for a loaded machine to answer in. */
const SVARSTID_MS = 700;
/** What never comes is given up after this. */
const LANGST_MS = 30_000;

let server: Kurrentersattare;
const stores: KurrentEventStore[] = [];
beforeEach(async () => {
  server = await Kurrentersattare.starta();
});
afterEach(async () => {
  server.lagad();
  await Promise.all(stores.splice(0).map((s) => s.close()));
  server.stanna();
});

async function oppna(val: Partial<KurrentEventStoreOptions> = {}): Promise<KurrentEventStore> {
  const store = await KurrentEventStore.open({
    url: server.url,
    prefix: 'prov',
    svarstidMs: SVARSTID_MS,
    ...val,
  });
  stores.push(store);
  return store;
}

const arEgen = (stream: string): boolean => stream.startsWith('prov.');
const arOrdning = (stream: string): boolean => stream === 'prov:ordning';

async function tills(villkor: () => boolean): Promise<void> {
  const slut = Date.now() + LANGST_MS;
  while (!villkor() && Date.now() < slut) await vanta(10);
  expect(villkor()).toBe(true);
}

const OVERGAENDE: readonly Fel[] = ['otillganglig', 'tappat-svar', 'hang', 'ej-ledare', 'langsam'];

describe('skriva när något går fel', () => {
  it.each(OVERGAENDE)('lagrar en gång, och svarar, när skrivningen får %s', async (fel) => {
    const store = await oppna();
    server.fela('skriv', fel, 2, arEgen);
    const metadata = metadataFor();
    const svar = await lagg(store, 's', 3, 'none', metadata);
    expect(svar).toMatchObject({ revision: 2, ordinal: 3 });
    expect(await lagg(store, 's', 3, 'none', metadata)).toEqual({ ...svar, repeated: true });
    expect((await store.readStream('s')).map((h) => h.ordinal)).toEqual([1, 2, 3]);
  });

  it.each(OVERGAENDE)('ger varje händelse en ordinal, en gång, när numreringen får %s', async (fel) => {
    const store = await oppna();
    server.fela('skriv', fel, 2, arOrdning);
    expect(await lagg(store, 's', 2)).toMatchObject({ ordinal: 2 });
    expect(await lagg(store, 't', 1)).toMatchObject({ ordinal: 3 });
    expect((await (await oppna()).readAll(START, 100)).map((h) => h.ordinal)).toEqual([1, 2, 3]);
  });

  it.each(['otillganglig', 'hang', 'halvt', 'langsam', 'ej-ledare'] as const)(
    'läser det som finns när läsningen får %s',
    async (fel) => {
      const store = await oppna();
      await lagg(store, 's', 5);
      server.fela('las', fel, 1, arEgen);
      expect(await store.readStream('s')).toHaveLength(5);
      server.fela('las', fel, 1, (stream) => stream === '$all');
      expect(await store.readAll(START, 100)).toHaveLength(5);
      server.fela('las', fel, 1, arOrdning);
      expect((await store.head()).ordinal).toBe(5);
    },
  );

  it('säger till när servern förblir borta, och skrivningen kan göras om', async () => {
    const store = await oppna();
    await lagg(store, 's', 1);
    const metadata = metadataFor();
    server.fela('skriv', 'tappat-svar', 1, arEgen);
    server.fela('las', 'otillganglig', 1_000);
    await expect(lagg(store, 's', 1, 'any', metadata)).rejects.toMatchObject({ code: 'UNAVAILABLE' });
    server.lagad();
    expect(await lagg(store, 's', 1, 'any', metadata)).toMatchObject({ ordinal: 2, repeated: true });
  });

  it('överlever att servern startar om', async () => {
    const store = await oppna();
    await lagg(store, 's', 1);
    server.stanna();
    const svar = lagg(store, 's', 1);
    await vanta(100);
    await server.starta();
    expect(await svar).toMatchObject({ ordinal: 2 });
  });

  it('går till den nya ledaren', async () => {
    const store = await oppna();
    await lagg(store, 's', 1);
    // The other node answers on its own port for the same log.
    const ledaren = await server.medSammaLogg();
    server.ledare = { vard: '127.0.0.1', port: ledaren.port };
    server.fela('skriv', 'ej-ledare', 1_000);
    server.fela('las', 'ej-ledare', 1_000);
    expect(await lagg(store, 's', 1)).toMatchObject({ ordinal: 2 });
    expect(ledaren.antal.skriv).toBeGreaterThan(0);
    ledaren.stanna();
  });
});

describe('fel som inte går över', () => {
  it('nekad åtkomst', async () => {
    const store = await oppna();
    server.fela('skriv', 'nekad', 1, arEgen);
    await expect(lagg(store, 's', 1)).rejects.toMatchObject({ code: 'ACCESS_DENIED' });
    expect(server.logg.revision('prov.s')).toBe(-1);
  });

  it('större än servern tar', async () => {
    const liten = await Kurrentersattare.starta({ maxAppendBytes: 2_000 });
    const store = await oppna({ url: liten.url });
    await expect(lagg(store, 's', 100)).rejects.toMatchObject({ code: 'RECORD_TOO_LARGE' });
    expect(await lagg(store, 's', 1)).toMatchObject({ ordinal: 1 });
    liten.stanna();
  });

  it('en ström som är borttagen för alltid, eller kapad', async () => {
    const store = await oppna();
    await lagg(store, 's', 3);
    server.logg.kapa('prov.s', 2);
    await expect(store.readStream('s')).rejects.toMatchObject({ code: 'STREAM_DELETED' });
    server.logg.kapa('prov.s', 3);
    await expect(store.readStream('s')).rejects.toMatchObject({ code: 'STREAM_DELETED' });
    await expect(lagg(await oppna(), 's', 1)).rejects.toMatchObject({ code: 'STREAM_DELETED' });
    server.logg.borttagna.add('prov.s');
    await expect(store.readStream('s')).rejects.toMatchObject({ code: 'STREAM_DELETED' });
    await expect(lagg(store, 's', 1)).rejects.toMatchObject({ code: 'STREAM_DELETED' });
  });

  it('ett kommando som är nekat av förväntan prövas på det som står i strömmen, inte på det som är känt', async () => {
    const [store, annan] = [await oppna(), await oppna()];
    await lagg(store, 's', 1);
    await lagg(annan, 's', 1);
    expect(await lagg(store, 's', 1, 1)).toMatchObject({ revision: 2 });
    await expect(lagg(annan, 's', 1, 0)).rejects.toMatchObject({
      code: 'WRONG_EXPECTED_REVISION',
      actual: 2,
    });
  });
});

describe('prenumerera när något går fel', () => {
  async function foljare(
    store: KurrentEventStore,
  ): Promise<{ sedda: StoredEvent[]; sluta: () => Promise<void> }> {
    const avbryt = new AbortController();
    const sedda: StoredEvent[] = [];
    const lopp = (async () => {
      for await (const del of store.subscribe(START, { signal: avbryt.signal })) sedda.push(...del);
    })();
    await tills(() => server.prenumerationer > 0);
    return {
      sedda,
      sluta: async () => {
        avbryt.abort();
        await lopp;
      },
    };
  }

  it.each([
    ['bryts', () => server.brytPrenumerationer()],
    ['slutar utan fel', () => server.avslutaPrenumerationer()],
    ['tystnar', () => server.tystaPrenumerationer()],
  ])('får allt, i ordning, när den %s, och prenumererar på nytt', async (_, handelse) => {
    const [store, annan] = [await oppna(), await oppna()];
    const { sedda, sluta } = await foljare(store);
    const fore = server.antal.prenumerera;
    for (let varv = 1; varv <= 3; varv++) {
      await lagg(annan, 's', 2);
      await tills(() => sedda.length >= 2 * varv - 1);
      if (varv === 1) handelse();
    }
    await tills(() => sedda.length === 6 && server.antal.prenumerera > fore);
    expect(sedda.map((h) => h.ordinal)).toEqual([1, 2, 3, 4, 5, 6]);
    await sluta();
  });

  it.each(['hang', 'otillganglig', 'halvt', 'dubbelt'] as const)(
    'får allt, en gång, när prenumerationen får %s',
    async (fel) => {
      const store = await oppna();
      server.fela('prenumerera', fel, 1);
      const avbryt = new AbortController();
      const sedda: number[] = [];
      const lopp = (async () => {
        for await (const del of store.subscribe(START, { signal: avbryt.signal }))
          sedda.push(...del.map((h) => h.ordinal));
      })();
      await tills(() => server.antal.prenumerera > 0);
      for (let nr = 0; nr < 4; nr++) await lagg(store, 's', 1);
      await tills(() => sedda.length >= 4);
      await vanta(50);
      avbryt.abort();
      await lopp;
      expect(sedda).toEqual([1, 2, 3, 4]);
    },
  );

  it('säger till när lagringen stängs under den', async () => {
    const store = await oppna();
    const lasning = store.subscribe(START, { signal: new AbortController().signal })[Symbol.asyncIterator]();
    const nasta = lasning.next();
    await tills(() => server.prenumerationer > 0);
    const svar = expect(nasta).rejects.toMatchObject({ code: 'UNAVAILABLE' });
    await store.close();
    await svar;
  });
});
