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

/** Fields of /proc/PID/stat after the command's name: 0 is the state, 19 the start in ticks since boot (proc(5)). */
const STAT_STATE = 0;
const STAT_START = 19;

export function egenProcess(): Processmarke {
  return { pid: process.pid, start: starten(process.pid) ?? '' };
}

/** True while the very process that `marke` was taken from runs. */
export function lever(marke: Processmarke): boolean {
  return starten(marke.pid) === marke.start;
}

/** True while some process with that number runs. */
export function pidLever(pid: number): boolean {
  return starten(pid) !== undefined;
}

/**
 * When the process started; undefined when there is none. A zombie is none: it has ended, and stays in the table
 * until its parent asks (the first process of a container may never ask).
 */
function starten(pid: number): string | undefined {
  if (!Number.isSafeInteger(pid) || pid <= 0) return undefined;
  if (platform() === 'linux') return startenILinux(pid);
  return platform() === 'win32' ? startenIWindows(pid) : startenIUnix(pid);
}

function startenILinux(pid: number): string | undefined {
  try {
    const stat = readFileSync(`/proc/${String(pid)}/stat`, 'utf8');
    // The name stands in parentheses and may itself hold spaces and parentheses.
    const falt = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return falt[STAT_STATE] === 'Z' ? undefined : `${uppstartsId()}:${falt[STAT_START] ?? ''}`;
  } catch {
    return undefined;
  }
}

/** Ticks since boot say nothing after the next boot. */
function uppstartsId(): string {
  return readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
}

function startenIUnix(pid: number): string | undefined {
  try {
    const rad = execFileSync('ps', ['-o', 'stat=,lstart=', '-p', String(pid)], {
      encoding: 'utf8',
      env: { PATH: '/usr/bin:/bin', LC_ALL: 'C' },
      stdio: ['ignore', 'pipe', 'ignore'],
    }).trim();
    const [status = '', ...start] = rad.split(/\s+/);
    return status === '' || status.startsWith('Z') ? undefined : start.join(' ');
  } catch {
    return undefined;
  }
}

/** Windows keeps no zombies, and asking for a start time costs a PowerShell: the number must do. */
function startenIWindows(pid: number): string | undefined {
  try {
    process.kill(pid, 0);
    return 'windows';
  } catch {
    return undefined;
  }
}
