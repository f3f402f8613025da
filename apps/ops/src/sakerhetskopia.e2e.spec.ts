import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { oppnaKlient, type Klient } from '#apps/api/src/http/klient.fixtures.js';
import { startaBarn, type Barnprocess } from '../../../test/databas/barnprocess.js';
import { nyDatabas } from '../../../test/databas/databas.js';
import { kurrentserver, nyttPrefix } from '../../../test/kurrent/server.js';
import { ops } from '../../../test/ops.js';

/** Each call is a process of its own, many of them with a database server of their own to start. */
jest.setTimeout(240_000);

const PROGRAM = {
  ops: fileURLToPath(new URL('main.ts', import.meta.url)),
  start: fileURLToPath(new URL('../../standalone/src/main.ts', import.meta.url)),
};

let mapp: string;
let kopia: string;
let igang: Barnprocess;
let klient: Klient;
beforeAll(async () => {
  mapp = mkdtempSync(join(tmpdir(), 'sakerhetskopia-'));
  kopia = i('kopia.tar');
  igang = startaBarn(PROGRAM.start, ['--data', i('igang'), '--port', '0']);
  const adress = await sagt(igang, /svarar på (\S+),/);
  klient = oppnaKlient(adress);
});
afterAll(async () => {
  igang.doda('SIGTERM');
  await igang.slut;
  for (const namn of readdirSync(mapp)) taBortDatabasen(join(mapp, namn));
  rmSync(mapp, { recursive: true });
});

const i = (namn: string): string => join(mapp, namn);

/** As root the database lies elsewhere. */
function taBortDatabasen(datamapp: string): void {
  const plats = join(datamapp, 'postgres', 'plats');
  if (existsSync(plats)) rmSync(readFileSync(plats, 'utf8').trim(), { recursive: true });
}

async function sagt(b: Barnprocess, monster: RegExp): Promise<string> {
  const slut = { kod: undefined as unknown };
  void b.slut.then((kod) => (slut.kod = kod));
  while (slut.kod === undefined) {
    const traff = monster.exec(b.felutskrift());
    if (traff) return traff[1] ?? '';
    await new Promise((klart) => setTimeout(klart, 20));
  }
  throw new Error(`slutade: ${b.felutskrift()}`);
}

let bokforda = 0;
const bokfor = async (): Promise<void> => {
  const svar = await klient.posta('/api/v1/forbund/vastmanland/verifikationer', {
    ...{ serie: 'p', datum: '2024-10-01', text: `Prov ${++bokforda}` },
    rader: [
      { konto: '3100', beloppOre: 100 },
      { konto: '2999', beloppOre: -100 },
    ],
    skal: { slag: 'anteckning', text: 'prov' },
  });
  if (svar.status !== 201) throw new Error(svar.text);
};

const rader = (text: string): string[] => text.split('\n').filter((rad) => rad !== '');

describe('medan npm start går och skriver', () => {
  test('tas en kopia, och det återställda är som det var vid en händelse', async () => {
    const lage = { kopierar: true };
    const skrivning = (async () => {
      while (lage.kopierar) await bokfor();
    })();
    const tagen = await ops(['backup', '--out', kopia, '--data', i('igang')]);
    lage.kopierar = false;
    await skrivning;
    expect([tagen.kod, tagen.fel]).toEqual([0, expect.stringContaining('3 källdokument')]);
    expect(statSync(kopia).mode & 0o777).toBe(0o600);
    const { handelser } = JSON.parse(tagen.ut) as { handelser: number };

    const aterstallt = await ops(['restore', kopia, '--data', i('ny')]);
    expect([aterstallt.kod, aterstallt.fel]).toEqual([
      0,
      expect.stringMatching(/(\d+) av \1 läsmodeller lika/),
    ]);
    const [har, dar] = await Promise.all(
      ['ny', 'igang'].map((data) => ops(['handelser', 'list', '--data', i(data)])),
    );
    expect(rader(dar!.ut).length).toBeGreaterThan(handelser);
    expect(rader(har!.ut)).toEqual(rader(dar!.ut).slice(0, handelser));
    const avstamt = await ops(['avstam', '--data', i('ny')]);
    expect([avstamt.kod, avstamt.ut]).toEqual([0, expect.stringContaining('oförklarade')]);
  });

  test('nekas en återställning dit, och en kopia till ett namn som finns', async () => {
    const dit = await ops(['restore', kopia, '--data', i('igang')]);
    expect([dit.kod, dit.fel]).toEqual([3, expect.stringContaining('INSTANS_UPPTAGEN')]);
    const igen = await ops(['backup', '--out', kopia, '--data', i('igang')]);
    expect([igen.kod, igen.fel]).toEqual([1, expect.stringContaining('KOPIA_FINNS')]);
  });

  test('lämnar en kopia som avbryts med Ctrl-C inget efter sig', async () => {
    const avbruten = await ops(['backup', '--out', i('avbruten.tar'), '--data', i('igang')], {}, 'händelser');
    expect([avbruten.kod, avbruten.ut]).toEqual([130, '']);
    expect(readdirSync(mapp).filter((namn) => namn.startsWith('avbruten'))).toEqual([]);
  });
});

describe('en återställning som dödas', () => {
  test('tas inte för hel av npm start, och fortsätter nästa gång', async () => {
    const dodad = startaBarn(PROGRAM.ops, ['restore', kopia, '--data', i('dodad')]);
    await sagt(dodad, /Läsmodellerna byggs/);
    dodad.doda('SIGKILL');
    expect(await dodad.slut).toBe('SIGKILL');
    const start = startaBarn(PROGRAM.start, ['--data', i('dodad'), '--once']);
    expect(await start.slut).toBe(3);
    expect(start.felutskrift()).toContain('ATERSTALLNING_EJ_KLAR');
    const igen = await ops(['restore', kopia, '--data', i('dodad')]);
    expect([igen.kod, igen.fel]).toEqual([0, expect.stringContaining('Fortsätter en återställning')]);
    const [a, b] = await Promise.all(
      ['ny', 'dodad'].map((data) => ops(['projektioner', 'digest', '--data', i(data)])),
    );
    expect([b!.kod, b!.ut]).toEqual([0, a!.ut]);
    const omstart = startaBarn(PROGRAM.start, ['--data', i('dodad'), '--once']);
    expect(await omstart.slut).toBe(0);
  });
});

describe('nekas innan något görs', () => {
  test('en kopia där en byte är ändrad', async () => {
    const andrad = readFileSync(kopia);
    andrad[700] = andrad[700]! ^ 1;
    writeFileSync(i('andrad.tar'), andrad);
    const svar = await ops(['restore', i('andrad.tar'), '--data', i('orord')]);
    expect([svar.kod, svar.ut]).toEqual([1, '']);
    expect(svar.fel).toMatch(/KOPIA_SKADAD: .*handelser\/000000000001/);
    expect(existsSync(i('orord'))).toBe(false);
  });

  test('en datamapp med data', async () => {
    const svar = await ops(['restore', kopia, '--data', i('ny')]);
    expect([svar.kod, svar.fel]).toEqual([1, expect.stringContaining('ATERSTALLNING_EJ_TOM')]);
  });
});

test('samma kopia återställs på servrar: händelserna i KurrentDB, läsmodellerna i PostgreSQL', async () => {
  const [server, databas] = await Promise.all([kurrentserver(), nyDatabas()]);
  const prefix = nyttPrefix();
  const miljo = { DATABASE_URL: databas.url, EVENT_STORE_URL: server.url, EVENT_STORE_PREFIX: prefix };
  const svar = await ops(['restore', kopia], miljo);
  expect([svar.kod, svar.fel]).toEqual([0, expect.stringMatching(/(\d+) av \1 läsmodeller lika/)]);
  const [har, dar] = await Promise.all([
    ops(['projektioner', 'digest'], miljo),
    ops(['projektioner', 'digest', '--data', i('ny')]),
  ]);
  expect(har.ut).toBe(dar.ut);
  server.stang();
  await databas.taBort();
});
