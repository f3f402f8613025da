import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { startaBarn, type Barnprocess } from './databas/barnprocess.js';
import { korbar } from './databas/transpilerat.mjs';

const OPS = fileURLToPath(new URL('../apps/ops/src/main.ts', import.meta.url));
const I_FOLJD = fileURLToPath(new URL('opsprocess.fixtures.ts', import.meta.url));

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

/**
 * A process that runs one command line after the other: a start, which is most of what one costs, is paid once. That a
 * command ends its process, and what a signal does to it, only `ops` tells.
 */
export class Opsprocess {
  readonly #barn: Barnprocess = startaBarn(I_FOLJD);

  async kor(argument: readonly string[], miljo: Readonly<Record<string, string>>): Promise<Korning> {
    this.#barn.skriv(JSON.stringify({ argument, miljo }));
    return JSON.parse(await this.#barn.rad()) as Korning;
  }

  async stang(): Promise<void> {
    this.#barn.doda('SIGKILL');
    await this.#barn.slut;
  }
}
