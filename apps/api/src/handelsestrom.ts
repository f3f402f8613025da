import { once } from 'node:events';
import type { Writable } from 'node:stream';
import type { BeslutHandelse, SammantradeHandelse } from '#beslut/public.js';
import type { EventStore, StoredEvent } from '#event-store/event-store.js';
import type { InsatsHandelse } from '#insats/public.js';
import { handelseSomJson, vid } from './handelsevisning.js';

/** Between two signs of life: shorter than what proxies take for silence. */
const PULS_MS = 15_000;
/** Events fetched at a time: what one slow reader may hold in memory. */
const SIDA = 100;

/** What no report reads. Any other event may have changed one: a new type is announced until it is listed here. */
const UTAN_RAPPORT: ReadonlySet<string> = new Set<
  (BeslutHandelse | SammantradeHandelse | InsatsHandelse)['typ']
>([
  'BeslutFattat',
  'SammantradeHallet',
  'InsatsRegistrerad',
  'InsatsBeviljad',
  'InsatsStartad',
  'InsatsAvslutad',
]);

interface Rapportandring {
  readonly forbund: string;
  /** Null: any year may have changed. */
  readonly ar: number | null;
}

function rapporterna(handelse: StoredEvent): Rapportandring[] {
  if (UTAN_RAPPORT.has(handelse.typ)) return [];
  const ar = 'ar' in handelse.data && typeof handelse.data.ar === 'number' ? handelse.data.ar : null;
  return handelse.metadata.forbund.map((forbund) => ({ forbund, ar }));
}

const meddelande = (namn: string, data: unknown, id?: number): string =>
  `${id === undefined ? '' : `id: ${id}\n`}event: ${namn}\ndata: ${JSON.stringify(data)}\n\n`;

/**
 * A page as messages. A report's change is told once a page, just before the last event that made it and in the same
 * write: whoever has that event's id has been told, and a reader that is cut off between is told again.
 */
export function meddelanden(sida: readonly StoredEvent[]): string[] {
  const sista = new Map<string, number>();
  for (const h of sida)
    for (const r of rapporterna(h)) sista.set(JSON.stringify([r.forbund, r.ar]), h.ordinal);
  return sida.map((h) => {
    const andrade = rapporterna(h).filter((r) => sista.get(JSON.stringify([r.forbund, r.ar])) === h.ordinal);
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
  { efter, signal }: { efter: number; signal: AbortSignal },
): Promise<void> {
  const puls = setInterval(() => {
    if (!svar.writableNeedDrain) svar.write(': puls\n\n');
  }, PULS_MS);
  try {
    for await (const sida of store.subscribe(vid(efter), { maxBatch: SIDA, signal }))
      for (const text of meddelanden(sida)) {
        if (signal.aborted) return;
        if (!svar.write(text)) await once(svar, 'drain', { signal });
      }
  } catch (fel) {
    // Waiting for a reader that has gone ends by the signal: that is no failure.
    if (!signal.aborted) throw fel;
  } finally {
    clearInterval(puls);
  }
}
