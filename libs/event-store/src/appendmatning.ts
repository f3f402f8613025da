import { tracingChannel } from 'node:diagnostics_channel';

/** An append by a command, as whoever measures sees it. */
export interface Appendmatning {
  readonly stream: string;
  readonly handelser: number;
  /** For the one who measures: when it began. */
  sedan?: number;
  readonly error?: unknown;
}

/** Told of every append by a command, while it goes on. Costs nothing where nobody listens. */
export const APPEND = tracingChannel<unknown, Appendmatning>('samordning:append');
