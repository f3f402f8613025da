import { Option, type Command } from 'commander';
import { oppnaSystem, type System, type Systemval as Oppningsval } from '#apps/standalone/src/system.js';
import { iSammanhang, nyttSammanhang } from '#platform/sammanhang.js';
import { lasKonfiguration, type Konfiguration } from '#platform/konfiguration.js';

export const sag = (rad: string): void => void process.stderr.write(`${rad}\n`);
export const skriv = (text: string): void => void process.stdout.write(`${text}\n`);

export interface Systemval {
  readonly data?: string;
}

/** Adds the option that every command has which opens the data folder. */
export const medDatamapp = (kommando: Command): Command =>
  kommando.addOption(new Option('--data <mapp>', 'datamapp för inbäddad PostgreSQL (standard .data)'));

/** The work was interrupted by a signal: nothing is wrong. */
export class Avbruten extends Error {
  override readonly name = 'Avbruten';
}

/** What the environment decides, and the command line over it. */
export function konfigurationen(val: Systemval): Konfiguration {
  const grund = lasKonfiguration();
  return { ...grund, datamapp: val.data ?? grund.datamapp };
}

/**
 * Opens the system for one piece of work and closes it whatever happens.
 * @returns what the work returns
 * @throws Avbruten after SIGINT or SIGTERM, when all is closed; what had been stored by then stays
 */
export async function iSystemet<T>(
  val: Systemval,
  arbete: (system: System, konfiguration: Konfiguration) => Promise<T>,
  oppning: Pick<Oppningsval, 'aterstaller'> = {},
): Promise<T> {
  const konfiguration = konfigurationen(val);
  const system = await oppnaSystem(konfiguration, sag, oppning);
  try {
    return await avbrytbart(() => iSammanhang(nyttSammanhang(), () => arbete(system, konfiguration)));
  } finally {
    await system.stang();
  }
}

/** @throws Avbruten after SIGINT or SIGTERM, at once: what the work does meanwhile, its caller ends. */
export async function avbrytbart<T>(arbete: () => Promise<T>): Promise<T> {
  let avbryt: () => void = () => undefined;
  const avbrott = new Promise<never>((_, reject) => {
    avbryt = () => {
      sag('Avbryter …');
      reject(new Avbruten());
    };
  });
  process.once('SIGINT', avbryt).once('SIGTERM', avbryt);
  try {
    return await Promise.race([arbete(), avbrott]);
  } finally {
    process.off('SIGINT', avbryt).off('SIGTERM', avbryt);
  }
}

/** How often progress is told. */
const FRAMSTEG_MS = 2_000;

/** Tells how far long work has come, every few seconds and at the end. */
export function framstegsvisare(vad: string): (klara: number, alla: number) => void {
  let senast = performance.now();
  return (klara, alla) => {
    if (performance.now() - senast < FRAMSTEG_MS && klara < alla) return;
    senast = performance.now();
    sag(`  ${klara} av ${alla} ${vad}`);
  };
}

/** Finishes read models and forecasts after something was loaded, so that the next report has it all. */
export async function bringIkapp(system: System): Promise<void> {
  await system.projektor.kommIkapp();
  await (await system.bevakning()).ikapp();
  await system.projektor.kommIkapp();
}
