import { describe, expect, test } from '@jest/globals';
import { assert, DomanFel, omojlig, ProgramFel, visaVarde } from './fel.js';

describe('fel', () => {
  test('ett domänfel bär kod, plats och data', () => {
    const fel = new DomanFel('PERIOD_STANGD', 'Perioden är stängd.', { falt: 'datum', data: { ar: 2024 } });
    expect(fel).toMatchObject({
      kod: 'PERIOD_STANGD',
      falt: 'datum',
      forvantat: undefined,
      data: { ar: 2024 },
    });
    expect(fel.message).toBe('Perioden är stängd.');
  });

  test('ett brutet antagande är ett programfel', () => {
    expect(() => assert(false, 'debet är inte kredit')).toThrow(new ProgramFel('debet är inte kredit'));
    expect(() => assert(true, 'x')).not.toThrow();
  });

  test('det omöjliga namnges, också med belopp i', () => {
    expect(() => omojlig({ typ: 'Okand', beloppOre: 5n } as never)).toThrow(
      new ProgramFel('omöjligt värde: {"typ":"Okand","beloppOre":"5"}'),
    );
  });

  test.each([
    ['2024-02-30', '"2024-02-30"'],
    [undefined, 'undefined'],
    [null, 'null'],
    [5n, '"5"'],
    ['x'.repeat(1000), `"${'x'.repeat(79)}…`],
  ])('visaVarde', (varde, text) => expect(visaVarde(varde)).toBe(text));
});
