import { tracingChannel } from 'node:diagnostics_channel';
import type { StoredEvent } from '#event-store/event-store.js';

/** A batch on its way into a read model, as whoever measures sees it. */
export interface Projiceringsmatning {
  readonly projektion: string;
  /** Those that concern it. */
  readonly handelser: readonly StoredEvent[];
  readonly error?: unknown;
}

/** Told of every batch that a read model takes in. Costs nothing where nobody listens. */
export const PROJICERING = tracingChannel<unknown, Projiceringsmatning>('samordning:projicering');
