import { setTimeout as vanta } from 'node:timers/promises';
import { arOvergaende, oppnaPool } from './anslutning.js';

/** A server that is there answers well within this. */
const SVAR_SEKUNDER = 15;

/** One that restarts is back within this; whoever gave a wrong address should not wait longer for being told. */
const OMSTART_MS = 5_000;
const PAUS_MS = 200;

/**
 * Asks a server which PostgreSQL it is, major version. The driver connects again for ever to what only hangs up: here that
 * has an end.
 * @throws what the driver says; CONNECT_TIMEOUT as it does when the time is up
 */
export async function serverversion(url: string, sekunder = SVAR_SEKUNDER): Promise<number> {
  const borjan = performance.now();
  for (;;) {
    try {
      return await fraga(url, sekunder);
    } catch (fel) {
      if (!arOvergaende(fel) || performance.now() - borjan > OMSTART_MS) throw fel;
    }
    await vanta(PAUS_MS);
  }
}

async function fraga(url: string, sekunder: number): Promise<number> {
  const sql = oppnaPool(url, { max: 1, namn: 'serverversion' });
  const klar = new AbortController();
  try {
    const forSent = vanta(sekunder * 1_000, undefined, { signal: klar.signal }).then(() => {
      throw Object.assign(new Error('inget svar i tid'), { code: 'CONNECT_TIMEOUT' });
    });
    forSent.catch(() => undefined);
    const fraga = sql<
      { version: number }[]
    >`select current_setting('server_version_num')::int / 10000 as version`;
    const [rad] = await Promise.race([fraga, forSent]);
    return rad?.version ?? 0;
  } finally {
    klar.abort();
    await sql.end({ timeout: 0 });
  }
}
