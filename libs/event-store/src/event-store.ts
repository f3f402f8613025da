import type { Event } from '#kernel/handelse.js';
import type { ForbundId, Stod } from '#kernel/identiteter.js';

/** Why something was recorded: a beslut, a source document, or a plain reason where neither exists. */
export type Skal = Stod | { readonly slag: 'anteckning'; readonly text: string };

/** Who, why and for whom: comes with every command and is stored with each of its events. */
export interface Kommandokontext {
  /** The caller's idempotency key. The same key on the same stream gives the first result. */
  readonly kommandoId: string;
  readonly vem: string;
  readonly skal: Skal;
  readonly forbund: readonly ForbundId[];
}

export interface Handelsemetadata extends Kommandokontext {
  /** SHA-256 (hex) of the canonical command: the same key with another body is an error. */
  readonly indatahash: string;
  /** What the command belonged to, where that was known; no part of what it is held against when it comes again. */
  readonly korrelation?: string;
  /** The id of the event that the command was an answer to, where no user asked for it. */
  readonly orsak?: string;
  /** The span that stored it (W3C Trace Context), where traces are made. */
  readonly traceparent?: string;
}

/**
 * What the caller believes about the stream.
 * `none`: it has no events · `exists`: it has some · `any`: no opinion · a number: the revision of its last event (first event = 0).
 */
export type ExpectedRevision = 'none' | 'exists' | 'any' | number;

export interface StoredEvent<E extends Event = Event> {
  readonly id: string;
  readonly stream: string;
  /** Place in the stream: 0, 1, 2 … */
  readonly revision: number;
  /** Place in the store's total order as the store names it: opaque, only to resume from. */
  readonly position: Position;
  /** The n-th event of the total order has ordinal n: 1, 2, 3 … without gaps. */
  readonly ordinal: number;
  readonly typ: E['typ'];
  readonly data: E['data'];
  readonly metadata: Handelsemetadata;
  /** Never decreases along the order. */
  readonly recordedAt: Date;
}

export type Position = string;

export interface Checkpoint {
  readonly position: Position;
  readonly ordinal: number;
}

/** Before the first event. */
export const START: Checkpoint = { position: '0', ordinal: 0 };

export interface AppendResult {
  readonly stream: string;
  /** Revision of the last event that the command stored. */
  readonly revision: number;
  readonly position: Position;
  readonly ordinal: number;
  /** True when this command had been stored before and nothing was written now. */
  readonly repeated: boolean;
}

/**
 * `ACCESS_DENIED`: the server does not let us · `STREAM_DELETED`: somebody deleted a stream of ours ·
 * `HISTORY_CHANGED`: what is stored is not what was numbered, so that no ordinal can be trusted.
 */
export type EventStoreErrorCode =
  | 'WRONG_EXPECTED_REVISION'
  | 'COMMAND_REUSED'
  | 'STREAM_NAME_INVALID'
  | 'RECORD_TOO_LARGE'
  | 'UNAVAILABLE'
  | 'ACCESS_DENIED'
  | 'STREAM_DELETED'
  | 'HISTORY_CHANGED';

export class EventStoreError extends Error {
  override readonly name = 'EventStoreError';
  constructor(
    readonly code: EventStoreErrorCode,
    message: string,
    readonly data: Readonly<Record<string, unknown>> = {},
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** Thrown by `append`; `actual` is the revision the stream really has, -1 when it has no events. */
export class WrongExpectedRevision extends EventStoreError {
  constructor(
    readonly stream: string,
    readonly expected: ExpectedRevision,
    readonly actual: number,
  ) {
    super('WRONG_EXPECTED_REVISION', `${stream}: expected ${expected}, is ${actual}`, {
      stream,
      expected,
      actual,
    });
  }
}

/**
 * The only truth. One stream per append; one total order over all streams. See docs/adr/0002-event-store.md.
 * Events hold integers, text, booleans, lists and objects; a field whose name ends in `Ore` is bigint in code
 * and an integer in the store.
 */
export abstract class EventStore {
  /**
   * Stores all events or none, after those that stand in the stream.
   * @throws WrongExpectedRevision when `expected` does not hold (a repeated command is found first and wins).
   * @throws EventStoreError COMMAND_REUSED when the command id was used on this stream with another input.
   * @throws EventStoreError RECORD_TOO_LARGE, STREAM_NAME_INVALID, UNAVAILABLE, ACCESS_DENIED, STREAM_DELETED, HISTORY_CHANGED.
   */
  abstract append(
    stream: string,
    events: readonly Event[],
    options: { readonly expected: ExpectedRevision; readonly metadata: Handelsemetadata },
  ): Promise<AppendResult>;

  /** At most `max` (1–10 000) events of a stream from a revision on, in order; empty when there are none. */
  abstract readStream(
    stream: string,
    options?: { readonly from?: number; readonly max?: number },
  ): Promise<readonly StoredEvent[]>;

  /** The revision of a stream's last event at or before an ordinal; -1 when it had none by then. */
  abstract revisionAt(stream: string, ordinal: number): Promise<number>;

  /** At most `max` (1–10 000) events of all streams after a checkpoint, in the total order. */
  abstract readAll(after: Checkpoint, max: number): Promise<readonly StoredEvent[]>;

  /** The events of some ordinals (at most 10 000), in their order. One that is after the last event is left out. */
  abstract readOrdinals(ordinals: readonly number[]): Promise<readonly StoredEvent[]>;

  /** The events after a checkpoint in batches: those stored, then those to come, until `signal` aborts. Never ends by itself. */
  abstract subscribe(
    after: Checkpoint,
    options: { readonly maxBatch?: number; readonly signal: AbortSignal },
  ): AsyncIterable<readonly StoredEvent[]>;

  /** The last event of the total order, START when the store is empty. */
  abstract head(): Promise<Checkpoint>;

  /** The last event recorded at or before a moment, START when there is none. */
  abstract at(moment: Date): Promise<Checkpoint>;

  /** What an earlier command stored on a stream, if it did. */
  abstract findCommand(
    stream: string,
    kommandoId: string,
  ): Promise<(AppendResult & { readonly indatahash: string }) | undefined>;

  abstract close(): Promise<void>;
}
