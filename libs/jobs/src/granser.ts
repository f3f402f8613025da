/** Every limit of the queues, with its reason. Times in milliseconds unless the name says otherwise. */

/** A job is a trigger (förbund, år, ordinal), never a carrier of content: more than this is a mistake. */
export const JOBBDATA_MAX_BYTES = 16 * 1024;

/** A deduplication key is an index key in both stores. */
export const DUBBLETTNYCKEL_MAX_TECKEN = 200;

/** A day: what is to be done later than that belongs to a sweep, not to a queue that may be wiped. */
export const FORDROJNING_MAX_MS = 24 * 60 * 60 * 1000;

/** Five tries, 1, 2, 4 and 8 s apart: outlives a restart of a database, gives up before anybody waits in vain. */
export const FORSOK_MAX = 5;

/**
 * How often a job may take its worker down with it. Two restarts by an operator are forgiven; a job that kills every
 * worker that touches it is stopped.
 */
export const KRASCHER_MAX = 3;

/** Kept to look at; truth is in the event store. Failed ones are kept longer, since somebody has to read them. */
export const KLARA_KVAR = { age: 60 * 60, count: 200 } as const;
export const MISSLYCKADE_KVAR = { age: 7 * 24 * 60 * 60, count: 1_000 } as const;
/** Nobody reads the stream of queue events; it is kept short (the library's default is 10 000). */
export const KOHANDELSER_KVAR = 500;
/** Lines of stack kept with a failed job. */
export const STACKRADER_KVAR = 5;

/** The tempo of a queue, milliseconds. Other values than `TAKT` are for tests. */
export interface Kotakt {
  /** Wait before the second try; doubles for each try after it. */
  readonly aterforsokMs: number;
  /** A worker holds a lock and renews it at half this time; one that dies, or blocks the process this long, loses it. */
  readonly lasMs: number;
  /** How often locks that have run out are looked for. */
  readonly stallkontrollMs: number;
  /** Closing waits this long for running jobs, then aborts their signal … */
  readonly stangningMs: number;
  /** … then waits this long and lets go of them. */
  readonly avbrottMs: number;
}

/** A crashed worker's job runs again after the lock and at most two checks: 40 s. */
export const TAKT: Kotakt = {
  aterforsokMs: 1_000,
  lasMs: 20_000,
  stallkontrollMs: 10_000,
  stangningMs: 30_000,
  avbrottMs: 5_000,
};

/** A recompute takes seconds. After this the job's signal is aborted; the run itself has to heed it. */
export const KORTID_MAX_MS = 10 * 60 * 1000;

/** A disconnection needs no answer from the other end. */
export const SLAPPFRIST_MS = 1_000;

/** A queue call that has not been answered by then is an error: the caller's sweep will find what was missed. */
export const ANROPSFRIST_MS = 30_000;
/** Opening fails fast: nothing has started that could wait. */
export const OPPNINGSFRIST_MS = 10_000;

/** A worker that met a dead server looks again this often (the library's default is 15 s). */
export const NYTT_FORSOK_MS = 2_000;

/**
 * Rounds in which an addition tries to renew the data of a job that moves while it looks; see `lagg`. On a loaded machine,
 * where a call takes as long as a run, every third settles: five left one addition in six a job of its own, beside the key's.
 */
export const SAMMANSLAGNING_VARV_MAX = 20;

/** Jobs that one process runs at once on a queue. */
export const SAMTIDIGA_MAX = 32;

/**
 * Connections to PostgreSQL: a queue has one; a worker has two for its jobs' bookkeeping and one that listens.
 * A process with q queues and w workers thus holds at most q + 3w, mostly less: an idle one closes after 10 s.
 */
export const KO_ANSLUTNINGAR = 1;
export const ARBETARE_ANSLUTNINGAR = 2;

/**
 * Jobs of each state that are read to find the oldest. They come in the order they will run: one that failed goes after those
 * that came later, so the first alone would not do.
 */
export const VANTANDE_LASTA = 100;

/** Polling while waiting for an empty queue: quick for tests, gentle on a long catch-up. */
export const TOMKONTROLL_MS = { fran: 20, till: 500 } as const;
