import { EventStore } from '#event-store/event-store.js';
import { DomanFel } from '#kernel/fel.js';
import { ogonblick } from '#kernel/ogonblick.js';

/** A query that cannot be understood. */
export const fragaOgiltig = (falt: string, forvantat: string): DomanFel<'FRAGA_OGILTIG'> =>
  new DomanFel('FRAGA_OGILTIG', `Värdet för ${falt} går inte att läsa.`, { falt, forvantat });

/** A whole number of a query string, within bounds. */
export function heltal(
  text: string | undefined,
  falt: string,
  grans: { min: number; max: number; annars: number },
): number {
  if (text === undefined) return grans.annars;
  const tal = Number(text);
  if (!/^\d+$/.test(text) || tal < grans.min || tal > grans.max)
    throw fragaOgiltig(falt, `ett heltal ${grans.min}–${grans.max}`);
  return tal;
}

/** `somAv`: an ordinal (bare digits), or a day or time of recording (Europe/Stockholm; a day means its end) → an ordinal. */
export async function somAvOrdinal(store: EventStore, text: string | undefined): Promise<number | undefined> {
  if (text === undefined) return undefined;
  if (/^\d+$/.test(text)) return Number(text);
  const moment = ogonblick(text);
  if (moment === undefined)
    throw fragaOgiltig('somAv', 'ett händelsenummer, en dag (2024-09-11) eller en tid (2024-09-11T14:30)');
  return (await store.at(moment)).ordinal;
}
