import { createPostgresBackend, Queue, Worker, type Job, type Processor, type WorkerOptions } from 'bullmq';
import {
  ANROPSFRIST_MS,
  ARBETARE_ANSLUTNINGAR,
  FORSOK_MAX,
  KLARA_KVAR,
  KO_ANSLUTNINGAR,
  KOHANDELSER_KVAR,
  MISSLYCKADE_KVAR,
  STACKRADER_KVAR,
  type Kotakt,
} from './granser.js';
import type { KoAnslutning } from './ko.js';

/** Own schema and own prefix: the queue's tables and keys are nobody else's, and a backup can leave them out. */
const SCHEMA = 'jobb';
const PREFIX = 'samordning-jobb';

/** Reconnecting to Redis: soon at first, then every other second. */
const aterAnslutRedis = (gang: number): number => Math.min(gang * 200, 2_000);
/** A command to a Redis that is away fails after these reconnections instead of waiting for ever. */
const REDIS_OMFORSOK = 3;

const jobbval = (takt: Kotakt) => ({
  attempts: FORSOK_MAX,
  backoff: { type: 'exponential', delay: takt.aterforsokMs },
  removeOnComplete: KLARA_KVAR,
  removeOnFail: MISSLYCKADE_KVAR,
  stackTraceLimit: STACKRADER_KVAR,
});

type Postgres = Extract<KoAnslutning, { slag: 'postgres' }>;
type Redis = Extract<KoAnslutning, { slag: 'redis' }>;

function postgresAnslutning(anslutning: Postgres, namn: string, antal: number) {
  return {
    connectionString: anslutning.url,
    schema: anslutning.schema ?? SCHEMA,
    migrate: true,
    max: antal,
    application_name: `jobb ${namn}`,
    keepAlive: true,
    connectionTimeoutMillis: ANROPSFRIST_MS,
    statement_timeout: ANROPSFRIST_MS,
  };
}

const redisAnslutning = (anslutning: Redis) => ({ url: anslutning.url, retryStrategy: aterAnslutRedis });

/** What the rest of the library uses of a BullMQ queue, whichever store is under it. */
export type Motorko = Pick<
  Queue<object, void>,
  'add' | 'getJobState' | 'getJobCounts' | 'obliterate' | 'waitUntilReady' | 'disconnect' | 'close'
> & { on(handelse: 'error', lyssnare: (fel: Error) => void): unknown };

export type Motorarbetare = Pick<
  Worker,
  'waitUntilReady' | 'cancelJob' | 'cancelAllJobs' | 'disconnect' | 'close'
> & {
  on(handelse: 'error', lyssnare: (fel: Error) => void): unknown;
  on(handelse: 'failed', lyssnare: (jobb: Motorjobb | undefined, fel: Error) => void): unknown;
  on(handelse: 'stalled', lyssnare: (jobb: string) => void): unknown;
  on(handelse: 'lockRenewalFailed', lyssnare: (jobb: string[]) => void): unknown;
};

export type Motorjobb = Pick<Job, 'deduplicationId' | 'attemptsStarted' | 'finishedOn'>;

export function nyMotorko(namn: string, anslutning: KoAnslutning, takt: Kotakt): Motorko {
  const val = { defaultJobOptions: jobbval(takt), streams: { events: { maxLen: KOHANDELSER_KVAR } } };
  if (anslutning.slag === 'postgres')
    return new Queue(
      namn,
      { ...val, connection: postgresAnslutning(anslutning, namn, KO_ANSLUTNINGAR) },
      createPostgresBackend,
    );
  return new Queue(namn, {
    ...val,
    prefix: anslutning.prefix ?? PREFIX,
    connection: { ...redisAnslutning(anslutning), maxRetriesPerRequest: REDIS_OMFORSOK },
  });
}

export function nyMotorarbetare(
  namn: string,
  anslutning: KoAnslutning,
  utfor: Processor<object, void>,
  val: Omit<WorkerOptions, 'connection'>,
): Motorarbetare {
  if (anslutning.slag === 'postgres')
    return new Worker(
      namn,
      utfor,
      { ...val, connection: postgresAnslutning(anslutning, namn, ARBETARE_ANSLUTNINGAR) },
      createPostgresBackend,
    );
  return new Worker(namn, utfor, {
    ...val,
    prefix: anslutning.prefix ?? PREFIX,
    connection: redisAnslutning(anslutning),
  });
}
