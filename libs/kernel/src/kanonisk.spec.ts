import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { ProgramFel } from './fel.js';
import { kanoniskJson } from './kanonisk.js';

/** The same value with the keys of every object put in another order. */
function omkastad(varde: unknown): unknown {
  if (Array.isArray(varde)) return varde.map(omkastad);
  if (varde === null || typeof varde !== 'object') return varde;
  return Object.fromEntries(
    Object.entries(varde)
      .reverse()
      .map(([k, v]) => [k, omkastad(v)]),
  );
}

/** As it comes from a file: -0 is 0 there. */
const jsonvarde = fc.jsonValue().map((v): unknown => JSON.parse(JSON.stringify(v)));

describe('kanoniskJson', () => {
  test('nycklarna sorteras, på varje nivå, utan mellanrum', () => {
    expect(kanoniskJson({ b: [{ d: 1, c: null }], a: 'å"' })).toBe('{"a":"å\\"","b":[{"c":null,"d":1}]}');
  });

  test('bigint skrivs som sina siffror', () => {
    expect(kanoniskJson({ beloppOre: -9_007_199_254_740_993n })).toBe('{"beloppOre":-9007199254740993}');
  });

  test('det som saknas utelämnas, och är null i en lista', () => {
    expect(kanoniskJson({ a: undefined, b: [undefined, null] })).toBe('{"b":[null,null]}');
    const gles: number[] = [];
    gles[1] = 2;
    expect(kanoniskJson(gles)).toBe('[null,2]');
  });

  test('nycklarnas ordning spelar ingen roll', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (varde) => expect(kanoniskJson(omkastad(varde))).toBe(kanoniskJson(varde))),
    );
  });

  test('texten är JSON för samma värde (så olika värden ger olika text), och skrivs om till sig själv', () => {
    fc.assert(
      fc.property(jsonvarde, (varde) => {
        const text = kanoniskJson(varde);
        expect(JSON.parse(text)).toEqual(varde);
        expect(kanoniskJson(JSON.parse(text))).toBe(text);
      }),
    );
  });

  test.each([
    ['undefined', undefined],
    ['NaN', NaN],
    ['Infinity', { a: [Infinity] }],
    ['en Date', { nar: new Date(0) }],
    ['en Map', new Map([[1, 2]])],
    ['en funktion', { f: () => 1 }],
    ['en symbol', [Symbol('s')]],
  ])('%s skulle bli något annat i JSON, och vägras', (_namn, varde) => {
    expect(() => kanoniskJson(varde)).toThrow(ProgramFel);
  });

  test('ett objekt utan prototyp är ett objekt', () => {
    expect(kanoniskJson(Object.assign(Object.create(null) as object, { b: 1, a: 2 }))).toBe('{"a":2,"b":1}');
  });
});
