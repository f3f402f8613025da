import { START, type Checkpoint, type EventStore, type StoredEvent } from '#event-store/event-store.js';
import { kanoniskJson } from '#kernel/kanonisk.js';

/** Events to a page: a page of vouchers stays under some megabytes. */
export const MAX_SIDA = 1_000;

/** A checkpoint at an ordinal: in this store the position is the ordinal. */
export const vid = (ordinal: number): Checkpoint =>
  ordinal === 0 ? START : { position: String(ordinal), ordinal };

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
  // One more than was asked for: it tells whether there is another page.
  const sida =
    stream === undefined
      ? await store.readAll(vid(efter), max + 1)
      : await store.readStream(stream, { from: await forstaEfter(store, stream, efter), max: max + 1 });
  const handelser = sida.slice(0, max);
  return { handelser, nasta: sida.length > max ? (handelser.at(-1)?.ordinal ?? null) : null };
}

/** The revision of a stream's first event after an ordinal. Ordinals rise along a stream: halving finds it. */
async function forstaEfter(store: EventStore, stream: string, efter: number): Promise<number> {
  const arEfter = async (revision: number): Promise<boolean> => {
    const [handelse] = await store.readStream(stream, { from: revision, max: 1 });
    return handelse === undefined || handelse.ordinal > efter;
  };
  if (await arEfter(0)) return 0;
  // `fore` is known to be at or before the ordinal, `senast` to be after it.
  let fore = 0;
  let senast = 1;
  while (!(await arEfter(senast))) [fore, senast] = [senast, senast * 2];
  while (senast - fore > 1) {
    const mitt = Math.floor((fore + senast) / 2);
    if (await arEfter(mitt)) senast = mitt;
    else fore = mitt;
  }
  return senast;
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
  korrelation: h.metadata.korrelation ?? null,
  orsak: h.metadata.orsak ?? null,
  data: JSON.parse(kanoniskJson(h.data)) as unknown,
});
