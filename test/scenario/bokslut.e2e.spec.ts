import { CommandBus } from '@nestjs/cqrs';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { oppnaKlient, type Klient, type Svar } from '#apps/api/src/http/klient.fixtures.js';
import { Bokforingssopning, bokforingStream, UtforBokforingskommando } from '#bokforing/public.js';
import { arDomanFel } from '#kernel/fel.js';
import { datum } from '#kernel/datum.js';
import { FORBUND, registreraLitetForbund } from '../litet-forbund.js';
import { oppnaTestsystem, sistaOrdinalen, VEM, type Testsystem } from '../system.js';

/** Many requests, on a machine that runs other tests meanwhile. */
jest.setTimeout(120_000);

const BAS = `/api/v1/forbund/${FORBUND}`;
const skal = { slag: 'anteckning', text: 'prov' };
const grund = { slag: 'anteckning', text: 'Avstämt' };
const manader = (fran: string, till: string) => ({ fran, till, grund });

let system: Testsystem;
let klient: Klient;

beforeAll(async () => {
  system = await oppnaTestsystem();
  await registreraLitetForbund(system);
  klient = oppnaKlient(await system.adress());
  const konton = [
    { konto: '2010', namn: 'Eget kapital' },
    { konto: '2990', namn: 'Upplupna kostnader' },
  ];
  await klient.posta(`${BAS}/kontoplan`, { konton, skal });
});
afterAll(() => system.taBort());

/** `5800 100, 1930 -100` as rows of a request, in öre. */
const rader = (text: string) =>
  text.split(', ').map((rad) => {
    const [konto, belopp] = rad.split(' ');
    return { konto, beloppOre: Number(belopp) };
  });
const bokfor = (dag: string, text: string, serie = 'a'): Promise<Svar> =>
  klient.posta(`${BAS}/verifikationer`, { serie, datum: dag, text: 'Prov', rader: rader(text), skal });
const aret = async (ar: number, somAv?: number) =>
  (await klient.hamta(`${BAS}/rakenskapsar/${ar}${somAv === undefined ? '' : `?somAv=${somAv}`}`)).json as {
    serier: { serie: string; stangda: { manad: number }[] }[];
    manader: { manad: number; status: string }[];
    andringar: { nummer: number; genomford: boolean }[];
    bokslut: { nummer: number; resultatOre: number; ingaende: number | null }[];
    ingaendeBalans: string;
    skillnaderMotNastaAr: { konto: string; utgaendeOre: number; ingaendeOre: number }[];
  };
const kod = (svar: Svar): unknown => svar.json['code'] ?? svar.status;
const stang = (ar: number, fran = `${ar}-01-01`, till = `${ar}-12-31`): Promise<Svar> =>
  klient.posta(`${BAS}/rakenskapsar/${ar}/stangningar`, manader(fran, till));
const oppna = (ar: number, fran = `${ar}-01-01`, till = `${ar}-12-31`): Promise<Svar> =>
  klient.posta(`${BAS}/rakenskapsar/${ar}/oppningar`, manader(fran, till));
const avsluta = (ar: number): Promise<Svar> =>
  klient.posta(`${BAS}/rakenskapsar/${ar}/bokslut`, { konto: '2010', grund });

describe('en stängd period', () => {
  test('är stängd i alla serier, också i en som kommer efteråt; nekandet lagrar inget', async () => {
    await bokfor('2020-01-31', '5800 100, 1930 -100');
    await bokfor('2020-01-31', '5800 100, 1930 -100', 'b');
    expect(kod(await stang(2020, '2020-01-01', '2020-06-30'))).toBe(201);
    const fore = await sistaOrdinalen(system);
    for (const serie of ['a', 'b', 'ny']) {
      const nekad = await bokfor('2020-06-30', '5800 1, 1930 -1', serie);
      expect([serie, nekad.status, kod(nekad), nekad.json['av'] ?? null]).toEqual([
        serie,
        409,
        'PERIOD_STANGD',
        null,
      ]);
      expect(nekad.json['detail']).toContain(`är stängd i serie ${serie}, av ${VEM} (Avstämt)`);
    }
    expect(await sistaOrdinalen(system)).toBe(fore);
    expect(kod(await bokfor('2020-07-01', '5800 1, 1930 -1', 'ny'))).toBe(201);
    const { serier, manader: status } = await aret(2020);
    expect(serier.map((s) => [s.serie, s.stangda.length])).toEqual([
      ['a', 6],
      ['b', 6],
      ['ny', 6],
    ]);
    expect(status.map((m) => m.status)).toEqual([
      ...Array.from({ length: 6 }, () => 'stangd'),
      ...Array.from({ length: 6 }, () => 'oppen'),
    ]);
  });

  test('kan öppnas igen, och tillståndet som av tidigare är som det var', async () => {
    const { ordinal } = await system.store.head();
    expect(kod(await oppna(2020, '2020-06-01', '2020-06-30'))).toBe(201);
    expect(kod(await bokfor('2020-06-30', '5800 1, 1930 -1', 'b'))).toBe(201);
    expect((await aret(2020)).manader[5]?.status).toBe('oppen');
    expect((await aret(2020, ordinal)).manader[5]?.status).toBe('stangd');
  });

  test('stängs medan det bokförs i nya och gamla serier: inget hamnar i den efteråt', async () => {
    const serier = ['a', 'b', 'c', 'd', 'e', 'f'];
    await bokfor('2019-03-01', '5800 1, 1930 -1');
    const bokningar = Array.from({ length: 30 }, (_, n) =>
      bokfor('2019-03-31', '5800 1, 1930 -1', serier[n % serier.length]),
    );
    const stangning = stang(2019, '2019-03-01', '2019-03-31');
    const svar = await Promise.all([stangning, ...bokningar]);
    expect(svar.every((s) => [201, 409].includes(s.status))).toBe(true);
    for (const serie of serier) {
      const handelser = await system.store.readStream(bokforingStream(FORBUND, 2019, serie));
      const stangd = handelser.findIndex((h) => h.typ === 'PeriodStangd');
      if (handelser.length === 0) continue; // all that wanted to book in it came too late
      expect(stangd).toBeGreaterThanOrEqual(0);
      expect(handelser.slice(stangd).filter((h) => h.typ === 'VerifikationBokford')).toEqual([]);
    }
    expect((await aret(2019)).andringar).toMatchObject([{ nummer: 1, genomford: true }]);
  });

  test('en stängning som avbröts fullföljs, av nästa sopning', async () => {
    const rest = (await aret(2019)).andringar.length;
    // As if the process had died when the change was decided.
    await system.store.append(
      `rakenskapsar-${FORBUND}-2019`,
      [
        {
          typ: 'PeriodstangningBeslutad',
          data: {
            forbund: FORBUND,
            ar: 2019,
            nummer: rest + 1,
            fran: datum('2019-05-01'),
            till: datum('2019-05-31'),
            av: VEM,
            grund,
          },
        },
      ],
      {
        expected: 'exists',
        metadata: {
          kommandoId: 'avbrott',
          vem: VEM,
          skal: { slag: 'anteckning', text: 'prov' },
          forbund: [FORBUND],
          indatahash: '0'.repeat(64),
        },
      },
    );
    expect((await aret(2019)).andringar.at(-1)).toMatchObject({ genomford: false });
    expect(await system.hamta(Bokforingssopning).sopa(datum('2000-01-01'), { vem: VEM })).toMatchObject({
      avslutade: 1,
      nekade: [],
    });
    expect((await aret(2019)).andringar.at(-1)).toMatchObject({ genomford: true });
    expect(kod(await bokfor('2019-05-02', '5800 1, 1930 -1'))).toBe('PERIOD_STANGD');
    expect(await system.hamta(Bokforingssopning).sopa(datum('2000-01-01'), { vem: VEM })).toMatchObject({
      avslutade: 0,
    });
  });
});

describe('årsbokslutet', () => {
  test('för resultatet till eget kapital, öppnar nästa år och görs om efter en rättelse', async () => {
    const A = 2010;
    await bokfor(`${A}-02-01`, '1930 1000, 3500 -1000');
    await bokfor(`${A}-03-01`, '5800 400, 1930 -400', 'b');
    await bokfor(`${A + 1}-01-15`, '5800 50, 1930 -50');
    expect((await aret(A + 1)).ingaendeBalans).toBe('overford');
    expect(kod(await avsluta(A))).toBe('ARET_EJ_STANGT');
    await stang(A);
    await stang(A + 1, `${A + 1}-01-01`, `${A + 1}-01-31`);
    expect(kod(await avsluta(A))).toBe(201);
    const forsta = await aret(A);
    expect(forsta.bokslut).toMatchObject([{ nummer: 1, resultatOre: 600, ingaende: expect.any(Number) }]);
    expect([forsta.skillnaderMotNastaAr, (await aret(A + 1)).ingaendeBalans]).toEqual([[], 'bokford']);
    const ingaende = await system.store.readStream(bokforingStream(FORBUND, A + 1, 'bokslut'));
    expect(ingaende.filter((h) => h.typ === 'IngaendeBalansBokford').map((h) => h.data)).toEqual([
      {
        forbund: FORBUND,
        ar: A + 1,
        serie: 'bokslut',
        bokslut: 1,
        rader: [
          { konto: '1930', beloppOre: 600n },
          { konto: '2010', beloppOre: -600n },
        ],
      },
    ]);

    await oppna(A, `${A}-12-01`, `${A}-12-31`);
    await bokfor(`${A}-12-31`, '5800 70, 1930 -70');
    expect((await aret(A)).skillnaderMotNastaAr).toEqual([
      { konto: '1930', insats: null, motpart: null, utgaendeOre: 530, ingaendeOre: 600 },
      { konto: '20', insats: null, motpart: null, utgaendeOre: -530, ingaendeOre: -600 },
    ]);
    expect(kod(await avsluta(A))).toBe('ARET_EJ_STANGT');
    await stang(A, `${A}-12-01`, `${A}-12-31`);
    expect(kod(await avsluta(A))).toBe(201);
    expect((await aret(A)).bokslut).toMatchObject([{ resultatOre: 600 }, { nummer: 2, resultatOre: 530 }]);
    expect((await aret(A)).skillnaderMotNastaAr).toEqual([]);
    expect(kod(await avsluta(A))).toBe('BOKSLUT_OFORANDRAT');
  });

  test('samma begäran igen ger samma svar', async () => {
    const A = 2012;
    await bokfor(`${A}-02-01`, '1930 1000, 3500 -1000');
    // The years before are closed first: what they leave is what this one opens with.
    expect(kod(await stang(A))).toBe(201);
    expect(kod(await avsluta(A))).toBe('FOREGAENDE_AR_EJ_AVSLUTAT');
    await stang(A - 1, `${A - 1}-02-01`, `${A - 1}-12-31`);
    expect(kod(await avsluta(A - 1))).toBe('PERIOD_STANGD');
    await oppna(A);
    expect(kod(await avsluta(A - 1))).toBe(201);
    await stang(A);
    const begaran = { konto: '2010', grund };
    const nyckel = { 'Idempotency-Key': 'bokslut-2012' };
    const forsta = await klient.posta(`${BAS}/rakenskapsar/${A}/bokslut`, begaran, nyckel);
    const igen = await klient.posta(`${BAS}/rakenskapsar/${A}/bokslut`, begaran, nyckel);
    expect([forsta.status, igen.status, igen.json]).toEqual([201, 200, { ...forsta.json, upprepad: true }]);
    expect((await aret(A)).bokslut).toHaveLength(1);
  });

  test('vars ingående balans inte hann bokföras fullföljs av nästa sopning', async () => {
    const A = 2015;
    await bokfor(`${A}-02-01`, '1930 10, 3500 -10');
    for (const ar of [A - 2, A - 1]) {
      await stang(ar);
      await avsluta(ar);
    }
    await stang(A);
    const register = `rakenskapsar-${FORBUND}-${A}`;
    const data = {
      forbund: FORBUND,
      ar: A,
      nummer: 1,
      andring: 1,
      konto: '2010',
      resultatOre: 10n,
      rader: [
        { konto: '1930', beloppOre: 7n },
        { konto: '2010', beloppOre: -7n },
      ],
      av: VEM,
      grund,
    };
    await system.store.append(register, [{ typ: 'ArsbokslutUpprattat', data }], {
      expected: 'exists',
      metadata: {
        kommandoId: 'avbrott',
        vem: VEM,
        skal: { slag: 'anteckning', text: 'prov' },
        forbund: [FORBUND],
        indatahash: '0'.repeat(64),
      },
    });
    expect((await aret(A)).bokslut).toMatchObject([{ ingaende: null }]);
    expect(await system.hamta(Bokforingssopning).sopa(datum('2000-01-01'), { vem: VEM })).toMatchObject({
      avslutade: 1,
      nekade: [],
    });
    expect((await aret(A)).bokslut).toMatchObject([{ ingaende: expect.any(Number) }]);
  });
});

describe('en periodisering', () => {
  const periodisera = (dag: string, vands: string): Promise<Svar> =>
    klient.posta(`${BAS}/periodiseringar`, {
      serie: 'a',
      datum: dag,
      vands,
      slag: 'upplupen_kostnad',
      text: 'Löneskuld',
      rader: rader('5800 300, 2990 -300'),
      skal,
    });
  const alla = async (fraga = '') =>
    (await klient.hamta(`${BAS}/periodiseringar${fraga}`)).json['periodiseringar'] as {
      ar: number;
      nummer: number;
      beloppOre: number;
      vandning: { ar: number; datum: string; nummer: number } | null;
    }[];
  const sopa = (dag: string) => system.hamta(Bokforingssopning).sopa(datum(dag), { vem: VEM });

  test('vänds på sin dag, med det som då är kvar av den, en gång hur många som än sopar', async () => {
    expect(kod(await periodisera('2030-12-31', '2031-01-01'))).toBe(201);
    const [{ nummer } = { nummer: 0 }] = (await alla()).filter((p) => p.ar === 2030);
    const rattelse = { datum: '2030-12-31', text: 'Lägre', rader: rader('5800 -100, 2990 100'), skal };
    await klient.posta(`${BAS}/verifikationer/2030/a/${nummer}/rattelser`, rattelse);
    expect((await sopa('2030-12-31')).vanda).toBe(0);
    const annan = await system.ettTill();
    await Promise.all([
      sopa('2031-01-01'),
      annan.hamta(Bokforingssopning).sopa(datum('2031-01-01'), { vem: VEM }),
      sopa('2031-01-01'),
    ]);
    const vandning = { ar: 2031, serie: 'a', nummer: 1, datum: '2031-01-01' };
    expect((await alla()).filter((p) => p.ar === 2030)).toMatchObject([{ beloppOre: -200, vandning }]);
    expect((await alla('?per=2030-12-31')).filter((p) => p.ar === 2030)).toMatchObject([{ vandning: null }]);
    const [vanda] = await system.store.readStream(bokforingStream(FORBUND, 2031, 'a'));
    expect(vanda?.data).toMatchObject({
      datum: '2031-01-01',
      text: 'Vändning av a1 2030: Löneskuld',
      vander: { ar: 2030, serie: 'a', nummer },
      rader: [
        { konto: '2990', beloppOre: 200n },
        { konto: '5800', beloppOre: -200n },
      ],
    });
    expect(await system.store.readStream(bokforingStream(FORBUND, 2031, 'a'))).toHaveLength(1);
    const visad = (await klient.hamta(`${BAS}/verifikationer/2030/a/${nummer}`)).json;
    expect([visad['vandsAv'], visad['rattasAv'], visad['periodisering']]).toEqual([
      { ar: 2031, serie: 'a', nummer: 1 },
      [nummer + 1],
      { slag: 'upplupen_kostnad', vands: '2031-01-01' },
    ]);
  });

  test('vars dag är i en stängd period väntar, och hindrar inte de andra', async () => {
    await periodisera('2032-11-30', '2032-12-01');
    await periodisera('2032-12-31', '2033-01-01');
    await stang(2032, '2032-12-01', '2032-12-31');
    const { vanda, nekade } = await sopa('2033-01-01');
    expect([vanda, nekade.map((f) => f.kod)]).toEqual([1, ['PERIOD_STANGD']]);
    await oppna(2032, '2032-12-01', '2032-12-31');
    expect(await sopa('2033-01-01')).toMatchObject({ vanda: 1, nekade: [] });
  });

  test('som är makulerad vänds inte', async () => {
    await periodisera('2034-12-31', '2035-01-01');
    await klient.posta(`${BAS}/verifikationer/2034/a/1/makulering`, {
      datum: '2034-12-31',
      text: 'Fel',
      skal,
    });
    expect(await sopa('2035-01-01')).toMatchObject({ vanda: 0, nekade: [] });
    expect((await alla()).filter((p) => p.ar === 2034)).toMatchObject([{ beloppOre: 0, vandning: null }]);
  });
});

describe('en makulering', () => {
  test('tar tillbaka det som är kvar, visas åt båda hållen och kan själv makuleras', async () => {
    const plats = `${BAS}/verifikationer/2040/a`;
    const makulera = (n: number, nyckel?: string) =>
      klient.posta(
        `${plats}/${n}/makulering`,
        { datum: '2040-02-02', text: 'Makulering', skal },
        nyckel === undefined ? {} : { 'Idempotency-Key': nyckel },
      );
    const visa = async (n: number) => (await klient.hamta(`${plats}/${n}`)).json;
    await bokfor('2040-01-31', '5800 100, 1930 -100');
    await klient.posta(`${plats}/1/rattelser`, {
      datum: '2040-02-01',
      text: 'Del',
      rader: rader('5800 -40, 1930 40'),
      skal,
    });
    const forsta = await makulera(1, 'm-1');
    expect((await makulera(1, 'm-1')).json).toEqual({ ...forsta.json, upprepad: true });
    expect(kod(await makulera(1))).toBe('VERIFIKATION_REDAN_MAKULERAD');
    expect([(await visa(1))['rattasAv'], (await visa(2))['rattar'], (await visa(3))['makulerar']]).toEqual([
      [2, 3],
      1,
      true,
    ]);
    expect((await visa(3))['rader']).toMatchObject([
      { konto: '1930', beloppOre: 60 },
      { konto: '5800', beloppOre: -60 },
    ]);
    expect(kod(await makulera(3))).toBe(201);
    expect((await visa(4))['rader']).toMatchObject([{ beloppOre: -60 }, { beloppOre: 60 }]);
    expect(kod(await makulera(1))).toBe(201);
  });
});

test('en bokning i en serie från före registret stängs med de andra', async () => {
  const data = {
    forbund: FORBUND,
    ar: 2045,
    serie: 'gammal',
    nummer: 1,
    datum: datum('2045-01-31'),
    text: 'Prov',
  };
  await system.store.append(
    bokforingStream(FORBUND, 2045, 'gammal'),
    [
      {
        typ: 'VerifikationBokford',
        data: {
          ...data,
          rader: [
            { konto: '5800', beloppOre: 1n },
            { konto: '1930', beloppOre: -1n },
          ],
        },
      },
    ],
    {
      expected: 'none',
      metadata: {
        kommandoId: 'gammal',
        vem: VEM,
        skal: { slag: 'anteckning', text: 'prov' },
        forbund: [FORBUND],
        indatahash: '0'.repeat(64),
      },
    },
  );
  expect(kod(await stang(2045, '2045-01-01', '2045-01-31'))).toBe(201);
  expect((await aret(2045)).serier).toMatchObject([{ serie: 'gammal', stangda: [{ manad: 1 }] }]);
  const { nummer: _, ...kommando } = data;
  const forsok = system.hamta(CommandBus).execute(
    new UtforBokforingskommando(
      {
        typ: 'BokforVerifikation',
        data: {
          ...kommando,
          rader: [
            { konto: '5800', beloppOre: 1n },
            { konto: '1930', beloppOre: -1n },
          ],
        },
      },
      { kommandoId: 'ny', vem: VEM, skal: { slag: 'anteckning', text: 'prov' }, forbund: [FORBUND] },
    ),
  );
  await expect(forsok).rejects.toMatchObject({ kod: 'PERIOD_STANGD' });
  await forsok.catch((fel: unknown) => {
    expect(arDomanFel(fel)).toBe(true);
  });
});
