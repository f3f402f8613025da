import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { type Fillas, forsokTaFillas } from './fillas.js';
import { forklaraFilfel, MiljoFel } from './miljofel.js';

/**
 * Takes a data folder for this server alone: two servers on one folder would run every job and projection twice.
 * A holder that was killed has no lock left.
 * @throws MiljoFel INSTANS_UPPTAGEN (with the holder's pid), DATAMAPP_EJ_SKRIVBAR, DISKEN_FULL
 */
export function taInstanslas(datamapp: string): Fillas {
  const forsok = forsokTaLaset(datamapp);
  if ('las' in forsok) return forsok.las;
  throw new MiljoFel(
    'INSTANS_UPPTAGEN',
    `Datamappen ${datamapp} används redan av en server (process ${String(forsok.upptagenAv.pid)}). ` +
      'Stoppa den först, eller välj en annan datamapp med --data.',
  );
}

function forsokTaLaset(datamapp: string): ReturnType<typeof forsokTaFillas> {
  try {
    mkdirSync(datamapp, { recursive: true });
    return forsokTaFillas(join(datamapp, 'instans'));
  } catch (fel) {
    throw forklaraFilfel(fel, datamapp);
  }
}
