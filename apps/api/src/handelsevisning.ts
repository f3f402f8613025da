import { START, type Checkpoint, type EventStore, type StoredEvent } from '#event-store/event-store.js';
import { kanoniskJson } from '#kernel/kanonisk.js';

/** Events to a page: a page of vouchers stays under some megabytes. */
export const MAX_SIDA = 1_000;

/** A checkpoint at an ordinal: in this store the position is the ordinal. */
const vid = (ordinal: number): Checkpoint => (ordinal === 0 ? START : { position: String(ordinal), ordinal });

export interface Handelseurval {
  /** Only events after this ordinal. */
  readonly efter: number;
  readonly max: number;
  readonly stream?: string;
}

/** A page of events, and the ordinal to go on from: null on the last page. */
export async function handelserEfter(
  store: EventStore,
  { efter, max, stream }: Handelseurval,
): Promise<{ handelser: StoredEvent[]; nasta: number | null }> {
  const ut: StoredEvent[] = [];
  const lasare = stream === undefined ? totalen(store, efter) : strommen(store, stream);
  for await (const handelse of lasare) {
    if (handelse.ordinal <= efter) continue;
    if (ut.length === max) return { handelser: ut, nasta: ut.at(-1)?.ordinal ?? null };
    ut.push(handelse);
  }
  return { handelser: ut, nasta: null };
}

async function* totalen(store: EventStore, efter: number): AsyncGenerator<StoredEvent> {
  for (let checkpoint = vid(efter); ;) {
    const sida = await store.readAll(checkpoint, MAX_SIDA);
    yield* sida;
    const sista = sida.at(-1);
    if (!sista || sida.length < MAX_SIDA) return;
    checkpoint = { position: sista.position, ordinal: sista.ordinal };
  }
}

async function* strommen(store: EventStore, stream: string): AsyncGenerator<StoredEvent> {
  for (let from = 0; ;) {
    const sida = await store.readStream(stream, { from, max: MAX_SIDA });
    yield* sida;
    if (sida.length < MAX_SIDA) return;
    from += sida.length;
  }
}

export async function handelsenMed(store: EventStore, ordinal: number): Promise<StoredEvent | undefined> {
  const [handelse] = await store.readAll(vid(ordinal - 1), 1);
  return handelse;
}

/** An event as people and programs read it: öre as integers. */
export const handelseSomJson = (h: StoredEvent) => ({
  ordinal: h.ordinal,
  typ: h.typ,
  stream: h.stream,
  revision: h.revision,
  tid: h.recordedAt.toISOString(),
  vem: h.metadata.vem,
  skal: h.metadata.skal,
  forbund: h.metadata.forbund,
  id: h.id,
  data: JSON.parse(kanoniskJson(h.data)) as unknown,
});
