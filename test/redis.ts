import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as vanta } from 'node:timers/promises';
import { Redis } from 'ioredis';

/** A server of the test's own, kept in memory alone: killed and started again it is empty, on the same port. */
export interface Redisserver {
  readonly url: string;
  readonly starta: () => Promise<void>;
  /** As a crash ends it. */
  readonly doda: () => Promise<void>;
  readonly tom: () => Promise<void>;
  readonly taBort: () => Promise<void>;
}

/** Where there is no Redis in the run, there is none to start either. */
export const UTAN_REDIS =
  (process.env['REDIS_URL'] ?? '') === '' ? ' (hoppas över: redis-server saknas)' : '';

function ledigPort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const prov = createServer().on('error', reject);
    prov.listen(0, '127.0.0.1', () => {
      const { port } = prov.address() as AddressInfo;
      prov.close(() => resolve(port));
    });
  });
}

/** @param val further options of redis-server; with `losenord` in the URL as well */
export async function redisserver(val: readonly string[] = [], losenord = ''): Promise<Redisserver> {
  const port = await ledigPort();
  const mapp = mkdtempSync(join(tmpdir(), 'samordning-redis-'));
  const inlogg = losenord === '' ? '' : `:${losenord}@`;
  const url = `redis://${inlogg}127.0.0.1:${port}`;
  let barn: ChildProcess | undefined;
  const starta = async (): Promise<void> => {
    const fast = [
      '--port',
      `${port}`,
      '--bind',
      '127.0.0.1',
      '--dir',
      mapp,
      '--save',
      '',
      '--appendonly',
      'no',
    ];
    barn = spawn('redis-server', [...fast, ...val], { stdio: 'ignore' });
    const klient = new Redis(url, { retryStrategy: () => 20, maxRetriesPerRequest: null });
    klient.on('error', () => undefined);
    await klient.ping();
    klient.disconnect();
  };
  const doda = async (): Promise<void> => {
    const slut = new Promise((klart) => barn?.once('close', klart));
    if (barn?.kill('SIGKILL')) await slut;
    barn = undefined;
  };
  await starta();
  return {
    url,
    starta,
    doda,
    tom: async () => {
      const klient = new Redis(url);
      await klient.flushall();
      klient.disconnect();
    },
    taBort: async () => {
      await doda();
      await vanta(0);
      rmSync(mapp, { recursive: true });
    },
  };
}
