import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { arNyckel, nyckelAv } from './identiteter.js';

describe('nycklar', () => {
  test.each([
    ['Östra Insats/Team 2', 'ostra-insats-team-2'],
    ['Samordningsteam Västerås', 'samordningsteam-vasteras'],
    ['  Åre – Ånge  ', 'are-ange'],
    ['A\u030Angstro\u0308m', 'angstrom'],
    ['Kansli & ledning (2024)', 'kansli-ledning-2024'],
    ['–', ''],
    ['', ''],
  ])('%p → %p', (text, nyckel) => expect(nyckelAv(text)).toBe(nyckel));

  test('det som inte är tomt är en nyckel, hur långt namnet än är', () => {
    const tecken = fc.constantFrom('a', 'Å', 'é', '9', ' ', '-', '/', 'ß', '漢', '\u0301');
    fc.assert(
      fc.property(fc.string({ unit: tecken, maxLength: 300 }), (text) => {
        const nyckel = nyckelAv(text);
        expect(nyckel === '' || arNyckel(nyckel)).toBe(true);
      }),
    );
    // Cut exactly after a hyphen.
    expect(nyckelAv(`${'a'.repeat(119)} b`)).toBe('a'.repeat(119));
  });

  test('den längsta nyckeln är en nyckel', () => {
    expect(arNyckel('a'.repeat(120))).toBe(true);
    expect(nyckelAv('a'.repeat(121))).toBe('a'.repeat(120));
  });

  test('en nyckel är sin egen nyckel', () => {
    fc.assert(fc.property(fc.string(), (text) => nyckelAv(nyckelAv(text)) === nyckelAv(text)));
  });

  test('skrivsättet i Unicode spelar ingen roll', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('å', 'Ä', 'ö', 'é', 'x', ' ') }), (text) => {
        expect(nyckelAv(text.normalize('NFD'))).toBe(nyckelAv(text.normalize('NFC')));
      }),
    );
  });

  test.each(['', '-a', 'a-', 'a--b', 'A', 'å', 'a b', 'a\n', 'a'.repeat(121), 7, null])(
    '%p är ingen nyckel',
    (varde) => {
      expect(arNyckel(varde)).toBe(false);
    },
  );
});
