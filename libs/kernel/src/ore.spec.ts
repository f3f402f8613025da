import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { absolut, divideraAvrundat, fordelaStorstaRest, oreFranTal, oreTillTal, summa } from './ore.js';

const STORST = BigInt(Number.MAX_SAFE_INTEGER);

describe('öre och JSON', () => {
  test('går fram och tillbaka utan att ändras', () => {
    fc.assert(
      fc.property(fc.maxSafeInteger(), (tal) => {
        expect(oreFranTal(tal, 'belopp')).toBe(BigInt(tal));
        expect(oreTillTal(BigInt(tal))).toBe(tal);
      }),
    );
  });

  test.each([STORST + 1n, -STORST - 1n, 10n ** 30n])('%s öre ryms inte i JSON, åt något håll', (belopp) => {
    expect(() => oreTillTal(belopp)).toThrow(expect.objectContaining({ kod: 'BELOPP_FOR_STORT' }));
    expect(() => oreFranTal(belopp, 'belopp')).toThrow(expect.objectContaining({ kod: 'BELOPP_FOR_STORT' }));
  });

  test('den yttersta gränsen ryms', () => {
    expect(oreTillTal(STORST)).toBe(Number.MAX_SAFE_INTEGER);
    expect(oreTillTal(-STORST)).toBe(-Number.MAX_SAFE_INTEGER);
    expect(oreFranTal(STORST, 'belopp')).toBe(STORST);
  });

  test.each([1.5, NaN, Infinity, 2 ** 53, '100', null, undefined, {}, true])(
    '%p är inte ett heltal i öre',
    (varde) => {
      expect(() => oreFranTal(varde, 'rader[2].belopp')).toThrow(
        expect.objectContaining({ kod: 'BELOPP_EJ_HELTAL', falt: 'rader[2].belopp' }),
      );
    },
  );
});

describe('summa och absolut', () => {
  test('inget är noll', () => expect(summa([])).toBe(0n));

  test('ordningen spelar ingen roll, och beloppen tar ut sina motsatser', () => {
    fc.assert(
      fc.property(fc.array(fc.bigInt()), (belopp) => {
        expect(summa([...belopp].reverse())).toBe(summa(belopp));
        expect(summa([...belopp, ...belopp.map((b) => -b)])).toBe(0n);
      }),
    );
  });

  test('absolutbeloppet är aldrig negativt och har samma storlek', () => {
    fc.assert(fc.property(fc.bigInt(), (b) => absolut(b) >= 0n && (absolut(b) === b || absolut(b) === -b)));
  });
});

describe('divideraAvrundat', () => {
  test.each([
    [-1065n, 10n, -107n],
    [1065n, 10n, 107n],
    [1064n, 10n, 106n],
    [-1064n, 10n, -106n],
    [1n, 2n, 1n],
    [-1n, 2n, -1n],
    [1n, -2n, -1n],
    [-1n, -2n, 1n],
    [1n, 3n, 0n],
    [0n, -7n, 0n],
  ])('%s / %s → %s', (taljare, namnare, kvot) => expect(divideraAvrundat(taljare, namnare)).toBe(kvot));

  test('är det heltal som ligger närmast, och av två lika nära det längst från noll', () => {
    const namnare = fc.bigInt().filter((n) => n !== 0n);
    fc.assert(
      fc.property(fc.bigInt(), namnare, (taljare, n) => {
        const kvot = divideraAvrundat(taljare, n);
        // What is left is less than half the divisor; exactly half only where the quotient went away from zero.
        const rest = taljare - kvot * n;
        const dubbel = 2n * absolut(rest);
        expect(dubbel <= absolut(n)).toBe(true);
        if (dubbel === absolut(n)) expect(absolut(kvot * n) > absolut(taljare)).toBe(true);
      }),
    );
  });

  test('ger samma svar som avrundning av ett decimaltal som skrivs exakt', () => {
    const orakel = (fjardedelar: number): bigint => {
      const tal = fjardedelar / 4;
      return BigInt(Math.sign(tal) * Math.floor(Math.abs(tal) + 0.5));
    };
    fc.assert(
      fc.property(fc.integer(), (fjardedelar) => {
        expect(divideraAvrundat(BigInt(fjardedelar), 4n)).toBe(orakel(fjardedelar));
      }),
    );
  });

  test('tecknet kan bytas före eller efter', () => {
    const namnare = fc.bigInt().filter((n) => n !== 0n);
    fc.assert(
      fc.property(fc.bigInt(), namnare, (t, n) => divideraAvrundat(-t, n) === -divideraAvrundat(t, n)),
    );
  });

  test('noll som nämnare är ett fel i programmet', () => {
    expect(() => divideraAvrundat(1n, 0n)).toThrow(RangeError);
  });
});

describe('fordelaStorstaRest', () => {
  test.each([
    [100n, [2n, 1n, 1n], [50n, 25n, 25n]],
    // 101 öre: 50,5 25,25 25,25. The öre that is left goes to the largest remainder.
    [101n, [2n, 1n, 1n], [51n, 25n, 25n]],
    [-101n, [2n, 1n, 1n], [-51n, -25n, -25n]],
    // Equal remainders: the first ones.
    [2n, [1n, 1n, 1n], [1n, 1n, 0n]],
    [5n, [0n, 3n], [0n, 5n]],
    [0n, [1n, 2n], [0n, 0n]],
  ])('%s öre efter %j', (belopp, vikter, delar) => {
    expect(fordelaStorstaRest(belopp, vikter)).toEqual(delar);
  });

  test('tappar inget öre, och ger ingen del mer än ett öre från sin exakta andel', () => {
    const vikter = fc
      .array(fc.bigInt({ min: 0n, max: 10_000n }), { minLength: 1, maxLength: 13 })
      .filter((v) => summa(v) > 0n);
    fc.assert(
      fc.property(fc.bigInt({ min: -(10n ** 15n), max: 10n ** 15n }), vikter, (belopp, v) => {
        const delar = fordelaStorstaRest(belopp, v);
        expect(summa(delar)).toBe(belopp);
        const helhet = summa(v);
        delar.forEach((del, n) => {
          expect(absolut(del * helhet - belopp * (v[n] ?? 0n)) < helhet).toBe(true);
        });
      }),
    );
  });

  test('vikter som inget kan fördelas efter är ett fel i programmet', () => {
    for (const vikter of [[], [0n], [2n, -1n]])
      expect(() => fordelaStorstaRest(1n, vikter)).toThrow('vikterna');
  });
});
