import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { oppnaSystem } from '#apps/standalone/src/system.js';
import { Kalldokumentarkiv } from '#inlasning/public.js';
import { nyDatabas, type TestDatabas } from '../../../../test/databas/databas.js';
import { FORBUND, registreraLitetForbund } from '../../../../test/litet-forbund.js';
import { aterstallI, kopiemapp, kopiera } from '../../../../test/sakerhetskopia.js';
import {
  konfigurationFor,
  oppnaTestsystem,
  seedaMedfoljande,
  type Testsystem,
  VEM,
} from '../../../../test/system.js';
import { skrivHistoria } from '../generera/skriv-historia.js';

jest.setTimeout(180_000);
const tyst = (): void => undefined;

let kalla: Testsystem;
let mapp: ReturnType<typeof kopiemapp>;
let fil: string;
beforeAll(async () => {
  mapp = kopiemapp();
  fil = mapp.fil('kopia.tar');
  kalla = await oppnaTestsystem();
  await seedaMedfoljande(kalla);
  const matt = { forbund: 1, ar: 2, verifikationer: 1_200, fro: '1' };
  await skrivHistoria(kalla, matt, { vem: VEM, tillsammans: true, framsteg: tyst });
  await kopiera(kalla, fil);
});
afterAll(async () => {
  await kalla.taBort();
  mapp.taBort();
});

let mal: TestDatabas;
beforeEach(async () => {
  mal = await nyDatabas();
});
afterEach(async () => {
  jest.restoreAllMocks();
  await mal.taBort();
});

/** What a program finds there that is started in the ordinary way. */
async function arkivet(url: string) {
  const system = await oppnaSystem(konfigurationFor(url), tyst);
  try {
    return {
      handelser: (await system.store.head()).ordinal,
      filer: await system.hamta(Kalldokumentarkiv).alla(),
    };
  } finally {
    await system.stang();
  }
}

describe('återställning', () => {
  it('som dör mitt i: inget program startar på det halva, en annan kopia nekas, samma kopia fortsätter', async () => {
    const dod = new Error('dödad');
    let skrivna = 0;
    const halv = aterstallI(mal.url, fil, {
      framsteg: (klara) => {
        skrivna = klara;
        throw dod;
      },
    });
    await expect(halv).rejects.toBe(dod);
    const alla = (await kalla.store.head()).ordinal;
    expect([skrivna > 0, skrivna < alla]).toEqual([true, true]);
    await expect(arkivet(mal.url)).rejects.toMatchObject({ kod: 'ATERSTALLNING_EJ_KLAR' });
    const annan = mapp.fil('annan.tar');
    await kopiera(kalla, annan, { nu: new Date('2024-09-01T12:00:00Z') });
    const [a, b] = await Promise.allSettled([aterstallI(mal.url, annan), arkivet(mal.url)]);
    expect([a, b]).toMatchObject([
      { reason: { kod: 'ATERSTALLNING_ANNAN_KOPIA' } },
      { reason: { kod: 'ATERSTALLNING_EJ_KLAR' } },
    ]);
    const klar = await aterstallI(mal.url, fil);
    expect(klar.handelser).toBe(alla);
    expect(klar.lasmodeller.map((l) => l.lika)).toEqual(klar.lasmodeller.map(() => true));
    expect(await arkivet(mal.url)).toEqual({
      handelser: alla,
      filer: await kalla.hamta(Kalldokumentarkiv).alla(),
    });
  });

  it('i något som har data nekas, och rör det inte', async () => {
    const system = await oppnaSystem(konfigurationFor(mal.url), tyst);
    await registreraLitetForbund(system);
    const { ordinal } = await system.store.head();
    await system.stang();
    await expect(aterstallI(mal.url, fil)).rejects.toMatchObject({ kod: 'ATERSTALLNING_EJ_TOM' });
    expect(await arkivet(mal.url)).toEqual({ handelser: ordinal, filer: [] });
  });

  it('av en tom installation ger en tom', async () => {
    const [tom, kopia] = [await oppnaTestsystem(), mapp.fil('tom.tar')];
    await kopiera(tom, kopia);
    expect(await aterstallI(mal.url, kopia)).toMatchObject({ handelser: 0, arkiv: 0 });
    await tom.taBort();
  });
});

describe('läsmodellerna i kopian', () => {
  it('som stod efter händelserna jämförs där de stod', async () => {
    const kopia = mapp.fil('efter.tar');
    const system = await oppnaTestsystem();
    await registreraLitetForbund(system, 'forst');
    const fore = (await system.store.head()).ordinal;
    const digest = system.projektor.digest.bind(system.projektor);
    jest.spyOn(system.projektor, 'digest').mockImplementationOnce(async () => {
      const da = await digest();
      await registreraLitetForbund(system, FORBUND);
      return da;
    });
    const manifest = await kopiera(system, kopia);
    expect(new Set(manifest.lasmodeller.map((l) => l.ordinal))).toEqual(new Set([fore]));
    expect(manifest.handelser.antal).toBeGreaterThan(fore);
    const { lasmodeller } = await aterstallI(mal.url, kopia);
    expect(lasmodeller.filter((l) => l.lika !== true)).toEqual([]);
    await system.taBort();
  });

  it('som inte var vad händelserna ger visas, och det återställda är helt ändå', async () => {
    const kopia = mapp.fil('olika.tar');
    const system = await oppnaTestsystem();
    await registreraLitetForbund(system);
    await system.projektor.kommIkapp();
    await system.readStore.sql`delete from forbundsregister.forbund`;
    await kopiera(system, kopia);
    const { lasmodeller } = await aterstallI(mal.url, kopia);
    expect(lasmodeller.filter((l) => l.lika !== true)).toMatchObject([
      { namn: 'forbundsregister', lika: false },
    ]);
    expect((await arkivet(mal.url)).handelser).toBeGreaterThan(0);
    await system.taBort();
  });

  it('av en äldre version jämförs inte; en som är trasig hindrar inte kopian', async () => {
    const kopia = mapp.fil('aldre.tar');
    const system = await oppnaTestsystem();
    await registreraLitetForbund(system);
    const { projektor } = system;
    const [digest, kommIkapp] = [projektor.digest.bind(projektor), projektor.kommIkapp.bind(projektor)];
    jest
      .spyOn(projektor, 'digest')
      .mockImplementationOnce(async () =>
        (await digest()).map((d) => (d.namn === 'huvudbok' ? { ...d, version: 1 } : d)),
      );
    jest.spyOn(projektor, 'kommIkapp').mockImplementation(async (val) => {
      if (val?.namn?.includes('budget')) throw new Error('trasig');
      await kommIkapp(val);
    });
    const sagt: string[] = [];
    const manifest = await kopiera(system, kopia, { sag: (rad) => sagt.push(rad) });
    expect(sagt).toEqual(['Kopian tas utan kontrollsumma för läsmodellen budget: trasig']);
    expect(manifest.lasmodeller.map((l) => l.namn)).not.toContain('budget');
    const { lasmodeller } = await aterstallI(mal.url, kopia);
    expect(lasmodeller.filter((l) => l.lika !== true)).toMatchObject([{ namn: 'huvudbok', lika: null }]);
    await system.taBort();
  });
});
