import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { sammanstallning } from '#apps/standalone/src/rapporter.js';
import { oppnaSystem, type System } from '#apps/standalone/src/system.js';
import { START } from '#event-store/event-store.js';
import { nyDatabas, type TestDatabas } from '../databas/databas.js';
import { kurrentserver, type Kurrentserver, nyttPrefix } from '../kurrent/server.js';
import { konfigurationFor, oppnaTestsystem, seedaMedfoljande, type Testsystem } from '../system.js';

/** Two systems are filled, on a machine that runs other tests meanwhile. */
jest.setTimeout(300_000);

let server: Kurrentserver;
let databas: TestDatabas;
let prefix: string;
let pg: Testsystem;
const oppnade: System[] = [];
beforeAll(async () => {
  [server, databas, pg] = await Promise.all([kurrentserver(), nyDatabas(), oppnaTestsystem()]);
  prefix = nyttPrefix();
});
afterAll(async () => {
  for (const system of oppnade.reverse()) await system.stang();
  await pg.taBort();
  await databas.taBort();
  server.stang();
});

async function paKurrent(url: string, handelselagerPrefix: string): Promise<System> {
  const konfiguration = { ...konfigurationFor(url), handelselagerUrl: server.url, handelselagerPrefix };
  const system = await oppnaSystem(konfiguration, () => undefined);
  oppnade.push(system);
  return system;
}

async function fyllt(system: System): Promise<string> {
  await seedaMedfoljande(system);
  await system.projektor.kommIkapp();
  return sammanstallning(system);
}

/** What happened, but for when and where it was written. */
const handelserna = async (system: System): Promise<unknown[]> =>
  (await system.store.readAll(START, 10_000)).map(({ recordedAt: _, ...resten }) => resten);

describe('hela systemet på KurrentDB', () => {
  test('ger samma händelser och samma sammanställning som på PostgreSQL, och fortsätter efter omstart', async () => {
    const facit = await fyllt(pg);
    const system = await paKurrent(databas.url, prefix);
    expect(await fyllt(system)).toBe(facit);
    expect(await handelserna(system)).toEqual(await handelserna(pg));
    await system.stang();
    const igen = await paKurrent(databas.url, prefix);
    await igen.projektor.kommIkapp();
    expect(await sammanstallning(igen)).toBe(facit);
  });

  test('nekar strömmar som tillhör en annan installation än läsmodellerna', async () => {
    const annanDatabas = await nyDatabas();
    const annan = await paKurrent(annanDatabas.url, nyttPrefix());
    await annan.stang();
    await expect(paKurrent(annanDatabas.url, prefix)).rejects.toMatchObject({
      kod: 'ANNAN_INSTALLATION',
      message: expect.stringContaining('EVENT_STORE_PREFIX'),
    });
    await annanDatabas.taBort();
  });
});
