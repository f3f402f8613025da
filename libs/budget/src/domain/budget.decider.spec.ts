import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { datum, manadsSlut, type Datum } from '#kernel/datum.js';
import { arDomanFel } from '#kernel/fel.js';
import type { Stod } from '#kernel/identiteter.js';
import type { Ore } from '#kernel/ore.js';
import { postId, type PostId } from '#kernel/poster.js';
import { given, nekandetAv, nekar, type Nekad } from '../../../../test/given.js';
import {
  budgetDecider,
  budgetStream,
  gallande,
  kontrolleraMotRegister,
  type BudgetKod,
  type BudgetKommando,
  type BudgetState,
} from './budget.decider.js';
import type { BudgetHandelse, Budgetrad } from './budget.events.js';

const bidrag = postId('intakt', 'bidrag');
const styrelse = postId('kostnad', 'styrelse');
const team = postId('kostnad', 'team');
const rader = (belopp: Partial<Record<PostId, Ore>>): Budgetrad[] =>
  (Object.entries(belopp) as [PostId, Ore][]).map(([post, beloppOre]) => ({ post, beloppOre }));

const beslut: Stod = { slag: 'beslut', beslut: '2023-11-24-budget' };
const vem = { forbund: 'ostra', ar: 2024 };
const antagen = rader({ [bidrag]: 1000n, [styrelse]: -300n, [team]: -700n });
const november = datum('2023-11-24');
const mars = datum('2024-03-15');
const juni = datum('2024-06-10');
const halvar = { fran: datum('2024-01-01'), till: datum('2024-06-30') };

type Radkommando = Exclude<BudgetKommando['typ'], 'FaststallPeriodbudget' | 'FaststallPrognos'>;
const budget = (typ: Radkommando, den: Datum, r: readonly Budgetrad[]): BudgetKommando => ({
  typ,
  data: { ...vem, den, rader: r, stod: beslut },
});
const utanStod = (typ: Radkommando): BudgetKommando => ({ typ, data: { ...vem, den: mars, rader: antagen } });
const version = (
  typ: 'BudgetFaststalld' | 'BudgetAndrad' | 'BudgetRattad',
  den: Datum,
  r: readonly Budgetrad[],
): BudgetHandelse => ({ typ, data: { ...vem, den, rader: r, stod: beslut } });
const faststalld = version('BudgetFaststalld', november, antagen);

const periodbudget = (period: { fran: Datum; till: Datum }, r = antagen): BudgetKommando => ({
  typ: 'FaststallPeriodbudget',
  data: { ...vem, den: november, period, rader: r, stod: beslut },
});
const prognos = (avser: Datum, r = antagen): BudgetKommando => ({
  typ: 'FaststallPrognos',
  data: { ...vem, avser, rader: r, stod: beslut },
});

describe('FaststallBudget', () => {
  it('fastställer årets budget, också den som bara har en rad eller vilar på källan', () => {
    given(budgetDecider)
      .when(budget('FaststallBudget', november, antagen))
      .then([faststalld]);
    const data = {
      ...vem,
      den: juni,
      rader: rader({ [team]: 0n }),
      stod: { slag: 'dokument', dokument: 'rapport' },
    } as const;
    given(budgetDecider)
      .when({ typ: 'FaststallBudget', data })
      .then([{ typ: 'BudgetFaststalld', data }]);
  });
});

describe('AndraBudget', () => {
  it('ger raderna nya belopp och låter de andra stå', () => {
    given(budgetDecider, [faststalld])
      .when(budget('AndraBudget', mars, rader({ [team]: -600n, 'kostnad:kurs': -100n })))
      .then([
        version(
          'BudgetAndrad',
          mars,
          rader({ [bidrag]: 1000n, [styrelse]: -300n, [team]: -600n, 'kostnad:kurs': -100n }),
        ),
      ]);
  });

  it('utgår från den version som gällde dagen för ändringen, inte från den senaste', () => {
    const juniversion = version('BudgetAndrad', juni, rader({ [bidrag]: 1n, [styrelse]: -1n, [team]: -1n }));
    given(budgetDecider, [faststalld, juniversion])
      .when(budget('AndraBudget', mars, rader({ [team]: -600n })))
      .then([version('BudgetAndrad', mars, rader({ [bidrag]: 1000n, [styrelse]: -300n, [team]: -600n }))]);
  });

  it('utgår från en rättad version', () => {
    const rattad = version('BudgetRattad', november, rader({ [bidrag]: 900n, [team]: -900n }));
    given(budgetDecider, [faststalld, rattad])
      .when(budget('AndraBudget', mars, rader({ [team]: -800n })))
      .then([version('BudgetAndrad', mars, rader({ [bidrag]: 900n, [team]: -800n }))]);
  });

  it('nekas utan stöd innan något annat prövas', () => {
    given(budgetDecider).when(utanStod('AndraBudget')).thenThrows('BUDGETANDRING_UTAN_STOD', 'stod');
  });
});

describe('ErsattBudgetversion', () => {
  it('rättar en version som finns, med alla dess rader', () => {
    const nya = rader({ [bidrag]: 1000n, [team]: -1000n });
    given(budgetDecider, [faststalld])
      .when(budget('ErsattBudgetversion', november, nya))
      .then([version('BudgetRattad', november, nya)]);
  });

  it('rättar en version som bara har en rad för mycket', () => {
    given(budgetDecider, [faststalld])
      .when(budget('ErsattBudgetversion', november, antagen.slice(1)))
      .then([version('BudgetRattad', november, antagen.slice(1))]);
  });

  it('lägger till en version, också före den första', () => {
    const tidigare = datum('2023-10-01');
    given(budgetDecider, [faststalld])
      .when(budget('ErsattBudgetversion', tidigare, antagen))
      .then([version('BudgetAndrad', tidigare, antagen)]);
  });

  it('finner en version oförändrad hur raderna än är ordnade', () => {
    given(budgetDecider, [faststalld])
      .when(budget('ErsattBudgetversion', november, [...antagen].reverse()))
      .thenThrows('BUDGET_OFORANDRAD', 'rader');
  });

  it('nekas utan stöd', () => {
    given(budgetDecider, [faststalld])
      .when(utanStod('ErsattBudgetversion'))
      .thenThrows('BUDGETANDRING_UTAN_STOD', 'stod');
  });

  it('ändrar ingen budget som aldrig har fastställts', () => {
    given(budgetDecider)
      .when(budget('ErsattBudgetversion', mars, antagen))
      .thenThrows('BUDGET_SAKNAS', 'ar', 'ett år med fastställd budget');
  });
});

describe('FaststallPeriodbudget', () => {
  const data = { ...vem, den: november, period: halvar, rader: antagen, stod: beslut };
  const antagenPeriod: BudgetHandelse = { typ: 'PeriodbudgetFaststalld', data };

  it('fastställs utan att årets budget behöver finnas', () => {
    given(budgetDecider).when(periodbudget(halvar)).then([antagenPeriod]);
  });

  it('skiljs från en annan period, och ersätts av andra belopp', () => {
    const kvartal = { fran: halvar.fran, till: datum('2024-03-31') };
    const andra = rader({ [team]: -1n });
    given(budgetDecider, [antagenPeriod])
      .when(periodbudget(kvartal))
      .then([{ typ: 'PeriodbudgetFaststalld', data: { ...data, period: kvartal } }]);
    given(budgetDecider, [antagenPeriod])
      .when(periodbudget(halvar, andra))
      .then([{ typ: 'PeriodbudgetFaststalld', data: { ...data, rader: andra } }]);
    given(budgetDecider, [antagenPeriod]).when(periodbudget(halvar)).thenThrows('BUDGET_OFORANDRAD');
  });

  it.each([
    ['börjar året före', datum('2023-12-31'), datum('2024-06-30')],
    ['slutar året efter', datum('2024-07-01'), datum('2025-01-01')],
    ['slutar innan den börjar', datum('2024-06-30'), datum('2024-06-29')],
  ])('nekas när perioden %s', (_, fran, till) => {
    given(budgetDecider)
      .when(periodbudget({ fran, till }))
      .thenThrows('PERIOD_UTANFOR_AR', 'period', 'en period i 2024');
  });

  it('nekas utan stöd', () => {
    given(budgetDecider)
      .when({ typ: 'FaststallPeriodbudget', data: { ...vem, den: november, period: halvar, rader: antagen } })
      .thenThrows('BUDGET_UTAN_STOD', 'stod');
  });
});

describe('FaststallPrognos', () => {
  const juniprognos: BudgetHandelse = {
    typ: 'PrognosFaststalld',
    data: { ...vem, avser: juni, rader: antagen, stod: beslut },
  };

  it('fastställs för sin dag, och ersätts för samma dag av andra belopp', () => {
    const andra = rader({ [team]: -1n });
    given(budgetDecider).when(prognos(juni)).then([juniprognos]);
    given(budgetDecider, [juniprognos])
      .when(prognos(juni, andra))
      .then([{ typ: 'PrognosFaststalld', data: { ...vem, avser: juni, rader: andra, stod: beslut } }]);
    given(budgetDecider, [juniprognos])
      .when(prognos(mars))
      .then([{ typ: 'PrognosFaststalld', data: { ...vem, avser: mars, rader: antagen, stod: beslut } }]);
    given(budgetDecider, [juniprognos]).when(prognos(juni)).thenThrows('BUDGET_OFORANDRAD', 'rader');
  });

  it('hindrar inte att budgeten fastställs', () => {
    given(budgetDecider, [juniprognos])
      .when(budget('FaststallBudget', november, antagen))
      .then([faststalld]);
  });
});

describe('den version som gäller', () => {
  const karta = (r: readonly Budgetrad[]) => new Map(r.map((x) => [x.post, x.beloppOre]));
  const forst = karta(rader({ [team]: -1n }));
  const sedan = karta(rader({ [team]: -2n }));
  // The order of recording is not the order of days.
  const versioner = new Map([
    [juni, sedan],
    [november, forst],
  ]);

  it.each([
    ['dagen den fastställs', november, forst],
    ['dagen innan nästa', datum('2024-06-09'), forst],
    ['samma dag som nästa', juni, sedan],
    ['långt efter', datum('2024-12-31'), sedan],
    ['före den första: den första kända', datum('2023-01-01'), forst],
  ])('%s', (_, den, vantad) => {
    expect(gallande(versioner, den)).toBe(vantad);
  });

  it('finns inte när ingen är fastställd', () => {
    expect(gallande(new Map(), juni)).toBeUndefined();
  });
});

type AvRegister = 'BUDGETPOST_OKAND' | 'BESLUT_OKANT';

nekar(budgetDecider, {
  BUDGET_UTAN_STOD: {
    when: utanStod('FaststallBudget'),
    falt: 'stod',
    forvantat: 'ett beslut, eller källdokumentet där källan inte nämner något',
  },
  BUDGETANDRING_UTAN_STOD: {
    given: [faststalld],
    when: utanStod('AndraBudget'),
    falt: 'stod',
    forvantat: 'ett beslut, eller källdokumentet där källan inte nämner något',
  },
  PROGNOS_UTAN_STOD: {
    when: { typ: 'FaststallPrognos', data: { ...vem, avser: juni, rader: antagen } },
    falt: 'stod',
    forvantat: 'ett beslut, eller källdokumentet där källan inte nämner något',
  },
  BUDGET_FINNS: {
    given: [faststalld],
    when: budget('FaststallBudget', mars, antagen),
    falt: 'ar',
    forvantat: 'ett år utan budget, eller en budgetändring',
  },
  BUDGET_SAKNAS: {
    when: budget('AndraBudget', mars, antagen),
    falt: 'ar',
    forvantat: 'ett år med fastställd budget',
  },
  BUDGETVERSION_FINNS: {
    given: [faststalld],
    when: budget('AndraBudget', november, rader({ [team]: -1n })),
    falt: 'den',
    forvantat: 'en annan dag',
  },
  BUDGET_UTAN_RADER: { when: budget('FaststallBudget', mars, []), falt: 'rader', forvantat: 'minst en rad' },
  BUDGETRAD_DUBBEL: {
    when: budget('FaststallBudget', mars, [...antagen, { post: styrelse, beloppOre: -1n }]),
    falt: 'rader[3].post',
    forvantat: 'varje post en gång',
  },
  BUDGETRAD_EJ_RESULTAT: {
    when: budget('FaststallBudget', mars, rader({ [team]: -1n, 'skuld:semesterskuld': 1n })),
    falt: 'rader[1].post',
    forvantat: 'en intäkt eller kostnad',
  },
  BUDGET_OFORANDRAD: {
    given: [faststalld],
    when: budget('AndraBudget', mars, rader({ [team]: -700n })),
    falt: 'rader',
    forvantat: 'minst ett nytt belopp',
  },
  PERIOD_UTANFOR_AR: {
    when: periodbudget({ fran: datum('2025-01-01'), till: datum('2025-06-30') }),
    falt: 'period',
    forvantat: 'en period i 2024',
  },
} satisfies Record<Exclude<BudgetKod, AvRegister>, Nekad<BudgetKommando, BudgetHandelse>>);

describe('mot registren', () => {
  const kandaPoster = new Map(antagen.map((r) => [r.post, true]));

  it('godtas kända poster med ett registrerat beslut, eller med en källa', () => {
    kontrolleraMotRegister(antagen, beslut, { kandaPoster, beslutFinns: true });
    const kallan: Stod = { slag: 'dokument', dokument: 'rapport' };
    kontrolleraMotRegister(antagen, kallan, { kandaPoster, beslutFinns: false });
  });

  const nekade: Record<AvRegister, () => void> = {
    BUDGETPOST_OKAND: () => {
      const okand = [...antagen, ...rader({ 'kostnad:kurs': -1n })];
      expect(
        nekandetAv(() => {
          kontrolleraMotRegister(okand, beslut, { kandaPoster, beslutFinns: true });
        }),
      ).toEqual({ kod: 'BUDGETPOST_OKAND', falt: 'rader[3].post', forvantat: 'en upplagd post' });
    },
    BESLUT_OKANT: () => {
      expect(
        nekandetAv(() => {
          kontrolleraMotRegister(antagen, beslut, { kandaPoster, beslutFinns: false });
        }),
      ).toEqual({ kod: 'BESLUT_OKANT', falt: 'stod.beslut', forvantat: 'ett registrerat beslut' });
    },
  };
  it.each(Object.entries(nekade))('nekas med %s', (_kod, prova) => {
    prova();
  });
});

describe('godtyckliga historier', () => {
  const dag = fc.integer({ min: 1, max: 12 }).map((manad) => manadsSlut(2024, manad));
  const rad = fc.record({
    post: fc.oneof(
      { weight: 9, arbitrary: fc.constantFrom(bidrag, styrelse, team) },
      { weight: 1, arbitrary: fc.constant<PostId>('skuld:semesterskuld') },
    ),
    beloppOre: fc.bigInt(-3n, 3n),
  });
  const radlista = fc.oneof(
    { weight: 9, arbitrary: fc.uniqueArray(rad, { selector: (r) => r.post, minLength: 1, maxLength: 3 }) },
    { weight: 1, arbitrary: fc.array(rad, { maxLength: 4 }) },
  );
  const stod = fc.option(fc.constant(beslut), { nil: undefined, freq: 5 });
  const kommando = fc
    .record({
      typ: fc.constantFrom<Radkommando>('FaststallBudget', 'AndraBudget', 'ErsattBudgetversion'),
      den: dag,
      rader: radlista,
      stod,
    })
    .map(({ typ, stod: s, ...data }): BudgetKommando => ({
      typ,
      data: { ...vem, ...data, ...(s === undefined ? {} : { stod: s }) },
    }));
  const plan = fc
    .tuple(dag, radlista, fc.boolean())
    .map(([den, r, period]) =>
      period ? periodbudget({ fran: halvar.fran, till: den }, r) : prognos(den, r),
    );

  it('låter en ändring röra sina rader och inga andra, och nekar bara med domänens fel', () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(kommando, plan), { minLength: 10, maxLength: 30, size: 'max' }),
        (kommandon) => {
          let state = [faststalld].reduce<BudgetState>(budgetDecider.evolve, budgetDecider.start);
          for (const k of kommandon) {
            const fore = state;
            try {
              state = budgetDecider.decide(k, fore).reduce(budgetDecider.evolve, fore);
            } catch (fel) {
              if (!arDomanFel(fel)) throw fel;
              continue;
            }
            if (k.typ !== 'AndraBudget') continue;
            const andrade = new Map(k.data.rader.map((r) => [r.post, r.beloppOre]));
            const vantad = new Map([...(gallande(fore.versioner, k.data.den) ?? []), ...andrade]);
            expect(state.versioner.get(k.data.den)).toEqual(vantad);
            for (const [den, version] of fore.versioner) expect(state.versioner.get(den)).toBe(version);
          }
        },
      ),
    );
  });
});

it('strömmen är förbundets år', () => {
  expect(budgetStream('ostra', 2024)).toBe('budget-ostra-2024');
});
