import { oppnaSystem, type System } from '#apps/standalone/src/system.js';
import type { Konfiguration } from '#platform/konfiguration.js';
import { Prognoskontroll } from '#prognos/public.js';
import { nyDatabas } from './databas/databas.js';
import type { Barnprocess } from './databas/barnprocess.js';
import { kurrentserver } from './kurrent/server.js';
import { adressen, startaProgram, tills, type Program } from './programprocess.js';
import { Redis } from './redis.js';
import { konfigurationFor, type Testsystem } from './system.js';

/** The engines, and what every program is told of them. */
async function oppnaMotorer() {
  const databas = await nyDatabas();
  const kurrent = await kurrentserver();
  const redis = await Redis.starta();
  const konfiguration: Konfiguration = {
    ...konfigurationFor(databas.url),
    handelselagerUrl: kurrent.url,
    handelselagerPrefix: kurrent.prefix,
    redisUrl: redis?.url,
  };
  const miljo = {
    EVENT_STORE_URL: kurrent.url,
    EVENT_STORE_PREFIX: kurrent.prefix,
    SERVICE_NAME: konfiguration.vem,
    ...(redis ? { REDIS_URL: redis.url } : {}),
  };
  return {
    konfiguration,
    starta: (program: Program): Barnprocess => startaProgram(program, databas.url, miljo),
    stang: async () => {
      kurrent.stang();
      await redis?.stang();
      await databas.taBort();
    },
  };
}

/**
 * The system as in production: events in KurrentDB (`KURRENTDB_URL`, or the stand-in), read models in PostgreSQL, jobs in
 * Redis where there is one, and projector, worker and api as programs of their own. This process takes commands and reads,
 * as another api would: it neither moves read models nor forecasts.
 */
export async function oppnaDelatSystem(): Promise<Testsystem> {
  const motorer = await oppnaMotorer();
  const barn = [motorer.starta('projector'), motorer.starta('worker')];
  const oppnade: System[] = [];
  const oppna = async (): Promise<System> => {
    const system = await oppnaSystem(motorer.konfiguration, () => undefined, { baraLaser: true });
    oppnade.push(system);
    return system;
  };
  const system = await oppna();
  let api: Promise<string> | undefined;
  const startaApi = (): Promise<string> => {
    const b = motorer.starta('api');
    barn.push(b);
    return adressen(b);
  };
  return {
    ...system,
    url: motorer.konfiguration.databasUrl ?? '',
    ettTill: oppna,
    adress: () => (api ??= startaApi()),
    prognoserIkapp: async () => {
      await tills('prognoserna räknas om', async () => {
        await system.projektor.kommIkapp();
        return (await system.hamta(Prognoskontroll).inaktuella()).length === 0 ? true : undefined;
      });
    },
    taBort: async () => {
      for (const b of barn) b.doda('SIGTERM');
      const slut = await Promise.all(barn.map((b) => b.slut));
      for (const o of oppnade.reverse()) await o.stang();
      await motorer.stang();
      // One that was told to stop before it had begun may end by the signal.
      const fel = barn
        .filter((b, n) => slut[n] !== 0 && b.felutskrift().includes('svarar på'))
        .map((b) => b.felutskrift());
      if (fel.length > 0) throw new Error(`slutade inte i ordning (${slut.join(', ')}): ${fel.join('\n')}`);
    },
  };
}
