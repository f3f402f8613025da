import { randomBytes } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { egenProcess, lever, type Processmarke } from '../processmarke.js';

const mappen = (styrmapp: string): string => join(styrmapp, 'anvandare');

/** Notes that this process uses the server; under the lock. Returns the name to leave by. */
export function anmalAnvandare(styrmapp: string): string {
  mkdirSync(mappen(styrmapp), { recursive: true });
  const namn = `${String(process.pid)}-${randomBytes(4).toString('hex')}`;
  writeFileSync(join(mappen(styrmapp), namn), JSON.stringify(egenProcess()));
  return namn;
}

export function avanmalAnvandare(styrmapp: string, namn: string): void {
  rmSync(join(mappen(styrmapp), namn), { force: true });
}

/** How many use the server; under the lock. Those that were killed are struck off. */
export function antalAnvandare(styrmapp: string): number {
  mkdirSync(mappen(styrmapp), { recursive: true });
  const namn = readdirSync(mappen(styrmapp));
  for (const borta of namn.filter((n) => !anvander(join(mappen(styrmapp), n))))
    avanmalAnvandare(styrmapp, borta);
  return readdirSync(mappen(styrmapp)).length;
}

function anvander(fil: string): boolean {
  try {
    return lever(JSON.parse(readFileSync(fil, 'utf8')) as Processmarke);
  } catch {
    // Half a file: its writer was killed while it held the lock.
    return false;
  }
}
