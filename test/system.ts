import { CommandBus } from '@nestjs/cqrs';
import { MEDFOLJANDE, seeda } from '#apps/standalone/src/seed.js';
import { oppnaSystem, type System } from '#apps/standalone/src/system.js';
import { START, type Kommandokontext } from '#event-store/event-store.js';
import { Kalldokumentinlasning } from '#inlasning/public.js';
import { assert } from '#kernel/fel.js';
import type { Konfiguration } from '#platform/konfiguration.js';
import { nyDatabas } from './databas/databas.js';

/** Recorded as the one who acted in whatever a test does. */
export const VEM = 'test';
const STORSTA_HISTORIA = 5_000;

export const konfigurationFor = (databasUrl: string): Konfiguration => ({
  databasUrl,
  handelselagerUrl: databasUrl,
  handelselagerPrefix: 'samordning',
  redisUrl: undefined,
  datamapp: '.data',
  port: 0,
  host: '127.0.0.1',
  loggniva: 'silent',
  sparmottagare: undefined,
  vem: VEM,
});

export interface Testsystem extends System {
  readonly url: string;
  /** Another process on the same database: closed with this one. */
  readonly ettTill: () => Promise<System>;
  /** Where its HTTP interface answers, from the first call. */
  readonly adress: () => Promise<string>;
  /** Until no prognosis is out of date. */
  readonly prognoserIkapp: () => Promise<void>;
  /** Closes all of it and drops the database. */
  readonly taBort: () => Promise<void>;
}

/** How the jest project wants its systems: see jest.config.js. */
const { TESTSYSTEM } = globalThis as { readonly TESTSYSTEM?: 'processer' };

/** A whole system on a database of its own: in this process, or spread over programs where the jest project says so. */
export async function oppnaTestsystem(): Promise<Testsystem> {
  return TESTSYSTEM === 'processer'
    ? (await import('./delat-system.js')).oppnaDelatSystem()
    : oppnaIProcessen();
}

/** Nothing follows the events until the test asks for it. */
async function oppnaIProcessen(): Promise<Testsystem> {
  const { url, taBort } = await nyDatabas();
  const oppnade: System[] = [];
  const oppna = async (): Promise<System> => {
    const system = await oppnaSystem(konfigurationFor(url), () => undefined);
    oppnade.push(system);
    return system;
  };
  const system = await oppna();
  let adress: Promise<string> | undefined;
  return {
    ...system,
    url,
    ettTill: oppna,
    adress: () => (adress ??= system.app.listen(0, '127.0.0.1').then(() => system.app.getUrl())),
    prognoserIkapp: async () => (await system.bevakning()).ikapp(),
    taBort: async () => {
      for (const system of oppnade.reverse()) await system.stang();
      await taBort();
    },
  };
}

/** Loads the bundled register and documents. */
export async function seedaMedfoljande(system: System): Promise<void> {
  await seeda(system, MEDFOLJANDE, { vem: VEM, framsteg: () => undefined });
}

/** Loads documents given as objects of the schema kalldokument/1, in order. */
export async function lasDokument(system: System, ...dokument: readonly object[]): Promise<void> {
  for (const d of dokument)
    await system.hamta(Kalldokumentinlasning).las(JSON.stringify(d), { vem: VEM, framsteg: () => undefined });
}

/** All of a small history, in order, but for the prognoses that another program may record meanwhile. */
export async function handelserUtanPrognoser({ store }: System) {
  const handelser = await store.readAll(START, STORSTA_HISTORIA);
  assert(handelser.length < STORSTA_HISTORIA, 'historien är för stor för att läsas på en gång');
  return handelser.filter((h) => !h.stream.startsWith('prognos-'));
}

/** Of these; undefined where nothing has happened. */
export const sistaOrdinalen = async (system: System): Promise<number | undefined> =>
  (await handelserUtanPrognoser(system)).at(-1)?.ordinal;

let antal = 0;
/** Carries out a command as a user's request does: with a key of its own. */
export async function utfor(
  system: System,
  forbund: string,
  kommando: (kontext: Kommandokontext) => Parameters<CommandBus['execute']>[0],
): Promise<void> {
  const kontext: Kommandokontext = {
    kommandoId: `${VEM}-${++antal}`,
    vem: VEM,
    skal: { slag: 'anteckning', text: 'prov' },
    forbund: [forbund],
  };
  await system.hamta(CommandBus).execute(kommando(kontext));
}
