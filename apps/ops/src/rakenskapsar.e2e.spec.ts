import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { UtforKompletteraKontoplan } from '#bokforing/public.js';
import { bokfor, BIDRAG, FORBUND, registreraLitetForbund, TEAM } from '../../../test/litet-forbund.js';
import { ops, Opsprocess, type Korning } from '../../../test/ops.js';
import { oppnaTestsystem, utfor, type Testsystem } from '../../../test/system.js';

/** Calls are processes, on a machine that runs other tests meanwhile. */
jest.setTimeout(240_000);

const KONTO = { konto: '2010', namn: 'Eget kapital' };

let system: Testsystem;
let iFoljd: Opsprocess;
beforeAll(async () => {
  iFoljd = new Opsprocess();
  system = await oppnaTestsystem();
  await registreraLitetForbund(system);
  const plan = { konton: [KONTO], motparter: [], nyaPoster: [], andradePoster: [] };
  await utfor(
    system,
    FORBUND,
    (k) =>
      new UtforKompletteraKontoplan({ typ: 'KompletteraKontoplan', data: { forbund: FORBUND, ...plan } }, k),
  );
  await bokfor(system, '2023-02-01', BIDRAG, 1_234_500n);
  await bokfor(system, '2023-03-01', TEAM, -400_000n);
});
afterAll(async () => {
  await iFoljd.stang();
  await system.taBort();
});

const raden = (text: string, mer: readonly string[]): string[] => [
  ...['rakenskapsar', ...text.split(' '), '--forbund', FORBUND, '--ar', '2023'],
  ...mer,
];
const kor = (text: string, ...mer: string[]): Promise<Korning> =>
  iFoljd.kor(raden(text, mer), { DATABASE_URL: system.url });
/** In a process of its own: each command once. */
const forSig = (text: string, ...mer: string[]): Promise<Korning> =>
  ops(raden(text, mer), { DATABASE_URL: system.url });
const ARET = ['--fran', '2023-01-01', '--till', '2023-12-31'];
const DECEMBER = ['--fran', '2023-12-01', '--till', '2023-12-31', '--serie', 'a'];
const SKAL = ['--skal', 'Avstämt mot banken'];

async function manader(...mer: string[]): Promise<string[]> {
  const { ut } = await kor('visa --format json', ...mer);
  return (JSON.parse(ut) as { manader: { status: string }[] }).manader.map((m) => m.status);
}

test('nekar, med kod och vad som väntades, och lagrar inget', async () => {
  const fore = await system.store.head();
  const fall: [Korning, string][] = [
    [await kor('bokslut --konto 2010', ...SKAL), 'ARET_EJ_STANGT'],
    [await kor('stang --beslut finns-inte', ...ARET), 'BESLUT_OKANT'],
    [await kor('stang --fran 2023-01-02 --till 2023-01-31', ...SKAL), 'PERIOD_EJ_HELA_MANADER'],
    [await kor('oppna', ...ARET, ...SKAL), 'PERIOD_EJ_STANGD'],
    [await kor('stang', ...ARET, ...SKAL, '--forbund', 'finns-inte'), 'FORBUND_OKANT'],
    [await kor('visa', '--forbund', 'finns-inte'), 'FORBUND_OKANT'],
  ];
  for (const [svar, kod] of fall) {
    expect([svar.kod, svar.ut, svar.fel]).toEqual([1, '', expect.stringContaining(`${kod}: `)]);
    expect(svar.fel).toContain('väntat: ');
  }
  expect(await system.store.head()).toEqual(fore);
});

test('stänger, öppnar och avslutar ett år, och visar det, också som det var', async () => {
  expect(await forSig('stang', ...ARET, ...SKAL)).toMatchObject({
    ...{ kod: 0, ut: '' },
    fel: expect.stringMatching(/lilla 2023: 2023-01-01–2023-12-31 är nu stängd i alla serier, händelse \d+/),
  });
  const stangt = await system.store.head();
  expect((await kor('stang', ...ARET, ...SKAL)).fel).toContain('PERIOD_REDAN_STANGD');
  expect(await forSig('oppna', ...DECEMBER, ...SKAL)).toMatchObject({
    ...{ kod: 0, fel: expect.stringContaining('är nu öppen i serie a') },
  });
  expect(await manader()).toEqual([...Array<string>(11).fill('stangd'), 'oppen']);
  expect(await manader('--som-av', String(stangt.ordinal))).toEqual(Array<string>(12).fill('stangd'));
  expect((await kor('stang', ...DECEMBER, ...SKAL)).kod).toBe(0);
  expect(await forSig('bokslut --konto 2010', ...SKAL)).toMatchObject({
    ...{ kod: 0, ut: '', fel: expect.stringContaining('2024 öppnar med dess balanser') },
  });
  const visat = await forSig('visa');
  expect([visat.kod, visat.fel]).toEqual([0, '']);
  expect(visat.ut.replaceAll('\u00A0', ' ')).toMatch(
    /^1 +2010 +8 345 +\S+ +Avstämt mot banken +\d+ +händelse \d+$/m,
  );
  expect(visat.ut).not.toContain('Skillnader mot');
});
