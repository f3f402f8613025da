import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { datum } from '#kernel/datum.js';
import type { Stod } from '#kernel/identiteter.js';
import type { PostId } from '#kernel/poster.js';
import { Lasprov } from '../../../../../test/databas/lasprov.js';
import { budgetDecider, gallande } from '../../domain/budget.decider.js';
import type {
  BudgetHandelse,
  Budgetrad,
  PeriodbudgetFaststalld,
  PrognosFaststalld,
} from '../../domain/budget.events.js';
import { BudgetProjektion } from './budget.projektion.js';
import {
  faststalldPrognos,
  gallandeBudget,
  gallandePeriodbudget,
  planeradeAr,
  type Planrad,
} from './budget.query.js';

let prov: Lasprov;
beforeEach(async () => {
  prov = await Lasprov.oppna(new BudgetProjektion());
});
afterEach(() => prov.stang());

const STOD: Stod = { slag: 'dokument', dokument: 'verksamhetsplan' };

/** `spira -100, bidrag 300`: costs are negative. */
const budgetrader = (text: string): Budgetrad[] =>
  text.split(', ').map((rad) => {
    const [namn = '', belopp = ''] = rad.split(' ');
    const post: PostId = `${belopp.startsWith('-') ? 'kostnad' : 'intakt'}:${namn}`;
    return { post, beloppOre: BigInt(belopp) };
  });

type Version = 'BudgetFaststalld' | 'BudgetAndrad' | 'BudgetRattad';
const budget = (typ: Version, den: string, text: string, forbund = 'a', ar = 2024): BudgetHandelse => ({
  typ,
  data: { forbund, ar, rader: budgetrader(text), stod: STOD, den: datum(den) },
});
const periodbudget = (den: string, fran: string, till: string, text: string): PeriodbudgetFaststalld => ({
  typ: 'PeriodbudgetFaststalld',
  data: {
    forbund: 'a',
    ar: 2024,
    rader: budgetrader(text),
    stod: STOD,
    period: { fran: datum(fran), till: datum(till) },
    den: datum(den),
  },
});
const prognos = (avser: string, text: string): PrognosFaststalld => ({
  typ: 'PrognosFaststalld',
  data: { forbund: 'a', ar: 2024, rader: budgetrader(text), stod: STOD, avser: datum(avser) },
});

const somText = (rader: readonly Planrad[]): string =>
  rader.map((r) => `${r.post.replace(/^.*:/, '')} ${r.beloppOre}`).join(', ');

interface Nar {
  readonly per: string;
  readonly ordinal?: number;
}
const iAr = (n: Nar, sista: number) => ({
  forbund: ['a'],
  ar: 2024,
  per: datum(n.per),
  ordinal: n.ordinal ?? sista,
});
const budgeten = (n: Nar): Promise<string> =>
  prov.fraga(async (sql, sista) => somText(await gallandeBudget(sql, iAr(n, sista))));
const prognosen = (n: Nar): Promise<string> =>
  prov.fraga(async (sql, sista) => somText(await faststalldPrognos(sql, iAr(n, sista))));

describe('gällande budget', () => {
  it('är den version som gällde dagen: före, på och efter ändringens dag', async () => {
    await prov.lagg(
      budget('BudgetFaststalld', '2023-11-30', 'bidrag 300, spira -100'),
      budget('BudgetAndrad', '2024-06-01', 'bidrag 300, spira -120'),
    );
    expect(await budgeten({ per: '2023-11-30' })).toBe('bidrag 300, spira -100');
    expect(await budgeten({ per: '2024-05-31' })).toBe('bidrag 300, spira -100');
    expect(await budgeten({ per: '2024-06-01' })).toBe('bidrag 300, spira -120');
    expect(await budgeten({ per: '2025-12-31' })).toBe('bidrag 300, spira -120');
  });

  it('är den första kända när dagen är före alla: källan talar ändå om årets budget', async () => {
    await prov.lagg(
      budget('BudgetFaststalld', '2024-08-31', 'spira -120'),
      budget('BudgetAndrad', '2024-12-01', 'spira -130'),
    );
    expect(await budgeten({ per: '2024-03-01' })).toBe('spira -120');
  });

  it('tar in en tidigare version som blir känd senare, från dess egen ordning', async () => {
    const fore = await prov.lagg(
      budget('BudgetFaststalld', '2024-01-15', 'spira -100'),
      budget('BudgetAndrad', '2024-09-01', 'spira -90'),
    );
    await prov.lagg(budget('BudgetAndrad', '2024-04-01', 'spira -110'));
    expect(await budgeten({ per: '2024-03-31' })).toBe('spira -100');
    expect(await budgeten({ per: '2024-04-01' })).toBe('spira -110');
    expect(await budgeten({ per: '2024-08-31' })).toBe('spira -110');
    expect(await budgeten({ per: '2024-09-01' })).toBe('spira -90');
    expect(await budgeten({ per: '2024-08-31', ordinal: fore })).toBe('spira -100');
  });

  it('rättar en version utan att röra de andra; som av före rättelsen är den som den var', async () => {
    const fore = await prov.lagg(
      budget('BudgetFaststalld', '2024-01-15', 'bidrag 300, spira -100'),
      budget('BudgetAndrad', '2024-06-01', 'bidrag 300, spira -120'),
    );
    await prov.lagg(budget('BudgetRattad', '2024-01-15', 'bidrag 301, rmgt -40, spira -60'));
    expect(await budgeten({ per: '2024-02-01' })).toBe('bidrag 301, rmgt -40, spira -60');
    expect(await budgeten({ per: '2024-06-01' })).toBe('bidrag 300, spira -120');
    expect(await budgeten({ per: '2024-02-01', ordinal: fore })).toBe('bidrag 300, spira -100');
    expect(await budgeten({ per: '2024-02-01', ordinal: 0 })).toBe('');
  });

  it('skiljer noll från ingen uppgift, och förbund och år åt', async () => {
    await prov.lagg(
      budget('BudgetFaststalld', '2024-01-15', 'spira -0'),
      budget('BudgetFaststalld', '2023-01-15', 'spira -7', 'a', 2023),
      budget('BudgetFaststalld', '2024-01-15', 'spira -9', 'b'),
    );
    expect(await budgeten({ per: '2024-12-31' })).toBe('spira 0');
    const bada = await prov.fraga((sql, ordinal) =>
      gallandeBudget(sql, { forbund: ['b', 'a', 'utan'], ar: 2024, per: datum('2024-12-31'), ordinal }),
    );
    expect(new Set(bada)).toEqual(
      new Set([
        { forbund: 'a', post: 'kostnad:spira', beloppOre: 0n },
        { forbund: 'b', post: 'kostnad:spira', beloppOre: -9n },
      ]),
    );
  });

  it('är vid varje ordning och dag den som beslutsregeln själv räknar med', async () => {
    const dagar = ['2023-06-01', '2024-01-15', '2024-03-31', '2024-04-01', '2024-06-01', '2024-12-31'];
    const historia = [
      budget('BudgetFaststalld', '2024-04-01', 'spira -1'),
      budget('BudgetAndrad', '2024-06-01', 'spira -2'),
      budget('BudgetAndrad', '2024-01-15', 'spira -3, rmgt -4'),
      budget('BudgetRattad', '2024-06-01', 'rmgt -5'),
      budget('BudgetRattad', '2024-01-15', 'spira -6'),
      budget('BudgetRattad', '2024-06-01', 'spira -7, bidrag 8'),
    ];
    await prov.lagg(...historia);
    for (let ordinal = 0; ordinal <= historia.length; ordinal++) {
      const { versioner } = historia.slice(0, ordinal).reduce(budgetDecider.evolve, budgetDecider.start);
      for (const per of dagar) {
        const rader = [...(gallande(versioner, datum(per)) ?? [])];
        const vantat = rader.map(([post, beloppOre]) => ({ forbund: 'a', post, beloppOre }));
        expect([ordinal, per, await budgeten({ per, ordinal })]).toEqual([ordinal, per, somText(vantat)]);
      }
    }
  });
});

describe('periodbudget', () => {
  const perioden = (n: Nar & { fran: string; till: string }): Promise<string> =>
    prov.fraga(async (sql, sista) => {
      const period = { fran: datum(n.fran), till: datum(n.till) };
      return somText(await gallandePeriodbudget(sql, { ...iAr(n, sista), period }));
    });
  const AUGUSTI = { fran: '2024-01-01', till: '2024-08-31' };

  it('gäller just sin period, och ersätts från sin dag', async () => {
    const fore = await prov.lagg(
      periodbudget('2024-01-15', AUGUSTI.fran, AUGUSTI.till, 'spira -66'),
      periodbudget('2024-01-15', '2024-01-01', '2024-04-30', 'spira -33'),
    );
    await prov.lagg(
      periodbudget('2024-06-01', AUGUSTI.fran, AUGUSTI.till, 'spira -70'),
      periodbudget('2024-01-15', AUGUSTI.fran, AUGUSTI.till, 'spira -67'),
    );
    expect(await perioden({ ...AUGUSTI, per: '2024-05-31' })).toBe('spira -67');
    expect(await perioden({ ...AUGUSTI, per: '2024-05-31', ordinal: fore })).toBe('spira -66');
    expect(await perioden({ ...AUGUSTI, per: '2024-06-01' })).toBe('spira -70');
    expect(await perioden({ fran: '2024-01-01', till: '2024-04-30', per: '2024-12-31' })).toBe('spira -33');
    expect(await perioden({ fran: '2024-01-01', till: '2024-05-31', per: '2024-12-31' })).toBe('');
    expect(await budgeten({ per: '2024-12-31' })).toBe('');
  });
});

describe('styrelsens prognos', () => {
  it('är den senast gjorda för en dag till och med per; ingen när alla är senare', async () => {
    const fore = await prov.lagg(
      prognos('2024-08-31', 'spira -80'),
      prognos('2024-04-30', 'spira -90'),
      prognos('2024-08-31', 'spira -81, bidrag 3'),
    );
    expect(await prognosen({ per: '2024-04-29' })).toBe('');
    expect(await prognosen({ per: '2024-04-30' })).toBe('spira -90');
    expect(await prognosen({ per: '2024-08-30' })).toBe('spira -90');
    expect(await prognosen({ per: '2024-08-31' })).toBe('spira -81, bidrag 3');
    expect(await prognosen({ per: '2025-01-31', ordinal: fore - 1 })).toBe('spira -80');
    expect(await budgeten({ per: '2024-12-31' })).toBe('');
  });
});

it('ger de år som har budget eller prognos; en periodbudget räcker inte', async () => {
  await prov.lagg(
    periodbudget('2024-01-15', '2024-01-01', '2024-08-31', 'spira -66'),
    budget('BudgetFaststalld', '2022-11-30', 'spira -1', 'b', 2023),
    prognos('2024-08-31', 'spira -80'),
    budget('BudgetAndrad', '2023-11-30', 'spira -2', 'b', 2023),
  );
  const vid = (ordinal: number) =>
    prov.fraga(async (sql) => (await planeradeAr(sql, ordinal)).map((r) => `${r.forbund} ${r.ar}`).sort());
  expect(await vid(1)).toEqual([]);
  expect(await vid(2)).toEqual(['b 2023']);
  expect(await vid(4)).toEqual(['a 2024', 'b 2023']);
});

it('skriver varje version med vad den vilar på', async () => {
  const forsta = budget('BudgetFaststalld', '2023-11-30', 'spira -1');
  await prov.lagg(
    { ...forsta, data: { ...forsta.data, stod: { slag: 'beslut', beslut: 'paragraf-7' } } },
    periodbudget('2024-01-15', '2024-01-01', '2024-08-31', 'spira -66'),
  );
  const rader = await prov.fraga((sql) => sql`select * from budget.version order by ordinal`);
  expect([...rader]).toEqual([
    {
      ordinal: 1n,
      forbund: 'a',
      ar: 2024,
      slag: 'budget',
      den: '2023-11-30',
      fran: null,
      till: null,
      stod_slag: 'beslut',
      stod: 'paragraf-7',
    },
    {
      ordinal: 2n,
      forbund: 'a',
      ar: 2024,
      slag: 'periodbudget',
      den: '2024-01-15',
      fran: '2024-01-01',
      till: '2024-08-31',
      stod_slag: 'dokument',
      stod: 'verksamhetsplan',
    },
  ]);
});
