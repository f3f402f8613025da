import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { setTimeout as vanta } from 'node:timers/promises';
import postgres from 'postgres';
import { type Barnprocess, startaBarn } from '../../../../test/databas/barnprocess.js';
import { pidLever } from '../processmarke.js';
import { MiljoFel } from '../miljofel.js';
import { type Inbaddad, oppnaInbaddad } from './oppna-inbaddad.js';

const ANVANDARE = fileURLToPath(new URL('anvandare.fixtures.ts', import.meta.url));
const ROOT = process.getuid?.() === 0;
const TIDSGRANS_MS = 60_000;

let rot: string;
let datamapp: string;
let systemmapp: string;
let sagt: string[];
let oppna: Inbaddad[];
let barn: Barnprocess[];

beforeAll(() => {
  // One for all tests: as root the programs are copied into it.
  systemmapp = mkdtempSync(join(tmpdir(), 'samordning-system-'));
});
afterAll(() => rmSync(systemmapp, { recursive: true, force: true }));

beforeEach(() => {
  rot = mkdtempSync(join(tmpdir(), 'samordning-inbaddad-'));
  datamapp = join(rot, 'mapp med åäö', '.data');
  [sagt, oppna, barn] = [[], [], []];
});

afterEach(async () => {
  for (const inbaddad of oppna) await inbaddad.stang();
  for (const process of barn) {
    process.doda('SIGKILL');
    await process.slut;
  }
  // Stops what killed users have left behind.
  if (existsSync(klustret())) await (await oppnaInbaddad(val())).stang();
  rmSync(rot, { recursive: true, force: true });
}, TIDSGRANS_MS);

const val = () => ({ datamapp, systemmapp, rapportera: (rad: string) => void sagt.push(rad) });

async function har(): Promise<Inbaddad> {
  const inbaddad = await oppnaInbaddad(val());
  oppna.push(inbaddad);
  return inbaddad;
}

async function stangHar(inbaddad: Inbaddad): Promise<void> {
  oppna = oppna.filter((annan) => annan !== inbaddad);
  await inbaddad.stang();
}

async function annanProcess(): Promise<Barnprocess & { url: string }> {
  const ny = startaBarn(ANVANDARE, [datamapp, systemmapp]);
  barn.push(ny);
  const svar = JSON.parse(await ny.rad()) as { url: string };
  return Object.assign(ny, svar);
}

function klustret(): string {
  const styrmapp = join(datamapp, 'postgres');
  if (!ROOT) return join(styrmapp, 'data');
  const plats = join(styrmapp, 'plats');
  return existsSync(plats) ? join(readFileSync(plats, 'utf8').trim(), 'data') : join(styrmapp, 'finns-inte');
}

/** Pid of the running postmaster, or undefined. */
function postmastern(): number | undefined {
  const fil = join(klustret(), 'postmaster.pid');
  const pid = existsSync(fil) ? Number.parseInt(readFileSync(fil, 'utf8'), 10) : 0;
  return pidLever(pid) ? pid : undefined;
}

async function fraga<T extends object>(url: string, sats: string): Promise<T[]> {
  const sql = postgres(url, { max: 1, onnotice: () => undefined, connect_timeout: 5 });
  try {
    return [...(await sql.unsafe<T[]>(sats))];
  } finally {
    await sql.end({ timeout: 1 });
  }
}

async function tillsDetGar<T>(steg: () => Promise<T>): Promise<T> {
  for (let forsok = 1; ; forsok++) {
    try {
      return await steg();
    } catch (fel) {
      if (forsok === 60) throw fel;
      await vanta(100);
    }
  }
}

function ockupera(url: string): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = createServer().on('error', reject);
    server.listen(Number(new URL(url).port), '127.0.0.1', () => resolve(server));
  });
}

async function vagran(): Promise<MiljoFel> {
  const fel: unknown = await har().catch((orsak: unknown) => orsak);
  if (fel instanceof MiljoFel) return fel;
  throw new Error(`ingen vägran: ${String(fel)}`);
}

describe('inbäddad PostgreSQL', () => {
  it(
    'skapar, stannar när den siste går, och fortsätter med samma data och adress',
    async () => {
      const forsta = await har();
      await fraga(forsta.url, 'CREATE TABLE rad (t text); INSERT INTO rad VALUES ($$ö$$), ($$Z$$), ($$a$$)');
      expect(postmastern()).toBeDefined();
      await stangHar(forsta);
      expect(postmastern()).toBeUndefined();

      const andra = await har();
      expect(andra.url).toBe(forsta.url);
      expect(await fraga(andra.url, 'SELECT t FROM rad ORDER BY t')).toEqual([
        { t: 'Z' },
        { t: 'a' },
        { t: 'ö' },
      ]);
      expect(sagt.filter((rad) => rad.startsWith('Skapar databasen'))).toHaveLength(1);
    },
    TIDSGRANS_MS,
  );

  it(
    'skriver varaktigt, svarar bara den egna maskinen, och bara med lösenord',
    async () => {
      const { url } = await har();
      for (const [namn, varde] of [
        ['fsync', 'on'],
        ['synchronous_commit', 'on'],
        ['full_page_writes', 'on'],
        ['data_checksums', 'on'],
        ['listen_addresses', '127.0.0.1'],
        ['unix_socket_directories', ''],
        ['max_connections', '200'],
        ['TimeZone', 'UTC'],
      ] as const) {
        expect(await fraga(url, `SELECT current_setting('${namn}') AS v`)).toEqual([{ v: varde }]);
      }
      expect(
        await fraga(
          url,
          'SELECT datlocprovider, datlocale FROM pg_database WHERE datname = current_database()',
        ),
      ).toEqual([{ datlocprovider: 'b', datlocale: 'C.UTF-8' }]);
      const fel = new URL(url);
      fel.password = 'fel';
      await expect(fraga(fel.href, 'SELECT 1')).rejects.toThrow('password authentication failed');
      expect(statSync(join(datamapp, 'postgres', 'anslutning.json')).mode & 0o777).toBe(0o600);
      expect(statSync(join(datamapp, 'postgres')).mode & 0o777).toBe(0o700);
      expect(readdirSync(join(datamapp, 'postgres')).filter((namn) => namn.startsWith('losenord'))).toEqual(
        [],
      );
    },
    TIDSGRANS_MS,
  );

  it(
    'delas av flera processer som kommer samtidigt; den siste släcker',
    async () => {
      const [a, b, c] = await Promise.all([annanProcess(), annanProcess(), har()]);
      expect([a.url, b.url]).toEqual([c.url, c.url]);
      const pid = postmastern();
      await stangHar(c);
      expect(postmastern()).toBe(pid);
      a.skriv('stang');
      expect(await a.slut).toBe(0);
      expect(await fraga(b.url, 'SELECT 1 AS v')).toEqual([{ v: 1 }]);
      b.skriv('stang');
      expect(await b.slut).toBe(0);
      expect(postmastern()).toBeUndefined();
    },
    TIDSGRANS_MS,
  );

  it(
    'överlever att användaren dödas: nästa tar över den server som går, och släcker den',
    async () => {
      const dodad = await annanProcess();
      await fraga(dodad.url, 'CREATE TABLE rad (id int)');
      const pid = postmastern();
      dodad.doda('SIGKILL');
      await dodad.slut;
      expect(postmastern()).toBe(pid);
      const nasta = await har();
      expect(postmastern()).toBe(pid);
      expect(await fraga(nasta.url, 'SELECT count(*)::int AS antal FROM rad')).toEqual([{ antal: 0 }]);
      await stangHar(nasta);
      expect(postmastern()).toBeUndefined();
    },
    TIDSGRANS_MS,
  );

  it(
    'ligger i en egen processgrupp: Ctrl-C i terminalen når inte servern',
    async () => {
      await har();
      const stat = readFileSync(`/proc/${String(postmastern())}/stat`, 'utf8');
      const grupp = Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[2]);
      expect(grupp).toBe(postmastern());
    },
    TIDSGRANS_MS,
  );

  it(
    'startar servern igen på samma adress när postmastern dödas, utan att tappa det bekräftade',
    async () => {
      const inbaddad = await har();
      await fraga(inbaddad.url, 'CREATE TABLE rad (id int); INSERT INTO rad VALUES (1)');
      const fore = postmastern()!;
      process.kill(fore, 'SIGKILL');
      const rader = await tillsDetGar(() => fraga(inbaddad.url, 'SELECT id FROM rad'));
      expect(rader).toEqual([{ id: 1 }]);
      expect(postmastern()).not.toBe(fore);
      expect(sagt).toContain('Databasen har slutat oväntat och startas igen …');
    },
    TIDSGRANS_MS,
  );

  it(
    'återhämtar en server vars användare och postmaster båda dödats',
    async () => {
      const dodad = await annanProcess();
      await fraga(dodad.url, 'CREATE TABLE rad (id int); INSERT INTO rad VALUES (2)');
      dodad.doda('SIGKILL');
      process.kill(postmastern()!, 'SIGKILL');
      await dodad.slut;
      const nasta = await har();
      expect(await fraga(nasta.url, 'SELECT id FROM rad')).toEqual([{ id: 2 }]);
    },
    TIDSGRANS_MS,
  );

  it(
    'låter sig inte luras av en postmaster.pid vars nummer en annan process har fått',
    async () => {
      await stangHar(await har());
      writeFileSync(
        join(klustret(), 'postmaster.pid'),
        `${String(process.pid)}\n${klustret()}\n1\n1\n\n\n\nready\n`,
      );
      const { url } = await har();
      expect(await fraga(url, 'SELECT 1 AS v')).toEqual([{ v: 1 }]);
    },
    TIDSGRANS_MS,
  );

  it(
    'byter port när den ihågkomna är tagen, och minns den nya',
    async () => {
      const forsta = await har();
      await stangHar(forsta);
      const inkraktare = await ockupera(forsta.url);
      const andra = await har();
      inkraktare.close();
      expect(andra.url).not.toBe(forsta.url);
      await stangHar(andra);
      expect((await har()).url).toBe(andra.url);
    },
    TIDSGRANS_MS,
  );

  it(
    'byter inte port under någon som använder servern, utan säger ifrån',
    async () => {
      const annan = await annanProcess();
      // Stopped, its watch cannot start the server first.
      annan.doda('SIGSTOP');
      process.kill(postmastern()!, 'SIGKILL');
      const inkraktare = await tillsDetGar(() => ockupera(annan.url));
      const fel = await vagran();
      inkraktare.close();
      expect(fel.kod).toBe('POSTGRES_PORT_UPPTAGEN');
      expect(fel.message).toContain(new URL(annan.url).port);
    },
    TIDSGRANS_MS,
  );

  it(
    'vägrar en databas från en annan huvudversion, och rör den inte',
    async () => {
      await stangHar(await har());
      const fil = join(klustret(), 'PG_VERSION');
      const version = readFileSync(fil, 'utf8');
      writeFileSync(fil, '17\n');
      const fel = await vagran();
      writeFileSync(fil, version);
      expect(fel.kod).toBe('POSTGRES_ANNAN_VERSION');
      expect(fel.message).toContain('PostgreSQL 17');
    },
    TIDSGRANS_MS,
  );

  it('vägrar en mapp som inte går att skriva i', async () => {
    writeFileSync(join(rot, 'mapp med åäö'), 'en fil, ingen mapp');
    const fel = await vagran();
    expect(fel.kod).toBe('DATAMAPP_EJ_SKRIVBAR');
  });

  it(
    'börjar om när skapandet avbröts',
    async () => {
      const avbruten = startaBarn(ANVANDARE, [datamapp, systemmapp]);
      barn.push(avbruten);
      await tillsDetGar(() => {
        if (!avbruten.felutskrift().includes('Skapar databasen')) throw new Error('inte än');
        return Promise.resolve();
      });
      await vanta(150);
      avbruten.doda('SIGKILL');
      await avbruten.slut;
      const { url } = await har();
      expect(await fraga(url, 'SELECT 1 AS v')).toEqual([{ v: 1 }]);
      expect(readdirSync(join(klustret(), '..')).filter((namn) => namn.startsWith('data.ny'))).toEqual([]);
    },
    TIDSGRANS_MS,
  );

  (ROOT ? it : it.skip)(
    'som root: säger var databasen ligger, och börjar från noll i en ny datamapp (kräver root)',
    async () => {
      await stangHar(await har());
      const gammal = join(klustret(), '..');
      expect(sagt.some((rad) => rad.includes('samordning-pg') && rad.includes(gammal))).toBe(true);
      rmSync(datamapp, { recursive: true });
      await stangHar(await har());
      expect(sagt.some((rad) => rad.startsWith('Kvar från en tidigare') && rad.endsWith(gammal))).toBe(true);
      expect(join(klustret(), '..')).not.toBe(gammal);
      rmSync(join(klustret(), '..'), { recursive: true });
      expect((await vagran()).kod).toBe('POSTGRES_DATA_SAKNAS');
    },
    TIDSGRANS_MS,
  );
});
