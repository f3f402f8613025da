import { describe, expect, it } from '@jest/globals';
import { datum } from '#kernel/datum.js';
import { given, nekar, type Nekad } from '../../../../test/given.js';
import { MAX_RADER } from './bokforing.decider.js';
import {
  rakenskapsarDecider,
  rakenskapsarStream,
  type RakenskapsarKod,
  type RakenskapsarKommando,
} from './rakenskapsar.decider.js';
import type { ArsbokslutUpprattat, RakenskapsarHandelse } from './rakenskapsar.events.js';

const aret = { forbund: 'ostra', ar: 2024 };
const grund = { slag: 'anteckning' as const, text: 'Avstämt' };
const period = (fran: string, till: string) => ({
  fran: datum(fran),
  till: datum(till),
  av: 'kansli',
  grund,
});
const HELT = period('2024-01-01', '2024-12-31');
const HALVT = period('2024-01-01', '2024-06-30');

const laggUpp = (serie: string): RakenskapsarKommando => ({ typ: 'LaggUppSerie', data: { ...aret, serie } });
const upplagd = (serie: string): RakenskapsarHandelse => ({ typ: 'SerieUpplagd', data: { ...aret, serie } });
const stang = (p = HELT): RakenskapsarKommando => ({
  typ: 'BeslutaPeriodstangning',
  data: { ...aret, ...p },
});
const oppna = (p = HELT): RakenskapsarKommando => ({ typ: 'BeslutaPeriodoppning', data: { ...aret, ...p } });
const stangd = (nummer: number, p = HELT): RakenskapsarHandelse => ({
  typ: 'PeriodstangningBeslutad',
  data: { ...aret, ...p, nummer },
});
const oppnad = (nummer: number, p = HELT): RakenskapsarHandelse => ({
  typ: 'PeriodoppningBeslutad',
  data: { ...aret, ...p, nummer },
});
const slutfor = (nummer: number): RakenskapsarKommando => ({
  typ: 'SlutforPeriodandringar',
  data: { ...aret, nummer },
});
const genomford = (nummer: number): RakenskapsarHandelse => ({
  typ: 'PeriodandringarGenomforda',
  data: { ...aret, nummer },
});

const rader = [
  { konto: '1930', beloppOre: 900n },
  { konto: '2010', beloppOre: -900n },
];
const bokslut = { ...aret, konto: '2010', resultatOre: 100n, rader, andring: 1, av: 'kansli', grund };
const uppratta = (delar: Partial<typeof bokslut> = {}): RakenskapsarKommando => ({
  typ: 'UpprattaArsbokslut',
  data: { ...bokslut, ...delar },
});
const upprattat = (nummer: number, delar: Partial<typeof bokslut> = {}): ArsbokslutUpprattat => ({
  typ: 'ArsbokslutUpprattat',
  data: { ...bokslut, ...delar, nummer },
});

describe('årets serier', () => {
  it('läggs upp en gång', () => {
    given(rakenskapsarDecider)
      .when(laggUpp('a'))
      .then([upplagd('a')]);
    given(rakenskapsarDecider, [upplagd('a')])
      .when(laggUpp('b'))
      .then([upplagd('b')]);
  });
});

describe('årets perioder', () => {
  it('stängs och öppnas i nummerordning', () => {
    given(rakenskapsarDecider)
      .when(stang(HALVT))
      .then([stangd(1, HALVT)]);
    given(rakenskapsarDecider, [stangd(1, HALVT)])
      .when(stang())
      .then([stangd(2)]);
    given(rakenskapsarDecider, [stangd(1, HALVT), stangd(2)])
      .when(oppna(HALVT))
      .then([oppnad(3, HALVT)]);
    given(rakenskapsarDecider, [stangd(1), oppnad(2, HALVT)])
      .when(stang(HALVT))
      .then([stangd(3, HALVT)]);
  });

  it('är genomförda när alla serier har dem, flera på en gång', () => {
    given(rakenskapsarDecider, [stangd(1), oppnad(2)])
      .when(slutfor(2))
      .then([genomford(2)]);
  });
});

describe('årsbokslut', () => {
  const stangt = [stangd(1), genomford(1)];

  it('upprättas för ett år som är stängt i alla serier', () => {
    given(rakenskapsarDecider, stangt)
      .when(uppratta())
      .then([upprattat(1)]);
  });

  it('görs om när året har öppnats, rättats och stängts igen', () => {
    const igen = [...stangt, upprattat(1), oppnad(2, HALVT), genomford(2), stangd(3, HALVT), genomford(3)];
    const nytt = {
      andring: 3,
      rader: [
        { konto: '1930', beloppOre: 800n },
        { konto: '2010', beloppOre: -800n },
      ],
    };
    given(rakenskapsarDecider, igen)
      .when(uppratta(nytt))
      .then([upprattat(2, nytt)]);
  });

  it('görs om när resultatet ska till ett annat konto', () => {
    const annat = {
      konto: '2020',
      rader: [
        { konto: '1930', beloppOre: 900n },
        { konto: '2020', beloppOre: -900n },
      ],
    };
    given(rakenskapsarDecider, [...stangt, upprattat(1)])
      .when(uppratta(annat))
      .then([upprattat(2, annat)]);
  });

  it('nekas när någon serie inte är stängd än, eller en månad är öppen', () => {
    given(rakenskapsarDecider, [stangd(1)])
      .when(uppratta())
      .thenThrows('ARET_EJ_STANGT', 'ar');
    given(rakenskapsarDecider, [stangd(1, HALVT), genomford(1)])
      .when(uppratta())
      .thenThrows('ARET_EJ_STANGT', 'ar');
    given(rakenskapsarDecider, [...stangt, oppnad(2, HALVT), genomford(2)])
      .when(uppratta())
      .thenThrows('ARET_EJ_STANGT', 'ar');
  });

  it('måste balansera', () => {
    expect(() =>
      rakenskapsarDecider.decide(
        uppratta({ rader: rader.slice(1) }),
        stangt.reduce(rakenskapsarDecider.evolve, rakenskapsarDecider.start),
      ),
    ).toThrow('bokslutet balanserar inte');
  });
});

/** Refused by the handler or at the edge, before the decider is asked. */
type Utanfor = 'SERIE_OKAND' | 'FOREGAENDE_AR_EJ_AVSLUTAT';

nekar(rakenskapsarDecider, {
  SERIE_FINNS: { given: [upplagd('a')], when: laggUpp('a'), falt: 'serie', forvantat: 'en ny serie' },
  PERIOD_REDAN_STANGD: {
    given: [stangd(1)],
    when: stang(HALVT),
    falt: 'period',
    forvantat: 'en period med minst en öppen månad',
  },
  PERIOD_EJ_STANGD: { when: oppna(), falt: 'period', forvantat: 'en period med minst en stängd månad' },
  PERIOD_EJ_HELA_MANADER: {
    when: stang(period('2024-01-02', '2024-01-31')),
    falt: 'period',
    forvantat: 'från den första i en månad till den sista i en månad',
  },
  PERIOD_UTANFOR_AR: {
    when: stang(period('2023-01-01', '2023-12-31')),
    falt: 'period',
    forvantat: 'en period i 2024',
  },
  PERIOD_UTAN_GRUND: {
    when: stang({ ...HELT, grund: { slag: 'anteckning', text: '' } }),
    falt: 'grund.text',
    forvantat: 'ett beslut eller ett skäl i ord',
  },
  PERIODANDRING_GENOMFORD: {
    given: [stangd(1), genomford(1)],
    when: slutfor(1),
    falt: 'nummer',
    forvantat: 'en ändring efter 1',
  },
  ARET_EJ_STANGT: {
    when: uppratta(),
    falt: 'ar',
    forvantat: 'ett år vars alla månader är stängda i alla serier',
  },
  BOKSLUT_INAKTUELLT: {
    given: [stangd(1), genomford(1)],
    when: uppratta({ andring: 0 }),
    falt: 'ar',
    forvantat: 'att bokslutet görs om på det som gäller nu',
  },
  BOKSLUT_EJ_EGET_KAPITAL: {
    given: [stangd(1), genomford(1)],
    when: uppratta({ konto: '2440' }),
    falt: 'konto',
    forvantat: 'ett konto 2000–2099',
  },
  BOKSLUT_FOR_STORT: {
    given: [stangd(1), genomford(1)],
    when: uppratta({
      rader: Array.from({ length: MAX_RADER + 1 }, () => ({ konto: '1930', beloppOre: 0n })),
    }),
    falt: 'ar',
    forvantat: `högst ${MAX_RADER} rader att föra över`,
  },
  BOKSLUT_OFORANDRAT: {
    given: [stangd(1), genomford(1), upprattat(1)],
    when: uppratta(),
    falt: 'ar',
    forvantat: 'något nytt sedan förra bokslutet',
  },
} satisfies Record<
  Exclude<RakenskapsarKod, Utanfor | 'PERIOD_STANGD'>,
  Nekad<RakenskapsarKommando, RakenskapsarHandelse>
>);

it('strömmen är förbundets och årets', () => {
  expect(rakenskapsarStream('ostra', 2024)).toBe('rakenskapsar-ostra-2024');
});
