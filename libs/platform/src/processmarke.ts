import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { platform } from 'node:os';

/**
 * A process by number and time of start: numbers are reused, after a restart of the machine often by the very
 * process that reads a file left by its predecessor.
 */
export interface Processmarke {
  readonly pid: number;
  readonly start: string;
}

interface Processlage {
  readonly start: string;
  /** Ended, and only kept in the table until its parent asks (a container's first process may never ask). */
  readonly zombie: boolean;
}

/** Fields of /proc/PID/stat after the command's name: 0 is the state, 19 the start in ticks since boot (proc(5)). */
const STAT_STATE = 0;
const STAT_START = 19;

export function egenProcess(): Processmarke {
  return { pid: process.pid, start: processlage(process.pid)?.start ?? '' };
}

/** True while the very process that `marke` was taken from runs. */
export function lever(marke: Processmarke): boolean {
  const lage = processlage(marke.pid);
  return lage !== undefined && !lage.zombie && lage.start === marke.start;
}

/** True while some process with that number runs. */
export function pidLever(pid: number): boolean {
  const lage = processlage(pid);
  return lage !== undefined && !lage.zombie;
}

function processlage(pid: number): Processlage | undefined {
  if (!Number.isSafeInteger(pid) || pid <= 0) return undefined;
  if (platform() === 'linux') return lageILinux(pid);
  return platform() === 'win32' ? lageIWindows(pid) : lageIUnix(pid);
}

function lageILinux(pid: number): Processlage | undefined {
  try {
    const stat = readFileSync(`/proc/${String(pid)}/stat`, 'utf8');
    // The name stands in parentheses and may itself hold spaces and parentheses.
    const falt = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const start = falt[STAT_START] ?? '';
    return { start: `${uppstartsId()}:${start}`, zombie: falt[STAT_STATE] === 'Z' };
  } catch {
    return undefined;
  }
}

/** Ticks since boot say nothing after the next boot. */
function uppstartsId(): string {
  return readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
}

function lageIUnix(pid: number): Processlage | undefined {
  try {
    const rad = execFileSync('ps', ['-o', 'stat=,lstart=', '-p', String(pid)], {
      encoding: 'utf8',
      env: { PATH: '/usr/bin:/bin', LC_ALL: 'C' },
      stdio: ['ignore', 'pipe', 'ignore'],
    }).trim();
    const [status = '', ...start] = rad.split(/\s+/);
    return rad === '' ? undefined : { start: start.join(' '), zombie: status.startsWith('Z') };
  } catch {
    return undefined;
  }
}

/** Windows keeps no zombies, and asking for a start time costs a PowerShell: the number must do. */
function lageIWindows(pid: number): Processlage | undefined {
  try {
    process.kill(pid, 0);
    return { start: 'windows', zombie: false };
  } catch {
    return undefined;
  }
}
