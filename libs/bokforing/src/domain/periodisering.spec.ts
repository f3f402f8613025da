import { describe, it } from '@jest/globals';
import { datum } from '#kernel/datum.js';
import { given, nekar, type Nekad } from '../../../../test/given.js';
import { bokforingDecider, type BokforingKod, type BokforingKommando } from './bokforing.decider.js';
import type {
  BokforingHandelse,
  Periodiseringsslag,
  RattelseBokford,
  VerifikationBokford,
  Verifikationsrad,
} from './bokforing.events.js';
import type { PeriodiseringKod } from './periodisering.js';

const vilken = { forbund: 'ostra', ar: 2024, serie: 'a' };
const upplupen: readonly Verifikationsrad[] = [
  { konto: '5010', beloppOre: 700n, insats: 'team' },
  { konto: '2910', beloppOre: -700n },
];
const innehall = { ...vilken, datum: datum('2024-12-31'), text: 'Löneskuld', rader: upplupen };
const vands = datum('2025-01-01');

type Delar = {
  rader?: readonly Verifikationsrad[];
  vands?: string;
  slag?: Periodiseringsslag;
  datum?: string;
};
const periodisera = (delar: Delar = {}): BokforingKommando => ({
  typ: 'BokforPeriodisering',
  data: {
    ...innehall,
    rader: delar.rader ?? upplupen,
    datum: datum(delar.datum ?? innehall.datum),
    slag: delar.slag ?? 'upplupen_kostnad',
    vands: datum(delar.vands ?? vands),
  },
});
const periodiserad = (nummer: number): VerifikationBokford => ({
  typ: 'VerifikationBokford',
  data: { ...innehall, nummer, periodisering: { slag: 'upplupen_kostnad', vands } },
});

describe('BokforPeriodisering', () => {
  it('är en verifikation som vet när den vänds', () => {
    given(bokforingDecider)
      .when(periodisera())
      .then([periodiserad(1)]);
  });

  it.each<[Periodiseringsslag, string, string]>([
    ['upplupen_kostnad', '2990', '4110'],
    ['forutbetald_kostnad', '1710', '6010'],
    ['upplupen_intakt', '1790', '3010'],
    ['forutbetald_intakt', '2970', '3100'],
  ])('%s står på %s mot %s', (slag, balanskonto, resultatkonto) => {
    const rader = [
      { konto: balanskonto, beloppOre: 5n },
      { konto: resultatkonto, beloppOre: -5n },
    ];
    given(bokforingDecider)
      .when(periodisera({ slag, rader }))
      .then([
        {
          typ: 'VerifikationBokford',
          data: { ...innehall, rader, nummer: 1, periodisering: { slag, vands } },
        },
      ]);
  });

  it('nekar en sida för lite och ett konto som inte hör dit', () => {
    given(bokforingDecider)
      .when(
        periodisera({
          rader: [
            { konto: '2910', beloppOre: 1n },
            { konto: '2990', beloppOre: -1n },
          ],
        }),
      )
      .thenThrows('PERIODISERING_FEL_KONTO', 'rader', 'konton i klass 2 mot konton i klass 4, 5, 6, 7, 8');
    given(bokforingDecider)
      .when(periodisera({ rader: [...upplupen, { konto: '1930', beloppOre: 0n }] }))
      .thenThrows('PERIODISERING_FEL_KONTO', 'rader[2].konto');
  });

  it.each(['2024-12-31', '2024-06-30', '2026-01-01'])('nekar att vända den %s', (dag) => {
    given(bokforingDecider)
      .when(periodisera({ vands: dag }))
      .thenThrows('VANDNING_UTANFOR_TID', 'vands');
  });

  it('kan vändas inom året', () => {
    given(bokforingDecider)
      .when(periodisera({ datum: '2024-08-31', vands: '2024-09-01' }))
      .then([
        {
          typ: 'VerifikationBokford',
          data: {
            ...innehall,
            datum: datum('2024-08-31'),
            nummer: 1,
            periodisering: { slag: 'upplupen_kostnad', vands: datum('2024-09-01') },
          },
        },
      ]);
  });
});

describe('VandPeriodisering', () => {
  it('är en verifikation som säger vilken den vänder', () => {
    const data = {
      ...vilken,
      ar: 2025,
      datum: vands,
      text: 'Vändning',
      rader: upplupen.map((r) => ({ ...r, beloppOre: -r.beloppOre })),
      vander: { ar: 2024, serie: 'a', nummer: 1 },
    };
    given(bokforingDecider)
      .when({ typ: 'VandPeriodisering', data })
      .then([{ typ: 'VerifikationBokford', data: { ...data, nummer: 1 } }]);
  });
});

describe('MakuleraVerifikation', () => {
  const makulera = (senasteRattelse: number, rader = upplupen): BokforingKommando => ({
    typ: 'MakuleraVerifikation',
    data: { ...innehall, rader, rattar: 1, senasteRattelse },
  });
  const rattad = (nummer: number, rattar: number): RattelseBokford => ({
    typ: 'RattelseBokford',
    data: { ...innehall, nummer, rattar },
  });

  it('är en rättelse som säger att den tar tillbaka allt', () => {
    given(bokforingDecider, [periodiserad(1), rattad(2, 1)])
      .when(makulera(2))
      .then([{ typ: 'RattelseBokford', data: { ...innehall, nummer: 3, rattar: 1, makulerar: true } }]);
  });

  it('kan makulera en makulering', () => {
    given(bokforingDecider, [
      periodiserad(1),
      { typ: 'RattelseBokford', data: { ...innehall, nummer: 2, rattar: 1, makulerar: true } },
    ])
      .when({ typ: 'MakuleraVerifikation', data: { ...innehall, rattar: 2, senasteRattelse: 2 } })
      .then([{ typ: 'RattelseBokford', data: { ...innehall, nummer: 3, rattar: 2, makulerar: true } }]);
  });

  nekar(bokforingDecider, {
    PERIODISERING_FEL_KONTO: {
      when: periodisera({ slag: 'upplupen_intakt' }),
      falt: 'rader[0].konto',
      forvantat: 'konton i klass 1 mot konton i klass 3, 8',
    },
    VANDNING_UTANFOR_TID: {
      when: periodisera({ vands: '2024-12-31' }),
      falt: 'vands',
      forvantat: 'en dag efter periodiseringen, senast året efter',
    },
    PERIODISERING_REDAN_VAND: {
      given: [
        {
          typ: 'VerifikationBokford',
          data: { ...innehall, nummer: 1, vander: { ar: 2023, serie: 'a', nummer: 9 } },
        },
      ],
      when: { typ: 'VandPeriodisering', data: { ...innehall, vander: { ar: 2023, serie: 'a', nummer: 9 } } },
      falt: 'nummer',
      forvantat: 'en periodisering som står kvar',
    },
    MAKULERING_INAKTUELL: {
      given: [periodiserad(1), rattad(2, 1)],
      when: makulera(0),
      falt: 'rattar',
      forvantat: 'att makuleringen görs om på det som gäller nu',
    },
    VERIFIKATION_REDAN_MAKULERAD: {
      given: [periodiserad(1)],
      when: makulera(0, []),
      falt: 'rattar',
      forvantat: 'en verifikation som inte är makulerad',
    },
    VERIFIKATION_OKAND: { when: makulera(0), falt: 'rattar', forvantat: 'ett nummer 1–0' },
  } satisfies Record<
    | PeriodiseringKod
    | Extract<BokforingKod, 'MAKULERING_INAKTUELL' | 'VERIFIKATION_REDAN_MAKULERAD' | 'VERIFIKATION_OKAND'>,
    Nekad<BokforingKommando, BokforingHandelse>
  >);
});
