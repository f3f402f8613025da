import { setTimeout as vanta } from 'node:timers/promises';
import { EventStoreError } from './event-store.js';

/** First pause; each next is twice as long, up to the longest. */
const FORSTA_PAUS_MS = 50;
const LANGSTA_PAUS_MS = 2_000;
/** With the pauses above about five seconds: a restart or a failover within one machine, and no caller waits for ever. */
export const MAX_FORSOK = 8;

export const pausMs = (forsok: number): number =>
  Math.min(FORSTA_PAUS_MS * 2 ** (forsok - 1), LANGSTA_PAUS_MS);

/**
 * Runs again while the connection is what fails. Only for what may run twice: reading, and appends, whose command ids
 * make the store find what the lost answer was about.
 * @throws EventStoreError UNAVAILABLE when the server stays away. Other failures pass through at once.
 */
export async function medOmforsok<T>(
  arOvergaende: (fel: unknown) => boolean,
  arbete: () => Promise<T>,
  maxForsok = MAX_FORSOK,
): Promise<T> {
  for (let forsok = 1; ; forsok++) {
    try {
      return await arbete();
    } catch (fel) {
      if (!arOvergaende(fel)) throw fel;
      if (forsok >= maxForsok)
        throw new EventStoreError(
          'UNAVAILABLE',
          `event store: no answer in ${forsok} attempts`,
          {},
          { cause: fel },
        );
      await vanta(pausMs(forsok));
    }
  }
}
