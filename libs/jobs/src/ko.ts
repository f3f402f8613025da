import type { Sammanhang } from '#platform/sammanhang.js';

/** Where a queue lives. `schema` and `prefix` keep installations that share a server apart. */
export type KoAnslutning =
  | { readonly slag: 'postgres'; readonly url: string; readonly schema?: string }
  | { readonly slag: 'redis'; readonly url: string; readonly prefix?: string };

export interface Laggning {
  /** Jobs with the same key are merged: at most one runs and one waits. */
  readonly dubblettnyckel: string;
  /** The job waits at least this long. An addition that is merged keeps the waiting job's time. */
  readonly fordrojningMs?: number;
}

/** What a job may carry beside what it is about: it runs, and is reported, as a part of this. */
export interface Jobbursprung {
  readonly sammanhang?: Sammanhang;
  /** The trace that it goes on with, where traces are made. */
  readonly traceparent?: string;
}

export interface Korning {
  /** 1 for the first start; counts every start, also after a crash. */
  readonly forsok: number;
  /** Aborts when the run has lost its lock, has gone on too long, or its worker is closing. */
  readonly signal: AbortSignal;
}

export type Utforare<Data> = (data: Data, korning: Korning) => Promise<void>;

export interface Arbetsval {
  /** Jobs at the same time in this worker. Jobs with the same key never run at the same time. */
  readonly samtidiga: number;
}

export interface Arbetare {
  /**
   * Takes no more jobs and waits for those that run. One that does not end in time has its signal aborted and is
   * in the end left to be run again by another worker.
   * @throws KoFel KO_STANGNING_AVBROTS when a run had to be left behind.
   */
  stang(): Promise<void>;
}

export interface Koantal {
  readonly vantar: number;
  readonly aktiva: number;
  /** Kept of those that have failed for good; old ones are removed. */
  readonly misslyckade: number;
  /** Kept of those that are done; old ones are removed. */
  readonly klara: number;
}

/** What a queue tells its surroundings about; nothing else is logged. */
export type Kohandelse =
  | {
      readonly slag: 'klart';
      readonly ko: string;
      readonly dubblettnyckel: string | undefined;
      readonly ms: number;
    }
  | { readonly slag: 'motorfel'; readonly ko: string; readonly fel: Error }
  | {
      readonly slag: 'jobbfel';
      readonly ko: string;
      readonly dubblettnyckel: string | undefined;
      readonly forsok: number;
      /** True when it will not be tried again. */
      readonly slutgiltigt: boolean;
      readonly fel: Error;
    }
  | { readonly slag: 'avstannat'; readonly ko: string; readonly jobb: string };

export type KoFelkod =
  | 'KO_NAMN'
  | 'KO_JOBB'
  | 'KO_STANGD'
  | 'KO_SVARAR_INTE'
  | 'KO_SERVERN_DUGER_INTE'
  | 'KO_EJ_TOM'
  | 'KO_STANGNING_AVBROTS';

export class KoFel extends Error {
  override readonly name = 'KoFel';
  constructor(
    readonly kod: KoFelkod,
    meddelande: string,
    val?: ErrorOptions,
  ) {
    super(meddelande, val);
  }
}

/**
 * A queue of triggers. Jobs run at least once and may be wiped at any time: what they are about is in the event
 * store, and a sweep finds what a lost job should have done. Data is JSON (no bigint). Open one with `oppnaKo`.
 */
export abstract class Ko<Data extends object> {
  /**
   * Adds a job, or merges it with the one of the same key that waits. A run of the key starts after this call began,
   * with this data or data that was added later; a job that runs now is followed by another run.
   * @throws KoFel KO_JOBB for data, key or delay outside the limits; KO_STANGD; KO_SVARAR_INTE.
   */
  abstract lagg(data: Data, laggning: Laggning): Promise<void>;

  /** Starts a worker. `utfor` throws to have the job tried again, later and a bounded number of times. */
  abstract arbeta(utfor: Utforare<Data>, val: Arbetsval): Promise<Arbetare>;

  abstract antal(): Promise<Koantal>;

  /** How long the oldest job that has not begun has been there, in milliseconds: 0 when there is none. */
  abstract langstVantan(): Promise<number>;

  /** Wipes the queue, also what runs: such a run goes on, but its end is no longer recorded. */
  abstract tom(): Promise<void>;

  /** Waits until nothing waits or runs. @throws KoFel KO_EJ_TOM after `timeoutMs`. */
  abstract vantaTomt(timeoutMs: number): Promise<void>;

  /** Closes its workers, then the queue. Calls after this throw KO_STANGD. */
  abstract close(): Promise<void>;
}
