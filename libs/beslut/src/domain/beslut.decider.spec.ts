import { describe, expect, it } from '@jest/globals';
import { datum } from '#kernel/datum.js';
import { given, nekar, type Nekad } from '../../../../test/given.js';
import {
  beslutDecider,
  beslutStream,
  sammantradeDecider,
  sammantradeStream,
  type BeslutKod,
  type FattaBeslut,
  type RedovisaSammantrade,
} from './beslut.decider.js';
import type { BeslutHandelse, SammantradeHandelse } from './beslut.events.js';

const fatta = (delar: Partial<FattaBeslut['data']> = {}): FattaBeslut => ({
  typ: 'FattaBeslut',
  data: {
    forbund: 'ostra',
    beslut: '2023-11-24-budget',
    organ: 'styrelsen',
    rubrik: 'Budget 2024',
    text: 'Styrelsen fastställer budgeten.',
    fattat: { slag: 'dag', datum: datum('2023-11-24') },
    paragraf: 42,
    dnr: '2023/7',
    avser: { budget: 2024 },
    styrkt: 'protokoll',
    ...delar,
  },
});

const redovisa = (delar: Partial<RedovisaSammantrade['data']> = {}): RedovisaSammantrade => ({
  typ: 'RedovisaSammantrade',
  data: {
    forbund: 'ostra',
    sammantrade: 'styrelsemote-2024',
    slag: 'styrelsemöte',
    antal: 4,
    period: { fran: datum('2024-01-01'), till: datum('2024-08-31') },
    notering: 'varav ett extra',
    ...delar,
  },
});

describe('FattaBeslut', () => {
  it('registrerar allt som protokollet säger', () => {
    given(beslutDecider)
      .when(fatta())
      .then([{ typ: 'BeslutFattat', data: fatta().data }]);
  });

  it.each<[string, FattaBeslut['data']['fattat']]>([
    ['ett år', { slag: 'ar', ar: 2023 }],
    ['en period', { slag: 'period', period: { fran: datum('2023-01-01'), till: datum('2023-06-30') } }],
  ])('tar tiden så noga som källan ger den: %s', (_, fattat) => {
    const data = {
      forbund: 'ostra',
      beslut: 'avsikt',
      organ: 'styrelsen',
      rubrik: 'Avsikt',
      fattat,
      styrkt: 'kalldokument',
    } as const;
    given(beslutDecider)
      .when({ typ: 'FattaBeslut', data })
      .then([{ typ: 'BeslutFattat', data }]);
  });

  it('nekar samma nyckel också när allt annat skiljer', () => {
    given(beslutDecider, [{ typ: 'BeslutFattat', data: fatta().data }])
      .when(fatta({ rubrik: 'Budget 2025', avser: { budget: 2025 } }))
      .thenThrows('BESLUT_FINNS', 'beslut', 'en ny nyckel');
  });
});

describe('RedovisaSammantrade', () => {
  it('registrerar ett eller flera, också på en enda dag', () => {
    given(sammantradeDecider)
      .when(redovisa())
      .then([{ typ: 'SammantradeHallet', data: redovisa().data }]);
    const ett = redovisa({ antal: 1, period: { fran: datum('2024-03-01'), till: datum('2024-03-01') } });
    given(sammantradeDecider)
      .when(ett)
      .then([{ typ: 'SammantradeHallet', data: ett.data }]);
  });

  it('registrerar att inget hölls', () => {
    const inget = redovisa({ antal: 0 });
    given(sammantradeDecider)
      .when(inget)
      .then([{ typ: 'SammantradeHallet', data: inget.data }]);
  });

  it.each([-1, 1.5, Number.NaN, 2 ** 53])('nekar antalet %s', (antal) => {
    given(sammantradeDecider).when(redovisa({ antal })).thenThrows('SAMMANTRADE_ANTAL_OGILTIGT', 'antal');
  });
});

type AvSammantrade = Extract<BeslutKod, `SAMMANTRADE_${string}`>;

nekar(beslutDecider, {
  BESLUT_NYCKEL_OGILTIG: {
    when: fatta({ beslut: '§ 42' }),
    falt: 'beslut',
    forvantat: 'gemener a–z, siffror och bindestreck',
  },
  BESLUT_RUBRIK_SAKNAS: { when: fatta({ rubrik: ' ' }), falt: 'rubrik', forvantat: 'vad beslutet gäller' },
  BESLUT_FINNS: {
    given: [{ typ: 'BeslutFattat', data: fatta().data }],
    when: fatta(),
    falt: 'beslut',
    forvantat: 'en ny nyckel',
  },
} satisfies Record<Exclude<BeslutKod, AvSammantrade>, Nekad<FattaBeslut, BeslutHandelse>>);

nekar(sammantradeDecider, {
  SAMMANTRADE_ANTAL_OGILTIGT: { when: redovisa({ antal: -1 }), falt: 'antal', forvantat: 'noll eller fler' },
  SAMMANTRADE_TID_OMVAND: {
    when: redovisa({ period: { fran: datum('2024-09-01'), till: datum('2024-08-31') } }),
    falt: 'period.till',
    forvantat: 'en dag efter fran',
  },
  SAMMANTRADE_FINNS: {
    given: [{ typ: 'SammantradeHallet', data: redovisa().data }],
    when: redovisa({ antal: 5 }),
    falt: 'sammantrade',
    forvantat: 'en ny nyckel',
  },
} satisfies Record<AvSammantrade, Nekad<RedovisaSammantrade, SammantradeHandelse>>);

it('strömmarna är beslutets och sammanträdets inom förbundet', () => {
  expect(beslutStream('ostra', '2023-11-24-budget')).toBe('beslut-ostra--2023-11-24-budget');
  expect(sammantradeStream('ostra', 'styrelsemote-2024')).toBe('sammantrade-ostra--styrelsemote-2024');
});
