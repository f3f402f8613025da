import { randomUUID } from 'node:crypto';
import { setTimeout as vanta } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Event } from '#kernel/handelse.js';
import {
  type AppendResult,
  type Checkpoint,
  type EventStore,
  type ExpectedRevision,
  type Handelsemetadata,
  START,
  type StoredEvent,
} from '#event-store/event-store.js';
import {
  MAX_BYTES_PER_APPEND,
  MAX_BYTES_PER_EVENT,
  MAX_EVENTS_PER_APPEND,
  MAX_PAGE,
  MAX_STREAM_CHARS,
} from '#event-store/granser.js';
import { type Upcast, Upcasters } from '#event-store/upcasting.js';

/** One store that several clients open; nothing else writes to it while the contract runs. */
export interface Kontraktslagring {
  /** A client with connections of its own, as another process would have. The contract closes it. */
  oppna(upcasters?: Upcasters): Promise<EventStore>;
  taBort(): Promise<void>;
}

const BELOPP = 123_456_789n;
/** What never comes is given up after this: a loaded machine may take its time. */
const LANGST_MS = 60_000;

const handelse = (nr: number): Event => ({ typ: 'Provad', data: { nr, beloppOre: BELOPP } });
const handelser = (antal: number): Event[] => Array.from({ length: antal }, (_, nr) => handelse(nr));

export const metadataFor = (kommandoId: string = randomUUID(), indata = kommandoId): Handelsemetadata => ({
  kommandoId,
  vem: 'provaren',
  skal: { slag: 'anteckning', text: 'prov' },
  forbund: ['vasteras'],
  indatahash: `hash-${indata}`,
});

let lopnummer = 0;
/** A stream that no other test has used. */
export const nyStream = (): string => `prov-${++lopnummer}-${randomUUID()}`;

export const lagg = (
  store: EventStore,
  stream: string,
  antal: number,
  expected: ExpectedRevision = 'any',
  metadata: Handelsemetadata = metadataFor(),
): Promise<AppendResult> => store.append(stream, handelser(antal), { expected, metadata });

export async function* sidvis(
  store: EventStore,
  after: Checkpoint,
  max: number,
): AsyncGenerator<StoredEvent> {
  for (let fran = after; ;) {
    const sida = await store.readAll(fran, max);
    if (sida.length === 0) return;
    yield* sida;
    fran = sida.at(-1)!;
  }
}

/** What every adapter of the port promises. `fabrik` gives a store that may hold events from before. */
export function eventStoreContract(namn: string, fabrik: () => Promise<Kontraktslagring>): void {
  describe(`händelselagringens kontrakt: ${namn}`, () => {
    let lagring: Kontraktslagring;
    let store: EventStore;
    let annan: EventStore;
    const ovriga: EventStore[] = [];
    beforeAll(async () => {
      lagring = await fabrik();
      [store, annan] = await Promise.all([lagring.oppna(), lagring.oppna()]);
    });
    afterAll(async () => {
      await Promise.all([store, annan, ...ovriga].map((s) => s.close()));
      await lagring.taBort();
    });
    const medUpcasts = async (...steg: Upcast[]): Promise<EventStore> => {
      const s = await lagring.oppna(new Upcasters(steg));
      ovriga.push(s);
      return s;
    };
    const stores = () => ({ store, annan, medUpcasts });
    describe('skriva', () => skrivkontrakt(stores));
    describe('kommandon', () => kommandokontrakt(stores));
    describe('läsa', () => laskontrakt(stores));
    describe('prenumerera', () => prenumerationskontrakt(stores));
    describe('versioner', () => versionskontrakt(stores));
  });
}

type Stores = () => {
  store: EventStore;
  annan: EventStore;
  medUpcasts: (...steg: Upcast[]) => Promise<EventStore>;
};

function skrivkontrakt(stores: Stores): void {
  it('numrerar strömmen från 0 och helheten utan luckor, i den ordning som skrevs', async () => {
    const { store } = stores();
    const stream = nyStream();
    const fore = await store.head();
    const forsta = await lagg(store, stream, 3, 'none');
    const andra = await lagg(store, stream, 2, 2);
    expect(forsta).toEqual({
      stream,
      revision: 2,
      position: expect.any(String),
      ordinal: fore.ordinal + 3,
      repeated: false,
    });
    expect(andra).toMatchObject({ revision: 4, ordinal: fore.ordinal + 5, repeated: false });
    const lasta = await store.readStream(stream);
    expect(lasta.map((h) => [h.revision, h.ordinal - fore.ordinal, h.stream])).toEqual([
      [0, 1, stream],
      [1, 2, stream],
      [2, 3, stream],
      [3, 4, stream],
      [4, 5, stream],
    ]);
    expect(await store.head()).toEqual({ position: andra.position, ordinal: andra.ordinal });
  });

  it('ger tillbaka händelsen som den skrevs', async () => {
    const { store } = stores();
    const stream = nyStream();
    const metadata: Handelsemetadata = {
      ...metadataFor(),
      vem: 'Åsa "Ö"',
      skal: { slag: 'beslut', beslut: 'b-1' },
    };
    const data = {
      text: 'å\n"\\\u0000\ud800',
      tom: null,
      ja: true,
      antal: -7,
      lista: [1, 'två', [], {}],
      beloppOre: -5n,
      perManadOre: [1n, 2n],
      perPostOre: { sala: 3n },
      rader: [{ utfallOre: 9_007_199_254_740_991n }],
    };
    await store.append(stream, [{ typ: 'Provad', data }], { expected: 'none', metadata });
    const [last] = await store.readStream(stream);
    expect(last).toMatchObject({ typ: 'Provad', data, metadata });
    expect(last!.id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(last!.recordedAt).toBeInstanceOf(Date);
  });

  it('prövar varje form av förväntan, på tom ström och på ström med händelser', async () => {
    const { store } = stores();
    const utfall = async (finns: number, expected: ExpectedRevision): Promise<string | number> => {
      const stream = nyStream();
      if (finns > 0) await lagg(store, stream, finns);
      return lagg(store, stream, 1, expected).then(
        (svar) => svar.revision,
        (fel: unknown) => {
          expect(fel).toMatchObject({ code: 'WRONG_EXPECTED_REVISION', stream, expected, actual: finns - 1 });
          return 'nekad';
        },
      );
    };
    const former: ExpectedRevision[] = ['none', 'exists', 'any', 0, 1, 2];
    expect(await Promise.all(former.map((f) => utfall(0, f)))).toEqual([
      0,
      'nekad',
      0,
      'nekad',
      'nekad',
      'nekad',
    ]);
    expect(await Promise.all(former.map((f) => utfall(2, f)))).toEqual(['nekad', 2, 2, 'nekad', 2, 'nekad']);
  });

  it('släpper bara fram en av många som väntar sig samma revision', async () => {
    const { store, annan } = stores();
    const stream = nyStream();
    await lagg(store, stream, 1);
    const svar = await Promise.allSettled(
      Array.from({ length: 20 }, (_, i) => lagg(i % 2 ? store : annan, stream, 1, 0)),
    );
    expect(svar.filter((s) => s.status === 'fulfilled')).toHaveLength(1);
    for (const s of svar)
      if (s.status === 'rejected')
        expect(s.reason).toMatchObject({ code: 'WRONG_EXPECTED_REVISION', actual: 1 });
    expect(await store.readStream(stream)).toHaveLength(2);
  });

  it('låter inte en nekad skrivning lämna en lucka eller fälla dem som skriver samtidigt', async () => {
    const { store } = stores();
    const fore = await store.head();
    const [bra, upptagen] = [nyStream(), nyStream()];
    await lagg(store, upptagen, 1);
    const svar = await Promise.allSettled([
      lagg(store, bra, 2),
      lagg(store, upptagen, 1, 'none'),
      lagg(store, 'Fel Namn', 1),
      store.append(nyStream(), [{ typ: 'Provad', data: { del: 0.5 } }], {
        expected: 'any',
        metadata: metadataFor(),
      }),
      lagg(store, bra, 1, 1),
    ]);
    expect(svar.map((s) => s.status)).toEqual(['fulfilled', 'rejected', 'rejected', 'rejected', 'fulfilled']);
    const ordinaler = (await store.readAll(fore, 100)).map((h) => h.ordinal - fore.ordinal);
    expect(ordinaler).toEqual([1, 2, 3, 4]);
  });

  it('nekar strömnamn som inte är gemener, siffror och ett eller två bindestreck', async () => {
    const { store } = stores();
    const langsta = 'a'.repeat(MAX_STREAM_CHARS);
    for (const stream of ['', 'A', 'å', 'a---b', '-a', '--a', 'a-', 'a b', 'a\n', `${langsta}a`])
      await expect(lagg(store, stream, 1)).rejects.toMatchObject({ code: 'STREAM_NAME_INVALID' });
    await expect(
      lagg(store, langsta.replace(/^a{36}/, randomUUID().replaceAll('-', '0')), 1),
    ).resolves.toBeDefined();
  });

  it('nekar det som är för stort, och tar det som är precis så stort', async () => {
    const { store } = stores();
    const text = (tecken: number): Event => ({ typ: 'Provad', data: { t: 'a'.repeat(tecken) } });
    const hogst = MAX_BYTES_PER_EVENT - '{"t":""}'.length;
    const skriv = (...events: Event[]): Promise<AppendResult> =>
      store.append(nyStream(), events, { expected: 'none', metadata: metadataFor() });
    await expect(skriv(text(hogst + 1))).rejects.toMatchObject({ code: 'RECORD_TOO_LARGE' });
    await expect(skriv(text(hogst))).resolves.toMatchObject({ revision: 0 });
    await expect(skriv(...handelser(MAX_EVENTS_PER_APPEND + 1))).rejects.toMatchObject({
      code: 'RECORD_TOO_LARGE',
    });
    await expect(skriv(...handelser(MAX_EVENTS_PER_APPEND))).resolves.toMatchObject({
      revision: MAX_EVENTS_PER_APPEND - 1,
    });
    const manga = Array.from({ length: MAX_BYTES_PER_APPEND / MAX_BYTES_PER_EVENT + 1 }, () => text(hogst));
    await expect(skriv(...manga)).rejects.toMatchObject({ code: 'RECORD_TOO_LARGE' });
  });

  it('nekar en skrivning utan händelser', async () => {
    await expect(lagg(stores().store, nyStream(), 0)).rejects.toThrow('minst en händelse');
  });
}

function kommandokontrakt(stores: Stores): void {
  it('ger samma kommando samma svar, också när förväntan inte längre stämmer', async () => {
    const { store, annan } = stores();
    const stream = nyStream();
    const metadata = metadataFor();
    const forsta = await lagg(store, stream, 2, 'none', metadata);
    await lagg(store, stream, 1);
    for (const expected of ['none', 'any', 7] as const)
      expect(await lagg(annan, stream, 2, expected, metadata)).toEqual({ ...forsta, repeated: true });
    expect(await store.readStream(stream)).toHaveLength(3);
  });

  it('lagrar en gång när samma kommando kommer samtidigt, från en process och från två', async () => {
    const { store, annan } = stores();
    for (let varv = 0; varv < 10; varv++) {
      const stream = nyStream();
      const metadata = metadataFor();
      const svar = await Promise.all(
        [store, annan, store, annan].map((s) => lagg(s, stream, 2, 'none', metadata)),
      );
      expect(svar.filter((s) => !s.repeated)).toHaveLength(1);
      expect(new Set(svar.map((s) => `${s.revision}/${s.ordinal}/${s.position}`)).size).toBe(1);
      expect(await store.readStream(stream)).toHaveLength(2);
    }
  });

  it('nekar samma kommando-id med annan indata, också i samma grupp', async () => {
    const { store } = stores();
    const stream = nyStream();
    const [a, b, c] = await Promise.allSettled([
      lagg(store, stream, 1, 'any', metadataFor('k', 'en')),
      lagg(store, stream, 1, 'any', metadataFor('k', 'annan')),
      lagg(store, stream, 1, 'any', metadataFor('k', 'en')),
    ]);
    expect(a).toMatchObject({ status: 'fulfilled', value: { repeated: false } });
    expect(b).toMatchObject({ status: 'rejected', reason: { code: 'COMMAND_REUSED' } });
    expect(c).toMatchObject({ status: 'fulfilled', value: { repeated: true } });
    await expect(lagg(store, stream, 1, 'any', metadataFor('k', 'annan'))).rejects.toMatchObject({
      code: 'COMMAND_REUSED',
    });
    expect(await store.readStream(stream)).toHaveLength(1);
  });

  it('låter ett kommando som nekades komma igen', async () => {
    const { store } = stores();
    const stream = nyStream();
    const metadata = metadataFor();
    await expect(lagg(store, stream, 1, 'exists', metadata)).rejects.toMatchObject({ actual: -1 });
    expect(await lagg(store, stream, 1, 'none', metadata)).toMatchObject({ revision: 0, repeated: false });
  });

  it('skiljer på samma kommando-id i olika strömmar, och ger deras händelser olika id', async () => {
    const { store } = stores();
    const [s1, s2] = [nyStream(), nyStream()];
    const metadata = metadataFor();
    await lagg(store, s1, 2, 'none', metadata);
    expect(await lagg(store, s2, 2, 'none', metadata)).toMatchObject({ repeated: false });
    const ider = [...(await store.readStream(s1)), ...(await store.readStream(s2))].map((h) => h.id);
    expect(new Set(ider).size).toBe(4);
  });

  it('hittar vad ett kommando lagrade', async () => {
    const { store } = stores();
    const stream = nyStream();
    const metadata = metadataFor();
    expect(await store.findCommand(stream, metadata.kommandoId)).toBeUndefined();
    const svar = await lagg(store, stream, 3, 'none', metadata);
    await lagg(store, stream, 1);
    expect(await store.findCommand(stream, metadata.kommandoId)).toEqual({
      ...svar,
      repeated: true,
      indatahash: metadata.indatahash,
    });
  });
}

function laskontrakt(stores: Stores): void {
  it('läser en ström sidvis och ger tomt efter slutet och för en ström som inte finns', async () => {
    const { store } = stores();
    const stream = nyStream();
    await lagg(store, stream, 5);
    const revisioner = async (from: number, max: number): Promise<number[]> =>
      (await store.readStream(stream, { from, max })).map((h) => h.revision);
    expect(await revisioner(0, 2)).toEqual([0, 1]);
    expect(await revisioner(2, 2)).toEqual([2, 3]);
    expect(await revisioner(4, 2)).toEqual([4]);
    expect(await revisioner(5, 2)).toEqual([]);
    expect(await store.readStream(nyStream())).toEqual([]);
  });

  it('säger strömmens revision vid varje ordinal, och −1 före dess första händelse', async () => {
    const { store } = stores();
    const stream = nyStream();
    const forsta = await lagg(store, stream, 2);
    await lagg(store, nyStream(), 3);
    const sista = await lagg(store, stream, 1);
    const vid = (ordinal: number): Promise<number> => store.revisionAt(stream, ordinal);
    expect(await vid(0)).toBe(-1);
    expect(await vid(forsta.ordinal - 2)).toBe(-1);
    expect(await vid(forsta.ordinal - 1)).toBe(0);
    expect(await vid(forsta.ordinal)).toBe(1);
    expect(await vid(sista.ordinal - 1)).toBe(1);
    expect(await vid(sista.ordinal)).toBe(2);
    expect(await vid(Number.MAX_SAFE_INTEGER)).toBe(2);
    expect(await store.revisionAt(nyStream(), sista.ordinal)).toBe(-1);
  });

  it('läser händelserna med vissa ordinaler, i deras ordning', async () => {
    const { store } = stores();
    const stream = nyStream();
    const sista = (await lagg(store, stream, 4)).ordinal;
    const lasta = await store.readOrdinals([sista, sista - 2, sista, sista + 1_000_000]);
    expect(lasta.map((h) => [h.ordinal, h.revision])).toEqual([
      [sista - 2, 1],
      [sista, 3],
    ]);
    expect(lasta[1]).toEqual((await store.readStream(stream, { from: 3 }))[0]);
    expect(await store.readOrdinals([])).toEqual([]);
  });

  it('läser allt i ordning från början, lika i sidor av vilken storlek som helst', async () => {
    const { store } = stores();
    await lagg(store, nyStream(), 4);
    const allt: StoredEvent[] = [];
    for await (const h of sidvis(store, START, MAX_PAGE)) allt.push(h);
    expect(allt.map((h) => h.ordinal)).toEqual(allt.map((_, i) => i + 1));
    expect(allt.every((h, i) => i === 0 || allt[i - 1]!.recordedAt <= h.recordedAt)).toBe(true);
    const svans = { position: allt.at(-8)!.position, ordinal: allt.at(-8)!.ordinal };
    const sidor: StoredEvent[] = [];
    for await (const h of sidvis(store, svans, 3)) sidor.push(h);
    expect(sidor).toEqual(allt.slice(-7));
  });

  it('ger varje händelse sitt kommandos metadata, också på en sida som börjar eller slutar mitt i kommandot', async () => {
    const { store } = stores();
    const stream = nyStream();
    const fore = await store.head();
    const [a, b] = [metadataFor(), metadataFor()];
    await lagg(store, stream, 3, 'none', a);
    await lagg(store, stream, 2, 2, b);
    for (let max = 1; max <= 5; max++) {
      const sidor: StoredEvent[] = [];
      for await (const h of sidvis(store, fore, max)) sidor.push(h);
      expect([max, sidor.map((h) => h.metadata)]).toEqual([max, [a, a, a, b, b]]);
      expect((await store.readStream(stream, { from: 1, max })).map((h) => h.metadata)).toEqual(
        [a, a, b, b].slice(0, max),
      );
    }
  });

  it('nekar sidor utanför 1–10 000', async () => {
    const { store } = stores();
    for (const max of [0, -1, 1.5, MAX_PAGE + 1]) {
      await expect(store.readAll(START, max)).rejects.toThrow(RangeError);
      await expect(store.readStream(nyStream(), { max })).rejects.toThrow(RangeError);
    }
  });

  it('finner den sista händelsen vid en tidpunkt', async () => {
    const { store } = stores();
    const forsta = await lagg(store, nyStream(), 2);
    const [h] = await store.readAll({ ...START }, 1);
    expect(await store.at(new Date(h!.recordedAt.getTime() - 1))).toEqual(START);
    const sist = (await store.readAll(START, MAX_PAGE)).find((x) => x.ordinal === forsta.ordinal)!;
    const vid = await store.at(sist.recordedAt);
    expect(vid.ordinal).toBeGreaterThanOrEqual(forsta.ordinal);
    // Over the whole history, event by event: the last one recorded at or before that time, and no other.
    const tider = (await store.readAll(START, MAX_PAGE)).map((x) => x.recordedAt.getTime());
    for (const tid of new Set(tider))
      expect((await store.at(new Date(tid))).ordinal).toBe(tider.findLastIndex((t) => t <= tid) + 1);
    expect(await store.at(new Date('2999-01-01'))).toEqual(await store.head());
  });
}

function prenumerationskontrakt(stores: Stores): void {
  it('ger det som finns och sedan det som kommer, i högst så stora delar som begärdes, tills den avbryts', async () => {
    const { store, annan } = stores();
    const fore = await store.head();
    await lagg(annan, nyStream(), 5);
    const avbryt = new AbortController();
    const delar: number[][] = [];
    for await (const del of store.subscribe(fore, { maxBatch: 2, signal: avbryt.signal })) {
      delar.push(del.map((h) => h.ordinal - fore.ordinal));
      const sista = delar.at(-1)!.at(-1)!;
      if (sista === 5) setTimeout(() => void lagg(annan, nyStream(), 1), 20);
      if (sista === 6) avbryt.abort();
    }
    expect(delar).toEqual([[1, 2], [3, 4], [5], [6]]);
  });

  it('slutar genast när den avbryts i väntan, och alls inte när den redan var avbruten', async () => {
    const { store } = stores();
    const avbryt = new AbortController();
    const vantar = store.subscribe(await store.head(), { signal: avbryt.signal })[Symbol.asyncIterator]();
    const nasta = vantar.next();
    await vanta(30);
    avbryt.abort();
    expect(await Promise.race([nasta, vanta(500, 'en halv sekund senare')])).toMatchObject({ done: true });
    for await (const _ of store.subscribe(START, { signal: AbortSignal.abort() })) expect(_).toBe('inget');
  });

  it('låter prenumeranter gå i sin egen takt', async () => {
    const { store, annan } = stores();
    const fore = await store.head();
    const folj = async (maxBatch: number): Promise<number[]> => {
      const avbryt = new AbortController();
      const sedda: number[] = [];
      for await (const del of store.subscribe(fore, { maxBatch, signal: avbryt.signal })) {
        sedda.push(...del.map((h) => h.ordinal - fore.ordinal));
        if (sedda.length >= 40) avbryt.abort();
      }
      return sedda;
    };
    const foljare = [1, 7, 100].map(folj);
    await Promise.all(Array.from({ length: 40 }, (_, i) => lagg(i % 2 ? store : annan, nyStream(), 1)));
    const alla = Array.from({ length: 40 }, (_, i) => i + 1);
    expect(await Promise.all(foljare)).toEqual([alla, alla, alla]);
  });

  it('säger till när den står efter lagringens slut, i stället för att vänta på det som aldrig kommer', async () => {
    const { store } = stores();
    const { ordinal } = await store.head();
    const bortom = { position: String(ordinal + 5), ordinal: ordinal + 5 };
    const signal = AbortSignal.timeout(LANGST_MS);
    const lasning = store.subscribe(bortom, { signal })[Symbol.asyncIterator]();
    await expect(lasning.next()).rejects.toThrow('efter lagringens sista händelse');
  });
}

function versionskontrakt(stores: Stores): void {
  const tillV2: Upcast = { typ: 'Provad', fran: 1, till: (d) => ({ ...d, valuta: 'SEK' }) };

  it('läser en äldre version som den nya, och skriver den nya', async () => {
    const { store, medUpcasts } = stores();
    const ny = await medUpcasts(tillV2);
    const stream = nyStream();
    await lagg(store, stream, 1);
    await ny.append(stream, [{ typ: 'Provad', data: { nr: 1, valuta: 'EUR' } }], {
      expected: 0,
      metadata: metadataFor(),
    });
    expect((await ny.readStream(stream)).map((h) => h.data)).toEqual([
      { nr: 0, beloppOre: BELOPP, valuta: 'SEK' },
      { nr: 1, valuta: 'EUR' },
    ]);
  });

  it('nekar tydligt att läsa en version som är nyare än programmet', async () => {
    const { store, medUpcasts } = stores();
    const ny = await medUpcasts({ typ: 'Framtida', fran: 1, till: (d) => d });
    const stream = nyStream();
    await ny.append(stream, [{ typ: 'Framtida', data: {} }], { expected: 'none', metadata: metadataFor() });
    await expect(store.readStream(stream)).rejects.toThrow('Framtida är lagrad i version 2');
  });
}
