import 'reflect-metadata';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { INestApplication, NestApplicationOptions, Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { korrelera } from '#apps/api/src/http/korrelation.js';
import { forberedHttp } from '#apps/api/src/http/forbered-http.js';
import { Bokforingsbevakning, Bokforingssopning } from '#bokforing/public.js';
import { valideraMot } from '#event-store/handelsevalidering.js';
import { Konteringsregelbok } from '#inlasning/public.js';
import type { KoAnslutning } from '#jobs/ko.js';
import { oppnaKo } from '#jobs/oppna-ko.js';
import { oppnaInbaddad } from '#platform/inbaddad-postgres/oppna-inbaddad.js';
import type { Konfiguration } from '#platform/konfiguration.js';
import { skapaLogg } from '#platform/loggning.js';
import { Prognosbevakning, Prognoskontroll, Prognosomrakning, type Prognosjobb } from '#prognos/public.js';
import { Projektor, type Projektorval } from '#read-store/projektor.js';
import { ReadStore } from '#read-store/read-store.js';
import { provaDatabas } from './databasprov.js';
import { forklaraDatabas, handelsernasDatabas, lasmodellernasDatabas } from './databasfel.js';
import {
  type Handelselager,
  kravHelInstallation,
  kravSammaInstallation,
  oppnaHandelselager,
} from './handelselager.js';
import { aktuellaScheman, uppgraderingar } from './handelsescheman.js';
import type { Lager } from './lager.module.js';
import { forklaraRedisfel } from './redisfel.js';
import { Matvarden } from './matvarden.js';
import { allaProjektioner } from './projektioner.js';
import { SEEDMAPP } from '#platform/projektrot.js';
import type { Sparning } from './sparning/sparning.js';
import { SystemModule } from './system.module.js';

export interface System extends Lager {
  readonly store: Handelselager;
  readonly app: INestApplication;
  readonly matvarden: Matvarden;
  /** Opened at the first call: a command that forecasts nothing needs no queue. */
  readonly bevakning: () => Promise<Prognosbevakning>;
  /** From here accruals are reversed on their day, until the system closes. */
  readonly bevakaBokforing: () => void;
  readonly hamta: <T>(typ: Type<T>) => T;
  /** Finishes what runs, in the reverse order of opening. */
  readonly stang: () => Promise<void>;
}

/** Nest says nothing by itself, and leaves it to us to end the process. */
// eslint-disable-next-line @typescript-eslint/no-unsafe-class-instance-assignment -- Nest declares its options as a class and takes plain objects
const NESTVAL: NestApplicationOptions = { logger: false, abortOnError: false, bodyParser: false };

/** How this process shares the work with others. */
export interface Systemval extends Projektorval {
  /** Opened by the restoring of a backup, to begin or to go on. */
  readonly aterstaller?: boolean;
  /** Its name in traces. */
  readonly program?: string;
}

type Stangning = () => Promise<unknown>;

/**
 * Opens stores, read models and contexts in this process. What was opened is closed again when a step fails.
 * @param rapportera told, in Swedish, what the user should know on the way
 * @param val how this process shares the read models with others, and what it opens the system for
 * @throws MiljoFel
 */
export async function oppnaSystem(
  konfiguration: Konfiguration,
  rapportera: (rad: string) => void,
  val: Systemval = {},
): Promise<System> {
  const stangningar: Stangning[] = [];
  const stang = (): Promise<void> => stangAlla(stangningar);
  try {
    return await oppna(konfiguration, { rapportera, val }, stangningar, stang);
  } catch (fel) {
    await stang();
    throw forklaraDatabas(fel, lasmodellernasDatabas(konfiguration));
  }
}

/** Every step is taken, whatever the others met: a queue that does not close must not leave a server running. */
async function stangAlla(stangningar: Stangning[]): Promise<void> {
  const fel: unknown[] = [];
  for (const steg of stangningar.splice(0).reverse())
    await steg().catch((varde: unknown) => {
      fel.push(varde);
    });
  if (fel.length > 0) throw fel[0];
}

async function oppna(
  konfiguration: Konfiguration,
  { rapportera, val }: { rapportera: (rad: string) => void; val: Systemval },
  stangningar: Stangning[],
  stang: () => Promise<void>,
): Promise<System> {
  const sparning = await borjaSpara(konfiguration, val);
  stangningar.push(async () => sparning?.stang());
  const { databas, handelselager } = await adresser(konfiguration, rapportera, stangningar);
  const upcasters = uppgraderingar();
  const validera = valideraMot(aktuellaScheman(upcasters));
  const store = await oppnaHandelselager(handelselager, konfiguration, { upcasters, validera }).catch(
    (fel: unknown) => {
      throw forklaraDatabas(fel, handelsernasDatabas(konfiguration));
    },
  );
  stangningar.push(() => store.close());
  const readStore = await ReadStore.open({ url: databas });
  stangningar.push(() => readStore.close());
  await kravSammaInstallation(store, readStore, konfiguration);
  if (val.aterstaller !== true) await kravHelInstallation(readStore);
  const projektor = new Projektor(store, readStore, allaProjektioner(), val);
  stangningar.push(() => projektor.stopp());
  const regelbok = Konteringsregelbok.tolka(readFileSync(join(SEEDMAPP, 'kontoplan.json'), 'utf8'));
  const lager = { store, readStore, projektor };
  const logg = skapaLogg(konfiguration.loggniva, 'api');
  const app = await NestFactory.create<NestExpressApplication>(
    SystemModule.med(lager, { regelbok, logg, vem: konfiguration.vem }),
    NESTVAL,
  );
  const matvarden = new Matvarden({
    store,
    projektor,
    inaktuellaPrognoser: () => app.get(Prognoskontroll, { strict: false }).inaktuella(),
  });
  stangningar.push(() => {
    matvarden.stang();
    return Promise.resolve();
  });
  matvarden.koppla(app);
  app.use(korrelera(logg));
  sparning?.koppla(app);
  forberedHttp(app);
  await app.init();
  stangningar.push(() => app.close());
  let oppnad: Promise<Prognosbevakning> | undefined;
  const bevakning = (): Promise<Prognosbevakning> =>
    (oppnad ??= oppnaBevakning(konfiguration, databas, { ...lager, app, matvarden }, stangningar));
  const bevakaBokforing = (): void => {
    const bokforing = new Bokforingsbevakning(
      app.get(Bokforingssopning, { strict: false }),
      konfiguration.vem,
    );
    bokforing.start((err) => {
      logg.warn({ err }, 'bokföringen');
    });
    stangningar.push(() => bokforing.stopp());
  };
  return {
    ...lager,
    app,
    matvarden,
    bevakning,
    bevakaBokforing,
    hamta: (typ) => app.get(typ, { strict: false }),
    stang,
  };
}

/** What makes traces is loaded only where somebody receives them. */
async function borjaSpara(
  { sparmottagare }: Konfiguration,
  { program }: Systemval,
): Promise<Sparning | undefined> {
  if (sparmottagare === undefined) return undefined;
  const { Sparning } = await import('./sparning/sparning.js');
  return new Sparning(sparmottagare, program === undefined ? 'samordning' : `samordning-${program}`);
}

async function adresser(
  konfiguration: Konfiguration,
  rapportera: (rad: string) => void,
  stangningar: Stangning[],
): Promise<{ databas: string; handelselager: string }> {
  const { databasUrl: databas, handelselagerUrl: handelselager = databas } = konfiguration;
  if (databas !== undefined) await provaDatabas(databas, lasmodellernasDatabas(konfiguration));
  if (handelselager?.startsWith('postgres') && handelselager !== databas)
    await provaDatabas(handelselager, handelsernasDatabas(konfiguration));
  if (databas !== undefined) return { databas, handelselager: handelselager ?? databas };
  const inbaddad = await oppnaInbaddad({ datamapp: konfiguration.datamapp, rapportera });
  stangningar.push(() => inbaddad.stang());
  return { databas: inbaddad.url, handelselager: handelselager ?? inbaddad.url };
}

async function oppnaBevakning(
  konfiguration: Konfiguration,
  databas: string,
  { store, projektor, app, matvarden }: Lager & Pick<System, 'app' | 'matvarden'>,
  stangningar: Stangning[],
): Promise<Prognosbevakning> {
  const logg = skapaLogg(konfiguration.loggniva, 'jobb');
  const anslutning: KoAnslutning =
    konfiguration.redisUrl === undefined
      ? { slag: 'postgres', url: databas }
      : { slag: 'redis', url: konfiguration.redisUrl };
  const ko = await oppnaKo<Prognosjobb>({
    namn: 'prognos',
    anslutning,
    rapportera: (handelse) => {
      // Under another name than `err` the log shows an error as an empty object.
      const rad = 'fel' in handelse ? { ...handelse, fel: undefined, err: handelse.fel } : handelse;
      logg[handelse.slag === 'klart' ? 'info' : 'warn'](rad, 'jobbkön');
    },
  }).catch((fel: unknown) => {
    throw anslutning.slag === 'redis'
      ? forklaraRedisfel(fel)
      : forklaraDatabas(fel, lasmodellernasDatabas(konfiguration));
  });
  stangningar.push(() => ko.close());
  matvarden.foljKon(ko);
  const kontroll = app.get(Prognoskontroll, { strict: false });
  const omrakning = app.get(Prognosomrakning, { strict: false });
  const bevakning = new Prognosbevakning(store, projektor, kontroll, omrakning, ko);
  await bevakning.start((err) => {
    logg.warn({ err }, 'prognosbevakningen');
  });
  stangningar.push(() => bevakning.stopp());
  return bevakning;
}
