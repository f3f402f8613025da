import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { kanoniskJson } from '#kernel/kanonisk.js';
import { lasData, skrivData } from './serialisering.js';

const belopp = fc.bigInt({ min: -BigInt(Number.MAX_SAFE_INTEGER), max: BigInt(Number.MAX_SAFE_INTEGER) });
const namn = fc.string({ unit: 'grapheme' }).filter((s) => !s.endsWith('Ore') && s !== '__proto__');
const { varde } = fc.letrec((igen) => ({
  varde: fc.oneof(
    { depthSize: 'small' },
    fc.string({ unit: 'binary' }),
    fc.maxSafeInteger().map((n) => n || 0),
    fc.boolean(),
    fc.constant(null),
    fc.array(igen('varde'), { maxLength: 4 }),
    fc.dictionary(namn, igen('varde'), { maxKeys: 4, noNullPrototype: true }),
    fc.record({
      beloppOre: belopp,
      manaderOre: fc.array(belopp),
      posterOre: fc.dictionary(fc.string(), belopp),
    }),
  ),
}));
const data = fc.dictionary(namn, varde, { maxKeys: 5, noNullPrototype: true });

describe('händelsedata som text', () => {
  it('kommer tillbaka lika, och är den kanoniska texten', () => {
    fc.assert(
      fc.property(data, (d) => {
        const text = skrivData(d);
        expect(lasData(text)).toEqual(d);
        expect(text).toBe(kanoniskJson(d));
        expect(text).not.toContain('\n');
      }),
    );
  });

  it('gör tal till öre bara där ett belopp får stå', () => {
    expect(
      lasData('{"antal":1,"beloppOre":2,"listaOre":[3,[4],{"n":5}],"poster":[{"utfallOre":6,"nr":7}]}'),
    ).toEqual({
      antal: 1,
      beloppOre: 2n,
      listaOre: [3n, [4], { n: 5 }],
      poster: [{ utfallOre: 6n, nr: 7 }],
    });
    expect(lasData('{"perPostOre":{"sala":1,"djupare":{"n":2}},"tomOre":null,"textOre":"x"}')).toEqual({
      perPostOre: { sala: 1n, djupare: { n: 2 } },
      tomOre: null,
      textOre: 'x',
    });
  });

  it('utelämnar odefinierade fält', () => {
    expect(skrivData({ b: 1, a: undefined })).toBe('{"b":1}');
  });

  it.each([
    ['ett bråk', { a: 0.5 }],
    ['NaN', { a: NaN }],
    ['oändligt', { a: -Infinity }],
    ['ett heltal som inte är säkert', { a: 2 ** 53 }],
    ['bigint utanför ett belopp', { antal: 1n }],
    ['number i ett belopp', { beloppOre: 1 }],
    ['number i en lista av belopp', { listaOre: [1n, 2] }],
    ['bigint två nivåer under ett belopp', { listaOre: [[1n]] }],
    ['en Date', { a: new Date(0) }],
    ['en Map', { a: new Map() }],
    ['en funktion', { a: () => 1 }],
    ['en symbol', { a: Symbol('a') }],
    ['undefined i en lista', { a: [undefined] }],
    ['ett hål i en lista', { a: new Array(1) }],
  ])('nekar %s', (_, d) => {
    expect(() => skrivData(d)).toThrow('händelsedata kan inte lagras');
  });

  it('nekar en cirkel', () => {
    const a: { b?: object } = {};
    a.b = a;
    expect(() => skrivData(a)).toThrow('djupare än');
  });

  it('nekar belopp utanför ±(2^53−1) öre', () => {
    expect(() => skrivData({ beloppOre: 2n ** 53n })).toThrow('för stort');
  });
});
