// Where things are, and how our scripts run programs and speak.
import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROT = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
export const iRot = (...delar) => join(ROT, ...delar);

/** Progress and faults go to standard error: standard output is for data. */
export const sag = (rad) => process.stderr.write(`${rad}\n`);

/** A fault that the user can do something about: its message is all that is shown. */
export class Avbrott extends Error {}

/** Exit codes of the command line: 3 is the environment's failure. */
const MILJOFEL = 3;

/** Ends the process on a fault: a message for the user's, a stack for ours. */
export async function medFelutskrift(steg) {
  try {
    await steg();
  } catch (fel) {
    sag(fel instanceof Avbrott ? fel.message : fel.stack);
    process.exitCode = MILJOFEL;
  }
}

/**
 * Runs a program to its end and returns its exit code (128 + n when signal n ended it). Its standard output goes to
 * our standard error unless `val.stdio` says otherwise.
 */
export function kor(program, argument, val = {}) {
  return new Promise((resolve, reject) => {
    const barn = spawn(program, argument, { cwd: ROT, stdio: ['ignore', 2, 2], ...val });
    barn.on('error', reject);
    barn.on('close', (kod, signal) => resolve(kod ?? slutkod(signal)));
  });
}

/** The shell's convention for a process that a signal ended. */
export const slutkod = (signal) => 128 + (constants.signals[signal] ?? 0);

/** npm as it was called when it was npm that started us, else the one on the PATH. */
export function npm(argument, val) {
  const cli = process.env.npm_execpath;
  if (cli?.endsWith('.js')) return kor(process.execPath, [cli, ...argument], val);
  return kor('npm', argument, { shell: process.platform === 'win32', ...val });
}

/** Our own arguments, with or without the `--` that npm leaves when we are called directly. */
export function argumenten() {
  const [forsta, ...resten] = process.argv.slice(2);
  if (forsta === undefined) return [];
  return forsta === '--' ? resten : [forsta, ...resten];
}
