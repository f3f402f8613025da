import { EventStoreError } from './event-store.js';

/** Longest stream name: two keys of 120 characters and a category fit, and index rows stay small. */
export const MAX_STREAM_CHARS = 300;
/** A decision that needs more has missed a stream boundary; it is also what one round trip should carry. */
export const MAX_EVENTS_PER_APPEND = 5_000;
/** A fact is small. A file belongs outside the store with its hash in the event, and a reader's page must fit memory. */
export const MAX_BYTES_PER_EVENT = 256 * 1024;
/** All events of one append together, with their metadata: bounds a transaction and a message to the server. */
export const MAX_BYTES_PER_APPEND = 16 * 1024 * 1024;
/** Command ids are UUIDs or a file's hash with a row number; they stand in an index. */
export const MAX_COMMAND_ID_CHARS = 200;
/** The largest page that `readStream` and `readAll` give. */
export const MAX_PAGE = 10_000;

const STREAM = /^[a-z0-9]+(?:-{1,2}[a-z0-9]+)*$/;

/** @throws EventStoreError STREAM_NAME_INVALID for anything but lower-case words and digits joined by hyphens. Two join keys that hold hyphens themselves. */
export function kontrolleraStream(stream: string): void {
  if (stream.length <= MAX_STREAM_CHARS && STREAM.test(stream)) return;
  throw new EventStoreError(
    'STREAM_NAME_INVALID',
    `${JSON.stringify(stream.slice(0, MAX_STREAM_CHARS))} is not a stream name: a-z, 0-9 and hyphens, one or two at a time, at most ${MAX_STREAM_CHARS} characters`,
    { stream: stream.slice(0, MAX_STREAM_CHARS) },
  );
}

/** @throws RangeError outside 1–10 000: the caller's fault, found in development. */
export function kontrolleraSida(max: number): void {
  if (!Number.isInteger(max) || max < 1 || max > MAX_PAGE) throw new RangeError(`max ${max}: 1–${MAX_PAGE}`);
}

export function forStor(vad: string, ar: number, hogst: number): EventStoreError {
  return new EventStoreError('RECORD_TOO_LARGE', `${vad}: ${ar}, at most ${hogst}`, { vad, ar, hogst });
}
