import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { dagarIManad, datum, manadFor, manadsSlut, type Datum } from '#kernel/datum.js';
import { arDomanFel } from '#kernel/fel.js';
import { given, nekar, type Nekad } from '../../../../test/given.js';
import {
  bokforingDecider,
  type BokforingKommando,
  type Periodandring,
  type SerieperiodKommando,
} from './bokforing.decider.js';
import type {
  BokforingHandelse,
  PeriodOppnad,
  PeriodStangd,
  VerifikationBokford,
} from './bokforing.events.js';
import type { PeriodKod } from './perioder.js';

type Kommando = BokforingKommando | SerieperiodKommando;

const vilken = { forbund: 'ostra', ar: 2024, serie: 'a' };
const beslut = { slag: 'beslut' as const, beslut: 'delarsbokslut' };
const period = (fran: string, till: string) => ({
  fran: datum(fran),
  till: datum(till),
  av: 'kansli',
  grund: beslut,
});
const JAN_AUG = period('2024-01-01', '2024-08-31');
const ARET = period('2024-01-01', '2024-12-31');

const rader = [
  { konto: '6010', beloppOre: 500n },
  { konto: '1930', beloppOre: -500n },
];
const innehall = (dag: string) => ({ ...vilken, datum: datum(dag), text: 'Hyra', rader });
const bokfor = (dag: string): Kommando => ({ typ: 'BokforVerifikation', data: innehall(dag) });
const bokford = (nummer: number, dag: string): VerifikationBokford => ({
  typ: 'VerifikationBokford',
  data: { ...innehall(dag), nummer },
});
const stang = (p = JAN_AUG): Kommando => ({ typ: 'StangPeriod', data: { ...vilken, ...p } });
const oppna = (p = JAN_AUG): Kommando => ({ typ: 'OppnaPeriod', data: { ...vilken, ...p } });
const stangd = (p = JAN_AUG, andring?: number): PeriodStangd => ({
  typ: 'PeriodStangd',
  data: { ...vilken, ...p, ...(andring === undefined ? {} : { andring }) },
});
const oppnad = (p = JAN_AUG, andring?: number): PeriodOppnad => ({
  typ: 'PeriodOppnad',
  data: { ...vilken, ...p, ...(andring === undefined ? {} : { andring }) },
});
const balans = [
  { konto: '1930', beloppOre: 900n },
  { konto: '2010', beloppOre: -900n },
];
const ingaende = (bokslut?: number): Kommando => ({
  typ: 'BokforIngaendeBalans',
  data: { ...vilken, rader: balans, ...(bokslut === undefined ? {} : { bokslut }) },
});

describe('en stängd period', () => {
  it('tar inget nytt nummer, och det som stod förut står kvar', () => {
    given(bokforingDecider, [bokford(1, '2024-08-31')])
      .when(stang())
      .then([stangd()]);
    given(bokforingDecider, [bokford(1, '2024-08-31'), stangd()])
      .when(bokfor('2024-09-01'))
      .then([bokford(2, '2024-09-01')]);
  });

  const NEKADE: Record<string, Kommando> = {
    verifikationer: bokfor('2024-08-31'),
    rattelser: { typ: 'RattaVerifikation', data: { ...innehall('2024-01-01'), rattar: 1 } },
    makuleringar: {
      typ: 'MakuleraVerifikation',
      data: { ...innehall('2024-05-31'), rattar: 1, senasteRattelse: 0 },
    },
    periodiseringar: {
      typ: 'BokforPeriodisering',
      data: { ...innehall('2024-08-31'), slag: 'upplupen_kostnad', vands: datum('2024-09-01') },
    },
    vandningar: {
      typ: 'VandPeriodisering',
      data: { ...innehall('2024-01-01'), vander: { ar: 2023, serie: 'a', nummer: 7 } },
    },
  };
  it.each(Object.entries(NEKADE))(
    'nekar %s och säger vad som är stängt, av vem och varför',
    (_, kommando) => {
      const forsok = (): unknown =>
        bokforingDecider.decide(
          kommando,
          [bokford(1, '2024-08-31'), stangd()].reduce(bokforingDecider.evolve, bokforingDecider.start),
        );
      try {
        forsok();
        throw new Error('nekades inte');
      } catch (fel) {
        if (!arDomanFel(fel)) throw fel;
        expect([fel.kod, fel.falt, fel.data]).toEqual([
          'PERIOD_STANGD',
          'datum',
          { serie: 'a', fran: '2024-01-01', till: '2024-08-31', av: 'kansli', grund: beslut },
        ]);
        expect(fel.message).toBe(
          'Perioden 2024-01-01–2024-08-31 är stängd i serie a, av kansli (beslut delarsbokslut).',
        );
      }
    },
  );

  it('kan en rättelse i en öppen period ändå rätta', () => {
    given(bokforingDecider, [bokford(1, '2024-08-31'), stangd()])
      .when({ typ: 'RattaVerifikation', data: { ...innehall('2024-09-30'), rattar: 1 } })
      .then([{ typ: 'RattelseBokford', data: { ...innehall('2024-09-30'), nummer: 2, rattar: 1 } }]);
  });

  it('kan öppnas, helt eller en månad i taget', () => {
    const juni = period('2024-06-01', '2024-06-30');
    given(bokforingDecider, [stangd()])
      .when(oppna(juni))
      .then([oppnad(juni)]);
    given(bokforingDecider, [stangd(), oppnad(juni)])
      .when(bokfor('2024-06-30'))
      .then([bokford(1, '2024-06-30')]);
    given(bokforingDecider, [stangd(), oppnad(juni)])
      .when(bokfor('2024-07-01'))
      .thenThrows('PERIOD_STANGD');
    given(bokforingDecider, [stangd(), oppnad(juni)])
      .when(stang())
      .then([stangd()]);
  });
});

describe('en ingående balans', () => {
  it('hör till årets första dag', () => {
    given(bokforingDecider, [stangd(period('2024-02-01', '2024-12-31'))])
      .when(ingaende())
      .then([{ typ: 'IngaendeBalansBokford', data: { ...vilken, rader: balans } }]);
    given(bokforingDecider, [stangd(period('2024-01-01', '2024-01-31'))])
      .when(ingaende())
      .thenThrows('PERIOD_STANGD', 'ar');
  });

  it('ur ett bokslut tas emot tills hela året är stängt, och inte efter en ur ett senare', () => {
    given(bokforingDecider, [stangd()])
      .when(ingaende(1))
      .then([{ typ: 'IngaendeBalansBokford', data: { ...vilken, rader: balans, bokslut: 1 } }]);
    given(bokforingDecider, [stangd(ARET)])
      .when(ingaende(1))
      .thenThrows('PERIOD_STANGD', 'ar');
    given(bokforingDecider, [
      { typ: 'IngaendeBalansBokford', data: { ...vilken, rader: balans, bokslut: 2 } },
    ])
      .when(ingaende(1))
      .thenThrows('BOKSLUT_BOKFORT', 'bokslut', 'ett senare bokslut');
  });
});

describe('årets ändringar', () => {
  const andringar: readonly Periodandring[] = [
    { nummer: 1, slag: 'stangning', ...ARET },
    { nummer: 2, slag: 'oppning', ...JAN_AUG },
  ];
  const genomfor: Kommando = { typ: 'GenomforPeriodandringar', data: { ...vilken, andringar } };

  it('når en ny serie i den ordning de beslutades', () => {
    given(bokforingDecider)
      .when(genomfor)
      .then([stangd(ARET, 1), oppnad(JAN_AUG, 2)]);
  });

  it('når en serie en gång, också när de inte ändrar något där', () => {
    given(bokforingDecider, [stangd(ARET), stangd(ARET, 1)])
      .when(genomfor)
      .then([oppnad(JAN_AUG, 2)]);
    given(bokforingDecider, [stangd(ARET, 1), oppnad(JAN_AUG, 2)])
      .when(genomfor)
      .thenThrows('PERIODANDRING_GENOMFORD', 'andringar', 'en ändring efter 2');
  });
});

nekar(bokforingDecider, {
  PERIOD_STANGD: {
    given: [stangd()],
    when: bokfor('2024-02-29'),
    falt: 'datum',
    forvantat: 'en dag i en öppen period, eller att perioden öppnas först',
  },
  PERIOD_REDAN_STANGD: {
    given: [stangd()],
    when: stang(period('2024-03-01', '2024-04-30')),
    falt: 'period',
    forvantat: 'en period med minst en öppen månad',
  },
  PERIOD_EJ_STANGD: {
    given: [stangd()],
    when: oppna(period('2024-09-01', '2024-09-30')),
    falt: 'period',
    forvantat: 'en period med minst en stängd månad',
  },
  PERIOD_EJ_HELA_MANADER: {
    when: stang(period('2024-01-01', '2024-02-28')),
    falt: 'period',
    forvantat: 'från den första i en månad till den sista i en månad',
  },
  PERIOD_UTANFOR_AR: {
    when: stang(period('2024-12-01', '2025-01-31')),
    falt: 'period',
    forvantat: 'en period i 2024',
  },
  PERIOD_UTAN_GRUND: {
    when: stang({ ...JAN_AUG, grund: { slag: 'anteckning', text: ' ' } } as never),
    falt: 'grund.text',
    forvantat: 'ett beslut eller ett skäl i ord',
  },
} satisfies Record<PeriodKod, Nekad<Kommando, BokforingHandelse>>);

describe('godtyckliga stängningar och bokningar', () => {
  const dag = fc
    .tuple(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 31 }))
    .map(([m, d]): Datum =>
      d >= dagarIManad(2024, m)
        ? manadsSlut(2024, m)
        : datum(`${manadsSlut(2024, m).slice(0, 8)}${String(d).padStart(2, '0')}`),
    );
  const nagonPeriod = fc
    .tuple(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 12 }))
    .map(([a, b]) => {
      const [fran, till] = a <= b ? [a, b] : [b, a];
      return period(`${manadsSlut(2024, fran).slice(0, 8)}01`, manadsSlut(2024, till));
    });
  const kommando = fc.oneof(
    { weight: 3, arbitrary: dag.map((d) => bokfor(d)) },
    { weight: 1, arbitrary: nagonPeriod.map((p) => stang(p)) },
    { weight: 1, arbitrary: nagonPeriod.map((p) => oppna(p)) },
  );

  it('lagrar aldrig en verifikation i en månad som är stängd då', () => {
    fc.assert(
      fc.property(fc.array(kommando, { minLength: 10, maxLength: 60 }), (kommandon) => {
        let state = bokforingDecider.start;
        const stangda = new Set<number>();
        let bokforda = 0;
        for (const k of kommandon) {
          let nya: readonly BokforingHandelse[];
          try {
            nya = bokforingDecider.decide(k, state);
          } catch (fel) {
            if (!arDomanFel(fel)) throw fel;
            if (k.typ === 'BokforVerifikation') expect(stangda.has(manadFor(k.data.datum))).toBe(true);
            continue;
          }
          state = nya.reduce(bokforingDecider.evolve, state);
          for (const h of nya)
            if (h.typ === 'VerifikationBokford') {
              expect(stangda.has(manadFor(h.data.datum))).toBe(false);
              expect(h.data.nummer).toBe(++bokforda);
            } else if (h.typ === 'PeriodStangd' || h.typ === 'PeriodOppnad')
              for (let m = manadFor(h.data.fran); m <= manadFor(h.data.till); m++)
                if (h.typ === 'PeriodStangd') stangda.add(m);
                else stangda.delete(m);
          expect([...state.stangda.keys()].sort()).toEqual([...stangda].sort());
        }
      }),
    );
  });
});
