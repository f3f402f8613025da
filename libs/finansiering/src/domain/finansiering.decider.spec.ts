import { describe, expect, it } from '@jest/globals';
import { datum, type Datum } from '#kernel/datum.js';
import type { Stod } from '#kernel/identiteter.js';
import type { Ore } from '#kernel/ore.js';
import { given, nekandetAv, nekar, type Nekad } from '../../../../test/given.js';
import {
  finansieringDecider,
  finansieringStream,
  kontrolleraMotRegister,
  type FinansieringKod,
  type FinansieringKommando,
} from './finansiering.decider.js';
import type { Andelar, FinansieringHandelse, Huvudman } from './finansiering.events.js';
import type { FaktureringKod } from './fakturering.js';

const HALFTEN = { taljare: 1, namnare: 2 };
const FJARDEDEL = { taljare: 1, namnare: 4 };
const ANDELAR: Andelar = { stat: HALFTEN, region: FJARDEDEL, kommun: FJARDEDEL };
const stod: Stod = { slag: 'beslut', beslut: '2023-11-24-medel' };
const vem = { forbund: 'ostra', ar: 2024 };
const STAT: Huvudman = { part: 'stat' };
const REGION: Huvudman = { part: 'region', medlem: 'region-ost' };
const KOMMUNERNA: Huvudman = { part: 'kommun' };
const SALA: Huvudman = { part: 'kommun', medlem: 'sala-kommun' };
const november = datum('2023-11-24');
const mars = datum('2024-03-15');

const besluta = (huvudman: Huvudman, beloppOre: Ore, den = november): FinansieringKommando => ({
  typ: 'BeslutaMedel',
  data: { ...vem, huvudman, beloppOre, den, stod },
});
const beslutade = (huvudman: Huvudman, beloppOre: Ore, den = november): FinansieringHandelse => ({
  typ: 'MedelBeslutade',
  data: { ...vem, huvudman, beloppOre, den, stod },
});
const periodisera = (till: Datum, beloppOre: Ore): FinansieringKommando => ({
  typ: 'PeriodiseraMedel',
  data: { ...vem, huvudman: STAT, till, beloppOre, stod },
});
const angeAndelar = (andelar: Andelar): FinansieringKommando => ({
  typ: 'AngeAndelar',
  data: { ...vem, andelar, stod },
});

it('har en ström per förbund och år', () => {
  expect(finansieringStream('ostra', 2024)).toBe('finansiering-ostra-2024');
});

describe('BeslutaMedel', () => {
  it('gäller staten som en, regionen eller kommunen som medlem, eller parten som helhet; också noll', () => {
    for (const huvudman of [STAT, REGION, KOMMUNERNA, SALA])
      given(finansieringDecider)
        .when(besluta(huvudman, 0n))
        .then([beslutade(huvudman, 0n)]);
  });

  it('ersätts från en ny dag, och rättas på samma', () => {
    given(finansieringDecider, [beslutade(STAT, 500n)])
      .when(besluta(STAT, 500n, mars))
      .then([beslutade(STAT, 500n, mars)]);
    given(finansieringDecider, [beslutade(STAT, 500n)])
      .when(besluta(STAT, 480n))
      .then([beslutade(STAT, 480n)]);
  });

  it('är oförändrat bara för samma huvudman', () => {
    given(finansieringDecider, [beslutade(KOMMUNERNA, 250n)])
      .when(besluta(SALA, 250n))
      .then([beslutade(SALA, 250n)]);
  });
});

describe('PeriodiseraMedel', () => {
  const juni = datum('2024-06-30');
  it('säger vad av årets medel som hör till tiden till och med dagen, och rättas på samma dag', () => {
    const fore: FinansieringHandelse = {
      typ: 'MedelPeriodiserade',
      data: { ...vem, huvudman: STAT, till: juni, beloppOre: 250n, stod },
    };
    given(finansieringDecider).when(periodisera(juni, 250n)).then([fore]);
    given(finansieringDecider, [fore])
      .when(periodisera(juni, 240n))
      .then([{ typ: 'MedelPeriodiserade', data: { ...fore.data, beloppOre: 240n } }]);
    given(finansieringDecider, [fore])
      .when(periodisera(juni, 250n))
      .thenThrows('MEDEL_OFORANDRADE', 'beloppOre');
  });

  it('ligger i året', () => {
    given(finansieringDecider)
      .when(periodisera(datum('2025-01-01'), 1n))
      .thenThrows('MEDEL_UTANFOR_AR', 'till', 'en dag i 2024');
  });

  it('nekas utan stöd', () => {
    given(finansieringDecider)
      .when({ typ: 'PeriodiseraMedel', data: { ...vem, huvudman: STAT, till: juni, beloppOre: 1n } })
      .thenThrows('MEDEL_UTAN_STOD', 'stod');
  });
});

describe('AngeAndelar', () => {
  const angivna: FinansieringHandelse = {
    typ: 'AndelarAngivna',
    data: { ...vem, andelar: ANDELAR, stod },
  };
  it('anger hela delningen, och ersätter den', () => {
    given(finansieringDecider).when(angeAndelar(ANDELAR)).then([angivna]);
    const annan = {
      ...ANDELAR,
      region: { taljare: 0, namnare: 1 },
      kommun: { taljare: 1, namnare: 2 },
    };
    given(finansieringDecider, [angivna])
      .when(angeAndelar(annan))
      .then([{ typ: 'AndelarAngivna', data: { ...vem, andelar: annan, stod } }]);
  });

  it('är oförändrad när samma andelar skrivs på ett annat sätt', () => {
    given(finansieringDecider, [angivna])
      .when(angeAndelar({ ...ANDELAR, stat: { taljare: 2, namnare: 4 } }))
      .thenThrows('MEDEL_OFORANDRADE', 'andelar');
  });

  it('nekas utan stöd', () => {
    given(finansieringDecider)
      .when({ typ: 'AngeAndelar', data: { ...vem, andelar: ANDELAR } })
      .thenThrows('MEDEL_UTAN_STOD', 'stod');
  });
});

type Registerkod = 'HUVUDMAN_OKAND' | 'FORBUND_OKANT' | 'BESLUT_OKANT';
const NEKADE: Record<
  Exclude<FinansieringKod, Registerkod | FaktureringKod> | 'MEDEL_BELOPP_OGILTIGT' | 'MEDEL_UTANFOR_AR',
  Nekad<FinansieringKommando, FinansieringHandelse>
> = {
  MEDEL_UTAN_STOD: {
    when: { typ: 'BeslutaMedel', data: { ...vem, huvudman: STAT, beloppOre: 1n, den: november } },
    falt: 'stod',
    forvantat: 'ett beslut, eller källdokumentet där källan inte nämner något',
  },
  MEDEL_BELOPP_OGILTIGT: {
    when: besluta(STAT, -1n),
    falt: 'beloppOre',
    forvantat: 'noll eller fler öre',
  },
  MEDEL_OFORANDRADE: {
    given: [beslutade(SALA, 60n)],
    when: besluta(SALA, 60n),
    falt: 'beloppOre',
    forvantat: 'ett nytt belopp',
  },
  MEDEL_UTANFOR_AR: {
    when: periodisera(november, 1n),
    falt: 'till',
    forvantat: 'en dag i 2024',
  },
  ANDELAR_OGILTIGA: {
    when: angeAndelar({ ...ANDELAR, region: { taljare: 1, namnare: 3 } }),
    falt: 'andelar',
    forvantat: 'bråk som summerar till 1, t.ex. 1/2, 1/4 och 1/4',
  },
};
nekar(finansieringDecider, NEKADE);

describe('mot registren', () => {
  const register = {
    forbundetFinns: true,
    medlemmar: new Map([
      ['sala-kommun', { typ: 'kommun' as const }],
      ['region-ost', { typ: 'region' as const }],
    ]),
    beslutFinns: true,
  };
  const nekande = (vad: { huvudman?: Huvudman; stod?: Stod }, mer: Partial<typeof register> = {}) =>
    nekandetAv(() => {
      kontrolleraMotRegister({ forbund: 'ostra', ...vad }, { ...register, ...mer });
    });

  it('går staten, en hel part och en medlem av rätt slag igenom', () => {
    for (const huvudman of [STAT, REGION, SALA, KOMMUNERNA])
      expect(() => {
        kontrolleraMotRegister({ forbund: 'ostra', huvudman, stod }, register);
      }).not.toThrow();
  });

  const FALL: Record<Registerkod, () => ReturnType<typeof nekandetAv>> = {
    FORBUND_OKANT: () => nekande({}, { forbundetFinns: false }),
    HUVUDMAN_OKAND: () => nekande({ huvudman: { part: 'kommun', medlem: 'arboga-kommun' } }),
    BESLUT_OKANT: () => nekande({ stod }, { beslutFinns: false }),
  };
  it.each(Object.entries(FALL))('nekas %s', (kod, fall) => {
    expect(fall().kod).toBe(kod);
  });

  it('är en medlem av annat slag inte huvudmannen', () => {
    expect(nekande({ huvudman: { part: 'region', medlem: 'sala-kommun' } })).toEqual({
      kod: 'HUVUDMAN_OKAND',
      falt: 'huvudman.medlem',
      forvantat: 'en medlem som är region',
    });
  });
});
