import { setTimeout as vanta } from 'node:timers/promises';
import { ProgramFel } from '#kernel/fel.js';
import { type Checkpoint, type EventStore, EventStoreError, type StoredEvent } from '../event-store.js';
import { pausMs } from './omforsok.js';
import type { Vackare } from './vackare.js';

/** How late a reader may be when a notification is lost. */
const POLL_MS = 1_000;

type Lasbar = Pick<EventStore, 'readAll' | 'head'>;

export interface Prenumeration {
  readonly after: Checkpoint;
  readonly maxBatch: number;
  /** The subscriber's own wish to end: ends the iteration quietly. */
  readonly signal: AbortSignal;
  /** The store closes: the subscriber is told by an error, since it never asked for an end. */
  readonly stangd: AbortSignal;
}

/** What `subscribe` promises: every event after the checkpoint, in order, and never an end that nobody asked for. */
export async function* prenumerera(
  store: Lasbar,
  vackare: Vackare,
  { after, maxBatch, signal, stangd }: Prenumeration,
): AsyncGenerator<readonly StoredEvent[], void, undefined> {
  const slut = AbortSignal.any([signal, stangd]);
  let fran = after;
  let granskad = false;
  while (!slut.aborted) {
    const varv = vackare.varv;
    const sida = await lasTills(slut, () => store.readAll(fran, maxBatch));
    const sista = sida?.at(-1);
    if (sida && sista) {
      yield sida;
      fran = { position: sista.position, ordinal: sista.ordinal };
      continue;
    }
    if (!granskad) kontrolleraFramfor(fran, await lasTills(slut, () => store.head()));
    granskad = true;
    await vackare.vantaPa(varv, POLL_MS, slut);
  }
  if (!signal.aborted)
    throw new EventStoreError('UNAVAILABLE', 'the event store was closed under a subscription');
}

/** Reads, however long the server stays away; undefined as soon as the signal aborts, also in the midst of a read. */
async function lasTills<T>(slut: AbortSignal, las: () => Promise<T>): Promise<T | undefined> {
  for (let misslyckade = 0; !slut.aborted;) {
    try {
      return await medAvbrott(slut, las());
    } catch (fel) {
      if (!(fel instanceof EventStoreError) || fel.code !== 'UNAVAILABLE') throw fel;
      await vanta(pausMs(++misslyckade), undefined, { signal: slut }).catch(() => undefined);
    }
  }
  return undefined;
}

async function medAvbrott<T>(slut: AbortSignal, arbete: Promise<T>): Promise<T | undefined> {
  let slapp: () => void = () => undefined;
  const avbrott = new Promise<undefined>((klar) => {
    slapp = () => klar(undefined);
    slut.addEventListener('abort', slapp, { once: true });
  });
  try {
    return await Promise.race([arbete, avbrott]);
  } finally {
    slut.removeEventListener('abort', slapp);
  }
}

/** A checkpoint beyond the last event belongs to another store, or to one since restored: it would wait in silence. */
function kontrolleraFramfor(fran: Checkpoint, huvud: Checkpoint | undefined): void {
  if (huvud && fran.ordinal > huvud.ordinal)
    throw new ProgramFel(
      `checkpoint ${fran.ordinal} ligger efter lagringens sista händelse, ${huvud.ordinal}`,
    );
}
