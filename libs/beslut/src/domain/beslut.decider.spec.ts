import { describe, expect, it } from '@jest/globals';
import { datum } from '#kernel/datum.js';
import { given, nekar, type Nekad } from '../../../../test/given.js';
import {
  beslutDecider,
  beslutStream,
  type BeslutKommando,
  type FattaBeslut,
  type RattaBeslut,
} from './beslut.decider.js';
import type { BeslutFattat, BeslutHandelse, Overklagandeutfall } from './beslut.events.js';
import type { BeslutsdeciderKod } from './beslutsfel.js';

const DEN = { forbund: 'ostra', beslut: '2023-11-24-budget' };
const uppgifter: BeslutFattat['data'] = {
  ...DEN,
  organ: 'styrelsen',
  rubrik: 'Budget 2024',
  text: 'Styrelsen fastställer budgeten.',
  fattat: { slag: 'dag', datum: datum('2023-11-24') },
  paragraf: 42,
  dnr: '2023/7',
  avser: { budget: 2024 },
  styrkt: 'protokoll',
  sammantrade: 'styrelsen-2023-11-24',
  omrostning: { ja: 7, nej: 2, avstod: 1 },
  reservationer: ['sala-ordinarie-1'],
};
const fatta = (delar: Partial<FattaBeslut['data']> = {}): FattaBeslut => ({
  typ: 'FattaBeslut',
  data: { ...uppgifter, ...delar },
});
const fattat: BeslutHandelse = { typ: 'BeslutFattat', data: uppgifter };

const ratta = (delar: Partial<RattaBeslut['data']> = {}): RattaBeslut => ({
  typ: 'RattaBeslut',
  data: { ...uppgifter, orsak: 'fel i protokollet', ...delar },
});
const overklaga = (den: string, overklagande = 'mal-1') => ({
  typ: 'OverklagaBeslut' as const,
  data: { ...DEN, overklagande, den: datum(den), malnummer: '1234-24' },
});
const overklagat = (den: string, overklagande = 'mal-1'): BeslutHandelse => ({
  typ: 'BeslutOverklagat',
  data: { ...DEN, overklagande, den: datum(den) },
});
const avgor = (den: string, utfall: Overklagandeutfall = 'avslaget', overklagande = 'mal-1') => ({
  typ: 'AvgorOverklagande' as const,
  data: { ...DEN, overklagande, den: datum(den), utfall },
});
const avgjort = (...mer: Parameters<typeof avgor>): BeslutHandelse => ({
  typ: 'OverklagandeAvgjort',
  data: avgor(...mer).data,
});
const slut = { ...DEN, av: 'budget-2', den: datum('2024-06-12') };
const upphav: BeslutKommando = { typ: 'UpphavBeslut', data: slut };
const upphavt: BeslutHandelse = { typ: 'BeslutUpphavt', data: slut };
const faststall = (...beslut: string[]): BeslutKommando => ({
  typ: 'FaststallTidigareBeslut',
  data: { ...DEN, faststaller: beslut.map((b) => ({ forbund: 'ostra', beslut: b })) },
});
const faststallda = (...beslut: string[]): BeslutHandelse => ({
  typ: 'TidigareBeslutFaststallda',
  data: { ...DEN, faststaller: beslut.map((b) => ({ forbund: 'ostra', beslut: b })) },
});

describe('FattaBeslut', () => {
  it('registrerar allt som protokollet säger', () => {
    given(beslutDecider).when(fatta()).then([fattat]);
  });

  it.each<[string, FattaBeslut['data']['fattat']]>([
    ['ett år', { slag: 'ar', ar: 2023 }],
    ['en period', { slag: 'period', period: { fran: datum('2023-01-01'), till: datum('2023-06-30') } }],
  ])('tar tiden så noga som källan ger den: %s', (_, nar) => {
    const data = {
      forbund: 'ostra',
      beslut: 'avsikt',
      organ: 'styrelsen',
      rubrik: 'Avsikt',
      fattat: nar,
      styrkt: 'kalldokument',
    } as const;
    given(beslutDecider)
      .when({ typ: 'FattaBeslut', data })
      .then([{ typ: 'BeslutFattat', data }]);
  });

  it('nekar samma nyckel också när allt annat skiljer', () => {
    given(beslutDecider, [fattat])
      .when(fatta({ rubrik: 'Budget 2025', avser: { budget: 2025 } }))
      .thenThrows('BESLUT_FINNS', 'beslut', 'en ny nyckel');
  });

  it.each([
    { ja: -1, nej: 0, avstod: 0 },
    { ja: 1.5, nej: 0, avstod: 0 },
    { ja: 1, nej: Number.NaN, avstod: 0 },
    { ja: 0, nej: 0, avstod: 9 },
  ])('nekar omröstningen %p', (omrostning) => {
    given(beslutDecider).when(fatta({ omrostning })).thenThrows('OMROSTNING_OGILTIG', 'omrostning');
  });
});

describe('RattaBeslut', () => {
  it('ger uppgifterna i sin helhet och varför, också när protokollet till ett beslut ur en rapport kommer fram', () => {
    const { forbund, beslut, organ, rubrik } = uppgifter;
    const urRapport: BeslutHandelse = {
      typ: 'BeslutFattat',
      data: { forbund, beslut, organ, rubrik, fattat: { slag: 'ar', ar: 2023 }, styrkt: 'kalldokument' },
    };
    given(beslutDecider, [urRapport])
      .when(ratta())
      .then([{ typ: 'BeslutRattat', data: ratta().data }]);
  });

  it('kan rätta också ett beslut som upphört, men inte till en tid efter det som sedan hände', () => {
    given(beslutDecider, [fattat, upphavt])
      .when(ratta({ paragraf: 43 }))
      .then([{ typ: 'BeslutRattat', data: ratta({ paragraf: 43 }).data }]);
    const sent = ratta({ fattat: { slag: 'dag', datum: datum('2024-06-13') } });
    given(beslutDecider, [fattat, upphavt])
      .when(sent)
      .thenThrows('BESLUT_TID_OMVAND', 'fattat', '2024-06-12 eller tidigare');
    given(beslutDecider, [fattat, overklagat('2023-12-01')])
      .when(sent)
      .thenThrows('BESLUT_TID_OMVAND', 'fattat');
  });

  it('jämför med den senaste rättelsen, så att man kan gå tillbaka', () => {
    given(beslutDecider, [fattat, { typ: 'BeslutRattat', data: ratta({ paragraf: 43 }).data }])
      .when(ratta())
      .then([{ typ: 'BeslutRattat', data: ratta().data }]);
  });
});

describe('överklagande', () => {
  it('kommer in och avgörs, vart och ett för sig', () => {
    given(beslutDecider, [fattat])
      .when(overklaga('2023-12-01'))
      .then([{ typ: 'BeslutOverklagat', data: overklaga('2023-12-01').data }]);
    given(beslutDecider, [fattat, overklagat('2023-12-01'), overklagat('2023-12-02', 'mal-2')])
      .when(avgor('2024-03-01', 'avvisat', 'mal-2'))
      .then([avgjort('2024-03-01', 'avvisat', 'mal-2')]);
  });

  it('som bifalls upphäver beslutet; de andra kan ändå avgöras', () => {
    const bifallet = [
      fattat,
      overklagat('2023-12-01'),
      overklagat('2023-12-02', 'mal-2'),
      avgjort('2024-03-01', 'bifallet'),
    ];
    given(beslutDecider, bifallet).when(upphav).thenThrows('BESLUT_UPPHORT', 'beslut');
    given(beslutDecider, bifallet)
      .when(avgor('2024-04-01', 'aterkallat', 'mal-2'))
      .then([avgjort('2024-04-01', 'aterkallat', 'mal-2')]);
  });

  it('kan komma in samma dag, men inte före beslutet; och avgöras samma dag, men inte före det kom in', () => {
    given(beslutDecider, [fattat]).when(overklaga('2023-11-23')).thenThrows('BESLUT_TID_OMVAND', 'den');
    given(beslutDecider, [fattat])
      .when(overklaga('2023-11-24'))
      .then([{ typ: 'BeslutOverklagat', data: overklaga('2023-11-24').data }]);
    const inkommet = [fattat, overklagat('2023-12-01')];
    given(beslutDecider, inkommet)
      .when(avgor('2023-11-30'))
      .thenThrows('BESLUT_TID_OMVAND', 'den', '2023-12-01 eller senare');
    given(beslutDecider, inkommet)
      .when(avgor('2023-12-01'))
      .then([avgjort('2023-12-01')]);
  });
});

describe('upphävande, ersättning och fastställande', () => {
  it('upphäver eller ersätter en gång', () => {
    given(beslutDecider, [fattat]).when(upphav).then([upphavt]);
    const ersatt: BeslutHandelse = { typ: 'BeslutErsatt', data: slut };
    given(beslutDecider, [fattat]).when({ typ: 'ErsattBeslut', data: slut }).then([ersatt]);
    given(beslutDecider, [fattat, ersatt]).when(upphav).thenThrows('BESLUT_UPPHORT');
  });

  it('fastställer tidigare beslut, flera gånger men varje beslut en gång', () => {
    given(beslutDecider, [fattat])
      .when(faststall('a', 'b'))
      .then([faststallda('a', 'b')]);
    given(beslutDecider, [fattat, faststallda('a')])
      .when(faststall('b'))
      .then([faststallda('b')]);
    given(beslutDecider, [fattat, faststallda('a')])
      .when(faststall('b', 'a'))
      .thenThrows('FASTSTALLANDE_FINNS', 'faststaller[1].beslut');
    given(beslutDecider, [fattat])
      .when(faststall('b', 'b'))
      .thenThrows('FASTSTALLANDE_FINNS', 'faststaller[1].beslut');
    given(beslutDecider, [fattat])
      .when(faststall(DEN.beslut))
      .thenThrows('FASTSTALLANDE_FINNS', 'faststaller[0].beslut');
  });

  it.each<[string, BeslutKommando]>([
    ['rättas', ratta()],
    ['överklagas', overklaga('2023-12-01')],
    ['avgöras', avgor('2023-12-01')],
    ['upphävas', upphav],
    ['ersättas', { typ: 'ErsattBeslut', data: slut }],
    ['fastställa', faststall('a')],
  ])('kan inte %s utan att vara registrerat', (_, kommando) => {
    given(beslutDecider).when(kommando).thenThrows('BESLUT_SAKNAS', 'beslut');
  });
});

nekar(beslutDecider, {
  BESLUT_NYCKEL_OGILTIG: {
    when: fatta({ beslut: '§ 42' }),
    falt: 'beslut',
    forvantat: 'gemener a–z, siffror och bindestreck',
  },
  BESLUT_RUBRIK_SAKNAS: { when: fatta({ rubrik: ' ' }), falt: 'rubrik', forvantat: 'vad beslutet gäller' },
  BESLUT_TID_OMVAND: {
    when: fatta({
      fattat: { slag: 'period', period: { fran: datum('2023-07-01'), till: datum('2023-06-30') } },
    }),
    falt: 'fattat.period.till',
    forvantat: 'en dag efter fran',
  },
  PARAGRAF_OGILTIG: { when: fatta({ paragraf: 0 }), falt: 'paragraf', forvantat: 'ett heltal från 1' },
  OMROSTNING_OGILTIG: {
    when: fatta({ omrostning: { ja: 0, nej: 0, avstod: 0 } }),
    falt: 'omrostning',
    forvantat: 'hela antal röster, och minst en ja- eller nejröst',
  },
  RESERVATION_DUBBEL: {
    when: fatta({ reservationer: ['a', 'b', 'a'] }),
    falt: 'reservationer',
    forvantat: 'varje plats en gång',
  },
  BESLUT_FINNS: { given: [fattat], when: fatta(), falt: 'beslut', forvantat: 'en ny nyckel' },
  BESLUT_SAKNAS: { when: upphav, falt: 'beslut', forvantat: 'ett registrerat beslut' },
  BESLUT_OFORANDRAT: { given: [fattat], when: ratta(), falt: 'rubrik', forvantat: 'någon ändring' },
  BESLUT_UPPHORT: {
    given: [fattat, upphavt],
    when: overklaga('2024-07-01'),
    falt: 'beslut',
    forvantat: 'ett beslut som gäller',
  },
  OVERKLAGANDE_FINNS: {
    given: [fattat, overklagat('2023-12-01')],
    when: overklaga('2023-12-02'),
    falt: 'overklagande',
    forvantat: 'en ny nyckel',
  },
  OVERKLAGANDE_OKANT: {
    given: [fattat],
    when: avgor('2024-03-01'),
    falt: 'overklagande',
    forvantat: 'ett registrerat överklagande',
  },
  OVERKLAGANDE_AVGJORT: {
    given: [fattat, overklagat('2023-12-01'), avgjort('2024-03-01')],
    when: avgor('2024-03-02', 'bifallet'),
    falt: 'overklagande',
    forvantat: 'ett överklagande som prövas',
  },
  FASTSTALLANDE_TOMT: {
    given: [fattat],
    when: faststall(),
    falt: 'faststaller',
    forvantat: 'minst ett beslut',
  },
  FASTSTALLANDE_FINNS: {
    given: [fattat, faststallda('a')],
    when: faststall('a'),
    falt: 'faststaller[0].beslut',
    forvantat: 'ett annat beslut, som inte redan är fastställt',
  },
} satisfies Record<BeslutsdeciderKod, Nekad<BeslutKommando, BeslutHandelse>>);

it('strömmen är beslutets inom förbundet', () => {
  expect(beslutStream('ostra', '2023-11-24-budget')).toBe('beslut-ostra--2023-11-24-budget');
});
