import { createHash } from 'node:crypto';
import { accessSync, chmodSync, chownSync, constants, existsSync, mkdirSync, mkdtempSync } from 'node:fs';
import { readdirSync, readFileSync, realpathSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { forklaraFilfel, MiljoFel } from '../miljofel.js';
import type { Identitet } from './program.js';
import { SYSTEMANVANDARE, systemanvandare } from './systemanvandare.js';

/** Where things lie. */
export interface Platser {
  /** DATA/postgres: ours alone. Locks, users, password. */
  readonly styrmapp: string;
  /** Folder of the cluster and its log: PostgreSQL's own user writes here, we only read. As root outside DATA. */
  readonly hemmapp: string;
  readonly kluster: string;
  readonly logg: string;
  /** Whom PostgreSQL's programs run as; undefined: ourselves. */
  readonly identitet: Identitet | undefined;
}

/** As root: a folder that every user may enter, unlike the home that the checkout may lie in. */
export const SYSTEMMAPP = '/var/lib/samordning-konsolidering';

/** Chars of the hash of the data folder's path: enough to tell the folders of one machine apart. */
const HASH_TECKEN = 12;

/**
 * Makes DATA/postgres and checks that it is ours.
 * @throws MiljoFel DATAMAPP_EJ_SKRIVBAR, DATAMAPP_ANNAN_AGARE, DISKEN_FULL
 */
export function forberedStyrmapp(datamapp: string): string {
  const styrmapp = join(datamapp, 'postgres');
  try {
    mkdirSync(styrmapp, { recursive: true, mode: 0o700 });
    const agare = statSync(styrmapp).uid;
    const vi = process.getuid?.() ?? agare;
    if (agare !== vi) throw annanAgare(datamapp, agare, vi);
    accessSync(styrmapp, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch (fel) {
    throw forklaraFilfel(fel, datamapp);
  }
  return styrmapp;
}

function annanAgare(datamapp: string, agare: number, vi: number): MiljoFel {
  return new MiljoFel(
    'DATAMAPP_ANNAN_AGARE',
    `Databasen i ${datamapp} gjordes av en annan användare (uid ${String(agare)}, vi är ${String(vi)}). ` +
      'Kör som den användaren, eller välj en annan datamapp med --data.',
  );
}

/**
 * Decides where the cluster lies; under the lock. As root that is a folder of its own under `systemmapp`, which
 * `DATA/postgres/plats` points out.
 * @throws MiljoFel POSTGRES_SYSTEMANVANDARE, POSTGRES_DATA_SAKNAS, DATAMAPP_EJ_SKRIVBAR, DISKEN_FULL
 */
export function bestamPlatser(
  styrmapp: string,
  systemmapp: string,
  rapportera: (rad: string) => void,
): Platser {
  if (process.getuid?.() !== 0) return platserI(styrmapp, styrmapp, undefined);
  const { uid, gid, ny } = systemanvandare();
  if (ny) rapportera(`Skapade systemanvändaren ${SYSTEMANVANDARE}: PostgreSQL får inte köras som root.`);
  const pekare = join(styrmapp, 'plats');
  if (!existsSync(pekare)) {
    const hemmapp = nyHemmapp(styrmapp, systemmapp, { uid, gid }, rapportera);
    writeFileSync(pekare, `${hemmapp}\n`);
  }
  const hemmapp = readFileSync(pekare, 'utf8').trim();
  if (existsSync(hemmapp)) return platserI(styrmapp, hemmapp, { uid, gid });
  throw new MiljoFel(
    'POSTGRES_DATA_SAKNAS',
    `${pekare} säger att databasen ligger i ${hemmapp}, men den mappen finns inte. ` +
      `Lägg tillbaka den (i en container: behåll även ${systemmapp}), eller börja om med en tom datamapp.`,
  );
}

function platserI(styrmapp: string, hemmapp: string, identitet: Identitet | undefined): Platser {
  return {
    styrmapp,
    hemmapp,
    kluster: join(hemmapp, 'data'),
    logg: join(hemmapp, 'postgres.log'),
    identitet,
  };
}

function nyHemmapp(
  styrmapp: string,
  systemmapp: string,
  identitet: Identitet,
  rapportera: (rad: string) => void,
): string {
  mkdirSync(systemmapp, { recursive: true });
  chmodSync(systemmapp, 0o755);
  const hash = createHash('sha256').update(realpathSync(styrmapp)).digest('hex').slice(0, HASH_TECKEN);
  for (const gammal of readdirSync(systemmapp).filter((namn) => namn.startsWith(`${hash}-`))) {
    rapportera(`Kvar från en tidigare datamapp på samma plats, kan tas bort: ${join(systemmapp, gammal)}`);
  }
  // Never an earlier folder of the same path: whoever removed the data folder wants to start from nothing.
  const hemmapp = mkdtempSync(join(systemmapp, `${hash}-`));
  chownSync(hemmapp, identitet.uid, identitet.gid);
  rapportera(`Databasen körs som ${SYSTEMANVANDARE} och ligger i ${hemmapp} (datamappen pekar dit).`);
  return hemmapp;
}
