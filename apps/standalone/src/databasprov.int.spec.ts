import { createServer as tcpServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { TLSSocket } from 'node:tls';
import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { MiljoFel } from '#platform/miljofel.js';
import { serverversion } from '#read-store/serverversion.js';
import { nyDatabas } from '../../../test/databas/databas.js';
import { CERTIFIKAT, NYCKEL } from '../../../test/kurrent/certifikat.js';
import { forklaraDatabas } from './databasfel.js';
import { provaDatabas } from './databasprov.js';

jest.setTimeout(60_000);

const stadning: (() => unknown)[] = [];
afterEach(async () => {
  for (const steg of stadning.splice(0).reverse()) await steg();
});

async function url(server: Server, sslmode = 'disable'): Promise<string> {
  server.on('connection', (linje) => {
    linje.on('error', () => undefined);
    stadning.push(() => linje.destroy());
  });
  await new Promise<void>((klart) => server.listen(0, '127.0.0.1', klart));
  stadning.push(() => server.close());
  return `postgres://anna:hemligt@127.0.0.1:${(server.address() as AddressInfo).port}/x?sslmode=${sslmode}`;
}

async function felet(prov: Promise<unknown>): Promise<MiljoFel> {
  const fel: unknown = await prov.then(
    () => undefined,
    (varde: unknown) => varde,
  );
  if (!(fel instanceof MiljoFel)) throw new Error(`ingen förklaring: ${String(fel)}`);
  expect(fel.message).toMatch(/^Databasen i DATABASE_URL /);
  expect(fel.message).not.toMatch(/hemligt|undefined/);
  return fel;
}

const VILKEN = 'Databasen i DATABASE_URL';
/** With less time than a user's, for what never answers. */
const iKorthet = (adress: string): Promise<unknown> =>
  serverversion(adress, 1).catch((fel: unknown) => {
    throw forklaraDatabas(fel, VILKEN);
  });

/** Answers as a PostgreSQL does that has TLS. */
function medTls(linje: Socket): void {
  linje.once('data', () => {
    linje.write('S');
    new TLSSocket(linje, { isServer: true, cert: CERTIFIKAT, key: NYCKEL }).on('error', () => undefined);
  });
}

/** Lets everyone in, and answers the question of its version with a number: the messages of the protocol, version 3. */
function avVersion(nummer: string): (linje: Socket) => void {
  const bit = (slag: string, ...delar: Buffer[]): Buffer => {
    const innehall = Buffer.concat(delar);
    const langd = Buffer.alloc(4);
    langd.writeInt32BE(innehall.length + 4);
    return Buffer.concat([Buffer.from(slag), langd, innehall]);
  };
  const falt = Buffer.concat([
    Buffer.from('version\0'),
    Buffer.from('000000000000000000170004ffffffff0000', 'hex'),
  ]);
  const rad = Buffer.from([0, 1, 0, 0, 0, nummer.length, ...Buffer.from(nummer)]);
  const redo = bit('Z', Buffer.from('I'));
  const svar = Buffer.concat([
    ...[bit('1'), bit('t', Buffer.from([0, 0])), bit('T', Buffer.from([0, 1]), falt), bit('2')],
    ...[bit('D', rad), bit('C', Buffer.from('SELECT 1\0')), redo],
  ]);
  return (linje) => {
    linje.once('data', () => {
      linje.write(Buffer.concat([bit('R', Buffer.alloc(4)), redo]));
      linje.once('data', () => linje.write(svar));
    });
  };
}

describe('en databas som inte går att använda förklaras', () => {
  it.each([
    ['bara lägger på', (linje: Socket) => linje.destroy(), 'disable', 'ingen PostgreSQL svarar i tid'],
    ['tiger', () => undefined, 'disable', 'ingen PostgreSQL svarar i tid. Kontrollera adressen'],
    [
      'inte talar TLS',
      (linje: Socket) => linje.on('data', () => linje.write('N')),
      'require',
      'att den talar TLS om sslmode i adressen kräver det',
    ],
    ['har ett okänt certifikat', medTls, 'verify-full', 'certifikat går inte att verifiera. Peka ut'],
  ])('en som %s', async (_, svara, sslmode, text) => {
    const { kod, message } = await felet(iKorthet(await url(tcpServer(svara), sslmode)));
    expect([kod, message]).toEqual(['DATABASEN_NAS_INTE', expect.stringContaining(text)]);
  });

  it('en som är för gammal', async () => {
    const { kod, message } = await felet(provaDatabas(await url(tcpServer(avVersion('13'))), VILKEN));
    expect([kod, message]).toEqual([
      'DATABASEN_FOR_GAMMAL',
      expect.stringContaining('är PostgreSQL 13, och minst 14 behövs'),
    ]);
  });
});

it('en som går att använda har sin version', async () => {
  const databas = await nyDatabas();
  stadning.push(() => databas.taBort());
  await provaDatabas(databas.url, VILKEN);
  expect(await serverversion(databas.url)).toBeGreaterThanOrEqual(14);
});
