/** Codes of what the machine or its configuration can refuse us. Stable: scripts and the documentation name them. */
export type MiljoKod =
  | 'KONFIGURATION_OGILTIG'
  | 'DATABASEN_NAS_INTE'
  | 'DATABASEN_FOR_GAMMAL'
  | 'HANDELSELAGRET_NAS_INTE'
  | 'HANDELSELAGRET_ANDRAT'
  | 'ANNAN_INSTALLATION'
  | 'ATERSTALLNING_EJ_KLAR'
  | 'REDIS_NAS_INTE'
  | 'REDIS_DUGER_INTE'
  | 'INSTANS_UPPTAGEN'
  | 'PORT_UPPTAGEN'
  | 'DATABAS_SAKNAS'
  | 'DATAMAPP_EJ_SKRIVBAR'
  | 'DATAMAPP_ANNAN_AGARE'
  | 'DATAMAPP_UPPTAGEN'
  | 'DISKEN_FULL'
  | 'POSTGRES_ANNAN_VERSION'
  | 'POSTGRES_PORT_UPPTAGEN'
  | 'POSTGRES_PLATTFORM_SAKNAS'
  | 'POSTGRES_BINARER_OFULLSTANDIGA'
  | 'POSTGRES_SYSTEMANVANDARE'
  | 'POSTGRES_DATA_SAKNAS'
  | 'POSTGRES_STARTAR_INTE';

/**
 * The environment cannot do what we need: not a fault of what the user entered, and not a bug of ours.
 * `message` is Swedish and says what to do about it. The command line exits with 3.
 */
export class MiljoFel extends Error {
  override readonly name = 'MiljoFel';

  constructor(
    readonly kod: MiljoKod,
    meddelande: string,
    orsak?: unknown,
  ) {
    super(meddelande, orsak === undefined ? undefined : { cause: orsak });
  }
}

/** The code of an error from the operating system (`ENOENT` …), or undefined for any other error. */
export function systemkod(fel: unknown): string | undefined {
  // Not `instanceof Error`: jest gives tests an Error of their own, and Node's errors are not of that class.
  return typeof fel === 'object' && fel !== null && 'code' in fel && typeof fel.code === 'string'
    ? fel.code
    : undefined;
}

const FULL_DISK = new Set(['ENOSPC', 'EDQUOT']);
const EJ_SKRIVBAR = new Set(['EACCES', 'EPERM', 'EROFS', 'ENOTDIR', 'EEXIST']);

/** Gives an error of the file system under `mapp` its Swedish explanation; any other error passes through. */
export function forklaraFilfel(fel: unknown, mapp: string): unknown {
  const kod = systemkod(fel) ?? '';
  if (FULL_DISK.has(kod)) return diskenFull(mapp, fel);
  if (!EJ_SKRIVBAR.has(kod)) return fel;
  return new MiljoFel(
    'DATAMAPP_EJ_SKRIVBAR',
    `Datamappen ${mapp} går inte att skriva i (${kod}). Välj en annan med --data, eller ändra rättigheterna.`,
    fel,
  );
}

export function diskenFull(mapp: string, orsak?: unknown): MiljoFel {
  return new MiljoFel(
    'DISKEN_FULL',
    `Disken där ${mapp} ligger är full. Frigör utrymme (minst 200 MB för en ny datamapp) och kör igen.`,
    orsak,
  );
}
