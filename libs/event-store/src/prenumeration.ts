import { setTimeout as vanta } from 'node:timers/promises';
import { ProgramFel } from '#kernel/fel.js';
import { type Checkpoint, type EventStore, EventStoreError, type StoredEvent } from './event-store.js';
import { pausMs } from './omforsok.js';
import type { Vantrum } from './vantrum.js';

/** How late a reader may be when a notification is lost. */
const POLL_MS = 1_000;

type Lasbar = Pick<EventStore, 'readAll' | 'head'>;
type Sida = readonly StoredEvent[];

interface Lasning {
  readonly varv: number;
  readonly sida: Promise<Sida | undefined>;
}

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
  vackare: Pick<Vantrum, 'varv' | 'vantaPa'>,
  { after, maxBatch, signal, stangd }: Prenumeration,
): AsyncGenerator<Sida, void, undefined> {
  const slut = AbortSignal.any([signal, stangd]);
  let fran = after;
  let granskad = false;
  // The round is taken before the reading begins: what is announced meanwhile must not be waited for.
  const las = (): Lasning => ({
    varv: vackare.varv,
    sida: lasTills(slut, () => store.readAll(fran, maxBatch)),
  });
  let forhandslast: Lasning | undefined;
  while (!slut.aborted) {
    const lasning = forhandslast ?? las();
    forhandslast = undefined;
    const sida = await lasning.sida;
    const sista = sida?.at(-1);
    if (sida && sista) {
      fran = { position: sista.position, ordinal: sista.ordinal };
      // Behind: the next page is fetched while the subscriber works on this one.
      if (sida.length === maxBatch) forhandslast = utanLarm(las());
      yield sida;
      continue;
    }
    if (!granskad) kontrolleraFramfor(fran, await lasTills(slut, () => store.head()));
    granskad = true;
    await vackare.vantaPa(lasning.varv, POLL_MS, slut);
  }
  if (!signal.aborted)
    throw new EventStoreError('UNAVAILABLE', 'the event store was closed under a subscription');
}

/** A failure is met when the page is asked for; if it never is, nobody needs to know. */
function utanLarm(lasning: Lasning): Lasning {
  lasning.sida.catch(() => undefined);
  return lasning;
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
