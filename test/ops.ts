import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { korbar } from './databas/transpilerat.mjs';

const OPS = fileURLToPath(new URL('../apps/ops/src/main.ts', import.meta.url));

export interface Korning {
  readonly kod: number | NodeJS.Signals;
  /** Standard output: data, and nothing else. */
  readonly ut: string;
  readonly fel: string;
}

/**
 * Runs the command line as a user does, in a process of its own, from the sources.
 * @param avbrytVid Ctrl-C when this stands on standard error
 */
export function ops(
  argument: readonly string[],
  miljo: Readonly<Record<string, string>> = {},
  avbrytVid?: string,
): Promise<Korning> {
  const barn = spawn(process.execPath, [korbar(OPS), ...argument], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { PATH: process.env['PATH'], ...miljo },
  });
  let ut = '';
  let fel = '';
  // A piece may end within a character.
  barn.stdout.setEncoding('utf8').on('data', (bit: string) => (ut += bit));
  let avbruten = false;
  barn.stderr.setEncoding('utf8').on('data', (bit: string) => {
    fel += bit;
    if (avbruten || avbrytVid === undefined || !fel.includes(avbrytVid)) return;
    avbruten = barn.kill('SIGINT');
  });
  return new Promise((resolve, reject) => {
    barn.on('error', reject);
    barn.on('close', (kod, signal) => {
      resolve({ kod: kod ?? signal ?? -1, ut, fel });
    });
  });
}
