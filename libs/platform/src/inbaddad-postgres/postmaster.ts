import { existsSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import { execFileSync } from 'node:child_process';
import { platform } from 'node:os';
import { join } from 'node:path';
import { setTimeout as vanta } from 'node:timers/promises';
import { diskenFull, MiljoFel, systemkod } from '../miljofel.js';
import { pidLever } from '../processmarke.js';
import { LOOPBACK } from './anslutning.js';
import type { Binarer } from './binarer.js';
import type { Platser } from './platser.js';
import { korProgram } from './program.js';

/** A running postmaster, as its own postmaster.pid tells. */
export interface Postmaster {
  readonly pid: number;
  readonly port: number;
  /** It takes connections: neither recovering nor shutting down. */
  readonly redo: boolean;
}

/** Lines of postmaster.pid, counted from 0 (src/include/utils/pidfile.h of PostgreSQL). */
const RAD_PID = 0;
const RAD_PORT = 3;
const RAD_STATUS = 7;

/** Pools of the API, the projector and the jobs with a LISTEN each, and a few ops calls beside them. */
const MAX_CONNECTIONS = 200;
/** Recovery after a crash reads at most `max_wal_size` of log: minutes on a slow disk, so far from this. */
const START_HOGST_S = 600;
/** A clean stop writes what is in memory; longer than this something hangs, and recovery is the quicker way. */
const STOPP_HOGST_S = 60;
/** The children of a killed postmaster leave within milliseconds; until then the memory they share is taken. */
const BARNEN_LAMNAR_HOGST_MS = 10_000;
const MELLAN_FORSOK_MS = 100;
/** A recovery that takes longer than this is worth a word to the user. */
const TYST_START_MS = 4000;
const LOGG_MAX_BYTE = 10 * 1024 * 1024;
const LOGGSVANS_TECKEN = 2000;

/**
 * On the command line, not in a file: they follow the program's version also in an old folder, and as root we write
 * nothing in a folder of another user. No value may need quoting: pg_ctl passes them through a shell.
 */
const INSTALLNINGAR = {
  listen_addresses: LOOPBACK,
  unix_socket_directories: '',
  max_connections: String(MAX_CONNECTIONS),
  fsync: 'on',
  synchronous_commit: 'on',
  full_page_writes: 'on',
  timezone: 'UTC',
  log_timezone: 'UTC',
  log_min_messages: 'warning',
};

/** The postmaster of this cluster, or undefined when none runs. */
export function postmaster(platser: Platser): Postmaster | undefined {
  const rader = pidfil(platser);
  if (rader === undefined) return undefined;
  const pid = Number.parseInt(rader[RAD_PID] ?? '', 10);
  if (!pidLever(pid) || !arVar(pid, platser)) return undefined;
  return { pid, port: Number(rader[RAD_PORT] ?? 0), redo: rader[RAD_STATUS]?.trim() === 'ready' };
}

function pidfil(platser: Platser): string[] | undefined {
  try {
    return readFileSync(join(platser.kluster, 'postmaster.pid'), 'utf8').split('\n');
  } catch (fel) {
    if (systemkod(fel) === 'ENOENT') return undefined;
    throw fel;
  }
}

/**
 * Whether the process is this cluster's postmaster, and not one that got the number of a dead one (after a restart of
 * the machine, say). A postmaster stands in its data folder.
 */
function arVar(pid: number, platser: Platser): boolean {
  try {
    if (platform() === 'linux')
      return statSync(`/proc/${String(pid)}/cwd`).ino === statSync(platser.kluster).ino;
    if (platform() === 'win32') return true;
    const env = { PATH: '/usr/bin:/bin' };
    return execFileSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8', env }).includes(
      'postgres',
    );
  } catch {
    return false;
  }
}

/**
 * Starts the server in a process group of its own and waits until it takes connections; under the lock.
 * @throws MiljoFel POSTGRES_PORT_UPPTAGEN, DISKEN_FULL, POSTGRES_STARTAR_INTE
 */
export async function startaPostmaster(
  platser: Platser,
  binarer: Binarer,
  port: number,
  rapportera: (rad: string) => void,
): Promise<void> {
  taBortInaktuellPidfil(platser);
  vandLoggen(platser);
  const drojer = setTimeout(() => {
    rapportera('PostgreSQL återhämtar sig efter ett avbrott …');
  }, TYST_START_MS);
  try {
    await forsokStarta(platser, binarer, port);
  } finally {
    clearTimeout(drojer);
  }
}

async function forsokStarta(platser: Platser, binarer: Binarer, port: number): Promise<void> {
  const slut = performance.now() + BARNEN_LAMNAR_HOGST_MS;
  const val = Object.entries(INSTALLNINGAR).map(([namn, varde]) => `-c ${namn}=${varde}`);
  const argument = [
    '-o',
    `-p ${String(port)} ${val.join(' ')}`,
    '-l',
    platser.logg,
    '-t',
    String(START_HOGST_S),
  ];
  for (;;) {
    const fore = loggen(platser).length;
    const utfall = await pgCtl(platser, binarer, [...argument, 'start']);
    if (utfall.kod === 0) return;
    const sagt = loggen(platser).slice(fore) || utfall.utskrift;
    if (!sagt.includes('pre-existing shared memory block') || performance.now() > slut) {
      throw startfel(sagt, platser, port);
    }
    await vanta(MELLAN_FORSOK_MS);
  }
}

/** Stops the server in good order, or at once when it does not obey; under the lock. */
export async function stoppaPostmaster(platser: Platser, binarer: Binarer): Promise<void> {
  const tid = ['-t', String(STOPP_HOGST_S)];
  if (postmaster(platser) === undefined) return;
  const utfall = await pgCtl(platser, binarer, [...tid, '-m', 'fast', 'stop']);
  if (utfall.kod !== 0) await pgCtl(platser, binarer, [...tid, '-m', 'immediate', 'stop']);
}

/** Waits for a server that is starting or stopping by itself (its starter was killed). */
export async function vantaUtOvergang(platser: Platser): Promise<Postmaster | undefined> {
  const slut = performance.now() + START_HOGST_S * 1000;
  for (;;) {
    const igang = postmaster(platser);
    if (igang === undefined || igang.redo || performance.now() > slut) return igang;
    await vanta(MELLAN_FORSOK_MS);
  }
}

function pgCtl(
  platser: Platser,
  binarer: Binarer,
  argument: readonly string[],
): ReturnType<typeof korProgram> {
  return korProgram(binarer.pgCtl, ['-D', platser.kluster, '-s', '-w', ...argument], {
    mapp: platser.hemmapp,
    identitet: platser.identitet,
  });
}

/**
 * PostgreSQL itself refuses to start while the process in postmaster.pid exists. A process that got the number later,
 * or a dead one that nobody has collected, would stop it for ever. Two servers on one cluster stay impossible: the
 * shared memory of a living one is found by the folder itself.
 */
function taBortInaktuellPidfil(platser: Platser): void {
  if (postmaster(platser) === undefined) rmSync(join(platser.kluster, 'postmaster.pid'), { force: true });
}

/** One old log is kept beside the current one. */
function vandLoggen(platser: Platser): void {
  if (existsSync(platser.logg) && statSync(platser.logg).size > LOGG_MAX_BYTE) {
    renameSync(platser.logg, `${platser.logg}.1`);
  }
}

function loggen(platser: Platser): string {
  return existsSync(platser.logg) ? readFileSync(platser.logg, 'utf8') : '';
}

function startfel(sagt: string, platser: Platser, port: number): MiljoFel {
  if (/could not bind|Address already in use/.test(sagt)) return portUpptagen(port, sagt);
  if (sagt.includes('No space left on device')) return diskenFull(platser.hemmapp, sagt);
  return new MiljoFel(
    'POSTGRES_STARTAR_INTE',
    `PostgreSQL startar inte. Det sista i ${platser.logg}:\n${sagt.trim().slice(-LOGGSVANS_TECKEN)}`,
  );
}

export function portUpptagen(port: number, orsak?: unknown): MiljoFel {
  return new MiljoFel(
    'POSTGRES_PORT_UPPTAGEN',
    `Porten ${String(port)} på ${LOOPBACK} har tagits av ett annat program, men andra processer väntar sig databasen ` +
      'där. Stoppa dem, eller det andra programmet, och kör igen.',
    orsak,
  );
}
