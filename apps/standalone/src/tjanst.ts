import type { INestApplication } from '@nestjs/common';
import { lasKonfiguration, type Konfiguration } from '#platform/konfiguration.js';
import { MiljoFel } from '#platform/miljofel.js';
import { beskrivFel, SLUTKOD } from './felutskrift.js';
import { lyssna } from './lyssna.js';
import { stoppsignal } from './stoppsignal.js';
import { oppnaSystem, type System } from './system.js';

/** One of the programs that share the work, where one process is not enough. */
export interface Tjanst {
  readonly namn: 'api' | 'projector' | 'worker';
  /** False: it moves the read models; the others wait for what it does. */
  readonly baraLaser: boolean;
  /** Begins its work; what serves HTTP until told to stop, health at the least. */
  readonly starta: (system: System) => Promise<INestApplication>;
}

const sag = (rad: string): void => void process.stderr.write(`${rad}\n`);

/** An embedded database is one process's own. */
function kravDeladDatabas({ databasUrl }: Konfiguration, namn: string): void {
  if (databasUrl === undefined)
    throw new MiljoFel(
      'DATABAS_SAKNAS',
      `DATABASE_URL saknas: ${namn} arbetar tillsammans med andra processer, i en PostgreSQL som de delar. ` +
        'Allt i en process, med en egen databas, är npm start.',
    );
}

async function arbeta(tjanst: Tjanst): Promise<void> {
  const stopp = stoppsignal();
  const konfiguration = lasKonfiguration();
  kravDeladDatabas(konfiguration, tjanst.namn);
  const system = await oppnaSystem(konfiguration, sag, { baraLaser: tjanst.baraLaser, program: tjanst.namn });
  try {
    const app = await tjanst.starta(system);
    try {
      await lyssna(app, { ...konfiguration, valjs: 'PORT' });
      sag(`${tjanst.namn} svarar på ${await app.getUrl()}`);
      await stopp;
      sag('Avslutar …');
    } finally {
      // The system closes its own.
      if (app !== system.app) await app.close();
    }
  } finally {
    await system.stang();
  }
}

/** Opens, works until told to stop, closes in good order, and sets the exit code. */
export async function korTjanst(tjanst: Tjanst): Promise<void> {
  try {
    await arbeta(tjanst);
  } catch (fel) {
    const { text, kod } = beskrivFel(fel);
    sag(text);
    process.exitCode = kod;
    return;
  }
  process.exitCode = SLUTKOD.klart;
}
