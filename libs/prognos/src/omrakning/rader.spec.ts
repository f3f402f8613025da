import { describe, expect, test } from '@jest/globals';
import { datum } from '#kernel/datum.js';
import type { Ore } from '#kernel/ore.js';
import type { PostId } from '#kernel/poster.js';
import { beraknaRader, type Arsunderlag } from './rader.js';

const INSATSER = 'kostnad:insatser' satisfies PostId;
const TEAM = 'kostnad:team' satisfies PostId;
const KURS = 'kostnad:kurs' satisfies PostId;
const KURSDEL = 'kostnad:kursdel' satisfies PostId;

const belopp = (b: Partial<Record<PostId, Ore>>): ReadonlyMap<PostId, Ore> =>
  new Map(Object.entries(b) as [PostId, Ore][]);

/** Half of 2023 has gone but for half a day: 181 of 365 days. */
const HALVAR = datum('2023-06-30');

function underlag(u: Partial<Arsunderlag>): Arsunderlag {
  return {
    ar: 2023,
    per: HALVAR,
    poster: [
      { post: INSATSER, overordnad: null },
      { post: TEAM, overordnad: INSATSER },
      { post: KURS, overordnad: INSATSER },
      { post: KURSDEL, overordnad: KURS },
    ],
    budget: new Map(),
    periodbudget: new Map(),
    utfall: new Map(),
    tidigareAr: [],
    medel: { poster: new Map(), beslutat: new Map(), allasOre: null },
    ...u,
  };
}

const raknade = (u: Partial<Arsunderlag>): [PostId, Ore, string][] =>
  beraknaRader(underlag(u)).map((r) => [r.post, r.beloppOre, r.metod]);

describe('budgeten är grövre än bokföringen', () => {
  test('utfallet på de finare raderna räknas till den budgeterade, som ensam får en prognos', () => {
    expect(
      raknade({
        budget: belopp({ [INSATSER]: -36_500n }),
        utfall: belopp({ [TEAM]: -9_050n, [KURS]: -9_050n }),
      }),
    ).toEqual([[INSATSER, -36_500n, 'linjar']]);
  });

  test('den närmaste budgeterade raden får utfallet, inte den översta', () => {
    expect(
      raknade({
        budget: belopp({ [INSATSER]: -1_000n, [KURS]: -36_500n }),
        utfall: belopp({ [KURSDEL]: -18_100n }),
      }),
    ).toEqual([
      [INSATSER, -1_000n, 'budget'],
      [KURS, -36_500n, 'linjar'],
    ]);
  });

  test('periodbudgeten samlas som utfallet', () => {
    // Nothing was planned before July: the rest of the budget lies ahead.
    expect(
      raknade({
        budget: belopp({ [INSATSER]: -36_500n }),
        periodbudget: belopp({ [TEAM]: 0n, [KURS]: -500n }),
        utfall: belopp({ [TEAM]: -1_000n }),
      }),
    ).toEqual([[INSATSER, -37_000n, 'aterstaende-budget']]);
  });
});

describe('bokföringen är grövre än budgeten', () => {
  test('budgetar för rader som inget är bokfört på räknas till raden ovanför', () => {
    expect(
      raknade({
        budget: belopp({ [TEAM]: -16_500n, [KURS]: -20_000n }),
        utfall: belopp({ [INSATSER]: -18_100n }),
      }),
    ).toEqual([[INSATSER, -36_500n, 'linjar']]);
  });

  test('en rad med eget utfall står för sig: det som är bokfört ovanför är andra pengar', () => {
    expect(
      raknade({
        budget: belopp({ [TEAM]: -36_500n, [KURS]: -20_000n }),
        utfall: belopp({ [INSATSER]: -9_050n, [TEAM]: -18_100n }),
      }),
    ).toEqual([
      [INSATSER, -18_250n, 'linjar'],
      [TEAM, -36_500n, 'linjar'],
    ]);
  });

  test('noll är bokfört: raden står för sig, på sin budget', () => {
    expect(
      raknade({ budget: belopp({ [TEAM]: -1_000n }), utfall: belopp({ [INSATSER]: -18_100n, [TEAM]: 0n }) }),
    ).toEqual([
      [INSATSER, -36_500n, 'linjar'],
      [TEAM, -1_000n, 'budget'],
    ]);
  });

  test('utan något bokfört får varje budgeterad rad sin budget', () => {
    expect(raknade({ budget: belopp({ [TEAM]: -1n, [KURS]: -2n }) })).toEqual([
      [KURS, -2n, 'budget'],
      [TEAM, -1n, 'budget'],
    ]);
  });
});

describe('tidigare år', () => {
  test('samlas på samma rader som årets utfall', () => {
    const [rad] = beraknaRader(
      underlag({
        budget: belopp({ [INSATSER]: -1_000n }),
        utfall: belopp({ [TEAM]: -100n, [KURS]: -100n }),
        tidigareAr: [
          {
            ar: 2022,
            sammaPeriod: belopp({ [TEAM]: -100n }),
            helar: belopp({ [TEAM]: -300n, [KURSDEL]: -100n }),
          },
        ],
      }),
    );
    // A quarter was booked by the same day last year: 200 is a quarter of 800.
    expect(rad).toMatchObject({ post: INSATSER, beloppOre: -800n, metod: 'tidigare-ars-profil' });
  });

  test('ett år utan posten säger inget om den', () => {
    expect(
      raknade({
        utfall: belopp({ [TEAM]: -18_100n }),
        tidigareAr: [{ ar: 2022, sammaPeriod: belopp({ [KURS]: -1n }), helar: belopp({ [KURS]: -40n }) }],
      }),
    ).toEqual([[TEAM, -36_500n, 'linjar']]);
  });

  test('en post som bara finns i tidigare år får ingen prognos', () => {
    expect(
      raknade({ tidigareAr: [{ ar: 2022, sammaPeriod: new Map(), helar: belopp({ [TEAM]: -1n }) }] }),
    ).toEqual([]);
  });
});

test('medel är beslutade belopp: budgetens rad med det som specificerar den', () => {
  const medel: Arsunderlag['medel'] = {
    poster: new Map<PostId, string>([['intakt:bidrag', '']]),
    beslutat: new Map(),
    allasOre: null,
  };
  const ar = {
    poster: [
      { post: 'intakt:bidrag', overordnad: null },
      { post: 'intakt:statens', overordnad: 'intakt:bidrag' },
    ] satisfies Arsunderlag['poster'],
    budget: belopp({ 'intakt:bidrag': 1_000n }),
    utfall: belopp({ 'intakt:statens': 300n, 'intakt:ranta': 181n }),
  };
  const rantan = ['intakt:ranta', 365n, 'linjar'];
  expect(raknade({ ...ar, medel })).toEqual([['intakt:bidrag', 1_000n, 'beslutade-medel'], rantan]);
  expect(raknade({ ...ar, medel: { ...medel, allasOre: 990n } })).toEqual([
    ['intakt:bidrag', 990n, 'beslutade-medel'],
    rantan,
  ]);
});

test('det som är bokfört utanför alla poster får en egen rad, och raderna står i postordning', () => {
  expect(
    raknade({ utfall: belopp({ 'kostnad:konto-6110': -181n, [TEAM]: -181n, 'intakt:bidrag': 181n }) }),
  ).toEqual([
    ['intakt:bidrag', 365n, 'linjar'],
    ['kostnad:konto-6110', -365n, 'linjar'],
    [TEAM, -365n, 'linjar'],
  ]);
});

test('poster som pekar på varandra i en ring fastnar inte', () => {
  const poster: Arsunderlag['poster'] = [
    { post: TEAM, overordnad: KURS },
    { post: KURS, overordnad: TEAM },
  ];
  expect(raknade({ poster, utfall: belopp({ [TEAM]: -181n }) })).toEqual([[TEAM, -365n, 'linjar']]);
});
