import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { likanamniga } from './brak.js';

test('bråk över en nämnare behåller sina värden', () => {
  const brak = fc.record({ taljare: fc.nat(1000), namnare: fc.integer({ min: 1, max: 1000 }) });
  fc.assert(
    fc.property(fc.array(brak, { minLength: 1, maxLength: 4 }), (alla) => {
      const { taljare, namnare } = likanamniga(alla);
      alla.forEach((b, n) => {
        expect((taljare[n] ?? 0n) * BigInt(b.namnare)).toBe(BigInt(b.taljare) * namnare);
      });
    }),
  );
});

test('½ ¼ ¼ är en hel', () => {
  const { taljare, namnare } = likanamniga([
    { taljare: 1, namnare: 2 },
    { taljare: 1, namnare: 4 },
    { taljare: 1, namnare: 4 },
  ]);
  expect([taljare, namnare]).toEqual([[16n, 8n, 8n], 32n]);
});
