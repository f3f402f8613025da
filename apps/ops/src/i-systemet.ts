import { Option, type Command } from 'commander';
import { SLUTKOD } from '#apps/standalone/src/felutskrift.js';
import { oppnaSystem, type System } from '#apps/standalone/src/system.js';
import { lasKonfiguration, type Konfiguration } from '#platform/konfiguration.js';

export const sag = (rad: string): void => void process.stderr.write(`${rad}\n`);
export const skriv = (text: string): void => void process.stdout.write(`${text}\n`);

export interface Systemval {
  readonly data?: string;
}

/** Adds the option that every command has which opens the data folder. */
export const medDatamapp = (kommando: Command): Command =>
  kommando.addOption(new Option('--data <mapp>', 'datamapp för inbäddad PostgreSQL (standard .data)'));

/**
 * Opens the system for one piece of work and closes it whatever happens. An interruption closes it in good order too.
 * @returns what the work returns
 */
export async function iSystemet<T>(
  val: Systemval,
  arbete: (system: System, konfiguration: Konfiguration) => Promise<T>,
): Promise<T> {
  const grund = lasKonfiguration();
  const konfiguration = { ...grund, datamapp: val.data ?? grund.datamapp };
  const system = await oppnaSystem(konfiguration, sag);
  const avbrott = (): void => {
    sag('Avbryter …');
    void system.stang().finally(() => process.exit(SLUTKOD.avbrutet));
  };
  process.once('SIGINT', avbrott).once('SIGTERM', avbrott);
  try {
    return await arbete(system, konfiguration);
  } finally {
    process.off('SIGINT', avbrott).off('SIGTERM', avbrott);
    await system.stang();
  }
}

/** Finishes read models and forecasts after something was loaded, so that the next report has it all. */
export async function bringIkapp(system: System): Promise<void> {
  await system.projektor.kommIkapp();
  await (await system.bevakning()).ikapp();
  await system.projektor.kommIkapp();
}
