import { describe, expect, it, jest } from '@jest/globals';
import fc from 'fast-check';
import { korningar } from '../property/slumpfro.js';
import { type EventStore, type ExpectedRevision, START, type StoredEvent } from '#event-store/event-store.js';
import { metadataFor } from './event-store.contract.js';
import { MinneEventStore } from './minne-event-store.js';

/** Against hangs: forty histories with restarts take their time on a loaded machine. */
jest.setTimeout(300_000);
/** What the subscriber never gets is given up after this. */
const LANGST_MS = 60_000;

const STEG = 30;

/** An empty store that several clients open, and whose connections can be broken. */
export interface Modellagring {
  oppna(): Promise<EventStore>;
  /** Breaks what is under way, or what comes next until `hel`. */
  bryt(): Promise<void>;
  hel(): void;
  taBort(): Promise<void>;
}

export interface Modellval {
  readonly fabrik: () => Promise<Modellagring>;
  /** Histories tried per run; a failure prints its seed and path, which `fc.assert` takes to replay it. */
  readonly historier: number;
  /** Whether appends that are sent at once are stored in the order in which they were sent, whatever their streams. */
  readonly turordning: boolean;
}

interface Skrivning {
  readonly stream: string;
  readonly antal: number;
  readonly expected: ExpectedRevision;
  readonly kommandoId: string;
  readonly indata: string;
}
type Steg =
  | {
      readonly slag: 'skriv' | 'skriv-medan-anslutningar-bryts';
      readonly av: 0 | 1;
      readonly skrivningar: Skrivning[];
    }
  | { readonly slag: 'las-strom'; readonly stream: string; readonly from: number; readonly max: number }
  | { readonly slag: 'las-allt'; readonly efter: number; readonly max: number }
  | { readonly slag: 'finn'; readonly stream: string; readonly kommandoId: string }
  | { readonly slag: 'bryt-anslutningar' | 'starta-om-prenumerant' }
  | { readonly slag: 'starta-om'; readonly av: 0 | 1 };

/** Few streams and command ids, so that histories collide. */
const stream = fc.constantFrom('a', 'b', 'c');
const kommandoId = fc.constantFrom('k1', 'k2', 'k3', 'k4', 'k5');
const av = fc.constantFrom<0 | 1>(0, 1);
const skrivning: fc.Arbitrary<Skrivning> = fc.record({
  stream,
  antal: fc.integer({ min: 1, max: 3 }),
  expected: fc.oneof(fc.constantFrom<ExpectedRevision>('none', 'exists', 'any', 'any'), fc.nat(6)),
  kommandoId: fc.oneof(kommandoId, fc.uuid()),
  indata: fc.constantFrom('x', 'x', 'x', 'y'),
});
const skrivningar = fc.array(skrivning, { minLength: 1, maxLength: 6 });
const steg: fc.Arbitrary<Steg> = fc.oneof(
  { weight: 8, arbitrary: fc.record({ slag: fc.constant('skriv' as const), av, skrivningar }) },
  {
    weight: 1,
    arbitrary: fc.record({ slag: fc.constant('skriv-medan-anslutningar-bryts' as const), av, skrivningar }),
  },
  fc.record({
    slag: fc.constant('las-strom' as const),
    stream,
    from: fc.nat(12),
    max: fc.integer({ min: 1, max: 5 }),
  }),
  fc.record({
    slag: fc.constant('las-allt' as const),
    efter: fc.nat(40),
    max: fc.integer({ min: 1, max: 9 }),
  }),
  fc.record({ slag: fc.constant('finn' as const), stream, kommandoId }),
  fc.record({ slag: fc.constantFrom('bryt-anslutningar' as const, 'starta-om-prenumerant' as const) }),
  fc.record({ slag: fc.constant('starta-om' as const), av }),
);

/** What an append gave, so that two stores can be compared. */
async function utfall(store: EventStore, s: Skrivning): Promise<object> {
  const events = Array.from({ length: s.antal }, (_, i) => ({
    typ: 'Steg',
    data: { i, beloppOre: BigInt(i) },
  }));
  try {
    return await store.append(s.stream, events, {
      expected: s.expected,
      metadata: metadataFor(s.kommandoId, s.indata),
    });
  } catch (fel) {
    const { code, actual } = fel as { code: string; actual?: number };
    return { code, actual };
  }
}

const utanTid = (handelser: readonly StoredEvent[]): object[] =>
  handelser.map(({ recordedAt: _, ...resten }) => resten);

/** A store with two clients and a subscriber, run beside the model. */
class Prov {
  readonly modell = new MinneEventStore();
  readonly #sedda: StoredEvent[] = [];
  #avbryt = new AbortController();
  #foljare: Promise<void> = Promise.resolve();

  private constructor(
    private readonly lagring: Modellagring,
    private readonly turordning: boolean,
    private readonly stores: [EventStore, EventStore],
  ) {
    this.#folj();
  }

  static async starta(lagring: Modellagring, turordning: boolean): Promise<Prov> {
    return new Prov(lagring, turordning, [await lagring.oppna(), await lagring.oppna()]);
  }

  async kor(s: Steg): Promise<void> {
    const [store] = this.stores;
    switch (s.slag) {
      case 'skriv':
        return this.#skriv(s.av, s.skrivningar, false);
      case 'skriv-medan-anslutningar-bryts':
        return this.#skriv(s.av, s.skrivningar, true);
      case 'las-strom':
        expect(utanTid(await store.readStream(s.stream, s))).toEqual(
          utanTid(await this.modell.readStream(s.stream, s)),
        );
        return;
      case 'las-allt': {
        const efter = { position: String(s.efter), ordinal: s.efter };
        expect(utanTid(await store.readAll(efter, s.max))).toEqual(
          utanTid(await this.modell.readAll(efter, s.max)),
        );
        return;
      }
      case 'finn':
        expect(await store.findCommand(s.stream, s.kommandoId)).toEqual(
          await this.modell.findCommand(s.stream, s.kommandoId),
        );
        return;
      case 'bryt-anslutningar':
        await this.lagring.bryt();
        this.lagring.hel();
        return;
      case 'starta-om-prenumerant':
        this.#avbryt.abort();
        await this.#foljare;
        this.#folj();
        return;
      case 'starta-om':
        return this.#startaOm(s.av);
    }
  }

  /** The subscriber has seen exactly what the model holds; the store, read anew, too. */
  async avsluta(): Promise<void> {
    const { ordinal } = await this.modell.head();
    const facit = utanTid(await this.modell.readAll(START, 10_000));
    const slut = Date.now() + LANGST_MS;
    while (this.#sedda.length < ordinal && Date.now() < slut)
      await new Promise((klar) => setTimeout(klar, 5));
    this.#avbryt.abort();
    await this.#foljare;
    expect(utanTid(this.#sedda)).toEqual(facit);
    expect(utanTid(await this.stores[1].readAll(START, 10_000))).toEqual(facit);
  }

  async stang(): Promise<void> {
    this.#avbryt.abort();
    await this.#foljare.catch(() => undefined);
    await Promise.all(this.stores.map((s) => s.close()));
  }

  async #skriv(av: 0 | 1, skrivningar_: Skrivning[], bryt: boolean): Promise<void> {
    const brytning = bryt ? this.lagring.bryt() : Promise.resolve();
    const [fick] = await Promise.all([this.#alla(this.stores[av], skrivningar_), brytning]);
    this.lagring.hel();
    const facit: object[] = [];
    for (const s of skrivningar_) facit.push(await utfall(this.modell, s));
    // When the answer was lost the second attempt finds what the first one stored, and says so.
    const jamforbart = bryt ? { repeated: 'okänt' } : {};
    expect(fick.map((u) => ({ ...u, ...jamforbart }))).toEqual(facit.map((u) => ({ ...u, ...jamforbart })));
  }

  async #alla(store: EventStore, skrivningar_: Skrivning[]): Promise<object[]> {
    if (this.turordning) return Promise.all(skrivningar_.map((s) => utfall(store, s)));
    const ut: object[] = [];
    for (const s of skrivningar_) ut.push(await utfall(store, s));
    return ut;
  }

  async #startaOm(av: 0 | 1): Promise<void> {
    if (av === 0) {
      this.#avbryt.abort();
      await this.#foljare;
    }
    await this.stores[av].close();
    this.stores[av] = await this.lagring.oppna();
    if (av === 0) this.#folj();
  }

  #folj(): void {
    this.#avbryt = new AbortController();
    const { signal } = this.#avbryt;
    const sista = this.#sedda.at(-1);
    const fran = sista ? { position: sista.position, ordinal: sista.ordinal } : START;
    this.#foljare = (async () => {
      for await (const del of this.stores[0].subscribe(fran, { maxBatch: 4, signal }))
        this.#sedda.push(...del);
    })();
    // Its failure is met where it is waited for.
    this.#foljare.catch(() => undefined);
  }
}

/** Random histories of writes, reads, lost connections and restarts give what the model in memory gives. */
export function eventStoreModell(namn: string, { fabrik, historier, turordning }: Modellval): void {
  describe(`${namn} mot modellen`, () => {
    it('ger samma svar på varje historia av skrivningar, läsningar, avbrott och omstarter', async () => {
      await fc.assert(
        fc.asyncProperty(fc.array(steg, { maxLength: STEG }), async (historia) => {
          const lagring = await fabrik();
          const prov = await Prov.starta(lagring, turordning);
          try {
            for (const s of historia) await prov.kor(s);
            await prov.avsluta();
          } finally {
            await prov.stang();
            await lagring.taBort();
          }
        }),
        korningar(historier),
      );
    });
  });
}
