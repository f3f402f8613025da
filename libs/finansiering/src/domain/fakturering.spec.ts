import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { datum } from '#kernel/datum.js';
import { arDomanFel } from '#kernel/fel.js';
import type { Stod } from '#kernel/identiteter.js';
import type { Ore } from '#kernel/ore.js';
import { given, nekar, type Nekad } from '../../../../test/given.js';
import type { FaktureringKod } from './fakturering.js';
import { finansieringDecider, type FinansieringKommando } from './finansiering.decider.js';
import type { FinansieringHandelse, Huvudman } from './finansiering.events.js';
import type { FinansieringState } from './finansiering.state.js';

const stod: Stod = { slag: 'beslut', beslut: '2023-11-24-medel' };
const vem = { forbund: 'ostra', ar: 2024 };
const STAT: Huvudman = { part: 'stat' };
const REGION: Huvudman = { part: 'region', medlem: 'region-ost' };
const KOMMUNERNA: Huvudman = { part: 'kommun' };
const SALA: Huvudman = { part: 'kommun', medlem: 'sala-kommun' };
const november = datum('2023-11-24');
const mars = datum('2024-03-15');
const april = datum('2024-04-15');
const KVARTAL1 = { fran: datum('2024-01-01'), till: datum('2024-03-31') };

const beslutade = (huvudman: Huvudman, beloppOre: Ore, den = november): FinansieringHandelse => ({
  typ: 'MedelBeslutade',
  data: { ...vem, huvudman, beloppOre, den, stod },
});
const fakturan = (huvudman: Huvudman, faktura: string, beloppOre: Ore) => ({
  ...vem,
  huvudman,
  faktura,
  beloppOre,
  den: mars,
  forfaller: april,
  avser: KVARTAL1,
});
const fakturera = (huvudman: Huvudman, faktura: string, beloppOre: Ore): FinansieringKommando => ({
  typ: 'FaktureraMedel',
  data: fakturan(huvudman, faktura, beloppOre),
});
const fakturerade = (huvudman: Huvudman, faktura: string, beloppOre: Ore): FinansieringHandelse => ({
  typ: 'MedelFakturerade',
  data: fakturan(huvudman, faktura, beloppOre),
});
const kreditera = (kreditnota: string, faktura: string, beloppOre: Ore) => ({
  typ: 'KrediteraMedel' as const,
  data: { ...vem, kreditnota, faktura, beloppOre, den: april },
});
const krediterade = (kreditnota: string, faktura: string, beloppOre: Ore): FinansieringHandelse => ({
  typ: 'MedelKrediterade',
  data: { ...kreditera(kreditnota, faktura, beloppOre).data, huvudman: STAT, avser: KVARTAL1 },
});
const taEmot = (faktura: string, beloppOre: Ore) => ({
  typ: 'TaEmotMedel' as const,
  data: { ...vem, faktura, beloppOre, den: april },
});
const mottagna = (faktura: string, beloppOre: Ore): FinansieringHandelse => ({
  typ: 'MedelMottagna',
  data: { ...taEmot(faktura, beloppOre).data, huvudman: STAT },
});

/** The state has decided on 500 and been invoiced 125 on `F1`. */
const fakturerat: readonly FinansieringHandelse[] = [beslutade(STAT, 500n), fakturerade(STAT, 'F1', 125n)];

describe('FaktureraMedel', () => {
  it('vilar på ett beslut om huvudmannens egna medel, eller om hela partens', () => {
    given(finansieringDecider, [beslutade(SALA, 60n)])
      .when(fakturera(SALA, 'F1', 15n))
      .then([fakturerade(SALA, 'F1', 15n)]);
    given(finansieringDecider, [beslutade(KOMMUNERNA, 250n)])
      .when(fakturera(SALA, 'F1', 15n))
      .then([fakturerade(SALA, 'F1', 15n)]);
    given(finansieringDecider, [beslutade(SALA, 60n)])
      .when(fakturera(KOMMUNERNA, 'F1', 60n))
      .then([fakturerade(KOMMUNERNA, 'F1', 60n)]);
  });

  it('nekas när bara en annan kommun har beslutat', () => {
    given(finansieringDecider, [beslutade(SALA, 60n)])
      .when(fakturera({ part: 'kommun', medlem: 'arboga-kommun' }, 'F1', 15n))
      .thenThrows('MEDEL_EJ_BESLUTADE', 'huvudman');
  });

  it('får vara mer än beslutat: en skickad faktura är ett faktum, och rapporterna visar den', () => {
    given(finansieringDecider, fakturerat)
      .when(fakturera(STAT, 'F2', 999n))
      .then([fakturerade(STAT, 'F2', 999n)]);
  });

  it('avser en period i året, i rätt ordning', () => {
    for (const [fran, till] of [
      ['2023-12-01', '2024-02-29'],
      ['2024-12-01', '2025-01-31'],
      ['2024-03-31', '2024-01-01'],
    ])
      given(finansieringDecider, [beslutade(STAT, 500n)])
        .when({
          typ: 'FaktureraMedel',
          data: { ...fakturan(STAT, 'F1', 1n), avser: { fran: datum(fran), till: datum(till) } },
        })
        .thenThrows('MEDEL_UTANFOR_AR', 'avser', 'en period i 2024');
  });

  it('får förfalla samma dag', () => {
    const data = { ...fakturan(STAT, 'F1', 1n), forfaller: mars };
    given(finansieringDecider, [beslutade(STAT, 500n)])
      .when({ typ: 'FaktureraMedel', data })
      .then([{ typ: 'MedelFakturerade', data }]);
  });
});

describe('KrediteraMedel', () => {
  it('tar bort en del av fakturan, högst det som återstår, och säger vems den är och vad den avser', () => {
    given(finansieringDecider, fakturerat)
      .when(kreditera('K1', 'F1', 25n))
      .then([krediterade('K1', 'F1', 25n)]);
    given(finansieringDecider, [...fakturerat, krediterade('K1', 'F1', 25n)])
      .when(kreditera('K2', 'F1', 101n))
      .thenThrows('KREDITERAT_OVER_FAKTURERAT', 'beloppOre', 'högst 100 öre');
  });

  it('går också när fakturan är betald: det mottagna ska då betalas tillbaka', () => {
    given(finansieringDecider, [...fakturerat, mottagna('F1', 125n)])
      .when(kreditera('K1', 'F1', 125n))
      .then([krediterade('K1', 'F1', 125n)]);
  });

  it('har ett eget nummer, som varken en faktura eller en annan kreditnota har', () => {
    given(finansieringDecider, fakturerat)
      .when(kreditera('F1', 'F1', 1n))
      .thenThrows('FAKTURA_FINNS', 'kreditnota');
    given(finansieringDecider, [...fakturerat, krediterade('K1', 'F1', 25n)])
      .when(kreditera('K1', 'F1', 1n))
      .thenThrows('FAKTURA_FINNS', 'kreditnota');
    given(finansieringDecider, [...fakturerat, krediterade('K1', 'F1', 25n)])
      .when(fakturera(STAT, 'K1', 1n))
      .thenThrows('FAKTURA_FINNS', 'faktura');
  });
});

describe('TaEmotMedel', () => {
  it('tar emot i delar till och med hela fakturan, och inte mer', () => {
    given(finansieringDecider, [...fakturerat, mottagna('F1', 100n)])
      .when(taEmot('F1', 25n))
      .then([mottagna('F1', 25n)]);
    given(finansieringDecider, [...fakturerat, mottagna('F1', 100n)])
      .when(taEmot('F1', 26n))
      .thenThrows('MOTTAGET_OVER_FAKTURERAT', 'beloppOre', 'högst 25 öre');
  });

  it('räknar det krediterade som ej fakturerat', () => {
    given(finansieringDecider, [...fakturerat, krediterade('K1', 'F1', 25n)])
      .when(taEmot('F1', 101n))
      .thenThrows('MOTTAGET_OVER_FAKTURERAT', 'beloppOre', 'högst 100 öre');
    given(finansieringDecider, [...fakturerat, mottagna('F1', 125n), krediterade('K1', 'F1', 25n)])
      .when(taEmot('F1', 1n))
      .thenThrows('MOTTAGET_OVER_FAKTURERAT', 'beloppOre', 'högst 0 öre');
  });

  it('rättas och betalas tillbaka med ett belopp under noll, högst det mottagna', () => {
    given(finansieringDecider, [...fakturerat, mottagna('F1', 100n)])
      .when(taEmot('F1', -100n))
      .then([mottagna('F1', -100n)]);
    given(finansieringDecider, [...fakturerat, mottagna('F1', 100n)])
      .when(taEmot('F1', -101n))
      .thenThrows('ATERBETALT_OVER_MOTTAGET', 'beloppOre', 'minst -100 öre');
  });

  it('kan betalas tillbaka också när en kredit har lämnat mer mottaget än fakturerat', () => {
    given(finansieringDecider, [...fakturerat, mottagna('F1', 125n), krediterade('K1', 'F1', 125n)])
      .when(taEmot('F1', -125n))
      .then([mottagna('F1', -125n)]);
  });
});

const NEKADE: Record<
  Exclude<FaktureringKod, 'MEDEL_BELOPP_OGILTIGT' | 'MEDEL_UTANFOR_AR'>,
  Nekad<FinansieringKommando, FinansieringHandelse>
> = {
  MEDEL_EJ_BESLUTADE: {
    given: [beslutade(REGION, 250n)],
    when: fakturera(STAT, 'F1', 1n),
    falt: 'huvudman',
    forvantat: 'en huvudman vars medel för året är beslutade',
  },
  FAKTURANUMMER_SAKNAS: {
    given: fakturerat,
    when: fakturera(STAT, ' ', 1n),
    falt: 'faktura',
    forvantat: 'fakturans nummer',
  },
  FAKTURA_FINNS: {
    given: fakturerat,
    when: fakturera(STAT, 'F1', 7n),
    falt: 'faktura',
    forvantat: 'ett nytt nummer',
  },
  FAKTURA_OKAND: {
    given: fakturerat,
    when: taEmot('F2', 1n),
    falt: 'faktura',
    forvantat: 'en registrerad faktura',
  },
  FAKTURA_FORFALLER_FORE: {
    given: fakturerat,
    when: {
      typ: 'FaktureraMedel',
      data: { ...fakturan(STAT, 'F2', 1n), den: april, forfaller: mars },
    },
    falt: 'forfaller',
    forvantat: 'fakturadagen eller en dag efter den',
  },
  MOTTAGET_OVER_FAKTURERAT: {
    given: fakturerat,
    when: taEmot('F1', 126n),
    falt: 'beloppOre',
    forvantat: 'högst 125 öre',
  },
  ATERBETALT_OVER_MOTTAGET: {
    given: fakturerat,
    when: taEmot('F1', -1n),
    falt: 'beloppOre',
    forvantat: 'minst 0 öre',
  },
  KREDITERAT_OVER_FAKTURERAT: {
    given: fakturerat,
    when: kreditera('K1', 'F1', 126n),
    falt: 'beloppOre',
    forvantat: 'högst 125 öre',
  },
};
nekar(finansieringDecider, NEKADE);

describe('belopp som inget är', () => {
  it.each([
    ['en faktura', fakturera(STAT, 'F2', 0n)],
    ['en kreditnota', kreditera('K1', 'F1', -1n)],
    ['en betalning', taEmot('F1', 0n)],
  ])('nekas för %s', (_vad, kommando) => {
    given(finansieringDecider, fakturerat).when(kommando).thenThrows('MEDEL_BELOPP_OGILTIGT', 'beloppOre');
  });
});

it('har aldrig mer mottaget än fakturerat, eller mindre än noll, vad som än prövas utan krediter', () => {
  const belopp = fc.bigInt({ min: -50n, max: 60n });
  const kommandon = fc.array(
    fc.oneof(
      fc.record({ nr: fc.nat(3), belopp }).map(({ nr, belopp: b }) => fakturera(STAT, `F${nr}`, b)),
      fc.record({ nr: fc.nat(3), belopp }).map(({ nr, belopp: b }) => taEmot(`F${nr}`, b)),
    ),
    { maxLength: 40 },
  );
  fc.assert(
    fc.property(kommandon, (alla) => {
      let state: FinansieringState = finansieringDecider.evolve(
        finansieringDecider.start,
        beslutade(STAT, 9n),
      );
      for (const k of alla)
        try {
          state = finansieringDecider.decide(k, state).reduce(finansieringDecider.evolve, state);
        } catch (fel) {
          if (!arDomanFel(fel)) throw fel;
        }
      for (const f of state.fakturor.values()) {
        expect(f.mottagetOre >= 0n).toBe(true);
        expect(f.mottagetOre <= f.faktureratOre).toBe(true);
      }
    }),
  );
});
