import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  ar,
  arDatum,
  arFor,
  arsSlut,
  arsStart,
  dagarIManad,
  dagenEfter,
  dagenFore,
  dagFor,
  dagPaAret,
  datum,
  innehaller,
  manadFor,
  manadsSlut,
  type Datum,
} from './datum.js';
import { ProgramFel } from './fel.js';

const DYGN_MS = 86_400_000;
const FORSTA = Date.UTC(1900, 0, 1) / DYGN_MS;
const SISTA = Date.UTC(2199, 11, 31) / DYGN_MS;

/** The platform's own calendar, in UTC, where every day is as long as the next. */
const orakel = (dygn: number): Datum => new Date(dygn * DYGN_MS).toISOString().slice(0, 10) as Datum;
const dygnFor = (d: Datum): number => Date.parse(`${d}T00:00:00Z`) / DYGN_MS;
const dygn = fc.integer({ min: FORSTA, max: SISTA });

describe('datum', () => {
  test('godtar varje dag från 1900 till 2199', () => {
    for (let d = FORSTA; d <= SISTA; d++) if (!arDatum(orakel(d))) throw new Error(orakel(d));
    // 300 years; 75 of them divisible by four, of which 1900 and 2100 are common years.
    expect(SISTA - FORSTA + 1).toBe(300 * 365 + 75 - 2);
  });

  test.each([
    '2023-02-29',
    '1900-02-29',
    '2100-02-29',
    '2024-04-31',
    '2024-13-01',
    '2024-00-10',
    '2024-01-00',
    '2024-1-01',
    '24-01-01',
    '2024-08-31T00:00:00Z',
    '2024-08-31\n',
    ' 2024-08-31',
    '٢٠٢٤-٠٨-٣١',
    '1899-12-31',
    '2200-01-01',
    '',
    20240831,
    5n,
    null,
    undefined,
    new Date(0),
  ])('%p är inte ett datum', (varde) => {
    expect(arDatum(varde)).toBe(false);
    expect(() => datum(varde, 'per')).toThrow(
      expect.objectContaining({ kod: 'DATUM_OGILTIGT', falt: 'per' }),
    );
  });

  test.each(['2024-02-29', '2000-02-29', '1900-01-01', '2199-12-31'])('%s är ett datum', (text) => {
    expect(datum(text)).toBe(text);
  });

  test('delarna är kalenderns', () => {
    fc.assert(
      fc.property(dygn, (n) => {
        const [d, js] = [orakel(n), new Date(n * DYGN_MS)];
        expect([arFor(d), manadFor(d), dagFor(d)]).toEqual([
          js.getUTCFullYear(),
          js.getUTCMonth() + 1,
          js.getUTCDate(),
        ]);
      }),
    );
  });
});

describe('dagen före och efter', () => {
  test('är kalenderns, för varje dag', () => {
    for (let n = FORSTA; n < SISTA; n++) {
      const [fore, efter] = [orakel(n), orakel(n + 1)];
      if (dagenEfter(fore) !== efter || dagenFore(efter) !== fore) throw new Error(`${fore} | ${efter}`);
    }
  });

  test('är varandras motsatser', () => {
    fc.assert(
      fc.property(fc.integer({ min: FORSTA + 1, max: SISTA - 1 }), (n) => {
        const d = orakel(n);
        expect(dagenEfter(dagenFore(d))).toBe(d);
        expect(dagenFore(dagenEfter(d))).toBe(d);
      }),
    );
  });

  test.each([
    ['2024-02-28', '2024-02-29'],
    ['2024-02-29', '2024-03-01'],
    ['2023-02-28', '2023-03-01'],
    ['2023-12-31', '2024-01-01'],
  ])('%s följs av %s', (fore, efter) => {
    expect(dagenEfter(datum(fore))).toBe(efter);
    expect(dagenFore(datum(efter))).toBe(fore);
  });

  test('utanför kalendern finns ingen dag', () => {
    expect(() => dagenFore(datum('1900-01-01'))).toThrow(ProgramFel);
    expect(() => dagenEfter(datum('2199-12-31'))).toThrow(ProgramFel);
  });

  test('text ordnas som dagar', () => {
    fc.assert(fc.property(dygn, dygn, (a, b) => orakel(a) < orakel(b) === a < b));
  });
});

describe('månader och år', () => {
  test('varje månad slutar dagen före nästa', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1900, max: 2199 }), fc.integer({ min: 1, max: 12 }), (y, m) => {
        const dagar = new Date(Date.UTC(y, m, 0)).getUTCDate();
        expect(dagarIManad(y, m)).toBe(dagar);
        expect(dagFor(manadsSlut(y, m))).toBe(dagar);
      }),
    );
  });

  test.each([0, 13, 1.5, NaN])('månad %s finns inte', (manad) => {
    expect(() => dagarIManad(2024, manad)).toThrow(RangeError);
  });

  test('dagPaAret räknar från 1 januari', () => {
    expect(dagPaAret(datum('2024-08-31'))).toBe(244);
    fc.assert(
      fc.property(dygn, (n) => {
        const d = orakel(n);
        expect(dagPaAret(d)).toBe(n - dygnFor(arsStart(arFor(d))) + 1);
      }),
    );
    expect([dagPaAret(arsSlut(2023)), dagPaAret(arsSlut(2024))]).toEqual([365, 366]);
  });

  test.each([1899, 2200, 2024.5, '2024', 5n, NaN, undefined])('%p är inte ett år', (varde) => {
    expect(() => ar(varde, 'budgetAr')).toThrow(
      expect.objectContaining({ kod: 'AR_OGILTIGT', falt: 'budgetAr' }),
    );
  });

  test.each([1900, 2024, 2199])('%s är ett år', (varde) => expect(ar(varde)).toBe(varde));
});

describe('perioder', () => {
  const period = (fran: string, till: string) => ({ fran: datum(fran), till: datum(till) });
  const helaret = period('2024-01-01', '2024-12-31');

  test.each([
    [period('2024-01-01', '2024-12-31'), true],
    [period('2024-08-31', '2024-08-31'), true],
    [period('2023-12-31', '2024-12-31'), false],
    [period('2024-01-01', '2025-01-01'), false],
  ])('2024 innehåller %p: %s', (inre, svar) => expect(innehaller(helaret, inre)).toBe(svar));
});
