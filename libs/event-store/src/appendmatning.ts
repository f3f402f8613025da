import { tracingChannel } from 'node:diagnostics_channel';

/** A command, from the reading of its stream to the answer, as whoever measures sees it. */
export interface Kommandomatning {
  readonly typ: string;
  readonly stream: string;
  readonly forbund: readonly string[];
  readonly error?: unknown;
}

/** An append by a command, as whoever measures sees it. */
export interface Appendmatning {
  readonly stream: string;
  readonly handelser: number;
  /** For the one who measures: when it began. */
  sedan?: number;
  /** From the one who traces, when it begins: stored with the events, for what they lead to. */
  traceparent?: string;
  readonly error?: unknown;
}

/** Told of every command, while it goes on. Costs nothing where nobody listens. */
export const KOMMANDO = tracingChannel<unknown, Kommandomatning>('samordning:kommando');
/** Told of every append by a command, while it goes on. Costs nothing where nobody listens. */
export const APPEND = tracingChannel<unknown, Appendmatning>('samordning:append');
