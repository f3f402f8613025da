import {
  chownSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { diskenFull, MiljoFel } from '../miljofel.js';
import { type Anslutning, DATABASANVANDARE, DATABASNAMN } from './anslutning.js';
import type { Binarer } from './binarer.js';
import type { Platser } from './platser.js';
import { korProgram, type Korutfall } from './program.js';

const OFARDIG = 'data.ny-';
/** The initdb of a killed starter may still be filling the folder that is being removed: it soon fails, and leaves. */
const TA_BORT = { recursive: true, force: true, maxRetries: 20, retryDelay: 50 };

/**
 * Makes the cluster when there is none; under the lock. One that was interrupted never gets its name.
 * @throws MiljoFel POSTGRES_ANNAN_VERSION, DISKEN_FULL, POSTGRES_STARTAR_INTE
 */
export async function sakerstallKluster(
  platser: Platser,
  binarer: Binarer,
  anslutning: Anslutning,
  rapportera: (rad: string) => void,
): Promise<void> {
  if (existsSync(join(platser.kluster, 'PG_VERSION'))) {
    kontrolleraVersion(platser, binarer);
    return;
  }
  rapportera('Skapar databasen …');
  for (const rest of readdirSync(platser.hemmapp).filter((namn) => namn.startsWith(OFARDIG))) {
    rmSync(join(platser.hemmapp, rest), TA_BORT);
  }
  const ofardig = join(platser.hemmapp, `${OFARDIG}${String(process.pid)}`);
  try {
    await initiera(ofardig, platser, binarer, anslutning);
    await skapaDatabasen(ofardig, platser, binarer);
    renameSync(ofardig, platser.kluster);
  } finally {
    rmSync(ofardig, TA_BORT);
  }
}

function kontrolleraVersion(platser: Platser, binarer: Binarer): void {
  const version = Number(readFileSync(join(platser.kluster, 'PG_VERSION'), 'utf8').trim());
  if (version === binarer.huvudversion) return;
  throw new MiljoFel(
    'POSTGRES_ANNAN_VERSION',
    `Databasen i ${platser.kluster} gjordes av PostgreSQL ${String(version)}, men programmet har ` +
      `${String(binarer.huvudversion)}. Ta en säkerhetskopia med den tidigare versionen av programmet (ops backup), ` +
      'och läs in den i en ny datamapp (ops restore).',
  );
}

async function initiera(
  mapp: string,
  platser: Platser,
  binarer: Binarer,
  anslutning: Anslutning,
): Promise<void> {
  const losenordsfil = skrivLosenordsfil(platser, anslutning.losenord);
  try {
    const utfall = await korProgram(
      binarer.initdb,
      [
        ...['-D', mapp, '-U', DATABASANVANDARE, '-E', 'UTF8', '--no-instructions', '--data-checksums'],
        ...['--auth=scram-sha-256', `--pwfile=${losenordsfil}`],
        // Text in order of code point and Unicode's own upper case: the same bytes on every machine, whatever its
        // locales and its ICU (whose order changes between versions, and breaks indexes when it does).
        ...['--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'],
      ],
      { mapp: platser.hemmapp, identitet: platser.identitet },
    );
    kravLyckad(utfall, platser, 'initdb');
  } finally {
    rmSync(dirname(losenordsfil), { recursive: true, force: true });
  }
}

/**
 * In a folder of our own beside the cluster's: what we write as root must not lie where PostgreSQL's user could plant
 * a link. One that a killed process left is removed.
 */
function skrivLosenordsfil(platser: Platser, losenord: string): string {
  const { identitet, hemmapp, styrmapp } = platser;
  const intill = identitet === undefined ? styrmapp : dirname(hemmapp);
  const prefix = `losenord-${basename(hemmapp)}-`;
  for (const rest of readdirSync(intill).filter((namn) => namn.startsWith(prefix))) {
    rmSync(join(intill, rest), { recursive: true, force: true });
  }
  const mapp = mkdtempSync(join(intill, prefix));
  const fil = join(mapp, 'losenord');
  writeFileSync(fil, losenord, { mode: 0o600 });
  if (identitet !== undefined) for (const p of [fil, mapp]) chownSync(p, identitet.uid, identitet.gid);
  return fil;
}

async function skapaDatabasen(mapp: string, platser: Platser, binarer: Binarer): Promise<void> {
  const utfall = await korProgram(binarer.postgres, ['--single', '-j', '-D', mapp, 'postgres'], {
    mapp: platser.hemmapp,
    identitet: platser.identitet,
    indata: `CREATE DATABASE ${DATABASNAMN} TEMPLATE template0;\n\n`,
  });
  // The single-user server ends with 0 also when the statement failed.
  const fel = /\b(ERROR|FATAL|PANIC):/.test(utfall.utskrift);
  kravLyckad(fel ? { ...utfall, kod: 1 } : utfall, platser, 'skapandet av databasen');
}

function kravLyckad(utfall: Korutfall, platser: Platser, steg: string): void {
  if (utfall.kod === 0) return;
  if (utfall.utskrift.includes('No space left on device')) throw diskenFull(platser.hemmapp, utfall.utskrift);
  throw new MiljoFel(
    'POSTGRES_STARTAR_INTE',
    `Databasen i ${platser.hemmapp} gick inte att skapa: ${steg} slutade med ${String(utfall.kod)}.\n${utfall.utskrift.trim()}`,
  );
}
