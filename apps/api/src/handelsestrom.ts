import { once } from 'node:events';
import type { Writable } from 'node:stream';
import type { EventStore, StoredEvent } from '#event-store/event-store.js';
import type { GruppHandelse } from '#forbund/public.js';
import { handelseSomJson, vid } from './handelsevisning.js';

/** Between two signs of life: shorter than what proxies take for silence. */
const PULS_MS = 15_000;
/** A reader that takes nothing for so long gives up its place; it goes on with Last-Event-ID when it comes back. */
const LANGSTA_VANTAN_MS = 60_000;
/** Events fetched at a time: what one slow reader may hold in memory. */
const SIDA = 100;

/** What changes which förbund a group has: the group's reports change for those who left it too. */
const GRUPPHANDELSER: ReadonlySet<string> = new Set<GruppHandelse['typ']>(['GruppBildad', 'GruppAndrad']);

interface Rapportandring {
  /** Null: any, of a group that was changed. */
  readonly forbund: string | null;
  /** The year that the event is about; null: any may have changed. */
  readonly ar: number | null;
}

function rapporterna(handelse: StoredEvent, lasta: ReadonlySet<string>): Rapportandring[] {
  if (!lasta.has(handelse.typ)) return [];
  if (GRUPPHANDELSER.has(handelse.typ)) return [{ forbund: null, ar: null }];
  const ar = 'ar' in handelse.data && typeof handelse.data.ar === 'number' ? handelse.data.ar : null;
  return handelse.metadata.forbund.map((forbund) => ({ forbund, ar }));
}

const meddelande = (namn: string, data: unknown, id?: number): string =>
  `${id === undefined ? '' : `id: ${id}\n`}event: ${namn}\ndata: ${JSON.stringify(data)}\n\n`;

/**
 * A page as messages; `lasta` are the event types that reports rest on. A report's change is told once a page, just before the last event that made it and in the same
 * write: whoever has that event's id has been told, and a reader that is cut off between is told again.
 */
export function meddelanden(sida: readonly StoredEvent[], lasta: ReadonlySet<string>): string[] {
  const sista = new Map<string, number>();
  for (const h of sida)
    for (const r of rapporterna(h, lasta)) sista.set(JSON.stringify([r.forbund, r.ar]), h.ordinal);
  return sida.map((h) => {
    const andrade = rapporterna(h, lasta).filter(
      (r) => sista.get(JSON.stringify([r.forbund, r.ar])) === h.ordinal,
    );
    const rapporter = andrade.map((r) => meddelande('rapport', { ...r, ordinal: h.ordinal }));
    return `${rapporter.join('')}${meddelande('handelse', handelseSomJson(h), h.ordinal)}`;
  });
}

/**
 * Writes the events after an ordinal, those stored and those to come, until the signal aborts. A slow reader is waited
 * for: nothing is fetched while its connection is full.
 */
export async function stromma(
  store: Pick<EventStore, 'subscribe'>,
  svar: Writable,
  { efter, signal, lasta }: { efter: number; signal: AbortSignal; lasta: ReadonlySet<string> },
): Promise<void> {
  const puls = setInterval(() => {
    if (!svar.writableNeedDrain) svar.write(': puls\n\n');
  }, PULS_MS);
  try {
    for await (const sida of store.subscribe(vid(efter), { maxBatch: SIDA, signal }))
      for (const text of meddelanden(sida, lasta)) {
        if (signal.aborted) return;
        if (!svar.write(text)) await tomt(svar, signal);
      }
  } catch (fel) {
    // Waiting for a reader that has gone ends by the signal: that is no failure.
    if (!signal.aborted) throw fel;
  } finally {
    clearInterval(puls);
  }
}

/** Waits until the reader has taken what was written; one that does not is cut off. */
async function tomt(svar: Writable, signal: AbortSignal): Promise<void> {
  const klocka = setTimeout(() => svar.destroy(), LANGSTA_VANTAN_MS);
  try {
    await once(svar, 'drain', { signal });
  } finally {
    clearTimeout(klocka);
  }
}
