import {
  createPostgresBackend,
  Queue,
  Worker,
  type ConnectionOptions,
  type IQueueBackend,
  type Job,
  type JobProgress,
  type JobType,
  type Processor,
  type RedisQueueBackend,
  type WorkerOptions,
} from 'bullmq';
import { inomFrist } from './frist.js';
import {
  ANROPSFRIST_MS,
  ARBETARE_ANSLUTNINGAR,
  FORSOK_MAX,
  KLARA_KVAR,
  KO_ANSLUTNINGAR,
  KOHANDELSER_KVAR,
  MISSLYCKADE_KVAR,
  SLAPPFRIST_MS,
  STACKRADER_KVAR,
  type Kotakt,
} from './granser.js';
import type { KoAnslutning } from './ko.js';

/** Own schema and own prefix: the queue's tables and keys are nobody else's, and a backup can leave them out. */
const SCHEMA = 'jobb';
const PREFIX = 'samordning-jobb';

/** Reconnecting to Redis: soon at first, then every other second. */
const ateranslutningMs = (gang: number): number => Math.min(gang * 200, 2_000);
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

const redisAnslutning = (anslutning: Redis, slapp: AbortSignal) => ({
  url: anslutning.url,
  // Redis is reconnected for ever, also by a client whose queue is closed: what lets go of it has to stop that.
  retryStrategy: (gang: number) => (slapp.aborted ? null : ateranslutningMs(gang)),
});

/** What the rest of the library uses of a BullMQ queue, whichever store is under it. */
export type Motorko = Pick<
  Queue<object, void>,
  'add' | 'getJobState' | 'getJobCounts' | 'obliterate' | 'waitUntilReady' | 'disconnect' | 'close'
> & {
  on(handelse: 'error', lyssnare: (fel: Error) => void): unknown;
  getJob(id: string): Promise<Motorjobb | undefined>;
  getJobs(
    tillstand: JobType[],
    fran: number,
    till: number,
    stigande: boolean,
  ): Promise<readonly Pick<Job, 'timestamp'>[]>;
};

export type Motorarbetare = Pick<
  Worker,
  'waitUntilReady' | 'cancelJob' | 'cancelAllJobs' | 'disconnect' | 'close'
> & {
  on(handelse: 'error', lyssnare: (fel: Error) => void): unknown;
  on(
    handelse: 'failed',
    lyssnare: (jobb: (Motorjobb & Pick<Job<object>, 'data'>) | undefined, fel: Error) => void,
  ): unknown;
  on(handelse: 'stalled', lyssnare: (jobb: string) => void): unknown;
  on(handelse: 'lockRenewalFailed', lyssnare: (jobb: string[]) => void): unknown;
};

export type Motorjobb = Pick<Job, 'deduplicationId' | 'attemptsStarted' | 'finishedOn'>;

/** A worker whose `close` waits in vain goes on renewing locks, and keeps the process alive by that. */
class SlappbarWorker<Motor extends IQueueBackend, Anslutning> extends Worker<
  object,
  void,
  string,
  Motor,
  JobProgress,
  Anslutning
> {
  override async disconnect(): Promise<void> {
    await this.lockManager.close();
    await super.disconnect();
  }
}

export function nyMotorko(namn: string, anslutning: KoAnslutning, takt: Kotakt, slapp: AbortSignal): Motorko {
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
    connection: { ...redisAnslutning(anslutning, slapp), maxRetriesPerRequest: REDIS_OMFORSOK },
  });
}

export function nyMotorarbetare(
  namn: string,
  anslutning: KoAnslutning,
  utfor: Processor<object, void>,
  val: Omit<WorkerOptions, 'connection'>,
  slapp: AbortSignal,
): Motorarbetare {
  if (anslutning.slag === 'postgres')
    return new SlappbarWorker(
      namn,
      utfor,
      { ...val, connection: postgresAnslutning(anslutning, namn, ARBETARE_ANSLUTNINGAR) },
      createPostgresBackend,
    );
  return new SlappbarWorker<RedisQueueBackend, ConnectionOptions>(namn, utfor, {
    ...val,
    prefix: anslutning.prefix ?? PREFIX,
    connection: redisAnslutning(anslutning, slapp),
  });
}

/** Gives up a queue's or a worker's connections, whatever their state. */
export async function slappMotor(
  motor: { disconnect(): Promise<void> },
  slapp: AbortController,
): Promise<void> {
  slapp.abort();
  await inomFrist(motor.disconnect(), SLAPPFRIST_MS, 'KO_SVARAR_INTE', 'nedkoppling').catch(() => undefined);
}
