import { createServer as tcpServer, type AddressInfo, type Server } from 'node:net';
import { createServer as tlsServer } from 'node:tls';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, describe, expect, it, jest } from '@jest/globals';
import { oppnaKo } from '#jobs/oppna-ko.js';
import { MiljoFel } from '#platform/miljofel.js';
import { startaBarn } from '../../../test/databas/barnprocess.js';
import { nyDatabas } from '../../../test/databas/databas.js';
import { CERTIFIKAT, NYCKEL } from '../../../test/kurrent/certifikat.js';
import { Redis, UTAN_REDIS } from '../../../test/redis.js';
import { forklaraRedisfel } from './redisfel.js';

jest.setTimeout(120_000);

const stadning: (() => unknown)[] = [];
afterEach(async () => {
  for (const steg of stadning.splice(0).reverse()) await steg();
});

async function lyssna(server: Server): Promise<number> {
  await new Promise<void>((klart) => server.listen(0, '127.0.0.1', klart));
  server.on('connection', (linje) => stadning.push(() => linje.destroy()));
  stadning.push(() => server.close());
  return (server.address() as AddressInfo).port;
}

/** Why a queue there is not opened, as a user is told it. */
async function felet(url: string): Promise<{ kod: string; message: string }> {
  const fel: unknown = await oppnaKo({ namn: 'prov', anslutning: { slag: 'redis', url } }).then(
    () => undefined,
    (varde: unknown) => forklaraRedisfel(varde),
  );
  if (!(fel instanceof MiljoFel)) throw new Error(`ingen förklaring: ${String(fel)}`);
  expect(fel.message).toMatch(/^Redis i REDIS_URL går inte att använda: /);
  expect(fel.message).not.toMatch(/hemligt|undefined|Error/);
  return fel;
}

/** Says what a Redis of some version would say of itself. */
const sagerSigVara = (info: string) =>
  tcpServer((linje) => {
    linje.on('error', () => undefined);
    linje.on('data', (bit: Buffer) => {
      for (const fraga of bit
        .toString()
        .toLowerCase()
        .match(/\r\n(info|client|select|auth)\r\n/g) ?? [])
        linje.write(fraga.includes('info') ? `$${info.length}\r\n${info}\r\n` : '+OK\r\n');
    });
  });

describe('en REDIS_URL som inte går att använda förklaras', () => {
  it.each([
    ['ingen svarar', () => 'redis://:hemligt@127.0.0.1:1', 'ingen svarar på adressen. Kontrollera'],
    ['värden finns inte', () => 'redis://:hemligt@finns-inte.invalid', 'värden finns inte. Kontrollera'],
    [
      'något annat svarar',
      async () => `redis://127.0.0.1:${await lyssna(tcpServer((l) => l.end('HTTP/1.1 400 Bad\r\n\r\n')))}`,
      'det som svarar är ingen Redis. Kontrollera porten',
    ],
    [
      'den bara lägger på',
      async () => `redis://127.0.0.1:${await lyssna(tcpServer((l) => l.end()))}`,
      'förbindelsen bröts. Kontrollera porten',
    ],
    [
      'certifikatet inte går att verifiera',
      async () => `rediss://127.0.0.1:${await lyssna(tlsServer({ cert: CERTIFIKAT, key: NYCKEL }))}`,
      'certifikat går inte att verifiera. Peka ut utfärdarens',
    ],
  ])('%s', async (_, adress, text) => {
    const { kod, message } = await felet(await adress());
    expect([kod, message]).toEqual(['REDIS_NAS_INTE', expect.stringContaining(text)]);
  });

  it.each([
    ['6.0.16', 'noeviction', 'version 6.0.16, och minst 6.2 behövs'],
    ['5.9.9', 'noeviction', 'version 5.9.9, och minst 6.2 behövs'],
    ['7.2.4', 'volatile-lru', 'maxmemory-policy volatile-lru och kan slänga jobb; den ska vara noeviction'],
  ])('en server av version %s med policyn %s', async (version, policy, text) => {
    const info = `# Server\r\nredis_version:${version}\r\n# Memory\r\nmaxmemory_policy:${policy}\r\n`;
    const { kod, message } = await felet(`redis://127.0.0.1:${await lyssna(sagerSigVara(info))}`);
    expect([kod, message]).toEqual(['REDIS_DUGER_INTE', expect.stringContaining(text)]);
  });

  it('av ett program som startar, med slutkod 3', async () => {
    const databas = await nyDatabas();
    stadning.push(() => databas.taBort());
    const worker = startaBarn(fileURLToPath(new URL('../../worker/src/main.ts', import.meta.url)), [], {
      DATABASE_URL: databas.url,
      REDIS_URL: 'redis://:hemligt@127.0.0.1:1',
    });
    expect(await worker.slut).toBe(3);
    expect(worker.felutskrift()).toMatch(/^REDIS_NAS_INTE: .*REDIS_URL/);
    expect(worker.felutskrift()).not.toMatch(/hemligt|^ +at /m);
  });
});

(UTAN_REDIS ? describe.skip : describe)(`en riktig Redis${UTAN_REDIS}`, () => {
  let server: Redis | undefined;
  afterAll(() => server?.stang());

  it.each([
    ['kräver lösenord', (url: string) => url, 'servern kräver lösenord'],
    ['har ett annat lösenord', (url: string) => url.replace('//', '//:annat@'), 'lösenordet godtas inte'],
    [
      'har inte så många databaser',
      (url: string) => `${url.replace('//', '//:hemligt@')}/99`,
      'databasen i adressens slut finns inte',
    ],
    ['talar inte TLS', (url: string) => url.replace('redis:', 'rediss:'), 'om servern talar TLS'],
  ])('som %s', async (_, andra, text) => {
    server ??= await Redis.starta('--requirepass', 'hemligt');
    const { kod, message } = await felet(andra(server!.url));
    expect([kod, message]).toEqual(['REDIS_NAS_INTE', expect.stringContaining(text)]);
  });

  it('som får slänga jobb nekas, vilket syns redan vid start', async () => {
    const slanger = await Redis.starta('--maxmemory', '64mb', '--maxmemory-policy', 'allkeys-lru');
    stadning.push(() => slanger?.stang());
    expect((await felet(slanger!.url)).message).toContain('maxmemory-policy allkeys-lru');
  });
});
