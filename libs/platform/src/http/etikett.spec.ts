import { describe, expect, test } from '@jest/globals';
import { arSedd, gallandeEtikett, kvittoetikett, svarsetikett, vantadRevision } from './etikett.js';

describe('etiketter', () => {
  test.each([
    ['kvittots', kvittoetikett(3), 3],
    ['ett svars om en ström', svarsetikett('{}', 0), 0],
    ['ett svars om en tom ström', svarsetikett('{}', null), 'none'],
    ['ett svars om ingen ström', svarsetikett('{}'), undefined],
    ['den som gäller', gallandeEtikett(17), 17],
    ['den som gäller för en tom ström', gallandeEtikett(-1), 'none'],
    ['vilken som helst', '*', 'exists'],
    ['försvagad på vägen', `W/${svarsetikett('{}', 4)}`, 4],
    ['utan citattecken', '5', 5],
    ['en lista', '"3", "4"', undefined],
    ['något annat', 'igår', undefined],
  ])('%s: %s', (_, etikett, vantad) => {
    expect(vantadRevision(etikett)).toBe(vantad);
  });

  test('samma svar har samma etikett, och inget annat svar', () => {
    expect(svarsetikett('{"a":1}', 3)).toBe(svarsetikett('{"a":1}', 3));
    expect(svarsetikett('{"a":2}', 3)).not.toBe(svarsetikett('{"a":1}', 3));
    expect(svarsetikett('{"a":1}', 4)).not.toBe(svarsetikett('{"a":1}', 3));
  });

  test.each([
    [svarsetikett('{}'), true],
    [`"a", W/${svarsetikett('{}')}`, true],
    ['*', true],
    ['"a"', false],
    [undefined, false],
  ])('If-None-Match: %s', (sedda, svar) => {
    expect(arSedd(svarsetikett('{}'), sedda)).toBe(svar);
  });
});
