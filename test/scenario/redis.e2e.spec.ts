import { setTimeout as vanta } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { oppnaSystem, type System } from '#apps/standalone/src/system.js';
import type { Ar } from '#kernel/datum.js';
import { prognosStream } from '#prognos/domain/prognos.decider.js';
import { Prognoskontroll, type PrognosBeraknad } from '#prognos/public.js';
import { nyDatabas, type TestDatabas } from '../databas/databas.js';
import { bokfor, faststallBudget, registreraLitetForbund, TEAM } from '../litet-forbund.js';
import { Redis, UTAN_REDIS } from '../redis.js';
import { konfigurationFor } from '../system.js';

/** A wiped queue is found by a sweep, twice a minute, on a machine that runs other tests meanwhile. */
jest.setTimeout(240_000);
const LANGST_MS = 120_000;

const AR = 2023 as Ar;
/** More than are forecast at once: some wait in the queue when it is emptied. */
const FORBUND = Array.from({ length: 20 }, (_, n) => `forbund-${n}`);
/** As often as the server can, while the day's forecasts are queued and made. */
const TOMNINGAR = 200;
/** Longer than a job that is to be queued waits for the server: it is refused. */
const BORTA_MS = 5_000;
const DAGAR = ['02-28', '04-30', '06-30', '08-31', '09-30', '10-31'] as const;

let server: Redis;
let databaser: TestDatabas[];
let oppnade: System[];
beforeEach(async () => {
  [databaser, oppnade] = [[], []];
  if (UTAN_REDIS === '') server = (await Redis.starta())!;
});
afterEach(async () => {
  for (const system of oppnade) await system.stang();
  for (const databas of databaser) await databas.taBort();
  if (UTAN_REDIS === '') await server.stang();
});

/** One that follows its events and forecasts, as npm start does. */
async function nyttSystem(redisUrl: string | undefined): Promise<System> {
  const databas = await nyDatabas();
  databaser.push(databas);
  const system = await oppnaSystem({ ...konfigurationFor(databas.url), redisUrl }, () => undefined);
  oppnade.push(system);
  for (const forbund of FORBUND) {
    await registreraLitetForbund(system, forbund);
    await faststallBudget(system, { ar: AR, rader: { [TEAM]: -36_000n }, forbund });
  }
  system.projektor.start();
  await system.bevakning();
  return system;
}

/** Each förbund books on a day; after it somebody may do something to Redis. */
async function bokforAret(
  system: System,
  efter: (dag: number) => Promise<unknown> = () => Promise.resolve(),
): Promise<void> {
  for (const [dag, datum] of DAGAR.entries()) {
    await Promise.all(FORBUND.map((forbund) => bokfor(system, `${AR}-${datum}`, TEAM, -10n, forbund)));
    await efter(dag);
  }
}

/** Nobody helps: what follows the events has to find it by itself. */
async function klara(system: System): Promise<void> {
  const kontroll = system.hamta(Prognoskontroll);
  for (const sedan = Date.now(); Date.now() - sedan < LANGST_MS;) {
    await system.projektor.kommIkapp();
    if ((await kontroll.inaktuella()).length === 0) return;
    await vanta(100);
  }
  throw new Error('prognoserna blev aldrig klara');
}

/** The forecast that each förbund ends with, but for what it had seen. */
async function prognoserna(system: System): Promise<unknown[]> {
  await klara(system);
  return Promise.all(
    FORBUND.map(async (forbund) => {
      const handelser = await system.store.readStream(prognosStream(forbund, AR));
      const { underlagOrdinal: _, ...prognos } = handelser.at(-1)?.data as PrognosBeraknad['data'];
      return prognos;
    }),
  );
}

const ostord = async (): Promise<unknown[]> => {
  const system = await nyttSystem(undefined);
  await bokforAret(system);
  return prognoserna(system);
};

(UTAN_REDIS ? describe.skip : describe)(`köerna i Redis${UTAN_REDIS}`, () => {
  test('ger samma prognoser som i PostgreSQL', async () => {
    const system = await nyttSystem(server.url);
    await bokforAret(system);
    expect(await prognoserna(system)).toEqual(await ostord());
  });

  test('töms gång på gång medan händelser kommer: prognoserna blir desamma', async () => {
    const system = await nyttSystem(server.url);
    await bokforAret(system, async () => {
      for (let n = 0; n < TOMNINGAR; n++) await server.tom();
    });
    expect(await prognoserna(system)).toEqual(await ostord());
  });

  test('dör och kommer tillbaka tom: allt tas emot så länge, och prognoserna blir desamma', async () => {
    const system = await nyttSystem(server.url);
    await bokforAret(system, async (dag) => {
      if (dag === 1) await server.doda();
    });
    await vanta(BORTA_MS);
    // Nothing more happens: what was refused and what was lost has to be looked for.
    await server.igang();
    expect(await prognoserna(system)).toEqual(await ostord());
  });

  test('dör för gott: en ny process med en annan Redis gör det som är kvar', async () => {
    const system = await nyttSystem(server.url);
    await bokforAret(system, async (dag) => {
      if (dag === 2) await server.doda();
    });
    await system.stang();
    oppnade.splice(oppnade.indexOf(system), 1);
    await server.igang();
    const ny = await oppnaSystem(
      { ...konfigurationFor(databaser[0]!.url), redisUrl: server.url },
      () => undefined,
    );
    oppnade.push(ny);
    ny.projektor.start();
    await ny.bevakning();
    expect(await prognoserna(ny)).toEqual(await ostord());
  });
});
