import { setTimeout as vanta } from 'node:timers/promises';
import type { Event } from '#kernel/handelse.js';
import {
  type AppendResult,
  type Checkpoint,
  EventStore,
  EventStoreError,
  type ExpectedRevision,
  type Handelsemetadata,
  START,
  type StoredEvent,
  WrongExpectedRevision,
} from '#event-store/event-store.js';
import {
  forStor,
  kontrolleraSida,
  kontrolleraStream,
  MAX_BYTES_PER_APPEND,
  MAX_BYTES_PER_EVENT,
  MAX_EVENTS_PER_APPEND,
  MAX_PAGE,
} from '#event-store/granser.js';
import { handelseId } from '#event-store/handelse-id.js';
import { lasData, skrivData } from '#event-store/serialisering.js';
import { Upcasters } from '#event-store/upcasting.js';

interface Lagrad extends Omit<StoredEvent, 'data'> {
  readonly text: string;
  readonly version: number;
}

/** What is stored; several `MinneEventStore` may share it, as processes share a database. */
export interface Minne {
  readonly handelser: Lagrad[];
  readonly kommandon: Map<string, AppendResult & { readonly indatahash: string }>;
}

export const nyttMinne = (): Minne => ({ handelser: [], kommandon: new Map() });

const POLL_MS = 5;

/** The port in its simplest form: the model that real adapters are compared with, and a fast store for unit tests. */
export class MinneEventStore extends EventStore {
  #stangd = false;

  constructor(
    private readonly minne: Minne = nyttMinne(),
    private readonly upcasters = new Upcasters(),
  ) {
    super();
  }

  // eslint-disable-next-line @typescript-eslint/require-await -- a refusal is a rejected promise, as in every adapter
  override async append(
    stream: string,
    events: readonly Event[],
    { expected, metadata }: { readonly expected: ExpectedRevision; readonly metadata: Handelsemetadata },
  ): Promise<AppendResult> {
    const texter = this.#kontrollerade(stream, events);
    const nyckel = `${stream} ${metadata.kommandoId}`;
    const tidigare = this.minne.kommandon.get(nyckel);
    if (tidigare) {
      const { indatahash, ...resultat } = tidigare;
      if (indatahash !== metadata.indatahash) throw new EventStoreError('COMMAND_REUSED', nyckel);
      return { ...resultat, repeated: true };
    }
    const fore = this.minne.handelser.filter((h) => h.stream === stream).length - 1;
    if (!stammer(expected, fore)) throw new WrongExpectedRevision(stream, expected, fore);
    const recordedAt = new Date(Math.max(Date.now(), this.minne.handelser.at(-1)?.recordedAt.getTime() ?? 0));
    events.forEach(({ typ }, i) => {
      const ordinal = this.minne.handelser.length + 1;
      const id = handelseId(stream, metadata.kommandoId, i);
      const plats = { revision: fore + 1 + i, ordinal, position: String(ordinal) };
      const version = this.upcasters.version(typ);
      this.minne.handelser.push({
        ...plats,
        id,
        stream,
        typ,
        text: texter[i]!,
        version,
        metadata,
        recordedAt,
      });
    });
    const { revision, ordinal, position } = this.minne.handelser.at(-1)!;
    const resultat = { stream, revision, ordinal, position, repeated: false };
    this.minne.kommandon.set(nyckel, { ...resultat, indatahash: metadata.indatahash });
    return resultat;
  }

  // eslint-disable-next-line @typescript-eslint/require-await -- as above
  override async readStream(
    stream: string,
    { from = 0, max = MAX_PAGE }: { readonly from?: number; readonly max?: number } = {},
  ): Promise<readonly StoredEvent[]> {
    kontrolleraStream(stream);
    kontrolleraSida(max);
    const egna = this.minne.handelser.filter((h) => h.stream === stream);
    return egna.slice(from, from + max).map((h) => this.#last(h));
  }

  // eslint-disable-next-line @typescript-eslint/require-await -- as above
  override async revisionAt(stream: string, ordinal: number): Promise<number> {
    kontrolleraStream(stream);
    return this.minne.handelser.filter((h) => h.stream === stream && h.ordinal <= ordinal).length - 1;
  }

  // eslint-disable-next-line @typescript-eslint/require-await -- as above
  override async readAll(after: Checkpoint, max: number): Promise<readonly StoredEvent[]> {
    kontrolleraSida(max);
    return this.minne.handelser.slice(after.ordinal, after.ordinal + max).map((h) => this.#last(h));
  }

  // eslint-disable-next-line @typescript-eslint/require-await -- as above
  override async readOrdinals(ordinals: readonly number[]): Promise<readonly StoredEvent[]> {
    if (ordinals.length > 0) kontrolleraSida(ordinals.length);
    const valda = new Set(ordinals);
    return this.minne.handelser.filter((h) => valda.has(h.ordinal)).map((h) => this.#last(h));
  }

  override async *subscribe(
    after: Checkpoint,
    { maxBatch = MAX_PAGE, signal }: { readonly maxBatch?: number; readonly signal: AbortSignal },
  ): AsyncGenerator<readonly StoredEvent[], void, undefined> {
    if (after.ordinal > this.minne.handelser.length)
      throw new RangeError(`checkpoint ${after.ordinal} ligger efter lagringens sista händelse`);
    for (let fran = after; !signal.aborted;) {
      if (this.#stangd) throw new EventStoreError('UNAVAILABLE', 'closed');
      const sida = await this.readAll(fran, maxBatch);
      if (sida.length > 0) yield sida;
      else await vanta(POLL_MS, undefined, { signal }).catch(() => undefined);
      fran = sida.at(-1) ?? fran;
    }
  }

  override head(): Promise<Checkpoint> {
    return Promise.resolve(punkt(this.minne.handelser.at(-1)));
  }

  override at(moment: Date): Promise<Checkpoint> {
    return Promise.resolve(punkt(this.minne.handelser.findLast((h) => h.recordedAt <= moment)));
  }

  override findCommand(
    stream: string,
    kommandoId: string,
  ): Promise<(AppendResult & { readonly indatahash: string }) | undefined> {
    const funnet = this.minne.kommandon.get(`${stream} ${kommandoId}`);
    return Promise.resolve(funnet && { ...funnet, repeated: true });
  }

  override close(): Promise<void> {
    this.#stangd = true;
    return Promise.resolve();
  }

  #last({ text, version, ...resten }: Lagrad): StoredEvent {
    return { ...resten, data: this.upcasters.uppgradera(resten.typ, version, lasData(text)) };
  }

  #kontrollerade(stream: string, events: readonly Event[]): string[] {
    kontrolleraStream(stream);
    if (events.length === 0) throw new RangeError('minst en händelse');
    if (events.length > MAX_EVENTS_PER_APPEND) throw forStor('events', events.length, MAX_EVENTS_PER_APPEND);
    const texter = events.map((e) => skrivData(e.data));
    const langder = texter.map((t) => Buffer.byteLength(t));
    for (const langd of langder)
      if (langd > MAX_BYTES_PER_EVENT) throw forStor('event', langd, MAX_BYTES_PER_EVENT);
    const alla = langder.reduce((a, b) => a + b, 0);
    if (alla > MAX_BYTES_PER_APPEND) throw forStor('append', alla, MAX_BYTES_PER_APPEND);
    return texter;
  }
}

const punkt = (h: Lagrad | undefined): Checkpoint =>
  h ? { position: h.position, ordinal: h.ordinal } : START;

function stammer(expected: ExpectedRevision, revision: number): boolean {
  if (expected === 'any') return true;
  if (expected === 'none') return revision === -1;
  return expected === 'exists' ? revision >= 0 : revision === expected;
}
