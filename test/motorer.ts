import type { Konfiguration } from '#platform/konfiguration.js';
import type { Barnprocess } from './databas/barnprocess.js';
import { nyDatabas } from './databas/databas.js';
import { kurrentserver } from './kurrent/server.js';
import { startaProgram, type Program } from './programprocess.js';
import { Redis } from './redis.js';
import { konfigurationFor } from './system.js';

/** What a system stands on, and its programs started on the same. */
export interface Motorer {
  readonly konfiguration: Konfiguration;
  readonly starta: (program: Program, miljo?: Readonly<Record<string, string>>) => Barnprocess;
  readonly stang: () => Promise<void>;
}

/** PostgreSQL for all of it. */
export async function baraPostgres(): Promise<Motorer> {
  const { url, taBort } = await nyDatabas();
  return {
    konfiguration: konfigurationFor(url),
    starta: (program, miljo) => startaProgram(program, url, miljo),
    stang: taBort,
  };
}

/**
 * As in production: events in KurrentDB (`KURRENTDB_URL`, or the stand-in), read models in PostgreSQL, jobs in Redis where
 * there is one.
 */
export async function somIProduktion(): Promise<Motorer> {
  const databas = await nyDatabas();
  const kurrent = await kurrentserver();
  const redis = await Redis.starta();
  const konfiguration: Konfiguration = {
    ...konfigurationFor(databas.url),
    handelselagerUrl: kurrent.url,
    handelselagerPrefix: kurrent.prefix,
    redisUrl: redis?.url,
  };
  const motorernas = {
    EVENT_STORE_URL: kurrent.url,
    EVENT_STORE_PREFIX: kurrent.prefix,
    SERVICE_NAME: konfiguration.vem,
    ...(redis ? { REDIS_URL: redis.url } : {}),
  };
  return {
    konfiguration,
    starta: (program, miljo) => startaProgram(program, databas.url, { ...motorernas, ...miljo }),
    stang: async () => {
      kurrent.stang();
      await redis?.stang();
      await databas.taBort();
    },
  };
}
