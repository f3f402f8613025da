import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { arsSlut, arsStart, datum, dagenEfter, dagenFore, type Datum } from './datum.js';
import { arHelg, dagarEfter, dagarMellan, fristensSlut } from './frist.js';

const dag = fc
  .integer({ min: 0, max: 73_000 })
  .map((n) => new Date(Date.UTC(1990, 0, 1) + n * 86_400_000).toISOString().slice(0, 10) as Datum);

describe('dagar', () => {
  it('läggs till och räknas, också bakåt och över årsskiften', () => {
    expect(dagarEfter(datum('2024-02-28'), 2)).toBe('2024-03-01');
    expect(dagarEfter(datum('2023-12-31'), 1)).toBe('2024-01-01');
    expect(dagarEfter(datum('2024-03-01'), -1)).toBe('2024-02-29');
    expect(dagarMellan(datum('2024-03-15'), datum('2024-03-15'))).toBe(0);
    expect(dagarMellan(datum('2024-03-31'), datum('2024-03-29'))).toBe(-2);
  });

  it('är varandras motsats', () => {
    fc.assert(
      fc.property(dag, fc.integer({ min: -400, max: 400 }), (d, n) => {
        expect(dagarMellan(d, dagarEfter(d, n))).toBe(n);
      }),
    );
    fc.assert(
      fc.property(dag, (d) => {
        expect([dagarEfter(d, 1), dagarEfter(d, -1)]).toEqual([dagenEfter(d), dagenFore(d)]);
      }),
    );
  });
});

describe('helger', () => {
  const vardagshelger = (ar: number): string[] => {
    const ut: string[] = [];
    for (let d = arsStart(ar); d <= arsSlut(ar); d = dagenEfter(d)) {
      const veckodag = new Date(`${d}T00:00:00Z`).getUTCDay();
      if (veckodag !== 0 && veckodag !== 6 && arHelg(d)) ut.push(d.slice(5));
    }
    return ut;
  };

  // The public holidays of the almanac that fall on weekdays, with the three eves.
  it.each([
    [2022, '01-06 04-15 04-18 05-26 06-06 06-24 12-26'],
    [2023, '01-06 04-07 04-10 05-01 05-18 06-06 06-23 12-25 12-26'],
    [2024, '01-01 03-29 04-01 05-01 05-09 06-06 06-21 12-24 12-25 12-26 12-31'],
    [2025, '01-01 01-06 04-18 04-21 05-01 05-29 06-06 06-20 12-24 12-25 12-26 12-31'],
  ])('%s', (ar, dagar) => {
    expect(vardagshelger(ar).join(' ')).toBe(dagar);
  });

  it('är alla lördagar och söndagar', () => {
    for (const d of ['2024-06-22', '2024-11-02', '2024-05-19', '2024-09-14', '2024-09-15'])
      expect([d, arHelg(datum(d))]).toEqual([d, true]);
    expect(arHelg(datum('2024-09-16'))).toBe(false);
  });
});

describe('en frist', () => {
  it.each([
    ['tre veckor slutar på samma veckodag', '2024-09-20', 21, '2024-10-11'],
    ['ett slut på en lördag flyttas till måndagen', '2024-09-14', 21, '2024-10-07'],
    ['ett slut på långfredagen flyttas över påsken', '2024-03-08', 21, '2024-04-02'],
    ['ett slut på julafton flyttas över julen och helgen', '2021-12-03', 21, '2021-12-27'],
    ['ett slut på nyårsafton flyttas till årets första vardag', '2024-12-10', 21, '2025-01-02'],
    ['två dagar från en torsdag är måndag', '2024-09-19', 2, '2024-09-23'],
  ])('%s', (_, fran, dagar, slut) => {
    expect(fristensSlut(datum(fran), dagar)).toBe(slut);
  });

  it('slutar aldrig på en helg, aldrig för tidigt, och högst sex dagar för sent', () => {
    fc.assert(
      fc.property(dag, fc.integer({ min: 1, max: 60 }), (d, n) => {
        const slut = fristensSlut(d, n);
        expect(arHelg(slut)).toBe(false);
        expect(dagarMellan(d, slut)).toBeGreaterThanOrEqual(n);
        expect(dagarMellan(d, slut)).toBeLessThanOrEqual(n + 6);
      }),
    );
  });
});
