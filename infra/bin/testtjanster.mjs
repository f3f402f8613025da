// Servers that some tests need and a machine may lack: Redis and KurrentDB.
import { spawn } from 'node:child_process';
import { accessSync, constants, mkdtempSync, rmSync } from 'node:fs';
import { createConnection, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { setTimeout as vanta } from 'node:timers/promises';

const SVAR_HOGST_MS = 3000;
const START_HOGST_MS = 10_000;
const KURRENTDB_PORT = 2113;
const REDIS_PORT = 6379;

/**
 * Finds or starts what the tests can use. `miljo` is what to set for them (undefined: unset, it does not answer),
 * `saknas` why something will not be tested, `stoppa` ends what was started.
 */
export async function testtjanster() {
  const redis = await hittaRedis();
  const kurrent = await hittaKurrent();
  return {
    miljo: { REDIS_URL: redis.url, KURRENTDB_URL: kurrent.url },
    saknas: [redis.saknas, kurrent.saknas].filter((rad) => rad !== undefined),
    stoppa: redis.stoppa ?? (() => Promise.resolve()),
  };
}

async function hittaKurrent() {
  const url = process.env.KURRENTDB_URL;
  if (!url) return { saknas: 'KurrentDB: KURRENTDB_URL är inte satt (adaptern provades mot en ersättare)' };
  return (await svarar(url, KURRENTDB_PORT))
    ? { url }
    : { saknas: 'KurrentDB: servern i KURRENTDB_URL svarar inte (adaptern provades mot en ersättare)' };
}

async function hittaRedis() {
  const url = process.env.REDIS_URL;
  if (url)
    return (await svarar(url, REDIS_PORT)) ? { url } : { saknas: 'Redis: servern i REDIS_URL svarar inte' };
  if (!paPath('redis-server')) return { saknas: 'Redis: redis-server saknas (och REDIS_URL är inte satt)' };
  return startaRedis();
}

function paPath(program) {
  return (process.env.PATH ?? '').split(delimiter).some((mapp) => {
    try {
      accessSync(join(mapp, program), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}

async function startaRedis() {
  const port = await ledigPort();
  const mapp = mkdtempSync(join(tmpdir(), 'samordning-test-redis-'));
  const argument = [
    '--port',
    String(port),
    '--bind',
    '127.0.0.1',
    '--dir',
    mapp,
    '--save',
    '',
    '--appendonly',
    'no',
  ];
  const barn = spawn('redis-server', [...argument, '--maxmemory-policy', 'noeviction'], { stdio: 'ignore' });
  const slut = new Promise((klart) => barn.on('close', klart));
  const stoppa = async () => {
    barn.kill('SIGKILL');
    await slut;
    rmSync(mapp, { recursive: true, force: true });
  };
  const url = `redis://127.0.0.1:${port}`;
  const sistaForsok = performance.now() + START_HOGST_MS;
  while (performance.now() < sistaForsok && barn.exitCode === null) {
    if (await svarar(url, port)) return { url, stoppa };
    await vanta(50);
  }
  await stoppa();
  return { saknas: 'Redis: redis-server startar inte' };
}

function svarar(adress, standardport) {
  if (!URL.canParse(adress)) return Promise.resolve(false);
  const { hostname, port } = new URL(adress);
  return new Promise((resolve) => {
    const linje = createConnection({
      host: hostname,
      port: Number(port || standardport),
      timeout: SVAR_HOGST_MS,
    });
    const klar = (svar) => () => {
      linje.destroy();
      resolve(svar);
    };
    linje.on('connect', klar(true)).on('error', klar(false)).on('timeout', klar(false));
  });
}

function ledigPort() {
  return new Promise((resolve, reject) => {
    const prov = createServer().on('error', reject);
    prov.listen(0, '127.0.0.1', () => {
      const { port } = prov.address();
      prov.close(() => resolve(port));
    });
  });
}
