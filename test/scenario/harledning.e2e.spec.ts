import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { UtforBokforingskommando } from '#bokforing/public.js';
import {
  UtforFinansieringskommando,
  type FinansieringKommando,
  type Huvudman,
} from '#finansiering/public.js';
import { UtforInsatskommando, UtforUppfoljningskommando, type UppfoljningKommando } from '#insats/public.js';
import { datum, type Period } from '#kernel/datum.js';
import {
  harledningensLasmodeller,
  harledningSomJson,
  LasHarledning,
  LasRapport,
  RAPPORTER,
  svarSomJson,
  type Rapport,
} from '#rapport/public.js';
import { oppnaTestsystem, seedaMedfoljande, utfor, type Testsystem } from '../system.js';

let system: Testsystem;
beforeAll(async () => {
  system = await oppnaTestsystem();
  await seedaMedfoljande(system);
  await system.projektor.kommIkapp();
  await system.prognoserIkapp();
  await system.projektor.kommIkapp();
});
afterAll(() => system.taBort());

function rapporten(namn: string): Rapport {
  const rapport = RAPPORTER.find((r) => r.namn === namn);
  if (!rapport) throw new Error(`${namn} finns inte`);
  return rapport;
}

type Rad = Readonly<Record<string, unknown>>;
type Harlett = ReturnType<typeof harledningSomJson>;

const oppna = (
  rapport: Rapport,
  fraga: { omfattning: string; per: string; rad: string; kolumn: string; efter?: string; max?: number },
): Promise<Harlett> =>
  system.readStore.las(harledningensLasmodeller(rapport), async (sql, { ordinal }) =>
    harledningSomJson(
      await system
        .hamta(LasHarledning)
        .lasVid(sql, ordinal, rapport, { max: 1_000, ...fraga, per: datum(fraga.per) }),
    ),
  );

const INTE_FIGURER = new Set(['niva', 'rakenskapsar', 'senast', 'nummer', 'rattar', 'paragraf']);

/** All rows of a report that have an id, however deep. */
function raderna(svar: unknown): Rad[] {
  if (typeof svar !== 'object' || svar === null) return [];
  const inre = Object.entries(svar).flatMap(([namn, v]) => (namn === 'kolumner' ? [] : raderna(v)));
  return typeof (svar as Rad)['id'] === 'string' ? [svar as Rad, ...inre] : inre;
}

async function figurer(rapport: Rapport, omfattning: string, per: string) {
  const svar = await system.hamta(LasRapport).las(rapport, { omfattning, per: datum(per) });
  return raderna(svarSomJson(svar)).flatMap((r) =>
    Object.entries(r).flatMap(([kolumn, varde]) =>
      typeof varde === 'number' && !INTE_FIGURER.has(kolumn) ? [{ rad: String(r['id']), kolumn, varde }] : [],
    ),
  );
}

const summan = (rader: readonly { belopp: number | null }[]): number =>
  rader.reduce((s, r) => s + (r.belopp ?? 0), 0);

/** Opens every figure of a report: what each is made of adds up to it, and was recorded by somebody. */
async function provaAlla(rapport: Rapport, omfattning: string, per: string): Promise<string[]> {
  const alla = await figurer(rapport, omfattning, per);
  for (const { rad, kolumn, varde } of alla) {
    const h = await oppna(rapport, { omfattning, per, rad, kolumn });
    const { belopp, enhet } = h.figur;
    expect({ rad, kolumn, varde: belopp ?? h.figur.varde }).toEqual({ rad, kolumn, varde });
    expect(h.nasta).toBeNull();
    const underlag = [...h.planer, ...h.ingaende, ...h.uppgifter, ...h.verifikationsrader];
    if (h.figur.enligtRegel) {
      // Its terms are figures of the report, and open themselves.
      expect(h.termer.length).toBeGreaterThan(0);
      for (const t of h.termer) {
        const egen = alla.find((f) => f.rad === t.rad && f.kolumn === t.kolumn);
        expect(Math.abs(t.belopp ?? NaN)).toBe(Math.abs(egen?.varde ?? NaN));
      }
      continue;
    }
    if (enhet === 'ore') {
      expect(summan([...h.bidrag, ...h.uppgifter])).toBe(varde);
      expect(summan(underlag)).toBe(varde);
      if (h.termer.length > 0)
        expect({ rad, kolumn, termer: summan(h.termer) }).toEqual({ rad, kolumn, termer: varde });
    } else if (enhet === 'antal') expect(h.uppgifter.reduce((sum, u) => sum + (u.antal ?? 0), 0)).toBe(varde);
    if (enhet !== 'promille' && varde !== 0) expect(underlag.length).toBeGreaterThan(0);
    for (const u of underlag) expect(u.handelse?.vem).toBeDefined();
  }
  return alla.map((f) => `${f.rad} ${f.kolumn}`);
}

describe('every figure of the bundled documents opens to what it is made of', () => {
  const fall = RAPPORTER.flatMap((rapport) =>
    [
      ['vasteras', '2022-06-30'],
      ['vastmanland', '2024-08-31'],
      ['lanet', '2022-12-31'],
    ].map(([omfattning = '', per = '']) => ({ rapport, omfattning, per, namn: rapport.namn })),
  );

  it.each(fall)('$namn, $omfattning $per', ({ rapport, omfattning, per }) =>
    provaAlla(rapport, omfattning, per),
  );
});

describe('every figure of what is recorded beside the books opens to its events', () => {
  const forbund = 'vastmanland';
  const stod = { slag: 'dokument', dokument: 'vastmanland-delarsrapport-2024-08-31' } as const;
  const i = (fran: string, till: string) => ({ fran: datum(`2025-${fran}`), till: datum(`2025-${till}`) });
  const HELA = i('01-01', '12-31');
  const sala: Huvudman = { part: 'kommun', medlem: 'sala-kommun' };
  const arboga: Huvudman = { part: 'kommun', medlem: 'arboga-kommun' };
  const medel = async (...kommandon: FinansieringKommando[]): Promise<void> => {
    for (const k of kommandon)
      await utfor(system, forbund, (kontext) => new UtforFinansieringskommando(k, kontext));
  };
  const dag = (d: string) => datum(`2025-${d}`);
  const arets = { forbund, ar: 2025 };

  beforeAll(async () => {
    const beslut = (huvudman: Huvudman, beloppOre: bigint): FinansieringKommando => ({
      typ: 'BeslutaMedel',
      data: { ...arets, huvudman, beloppOre, den: dag('01-10'), stod },
    });
    const faktura = (
      nr: string,
      huvudman: Huvudman,
      beloppOre: bigint,
      avser: Period,
    ): FinansieringKommando => ({
      typ: 'FaktureraMedel',
      data: { ...arets, huvudman, faktura: nr, beloppOre, den: avser.fran, forfaller: avser.till, avser },
    });
    const sagt = (huvudman: Huvudman, till: string, beloppOre: bigint): FinansieringKommando => ({
      typ: 'PeriodiseraMedel',
      data: { ...arets, huvudman, till: dag(till), beloppOre, stod },
    });
    await medel(
      ...[beslut({ part: 'stat' }, 50_001n), beslut({ part: 'region' }, 25_000n)],
      ...[beslut({ part: 'kommun' }, 25_000n), beslut(sala, 6_000n), beslut(arboga, 4_000n)],
      ...[faktura('F1', { part: 'stat' }, 30_000n, i('01-01', '06-30')), faktura('F2', sala, 6_000n, HELA)],
      faktura('F3', arboga, 4_000n, i('07-01', '12-31')),
      {
        typ: 'KrediteraMedel',
        data: { ...arets, kreditnota: 'K1', faktura: 'F2', beloppOre: 999n, den: dag('02-02') },
      },
      { typ: 'TaEmotMedel', data: { ...arets, faktura: 'F1', beloppOre: 20_000n, den: dag('02-10') } },
      { typ: 'TaEmotMedel', data: { ...arets, faktura: 'F1', beloppOre: -5_000n, den: dag('05-10') } },
      ...[
        sagt({ part: 'kommun' }, '03-31', 3_000n),
        sagt({ part: 'stat' }, '02-28', 9_000n),
        sagt(sala, '06-30', 2_345n),
      ],
    );
    const insats = { forbund, insats: 'samordningsteam-sala' };
    const bevilja = { ...insats, ...HELA, beloppOre: 1_700n, stod };
    await utfor(system, forbund, (k) => new UtforInsatskommando({ typ: 'BeviljaInsats', data: bevilja }, k));
    const mal = {
      mal: 'steg',
      period: HELA,
      indikator: 'Steg',
      riktning: 'minst',
      malvardeHundradelar: 7_050,
    } as const;
    const andel = (taljare: number) => ({
      period: HELA,
      utfall: { slag: 'andel', taljare, namnare: 80 } as const,
    });
    const uppfoljning: UppfoljningKommando[] = [
      { typ: 'SattMal', data: { ...insats, ...mal, enhet: 'procent' } },
      { typ: 'RapporteraMalutfall', data: { ...insats, mal: 'steg', ...andel(50) } },
      { typ: 'RattaMalutfall', data: { ...insats, mal: 'steg', ...andel(55), orsak: 'fel' } },
      {
        typ: 'RapporteraUppfoljning',
        data: { ...insats, period: HELA, uppgifter: { startade: { totalt: 40 } } },
      },
    ];
    for (const kommando of uppfoljning)
      await utfor(system, forbund, (k) => new UtforUppfoljningskommando(kommando, k));
    await system.projektor.kommIkapp();
  });

  it.each(['02-28', '05-15', '08-31', '12-31'])('finansiering %s', async (per) => {
    const provade = await provaAlla(rapporten('finansiering'), forbund, `2025-${per}`);
    expect(provade).toEqual(
      expect.arrayContaining(
        [
          ...['summa beslutat', 'summa fakturerat', 'kommun periodiserat', 'kommun/sala-kommun forutbetalt'],
          ...['kommun ofordelat', 'stat obetalt', 'kommun/hela beslutat'],
        ].map((f) => `vastmanland/${f}`),
      ),
    );
  });

  it('insatser', async () => {
    const provade = await provaAlla(rapporten('insatser'), forbund, '2025-12-31');
    const team = 'vastmanland/samordningsteam-sala';
    const malet = `${team}/mal/steg/2025-01-01--2025-12-31`;
    const utfallet = `${malet}/utfall/2025-01-01--2025-12-31`;
    expect(provade).toEqual(
      expect.arrayContaining([
        ...[`${team} beviljat`, `${malet} malvarde`, `${team}/uppfoljning/1/startade antal`],
        ...['0 varde', '0 taljare', '1 varde', '1 namnare'].map((u) => `${utfallet}/${u}`),
      ]),
    );
  });
});

describe('the indicators of eget-kapital', () => {
  const forbund = 'vasteras';
  const stod = { slag: 'dokument', dokument: 'vasteras-delarsrapport-2022-06-30' } as const;
  const rapport = rapporten('eget-kapital');

  it('open to the books, the plans and the decisions that they were computed from', async () => {
    const { bidrag } = await oppna(rapport, {
      ...{ omfattning: forbund, per: '2022-06-30' },
      ...{ rad: 'vasteras/eget-kapital/ingaende-kapital', kolumn: 'ar' },
    });
    const rader = [
      { konto: bidrag[0]?.konto ?? '', beloppOre: -600_000_000n },
      { konto: '2999', beloppOre: 600_000_000n },
    ];
    await utfor(
      system,
      forbund,
      (k) =>
        new UtforBokforingskommando(
          { typ: 'BokforIngaendeBalans', data: { forbund, ar: 2023, serie: 'a', rader } },
          k,
        ),
    );
    const givna = [
      ['stat', 400_000_000n],
      ['region', 200_000_000n],
      ['kommun', 210_000_000n],
    ] as const;
    for (const [part, beloppOre] of givna)
      await utfor(
        system,
        forbund,
        (k) =>
          new UtforFinansieringskommando(
            {
              typ: 'BeslutaMedel',
              data: { forbund, ar: 2023, huvudman: { part }, beloppOre, den: datum('2023-01-10'), stod },
            },
            k,
          ),
      );
    await system.projektor.kommIkapp();
    const provade = [
      ...(await provaAlla(rapport, forbund, '2022-12-31')),
      ...(await provaAlla(rapport, forbund, '2023-12-31')),
    ];
    expect(provade).toEqual(
      expect.arrayContaining(
        [
          ...[
            'balanskrav resultat',
            'balanskrav prognos',
            'resultat-2021 resultat',
            'underskott-2021 belopp',
          ],
          ...['kapitaltak kapital', 'kapitaltak medel', 'kapitaltak andelPromille', 'kapitaltak tak'],
          ...['kapitaltak overTaket', 'arsskifte-2023 utgaende', 'arsskifte-2023 ingaende'],
          'arsskifte-2023 skillnad',
        ].map((f) => `vasteras/${f}`),
      ),
    );
    const plats = { omfattning: forbund, per: '2023-12-31', rad: 'vasteras/kapitaltak' };
    const tak = await oppna(rapport, { ...plats, kolumn: 'tak' });
    expect([tak.figur.belopp, tak.termer.map((t) => [t.kolumn, t.belopp])]).toEqual([
      162_000_000,
      [['medel', 810_000_000]],
    ]);
    const medel = await oppna(rapport, { ...plats, kolumn: 'medel' });
    expect(medel.uppgifter.map((u) => [u.belopp, u.handelse?.typ])).toEqual(
      givna.map(([, ore]) => [Number(ore), 'MedelBeslutade']),
    );
  });
});

describe('a figure', () => {
  const resultatrakning = rapporten('resultatrakning');
  const plats = {
    ...{ omfattning: 'vasteras', per: '2022-06-30' },
    ...{ rad: 'vasteras/resultatrakning/resultat', kolumn: 'utfall' },
  };

  it('comes page by page, the same rows as at once', async () => {
    const hela = await oppna(resultatrakning, plats);
    const rader: Harlett['verifikationsrader'][number][] = [];
    for (let efter: string | null | undefined; efter !== null;) {
      const sida = await oppna(resultatrakning, {
        ...plats,
        max: 3,
        ...(efter === undefined ? {} : { efter }),
      });
      rader.push(...sida.verifikationsrader);
      efter = sida.nasta;
    }
    expect(rader).toEqual(hela.verifikationsrader);
    expect(hela.verifikationsrader.length).toBeGreaterThan(10);
  });

  it('names the voucher, its document, and who recorded it', async () => {
    const h = await oppna(resultatrakning, {
      ...plats,
      rad: 'vasteras/resultatrakning/kostnad/post:kostnad:lon-forbundschef',
    });
    expect(h.verifikationsrader).toEqual([
      expect.objectContaining({
        ...{ konto: '5010', serie: 'kalldok', datum: '2022-06-30', belopp: -34_900_000 },
        kalldokument: expect.objectContaining({ dokument: 'vasteras-delarsrapport-2022-06-30' }),
        handelse: expect.objectContaining({ typ: 'VerifikationBokford', vem: 'test' }),
      }),
    ]);
  });

  it('names the beslut that a plan rests on', async () => {
    const h = await oppna(rapporten('budgetuppfoljning'), {
      ...{ omfattning: 'norra-vastmanland', per: '2023-12-31' },
      ...{ rad: 'norra-vastmanland/kostnad:samordningsteam-sala', kolumn: 'budget' },
    });
    expect(h.planer).toEqual([
      expect.objectContaining({
        ...{ slag: 'budget', den: '2022-11-24', belopp: -150_000_000 },
        beslut: expect.objectContaining({
          rubrik: 'Verksamhetsplan och budget 2023',
          organ: 'Förbundsstyrelsen',
        }),
      }),
    ]);
  });

  it('counts the events that rest on a beslut, page by page, after those that recorded it', async () => {
    const beslut = rapporten('beslut');
    const [forst] = (await figurer(beslut, 'vasteras', '2022-06-30')).filter((f) => f.varde > 1);
    if (!forst) throw new Error('inget vilar på något beslut');
    const fraga = { omfattning: 'vasteras', per: '2022-06-30', ...forst, max: 1 };
    const uppgifter: Harlett['uppgifter'][number][] = [];
    for (let efter: string | null | undefined; efter !== null;) {
      const sida = await oppna(beslut, { ...fraga, ...(efter === undefined ? {} : { efter }) });
      uppgifter.push(...sida.uppgifter);
      efter = sida.nasta;
    }
    expect(uppgifter[0]).toMatchObject({ antal: null, handelse: { typ: 'BeslutFattat' } });
    const vilande = uppgifter.filter((u) => u.antal !== null);
    expect(vilande).toHaveLength(forst.varde);
    expect(vilande[0]).toMatchObject({ beslut: { beslut: forst.rad.split('/')[1] } });
  });

  it('of a follow-up names the event, and nothing else that it told; a protected one does not open', async () => {
    const insatser = rapporten('insatser');
    const plats = { omfattning: 'vasteras', per: '2022-06-30', kolumn: 'antal' };
    const h = await oppna(insatser, { ...plats, rad: 'vasteras/spira/uppfoljning/1/antal.unika-deltagare' });
    expect(h.figur).toMatchObject({ varde: 104, enhet: 'antal', belopp: null });
    expect(h.uppgifter).toEqual([
      {
        ...{ forbund: 'vasteras', ordinal: expect.any(Number), stod: null, belopp: null, antal: 104 },
        vad: 'uppföljning 1, 2018-09-01–2022-06-30',
        handelse: expect.objectContaining({ typ: 'UppfoljningRapporterad' }),
        kalldokument: expect.objectContaining({ dokument: 'vasteras-delarsrapport-2022-06-30' }),
        beslut: null,
      },
    ]);
    await utfor(
      system,
      'vasteras',
      (k) =>
        new UtforUppfoljningskommando(
          {
            typ: 'RapporteraUppfoljning',
            data: {
              ...{ forbund: 'vasteras', insats: 'sim' },
              period: { fran: datum('2022-01-01'), till: datum('2022-03-31') },
              uppgifter: { antal: [{ vad: 'avhopp', antal: 3 }] },
            },
          },
          k,
        ),
    );
    await system.projektor.kommIkapp();
    const skyddad = { ...plats, rad: 'vasteras/sim/uppfoljning/2/antal.avhopp' };
    await expect(oppna(insatser, skyddad)).rejects.toMatchObject({ kod: 'FIGUR_SKYDDAD' });
  });

  it('is refused where the report has none', async () => {
    await expect(oppna(resultatrakning, { ...plats, kolumn: 'okand' })).rejects.toMatchObject({
      kod: 'FIGUR_OKAND',
    });
  });
});
