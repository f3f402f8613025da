import { execFileSync } from 'node:child_process';
import { MiljoFel } from '../miljofel.js';
import type { Identitet } from './program.js';

export const SYSTEMANVANDARE = 'samordning-pg';

/** useradd where there is shadow (Debian, Red Hat …), adduser where there is busybox. */
const SKAPA: readonly (readonly [string, readonly string[]])[] = [
  [
    'useradd',
    ['--system', '--user-group', '--no-create-home', '--shell', '/usr/sbin/nologin', SYSTEMANVANDARE],
  ],
  ['adduser', ['-S', '-D', '-H', '-s', '/sbin/nologin', SYSTEMANVANDARE]],
];
const PATH = '/usr/sbin:/usr/bin:/sbin:/bin';

/**
 * The user that PostgreSQL runs as when we are root, made when it does not exist.
 * @throws MiljoFel POSTGRES_SYSTEMANVANDARE
 */
export function systemanvandare(): Identitet & { readonly ny: boolean } {
  const befintlig = slaUpp();
  if (befintlig !== undefined) return { ...befintlig, ny: false };
  const fel: string[] = [];
  for (const [program, argument] of SKAPA) {
    try {
      execFileSync(program, argument, { stdio: 'pipe', env: { PATH } });
    } catch (orsak) {
      fel.push(orsak instanceof Error ? orsak.message : String(orsak));
    }
    // Also after a failure: another process of ours may have made the user meanwhile.
    const ny = slaUpp();
    if (ny !== undefined) return { ...ny, ny: true };
  }
  throw new MiljoFel(
    'POSTGRES_SYSTEMANVANDARE',
    `PostgreSQL får inte köras som root, och systemanvändaren ${SYSTEMANVANDARE} gick inte att skapa ` +
      `(${fel.join('; ')}). Kör som en vanlig användare, eller ange en egen PostgreSQL i DATABASE_URL.`,
  );
}

function slaUpp(): Identitet | undefined {
  const id = (flagga: string): number =>
    Number(execFileSync('id', [flagga, SYSTEMANVANDARE], { encoding: 'utf8', stdio: 'pipe', env: { PATH } }));
  try {
    return { uid: id('-u'), gid: id('-g') };
  } catch {
    return undefined;
  }
}
