import { describe, expect, it } from '@jest/globals';
import { datum } from '#kernel/datum.js';
import { given, nekar, type Nekad } from '../../../../test/given.js';
import {
  gruppDecider,
  gruppStream,
  type BildaGrupp,
  type GruppKod,
  type GruppKommando,
} from './grupp.decider.js';
import type { GruppAndrad, GruppBildad, GruppHandelse } from './grupp.events.js';

const data: BildaGrupp['data'] = {
  grupp: 'lanet',
  namn: 'Länet',
  ingar: [{ forbund: 'norra', till: datum('2023-12-31') }, { forbund: 'sodra' }],
};
const bilda = (delar: Partial<BildaGrupp['data']> = {}): GruppKommando => ({
  typ: 'BildaGrupp',
  data: { ...data, ...delar },
});
const andra = (delar: Partial<BildaGrupp['data']> = {}): GruppKommando => ({
  typ: 'AndraGrupp',
  data: { ...data, ...delar },
});
const bildad: GruppBildad = { typ: 'GruppBildad', data };
const omkastad = [...data.ingar].reverse();

describe('BildaGrupp', () => {
  it('behåller ordningen mellan förbunden', () => {
    given(gruppDecider).when(bilda()).then([bildad]);
    given(gruppDecider)
      .when(bilda({ ingar: omkastad }))
      .then([{ typ: 'GruppBildad', data: { ...data, ingar: omkastad } }]);
  });

  it('tar ett förbund som lämnar och kommer tillbaka', () => {
    const ingar = [
      { forbund: 'norra', till: datum('2021-12-31') },
      { forbund: 'norra', fran: datum('2023-01-01') },
    ];
    given(gruppDecider)
      .when(bilda({ ingar }))
      .then([{ typ: 'GruppBildad', data: { ...data, ingar } }]);
  });
});

describe('AndraGrupp', () => {
  it.each([
    ['ett nytt namn', { namn: 'Västmanlands län' }],
    ['en annan ordning', { ingar: omkastad }],
    ['ett förbund mindre', { ingar: data.ingar.slice(1) }],
  ])('ger gruppen i sin helhet: %s', (_, delar) => {
    const andrad: GruppAndrad = { typ: 'GruppAndrad', data: { ...data, ...delar } };
    given(gruppDecider, [bildad]).when(andra(delar)).then([andrad]);
    given(gruppDecider, [bildad, andrad]).when(andra(delar)).thenThrows('GRUPP_OFORANDRAD', 'ingar');
  });
});

nekar(gruppDecider, {
  GRUPP_NYCKEL_OGILTIG: {
    when: bilda({ grupp: 'Länet' }),
    falt: 'grupp',
    forvantat: 'gemener a–z, siffror och bindestreck',
  },
  GRUPP_FINNS: { given: [bildad], when: bilda(), falt: 'grupp', forvantat: 'en ny nyckel' },
  GRUPP_OKAND: { when: andra(), falt: 'grupp', forvantat: 'en grupp som finns' },
  GRUPP_OFORANDRAD: { given: [bildad], when: andra(), falt: 'ingar', forvantat: 'någon ändring' },
  GRUPP_TID_OMVAND: {
    when: bilda({
      ingar: [
        { forbund: 'norra' },
        { forbund: 'sodra', fran: datum('2024-01-02'), till: datum('2024-01-01') },
      ],
    }),
    falt: 'ingar[1].till',
    forvantat: 'en dag efter fran',
  },
} satisfies Record<GruppKod, Nekad<GruppKommando, GruppHandelse>>);

it('strömmen är gruppens', () => {
  expect(gruppStream('lanet')).toBe('grupp-lanet');
});
