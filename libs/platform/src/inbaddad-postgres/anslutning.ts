import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';

/** How the server of a data folder is reached: kept between runs, so that its address stays the same. */
export interface Anslutning {
  readonly port: number;
  readonly losenord: string;
}

export const DATABASANVANDARE = 'samordning';
export const DATABASNAMN = 'samordning';
export const LOOPBACK = '127.0.0.1';

const LOSENORD_BYTE = 24;
const fil = (styrmapp: string): string => join(styrmapp, 'anslutning.json');

/** The remembered one, or a new one on a port that is free now. Under the lock. */
export async function anslutning(styrmapp: string): Promise<Anslutning> {
  if (existsSync(fil(styrmapp))) return JSON.parse(readFileSync(fil(styrmapp), 'utf8')) as Anslutning;
  const ny = { port: await ledigPort(), losenord: randomBytes(LOSENORD_BYTE).toString('base64url') };
  minnsAnslutning(styrmapp, ny);
  return ny;
}

export function minnsAnslutning(styrmapp: string, ny: Anslutning): void {
  const tillfallig = `${fil(styrmapp)}.ny`;
  writeFileSync(tillfallig, JSON.stringify(ny), { mode: 0o600 });
  renameSync(tillfallig, fil(styrmapp));
}

export function adress({ port, losenord }: Anslutning): string {
  return `postgres://${DATABASANVANDARE}:${losenord}@${LOOPBACK}:${String(port)}/${DATABASNAMN}`;
}

export function ledigPort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const prov = createServer();
    prov.on('error', reject);
    prov.listen(0, LOOPBACK, () => {
      const bunden = prov.address();
      prov.close(() => {
        if (bunden !== null && typeof bunden === 'object') resolve(bunden.port);
        else reject(new Error('ingen port bands'));
      });
    });
  });
}

/** True when nobody listens on the port, asked by binding it. */
export function arLedig(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const prov = createServer();
    prov.on('error', () => {
      resolve(false);
    });
    prov.listen(port, LOOPBACK, () => {
      prov.close(() => {
        resolve(true);
      });
    });
  });
}
