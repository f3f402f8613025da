import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { datum } from '#kernel/datum.js';
import { arDomanFel } from '#kernel/fel.js';
import { dagarEfter } from '#kernel/frist.js';
import { given, nekar, type Nekad } from '../../../../test/given.js';
import type { SammantradesdeciderKod } from './beslutsfel.js';
import type { Protokollskede } from './protokoll.js';
import {
  sammantradeDecider,
  sammantradeStream,
  type KallaSammantrade,
  type RedovisaSammantrade,
  type SammantradeKommando,
  type SammantradeState,
} from './sammantrade.decider.js';
import type { SammantradeHandelse } from './sammantrade.events.js';

const DEN = { forbund: 'ostra', sammantrade: 'styrelsen-2024-09-11' };
const kallelse: KallaSammantrade['data'] = {
  ...DEN,
  slag: 'styrelsemöte',
  organ: 'Styrelsen',
  den: datum('2024-09-11'),
  lokal: 'Kansliet',
  arenden: [{ rubrik: 'Delårsrapport', dnr: '2024/31' }],
};
const kalla = (delar: Partial<KallaSammantrade['data']> = {}): KallaSammantrade => ({
  typ: 'KallaSammantrade',
  data: { ...kallelse, ...delar },
});
const kallat: SammantradeHandelse = { typ: 'SammantradeKallat', data: kallelse };

const dagen = datum('2024-09-11');
const ett = { slag: 'styrelsemöte', antal: 1, period: { fran: dagen, till: dagen } };
const redovisa = (delar: Partial<RedovisaSammantrade['data']> = {}): RedovisaSammantrade => ({
  typ: 'RedovisaSammantrade',
  data: { ...DEN, ...ett, ...delar },
});
const hallet = (delar: Partial<RedovisaSammantrade['data']> = {}): SammantradeHandelse => ({
  typ: 'SammantradeHallet',
  data: redovisa(delar).data,
});
const flera = { antal: 4, period: { fran: datum('2024-01-01'), till: datum('2024-08-31') } };

type Protokollskommando = 'JusteraProtokoll' | 'AnslaProtokoll' | 'TaNedAnslag';
const BLIR = {
  JusteraProtokoll: 'ProtokollJusterat',
  AnslaProtokoll: 'ProtokollAnslaget',
  TaNedAnslag: 'AnslagNedtaget',
} as const;
interface Stegval {
  readonly paragrafer?: readonly number[];
  readonly rattelse?: true;
}
const steg = (typ: Protokollskommando, den: string, mer: Stegval = {}): SammantradeKommando => ({
  typ,
  data: { ...DEN, den: datum(den), ...mer },
});
const gjort = (typ: Protokollskommando, den: string, mer: Stegval = {}): SammantradeHandelse => ({
  typ: BLIR[typ],
  data: { ...DEN, den: datum(den), ...mer },
});
const JUSTERAT = gjort('JusteraProtokoll', '2024-09-18');
const ANSLAGET = gjort('AnslaProtokoll', '2024-09-19');
const NEDTAGET = gjort('TaNedAnslag', '2024-10-11');

describe('KallaSammantrade', () => {
  it('kallar, och kallar om tills det är hållet', () => {
    given(sammantradeDecider).when(kalla()).then([kallat]);
    const ny = kalla({ den: datum('2024-09-18') });
    given(sammantradeDecider, [kallat])
      .when(ny)
      .then([{ typ: 'SammantradeKallat', data: ny.data }]);
    given(sammantradeDecider, [kallat, hallet()]).when(ny).thenThrows('SAMMANTRADE_FINNS', 'sammantrade');
  });
});

describe('RedovisaSammantrade', () => {
  it('registrerar ett eller flera, också på en enda dag', () => {
    given(sammantradeDecider)
      .when(redovisa(flera))
      .then([hallet(flera)]);
    given(sammantradeDecider).when(redovisa()).then([hallet()]);
  });

  it('registrerar att inget hölls', () => {
    given(sammantradeDecider)
      .when(redovisa({ antal: 0 }))
      .then([hallet({ antal: 0 })]);
  });

  it('har vilka platser som var där, och kan hållas en annan dag än den var kallad till', () => {
    const med = {
      organ: 'Styrelsen',
      period: { fran: datum('2024-09-12'), till: datum('2024-09-12') },
      narvaro: [
        { plats: 'sala-ordinarie-1', tjanstgor: true },
        { plats: 'sala-ersattare-1', tjanstgor: false },
      ],
    };
    given(sammantradeDecider, [kallat])
      .when(redovisa(med))
      .then([hallet(med)]);
  });

  it.each([-1, 1.5, Number.NaN, 2 ** 53])('nekar antalet %s', (antal) => {
    given(sammantradeDecider).when(redovisa({ antal })).thenThrows('SAMMANTRADE_ANTAL_OGILTIGT', 'antal');
  });

  it.each([
    ['flera med närvaro', [], { ...flera, narvaro: [] }],
    ['ett under en period med närvaro', [], { period: flera.period, narvaro: [] }],
    ['flera av ett som var kallat', [kallat], flera],
  ])('nekar %s', (_, fore, delar) => {
    given(sammantradeDecider, fore).when(redovisa(delar)).thenThrows('SAMMANTRADE_FLERA', 'antal');
  });
});

describe('protokollet', () => {
  it('justeras, anslås och tas ned, samma dag om så är', () => {
    given(sammantradeDecider, [hallet()])
      .when(steg('JusteraProtokoll', '2024-09-11'))
      .then([gjort('JusteraProtokoll', '2024-09-11')]);
    given(sammantradeDecider, [hallet(), JUSTERAT])
      .when(steg('AnslaProtokoll', '2024-09-18'))
      .then([gjort('AnslaProtokoll', '2024-09-18')]);
    given(sammantradeDecider, [hallet(), JUSTERAT, ANSLAGET])
      .when(steg('TaNedAnslag', '2024-09-19'))
      .then([gjort('TaNedAnslag', '2024-09-19')]);
  });

  it('sent är tillåtet: det är en avvikelse, inget fel', () => {
    given(sammantradeDecider, [hallet()])
      .when(steg('JusteraProtokoll', '2024-12-24'))
      .then([gjort('JusteraProtokoll', '2024-12-24')]);
  });

  it.each<[string, SammantradeHandelse[], SammantradeKommando, string]>([
    ['justeras före mötet', [hallet()], steg('JusteraProtokoll', '2024-09-10'), '2024-09-11 eller senare'],
    [
      'anslås före justeringen',
      [hallet(), JUSTERAT],
      steg('AnslaProtokoll', '2024-09-17'),
      '2024-09-18 eller senare',
    ],
    [
      'tas ned före anslaget',
      [hallet(), JUSTERAT, ANSLAGET],
      steg('TaNedAnslag', '2024-09-18'),
      '2024-09-19 eller senare',
    ],
    [
      'anslås igen innan det togs ned',
      [hallet(), JUSTERAT, ANSLAGET, NEDTAGET],
      steg('AnslaProtokoll', '2024-10-10'),
      '2024-10-11 eller senare',
    ],
  ])('kan inte %s', (_, fore, kommando, forvantat) => {
    given(sammantradeDecider, fore).when(kommando).thenThrows('PROTOKOLL_TID_OMVAND', 'den', forvantat);
  });

  it('anslås igen när anslaget tagits ned', () => {
    given(sammantradeDecider, [hallet(), JUSTERAT, ANSLAGET, NEDTAGET])
      .when(steg('AnslaProtokoll', '2024-10-11'))
      .then([gjort('AnslaProtokoll', '2024-10-11')]);
  });

  it('har omedelbart justerade paragrafer som går sin egen väg', () => {
    const sjuan = { paragrafer: [7, 9] };
    const fore = [hallet(), gjort('JusteraProtokoll', '2024-09-11', sjuan)];
    given(sammantradeDecider, fore)
      .when(steg('AnslaProtokoll', '2024-09-12', sjuan))
      .then([gjort('AnslaProtokoll', '2024-09-12', sjuan)]);
    // The rest is still not justerat, and is justerat by itself.
    given(sammantradeDecider, fore)
      .when(steg('AnslaProtokoll', '2024-09-12'))
      .thenThrows('PROTOKOLL_EJ_JUSTERAT');
    given(sammantradeDecider, fore).when(steg('JusteraProtokoll', '2024-09-18')).then([JUSTERAT]);
    given(sammantradeDecider, fore)
      .when(steg('JusteraProtokoll', '2024-09-18', { paragrafer: [8, 9] }))
      .thenThrows('PROTOKOLL_JUSTERAT', 'den');
    given(sammantradeDecider, [hallet(), JUSTERAT])
      .when(steg('JusteraProtokoll', '2024-09-18', sjuan))
      .thenThrows('PROTOKOLL_JUSTERAT', 'paragrafer');
  });

  it.each([[[]], [[7, 7]], [[0]], [[1.5]]])('nekar paragraferna %p', (paragrafer) => {
    given(sammantradeDecider, [hallet()])
      .when(steg('JusteraProtokoll', '2024-09-18', { paragrafer }))
      .thenThrows('PROTOKOLL_PARAGRAF_OGILTIG', 'paragrafer');
  });
});

describe('en dag som var fel', () => {
  const alla = [hallet(), JUSTERAT, ANSLAGET, NEDTAGET];
  const rattelse = { rattelse: true } as const;

  it.each<[Protokollskommando, string, string, string]>([
    ['JusteraProtokoll', '2024-09-11', '2024-09-19', 'en dag från 2024-09-11 till 2024-09-19'],
    ['AnslaProtokoll', '2024-09-18', '2024-10-11', 'en dag från 2024-09-18 till 2024-10-11'],
  ])('%s: rättas till en dag mellan de andra', (typ, forst, sist, forvantat) => {
    for (const den of [forst, sist])
      given(sammantradeDecider, alla)
        .when(steg(typ, den, rattelse))
        .then([gjort(typ, den, rattelse)]);
    for (const den of [dagarEfter(datum(forst), -1), dagarEfter(datum(sist), 1)])
      given(sammantradeDecider, alla)
        .when(steg(typ, den, rattelse))
        .thenThrows('PROTOKOLL_TID_OMVAND', 'den', forvantat);
  });

  it('nedtagandet rättas till anslagets dag eller senare', () => {
    given(sammantradeDecider, alla)
      .when(steg('TaNedAnslag', '2024-09-18', rattelse))
      .thenThrows('PROTOKOLL_TID_OMVAND', 'den', '2024-09-19 eller senare');
    given(sammantradeDecider, alla)
      .when(steg('TaNedAnslag', '2024-12-01', rattelse))
      .then([gjort('TaNedAnslag', '2024-12-01', rattelse)]);
  });

  it('det nya anslagets dag rättas inte till före det förra togs ned; justeringen inte till efter det första', () => {
    const igen = [...alla, gjort('AnslaProtokoll', '2024-10-14')];
    given(sammantradeDecider, igen)
      .when(steg('AnslaProtokoll', '2024-10-10', rattelse))
      .thenThrows('PROTOKOLL_TID_OMVAND', 'den', '2024-10-11 eller senare');
    given(sammantradeDecider, igen)
      .when(steg('JusteraProtokoll', '2024-09-20', rattelse))
      .thenThrows('PROTOKOLL_TID_OMVAND', 'den', 'en dag från 2024-09-11 till 2024-09-19');
  });

  it.each<[Protokollskommando, SammantradeHandelse[]]>([
    ['JusteraProtokoll', [hallet()]],
    ['AnslaProtokoll', [hallet(), JUSTERAT]],
    ['TaNedAnslag', [hallet(), JUSTERAT, ANSLAGET]],
  ])('%s: det finns ingen dag att rätta innan den är registrerad', (typ, fore) => {
    given(sammantradeDecider, fore)
      .when(steg(typ, '2024-10-01', rattelse))
      .thenThrows('PROTOKOLL_INGET_ATT_RATTA', 'rattelse');
  });
});

nekar(sammantradeDecider, {
  SAMMANTRADE_ANTAL_OGILTIGT: { when: redovisa({ antal: -1 }), falt: 'antal', forvantat: 'noll eller fler' },
  SAMMANTRADE_TID_OMVAND: {
    when: redovisa({ period: { fran: datum('2024-09-01'), till: datum('2024-08-31') } }),
    falt: 'period.till',
    forvantat: 'en dag efter fran',
  },
  SAMMANTRADE_FINNS: {
    given: [hallet(flera)],
    when: redovisa({ antal: 5 }),
    falt: 'sammantrade',
    forvantat: 'en ny nyckel',
  },
  SAMMANTRADE_OFORANDRAT: { given: [kallat], when: kalla(), falt: 'den', forvantat: 'någon ändring' },
  SAMMANTRADE_SAKNAS: {
    when: steg('JusteraProtokoll', '2024-09-18'),
    falt: 'sammantrade',
    forvantat: 'ett registrerat sammanträde',
  },
  SAMMANTRADE_EJ_HALLET: {
    given: [kallat],
    when: steg('JusteraProtokoll', '2024-09-18'),
    falt: 'sammantrade',
    forvantat: 'ett sammanträde som hållits',
  },
  SAMMANTRADE_FLERA: {
    given: [hallet(flera)],
    when: steg('JusteraProtokoll', '2024-09-18'),
    falt: 'sammantrade',
    forvantat: 'ett sammanträde som hållits en dag',
  },
  NARVARO_DUBBEL: {
    when: redovisa({
      narvaro: [
        { plats: 'a', tjanstgor: true },
        { plats: 'a', tjanstgor: false },
      ],
    }),
    falt: 'narvaro',
    forvantat: 'varje plats en gång',
  },
  PROTOKOLL_PARAGRAF_OGILTIG: {
    given: [hallet()],
    when: steg('JusteraProtokoll', '2024-09-18', { paragrafer: [] }),
    falt: 'paragrafer',
    forvantat: 'hela tal från 1, varje en gång; eller inga alls, för resten av protokollet',
  },
  PROTOKOLL_TID_OMVAND: {
    given: [hallet()],
    when: steg('JusteraProtokoll', '2024-09-10'),
    falt: 'den',
    forvantat: '2024-09-11 eller senare',
  },
  PROTOKOLL_JUSTERAT: {
    given: [hallet(), JUSTERAT],
    when: steg('JusteraProtokoll', '2024-09-19'),
    falt: 'den',
    forvantat: 'en rättelse av dagen, eller paragrafer som inte är justerade',
  },
  PROTOKOLL_EJ_JUSTERAT: {
    given: [hallet()],
    when: steg('AnslaProtokoll', '2024-09-19'),
    falt: 'den',
    forvantat: 'justeringen först',
  },
  PROTOKOLL_ANSLAGET: {
    given: [hallet(), JUSTERAT, ANSLAGET],
    when: steg('AnslaProtokoll', '2024-09-20'),
    falt: 'den',
    forvantat: 'en rättelse av dagen, eller att anslaget först tas ned',
  },
  PROTOKOLL_EJ_ANSLAGET: {
    given: [hallet(), JUSTERAT],
    when: steg('TaNedAnslag', '2024-10-11'),
    falt: 'den',
    forvantat: 'ett anslag som är uppe',
  },
  PROTOKOLL_INGET_ATT_RATTA: {
    given: [hallet()],
    when: steg('JusteraProtokoll', '2024-09-18', { rattelse: true }),
    falt: 'rattelse',
    forvantat: 'ett kommando utan rattelse',
  },
} satisfies Record<SammantradesdeciderKod, Nekad<SammantradeKommando, SammantradeHandelse>>);

describe('i vilken ordning kommandon än kommer', () => {
  const kommando = fc
    .record({
      typ: fc.constantFrom<Protokollskommando>('JusteraProtokoll', 'AnslaProtokoll', 'TaNedAnslag'),
      dag: fc.integer({ min: -1, max: 40 }),
      paragraf: fc.option(fc.constantFrom(7, 8)),
      rattar: fc.boolean(),
    })
    .map(({ typ, dag, paragraf, rattar }) =>
      steg(typ, dagarEfter(dagen, dag), {
        ...(paragraf === null ? {} : { paragrafer: [paragraf] }),
        ...(rattar ? { rattelse: true as const } : {}),
      }),
    );
  const dagarna = (s: Protokollskede): readonly string[] =>
    s.skede === 'ojusterat'
      ? []
      : [
          s.justerat,
          ...('anslaget' in s ? [s.forstAnslaget, s.anslaget] : []),
          ...('nedtaget' in s ? [s.nedtaget] : []),
        ];

  it('står dagarna i ordning, från mötet till nedtagandet, och bara domänens fel nekar', () => {
    fc.assert(
      fc.property(fc.array(kommando, { minLength: 5, maxLength: 25, size: 'max' }), (kommandon) => {
        let state: SammantradeState = [hallet()].reduce<SammantradeState>(
          sammantradeDecider.evolve,
          sammantradeDecider.start,
        );
        for (const k of kommandon)
          try {
            state = sammantradeDecider.decide(k, state).reduce(sammantradeDecider.evolve, state);
          } catch (fel) {
            if (!arDomanFel(fel)) throw fel;
          }
        if (state.skede !== 'hallet') throw new Error(state.skede);
        for (const del of [state.protokoll.ovriga, ...state.protokoll.omedelbart.values()]) {
          const dagar = [dagen, ...dagarna(del)];
          expect(dagar).toEqual(dagar.toSorted());
        }
      }),
    );
  });
});

it('strömmen är sammanträdets inom förbundet', () => {
  expect(sammantradeStream('ostra', 'styrelsemote-2024')).toBe('sammantrade-ostra--styrelsemote-2024');
});
