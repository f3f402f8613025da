import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { datum, dagenEfter, type Datum } from '#kernel/datum.js';
import { summa } from '#kernel/ore.js';
import { hanforligtTill, periodiseratTill } from './periodisering.js';

const belopp = (fran: string, till: string, beloppOre: bigint) => ({
  avser: { fran: datum(fran), till: datum(till) },
  beloppOre,
});
const KVARTAL = [
  belopp('2022-01-01', '2022-03-31', 2_749n),
  belopp('2022-04-01', '2022-06-30', 2_749n),
  belopp('2022-07-01', '2022-09-30', 2_749n),
];

describe('hanforligtTill', () => {
  it.each([
    ['2022-06-30', 0n],
    ['2022-07-01', 0n],
    ['2022-07-31', 100n],
    ['2022-08-31', 200n],
    ['2022-09-30', 300n],
    ['2022-12-31', 300n],
  ])('av ett kvartal hör till %s: %s', (dag, vantat) => {
    // A month is a third; the first day of July is 1/31 of 1/3 of 3 öre.
    expect(
      hanforligtTill(belopp('2022-07-01', '2022-09-30', dag === '2022-07-01' ? 3n : 300n), datum(dag)),
    ).toBe(vantat);
  });

  it('väger varje månad lika och varje dag i en månad lika', () => {
    // February: a month like any other, and half of it on the 14th.
    expect(hanforligtTill(belopp('2022-01-01', '2022-02-28', 400n), datum('2022-01-31'))).toBe(200n);
    expect(hanforligtTill(belopp('2022-01-01', '2022-02-28', 400n), datum('2022-02-14'))).toBe(300n);
    // From the 16th of April: half a month, then a whole one.
    expect(hanforligtTill(belopp('2022-04-16', '2022-05-31', 300n), datum('2022-04-30'))).toBe(100n);
  });

  it('en kredit tas av som fakturan lades på', () => {
    expect(hanforligtTill(belopp('2022-07-01', '2022-09-30', -300n), datum('2022-07-31'))).toBe(-100n);
  });

  it('växer från noll till hela beloppet och går aldrig tillbaka', () => {
    const dagar = fc.integer({ min: 0, max: 364 });
    const dagNr = (n: number): Datum => {
      let d = datum('2024-01-01');
      for (let i = 0; i < n; i++) d = dagenEfter(d);
      return d;
    };
    fc.assert(
      fc.property(dagar, dagar, dagar, fc.bigInt({ min: 0n, max: 10n ** 12n }), (a, b, vid, beloppOre) => {
        const [fran, till] = a <= b ? [a, b] : [b, a];
        const post = { avser: { fran: dagNr(fran), till: dagNr(till) }, beloppOre };
        const hittills = hanforligtTill(post, dagNr(vid));
        expect(hittills >= 0n && hittills <= beloppOre).toBe(true);
        expect(hanforligtTill(post, dagNr(vid + 1)) >= hittills).toBe(true);
        expect(hanforligtTill(post, post.avser.till)).toBe(beloppOre);
      }),
      { numRuns: 50 },
    );
  });
});

describe('periodiseratTill', () => {
  it('är okänt när varken ett uttalande eller en faktura säger något', () => {
    expect(periodiseratTill({ uttalanden: [], fakturerade: [] }, datum('2022-06-30'))).toBeNull();
  });

  it('är vad fakturornas perioder ger: ett kvartal i förskott hör inte till halvåret', () => {
    const halvar = periodiseratTill({ uttalanden: [], fakturerade: KVARTAL }, datum('2022-06-30'));
    expect(halvar).toBe(2n * 2_749n);
    expect(summa(KVARTAL.map((k) => k.beloppOre)) - (halvar ?? 0n)).toBe(2_749n);
  });

  it('är det senaste uttalandet, och därefter fakturornas del efter det', () => {
    const uttalanden = [
      { till: datum('2022-03-31'), beloppOre: 2_000n },
      { till: datum('2022-06-30'), beloppOre: 5_000n },
    ];
    const vid = (dag: string) => periodiseratTill({ uttalanden, fakturerade: KVARTAL }, datum(dag));
    expect(vid('2022-03-30')).toBe(hanforligtTill(KVARTAL[0]!, datum('2022-03-30')));
    expect(vid('2022-03-31')).toBe(2_000n);
    expect(vid('2022-06-29')).toBe(2_000n + hanforligtTill(KVARTAL[1]!, datum('2022-06-29')));
    expect(vid('2022-06-30')).toBe(5_000n);
    expect(vid('2022-12-31')).toBe(5_000n + 2_749n);
  });
});
