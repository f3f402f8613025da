import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { MEDFOLJANDE } from '#apps/standalone/src/seed.js';
import { nyDatabas, type TestDatabas } from '../../../test/databas/databas.js';
import { ops, Opsprocess, type Korning } from '../../../test/ops.js';

/** Calls are processes, on a machine that runs other tests meanwhile. */
jest.setTimeout(120_000);

let mapp: string;
let iFoljd: Opsprocess;
beforeAll(() => {
  mapp = mkdtempSync(join(tmpdir(), 'ops-'));
  iFoljd = new Opsprocess();
});
afterAll(async () => {
  await iFoljd.stang();
  rmSync(mapp, { recursive: true });
});

function fil(namn: string, innehall: string): string {
  const vag = join(mapp, namn);
  mkdirSync(join(vag, '..'), { recursive: true });
  writeFileSync(vag, innehall);
  return vag;
}

/** A small document of the schema: one förbund, one line. */
const dokument = (id: string, utfall = -600): string =>
  JSON.stringify({
    schema: 'kalldokument/1',
    id,
    forbund: { nyckel: 'lilla', namn: 'Lilla förbundet', medlemmar: [] },
    tabeller: [
      {
        id: 'drift',
        titel: 'Driftredovisning',
        enhet: 'kr',
        tecken: 'kostnad_negativ',
        kolumner: [
          { id: 'utfall', slag: 'utfall', fran: '2024-01-01', till: '2024-06-30' },
          { id: 'budget', slag: 'budget', ar: 2024 },
        ],
        rader: [{ rad: 'Team', post: 'team', slag: 'kostnad', grupp: 'individ', varden: [utfall, -1200] }],
        summor: [],
      },
    ],
  });

describe('på en fylld databas', () => {
  let databas: TestDatabas;
  let seedad: Korning;
  const kor = (...argument: string[]): Promise<Korning> =>
    iFoljd.kor(argument, { DATABASE_URL: databas.url });
  /** In a process of its own: each command at least once. */
  const forSig = (...argument: string[]): Promise<Korning> => ops(argument, { DATABASE_URL: databas.url });
  const antalHandelser = async (): Promise<number> => rader((await kor('handelser', 'list')).ut).length;
  const rader = (text: string): string[] => text.split('\n').filter((rad) => rad !== '');

  beforeAll(async () => {
    databas = await nyDatabas();
    seedad = await forSig('seed');
  });
  afterAll(() => databas.taBort());

  test('seed läser in det medföljande, och en andra gång ändras inget', async () => {
    expect(seedad).toMatchObject({ kod: 0, ut: '' });
    for (const d of MEDFOLJANDE.dokument) expect(seedad.fel).toContain(idFor(d));
    const fore = await antalHandelser();
    const igen = await forSig('seed');
    expect(igen).toMatchObject({ kod: 0, ut: '' });
    expect(igen.fel).toContain('redan inläst');
    expect(await antalHandelser()).toBe(fore);
  });

  test('avstam: varje cell, och ett dokument som inte är inläst nekas', async () => {
    const alla = await forSig('avstam', '--format', 'json');
    expect(alla.kod).toBe(0);
    const { summa } = JSON.parse(alla.ut) as { summa: { celler: number; oforklarade: number } };
    expect(summa.celler).toBeGreaterThan(100);
    expect(summa.oforklarade).toBe(0);
    const ett = await kor('avstam', '--dokument', 'vastmanland-delarsrapport-2024-08-31', '--format', 'json');
    expect((JSON.parse(ett.ut) as { dokument: unknown[] }).dokument).toMatchObject([
      { celler: 76, lika: 76 },
    ]);
    const okant = await forSig('avstam', '--dokument', 'finns-inte');
    expect(okant).toMatchObject({ kod: 1, ut: '' });
    expect(okant.fel).toContain('KALLDOKUMENT_EJ_INLAST');
    const annanMapp = await kor('avstam', '--dir', join(fil('dok/a.json', dokument('ej-inlast')), '..'));
    expect(annanMapp).toMatchObject({ kod: 1, ut: '' });
    expect(annanMapp.fel).toContain('KALLDOKUMENT_EJ_INLAST');
  });

  describe('rapport budgetuppfoljning', () => {
    const FRAGAN = ['--omfattning', 'vastmanland', '--per', '2024-08-31'];
    const rapport = (...argument: string[]): Promise<Korning> =>
      kor('rapport', 'budgetuppfoljning', ...FRAGAN, ...argument);

    test('som tabell är standard, och till fil är standard ut tyst', async () => {
      const ut = join(mapp, 'rapport.txt');
      const [tabell, tillFil] = await Promise.all([
        forSig('rapport', 'budgetuppfoljning', ...FRAGAN),
        rapport('--out', ut),
      ]);
      expect(tabell.kod).toBe(0);
      expect(tabell.ut).toContain('Samordningsteam Sala');
      expect(tillFil).toMatchObject({ kod: 0, ut: '' });
      expect(readFileSync(ut, 'utf8')).toBe(tabell.ut);
    });

    test('som JSON, och samma vid samma händelse', async () => {
      const nu = await rapport('--format', 'json');
      const json = JSON.parse(nu.ut) as { rapport: string; underlag: { ordinal: number } };
      expect([nu.kod, json.rapport]).toEqual([0, 'budgetuppfoljning']);
      const samma = await rapport('--format', 'json', '--som-av', String(json.underlag.ordinal));
      expect(samma.ut).toBe(nu.ut);
    });

    test('öppnar en siffra till verifikationer, händelser och dokument, i alla format', async () => {
      const visa = (...argument: string[]): Promise<Korning> =>
        rapport('--visa', 'Samordningsteam Sala', '--kolumn', 'utfall', ...argument);
      const tabell = await visa();
      expect([tabell.kod, tabell.fel]).toEqual([0, '']);
      expect(tabell.ut.replaceAll('\u00A0', ' ')).toContain('Samordningsteam Sala, Utfall: −745 806 kr');
      expect(tabell.ut).toMatch(/^2024 kalldok \d+ +2024-08-31 /m);
      const json = JSON.parse((await visa('--format', 'json')).ut) as {
        verifikationsrader: { belopp: number; handelse: object; kalldokument: object }[];
      };
      expect(json.verifikationsrader).toMatchObject([
        {
          belopp: -74_580_600,
          handelse: { typ: 'VerifikationBokford' },
          kalldokument: { dokument: 'vastmanland-delarsrapport-2024-08-31' },
        },
      ]);
      expect((await visa('--format', 'csv')).ut).toMatch(/^Verifikationer;.*;-745806,00;/m);
      const okand = await rapport('--visa', 'finns-inte');
      expect(okand).toMatchObject({ kod: 1, ut: '' });
      expect(okand.fel).toMatch(/FIGUR_OKAND: [^]*väntat: .*vastmanland\/kostnad:/);
    });

    test('öppnar ett beslut till de händelser som vilar på det', async () => {
      const svar = await kor(
        ...['rapport', 'beslut', '--omfattning', 'vasteras', '--per', '2022-06-30'],
        ...['--visa', 'Budget 2022 med underskott'],
      );
      expect(svar.kod).toBe(0);
      expect(svar.ut).toMatch(/BudgetFaststalld +anger beslutet som stöd/);
    });

    test.each([
      [['--som-av', '0'], 'INGA_UPPGIFTER'],
      [['--som-av', '1999-12-31'], 'INGA_UPPGIFTER'],
      [['--omfattning', 'finns-inte'], 'OMFATTNING_OKAND'],
      [['--out', '/finns/inte/rapport.txt'], 'FIL_EJ_SKRIVBAR'],
    ])('nekar %j', async (argument, text) => {
      const svar = await rapport(...argument);
      expect(svar).toMatchObject({ kod: 1, ut: '' });
      expect(svar.fel).toContain(text);
      expect(svar.fel).toContain('väntat:');
      expect(svar.fel).not.toContain('    at ');
    });
  });

  test('böckerna: saldobalans, ett kontos huvudbok sida för sida, verifikationslista', async () => {
    const bok = (namn: string, ...mer: string[]): Promise<Korning> =>
      kor('rapport', namn, '--omfattning', 'vasteras', '--per', '2022-06-30', ...mer);
    const saldobalans = await bok('saldobalans');
    expect(saldobalans.kod).toBe(0);
    expect(saldobalans.ut).toMatch(/^Summa +alla konton/m);
    const forsta = await bok('huvudbok', '--konto', '2999', '--till-konto', '2999', '--antal', '10');
    const efter = /efter = (\S+)/.exec(forsta.ut)?.[1] ?? '';
    const andra = await bok('huvudbok', '--konto', '2999', '--antal', '10', '--efter', efter);
    expect([forsta.kod, andra.kod]).toEqual([0, 0]);
    expect(andra.ut).toContain('Saldo från sidan före');
    const lista = await bok('verifikationslista', '--antal', '1000', '--format', 'csv');
    expect([lista.kod, rader(lista.ut).length > 100]).toEqual([0, true]);
    const nekad = await bok('huvudbok', '--konto', '19');
    expect(nekad).toMatchObject({ kod: 1, ut: '' });
    expect(nekad.fel).toMatch(/FRAGA_OGILTIG[\s\S]*fyra siffror/);
  });

  test('projektioner: list, rebuild --verify och digest', async () => {
    const lista = await forSig('projektioner', 'list');
    expect(lista.kod).toBe(0);
    expect(lista.ut).toContain('huvudbok');
    const digest = await kor('projektioner', 'digest');
    const prov = await kor('projektioner', 'rebuild', 'huvudbok', '--verify');
    const byggd = await forSig('projektioner', 'rebuild', 'huvudbok');
    expect([digest.kod, prov.kod, byggd.kod]).toEqual([0, 0, 0]);
    expect(prov.ut).toContain('lika');
    expect((await kor('projektioner', 'digest')).ut).toBe(digest.ut);
    const okand = await kor('projektioner', 'rebuild', 'finns_inte');
    expect(okand).toMatchObject({ kod: 1, ut: '' });
    expect(okand.fel).toMatch(/LASMODELL_OKAND: .*huvudbok/);
  });

  test('handelser: en rad JSON per händelse, från och med och högst', async () => {
    const alla = rader((await forSig('handelser', 'list')).ut).map(
      (r) => (JSON.parse(r) as { ordinal: number }).ordinal,
    );
    expect(alla).toEqual(alla.map((_, n) => n + 1));
    const nagra = await kor('handelser', 'list', '--fran', '5', '--max', '3');
    expect(rader(nagra.ut).map((r) => (JSON.parse(r) as { ordinal: number }).ordinal)).toEqual([5, 6, 7]);
    const { stream } = JSON.parse(rader(nagra.ut)[0]!) as { stream: string };
    const strom = rader((await kor('handelser', 'list', '--stream', stream)).ut);
    expect(strom.every((r) => (JSON.parse(r) as { stream: string }).stream === stream)).toBe(true);
    const en = await kor('handelser', 'visa', '5');
    expect(JSON.parse(en.ut)).toEqual(JSON.parse(rader(nagra.ut)[0]!));
    const ingen = await kor('handelser', 'visa', '999999');
    expect(ingen).toMatchObject({ kod: 1, ut: '' });
    expect(ingen.fel).toContain('HANDELSE_OKAND');
    expect(await kor('handelser', 'list', '--stream', 'Finns Inte')).toMatchObject({ kod: 1, ut: '' });
  });
});

describe('på en tom databas', () => {
  let databas: TestDatabas;
  const kor = (...argument: string[]): Promise<Korning> =>
    iFoljd.kor(argument, { DATABASE_URL: databas.url });
  /** In a process of its own: each command at least once. */
  const forSig = (...argument: string[]): Promise<Korning> => ops(argument, { DATABASE_URL: databas.url });
  const handelser = async (): Promise<string> => (await kor('handelser', 'list')).ut;

  beforeEach(async () => {
    databas = await nyDatabas();
  });
  afterEach(() => databas.taBort());

  test('import: en provkörning ändrar inget, sedan läses filen in, och bara en gång', async () => {
    const vag = fil('lilla.json', dokument('lilla-2024'));
    const prov = await kor('import', 'kalldokument', vag, '--dry-run');
    expect(prov).toMatchObject({ kod: 0, ut: '' });
    expect(prov.fel).toContain('godkänd');
    expect(await handelser()).toBe('');
    expect(await forSig('import', 'kalldokument', vag)).toMatchObject({ kod: 0, ut: '' });
    const fore = await handelser();
    expect(fore).toContain('PrognosBeraknad');
    const igen = await kor('import', 'kalldokument', vag);
    expect([igen.kod, await handelser()]).toEqual([0, fore]);
    expect(igen.fel).toContain('redan inläst');
    const andrat = await forSig('import', 'kalldokument', fil('andrat.json', dokument('lilla-2024', -700)));
    expect(andrat).toMatchObject({ kod: 1, ut: '' });
    expect(andrat.fel).toContain('KALLDOKUMENT_ANDRAT');
    expect(await handelser()).toBe(fore);
  });

  test('en fil som nekas: kod, fält och vad som väntades, och inget är lagrat', async () => {
    const fall: [string, string][] = [
      ['inte json', 'KALLDOKUMENT_EJ_JSON'],
      ['{}', 'KALLDOKUMENT_FEL_SCHEMA'],
      [dokument('lilla').replace('[-600,-1200]', '[-600]'), 'KALLDOKUMENT_FEL_ANTAL_VARDEN'],
      [dokument('lilla').replace('-600', '-600.123'), 'BELOPP_EJ_HELTAL'],
    ];
    for (const [innehall, kod] of fall) {
      const svar = await kor('import', 'kalldokument', fil('nekas.json', innehall));
      expect([svar.kod, svar.ut, svar.fel]).toEqual([1, '', expect.stringContaining(`${kod}: `)]);
      // A file that is no JSON has no field to name.
      if (kod !== 'KALLDOKUMENT_EJ_JSON') expect(svar.fel).toContain('fält: ');
      expect(svar.fel).toContain('väntat: ');
    }
    const saknas = await kor('import', 'kalldokument', join(mapp, 'finns-inte.json'));
    expect([saknas.kod, saknas.fel]).toEqual([1, expect.stringContaining('FIL_OLASLIG')]);
    expect(await handelser()).toBe('');
  });

  test('seed --dir: mappens dokument, allt kontrollerat före det första', async () => {
    const vag = fil('seed/a.json', dokument('a'));
    const trasig = fil('seed/b.json', '{"schema":"kalldokument/1"}');
    const nekad = await kor('seed', '--dir', join(vag, '..'));
    expect(nekad).toMatchObject({ kod: 1, ut: '' });
    expect(nekad.fel).toContain('b.json');
    expect(await handelser()).toBe('');
    rmSync(trasig);
    expect((await kor('seed', '--dir', join(vag, '..'))).kod).toBe(0);
    const avstamt = await kor('avstam', '--format', 'json');
    expect(JSON.parse(avstamt.ut)).toMatchObject({ dokument: [{ id: 'a', celler: 2, lika: 2 }] });
  });

  test('Ctrl-C mitt i en inläsning: 130, och nästa gång fortsätter den', async () => {
    const avbruten = await ops(['seed'], { DATABASE_URL: databas.url }, 'Läser in');
    expect(avbruten).toMatchObject({ kod: 130, ut: '' });
    expect(avbruten.fel).not.toContain('fel:');
    expect((await forSig('seed')).kod).toBe(0);
    const avstamt = await kor('avstam', '--format', 'json');
    expect(JSON.parse(avstamt.ut)).toMatchObject({ summa: { oforklarade: 0 } });
  });

  test.each([
    ['en mapp som inte finns', () => join(mapp, 'finns-inte'), 'SEED_MAPP_SAKNAS'],
    ['en fil', () => fil('en-fil.json', '{}'), 'SEED_MAPP_SAKNAS'],
    ['en tom mapp', () => join(fil('tom/las-mig.txt', ''), '..'), 'SEED_MAPP_TOM'],
  ])('seed --dir nekar %s', async (_, vag, kod) => {
    const svar = await kor('seed', '--dir', vag());
    expect([svar.kod, svar.ut, svar.fel]).toEqual([1, '', expect.stringContaining(`${kod}: `)]);
  });
});

describe('när miljön sviker', () => {
  test('fel användning är 2, också innan något öppnas', async () => {
    const [okand, inget] = await Promise.all([ops(['--nej']), ops([])]);
    expect([okand.kod, okand.ut, inget.kod, inget.ut]).toEqual([2, '', 2, '']);
  });

  test.each([
    [
      'ingen svarar',
      () => Promise.resolve('postgres://anna:hemligt@127.0.0.1:1/x'),
      'ingen svarar på adressen',
    ],
    [
      'värden finns inte',
      () => Promise.resolve('postgres://anna:hemligt@finns-inte.invalid/x'),
      'DATABASE_URL går inte att använda',
    ],
    ['fel lösenord', () => andrad((url) => (url.password = 'hemligt')), 'lösenordet godtas inte'],
    ['ingen sådan databas', () => andrad((url) => (url.pathname = '/finns_inte')), 'databasen finns inte'],
  ])('en DATABASE_URL där %s: 3, på svenska, utan adressen', async (_, adress, text) => {
    const svar = await ops(['handelser', 'list'], { DATABASE_URL: await adress() });
    expect([svar.kod, svar.ut]).toEqual([3, '']);
    expect(svar.fel).toContain('DATABASEN_NAS_INTE');
    expect(svar.fel).toContain('DATABASE_URL');
    expect(svar.fel).toContain(text);
    expect(svar.fel).not.toMatch(/hemligt|^ +at /m);
  });

  test.each([
    ['DATABASE_URL', 'mysql://x'],
    ['EVENT_STORE_URL', 'http://x'],
    ['LOG_LEVEL', 'mycket'],
  ])('%s=%s: 3, och variabeln nämns', async (namn, varde) => {
    const svar = await ops(['handelser', 'list'], { [namn]: varde });
    expect([svar.kod, svar.ut, svar.fel]).toEqual([3, '', expect.stringContaining(namn)]);
    expect(svar.fel).toContain('KONFIGURATION_OGILTIG');
  });
});

const idFor = (vag: string): string => (JSON.parse(readFileSync(vag, 'utf8')) as { id: string }).id;

/** The address of the tests' own server, with something wrong in it. */
async function andrad(hur: (url: URL) => unknown): Promise<string> {
  const { url, taBort } = await nyDatabas();
  await taBort();
  const adress = new URL(url);
  adress.pathname = '/postgres';
  hur(adress);
  return adress.href;
}
