import { EventStoreError } from '../event-store.js';

/** The server could not be asked, or gave no answer: says nothing about the request, which may have been carried out. */
export class Avbrott extends Error {
  override readonly name = 'Avbrott';
}

/** The log ended before what has been numbered: the answer was cut short, or the log is another one. */
export class LoggenSlut extends Avbrott {}

export const arAvbrott = (fel: unknown): boolean => fel instanceof Avbrott;

/** What the client calls its errors (`ErrorType`) and gRPC its statuses; by shape, since they cross module systems. */
interface Klientfel {
  readonly type?: unknown;
  readonly code?: unknown;
  readonly message?: unknown;
}

const GRPC_RESOURCE_EXHAUSTED = 8;
/** A message larger than the receiver takes; the same status also stands for a server that has no room just now. */
const FOR_STORT_MEDDELANDE = /larger than max/i;

const somFel = (fel: unknown): Klientfel => (typeof fel === 'object' && fel !== null ? fel : {});

export const arFelRevision = (fel: unknown): boolean => somFel(fel).type === 'wrong-expected-version';
export const arUtanStrom = (fel: unknown): boolean => somFel(fel).type === 'stream-not-found';

/**
 * A failure of the client → ours. Whatever is not known to be about the request itself may pass: it is tried again a
 * bounded number of times, which is safe for all we ask.
 */
export function tolkaFel(fel: unknown, stream: string): Error {
  if (fel instanceof EventStoreError || fel instanceof Avbrott) return fel;
  const { type, code, message } = somFel(fel);
  const text = typeof message === 'string' ? message : String(fel);
  const orsak = { cause: fel };
  switch (type) {
    case 'stream-deleted':
      return new EventStoreError('STREAM_DELETED', `${stream} is deleted`, { stream }, orsak);
    case 'access-denied':
      return new EventStoreError('ACCESS_DENIED', `${stream}: ${text}`, { stream }, orsak);
    case 'maximum-append-size-exceeded':
      return new EventStoreError('RECORD_TOO_LARGE', `${stream}: ${text}`, { stream }, orsak);
    default:
      return code === GRPC_RESOURCE_EXHAUSTED && FOR_STORT_MEDDELANDE.test(text)
        ? new EventStoreError('RECORD_TOO_LARGE', `${stream}: ${text}`, { stream }, orsak)
        : new Avbrott(text, orsak);
  }
}
