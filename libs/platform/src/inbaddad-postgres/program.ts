import { spawn } from 'node:child_process';

/** The system user that PostgreSQL's programs run as; undefined: our own. */
export interface Identitet {
  readonly uid: number;
  readonly gid: number;
}

export interface Korning {
  /** Where to run: a folder that `identitet` may enter. */
  readonly mapp: string;
  readonly identitet: Identitet | undefined;
  readonly indata?: string;
}

export interface Korutfall {
  readonly kod: number | null;
  readonly utskrift: string;
}

/**
 * Nothing of our own environment: PGDATA, PGOPTIONS and the like would steer the programs. C gives messages that we
 * recognise whatever language the machine speaks.
 */
const MILJO = { PATH: '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' };

/** Enough for initdb's and pg_ctl's longest output; a program gone wild does not fill our memory. */
const MAX_UTSKRIFT_TECKEN = 64 * 1024;

/** Runs a program to its end. Rejects only when it cannot be started; a failing program is an outcome. */
export function korProgram(
  program: string,
  argument: readonly string[],
  korning: Korning,
): Promise<Korutfall> {
  return new Promise((resolve, reject) => {
    const barn = spawn(program, argument, {
      cwd: korning.mapp,
      env: MILJO,
      // Its own process group: Ctrl-C in the terminal must not cut a start or a stop in two.
      detached: true,
      ...korning.identitet,
    });
    let utskrift = '';
    for (const strom of [barn.stdout, barn.stderr]) {
      strom.on('data', (bit: Buffer) => {
        utskrift = (utskrift + bit.toString()).slice(-MAX_UTSKRIFT_TECKEN);
      });
    }
    barn.on('error', reject);
    // A program that ends before it has read its input says why by itself.
    barn.stdin.on('error', () => undefined);
    barn.stdin.end(korning.indata ?? '');
    barn.on('close', (kod) => {
      resolve({ kod, utskrift });
    });
  });
}
