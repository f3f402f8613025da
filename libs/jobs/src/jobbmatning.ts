import { tracingChannel } from 'node:diagnostics_channel';
import type { Jobbursprung } from './ko.js';

/** A run of a job, as whoever measures sees it. */
export interface Jobbmatning {
  readonly ko: string;
  readonly dubblettnyckel: string | undefined;
  readonly forsok: number;
  readonly ursprung: Jobbursprung;
  readonly error?: unknown;
}

/** Told of every run of a job. Costs nothing where nobody listens. */
export const JOBB = tracingChannel<unknown, Jobbmatning>('samordning:jobb');
