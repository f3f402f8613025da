import { afterAll, beforeAll, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { StoredEvent } from '#event-store/event-store.js';
import type { TransactionSql } from '#read-store/anslutning.js';
import { annat, bokford, Saldo } from '#read-store/saldo.fixtures.js';
import { nyttOmbyggnadsprov, omLika } from './ombyggnad.js';

let prov: Awaited<ReturnType<typeof nyttOmbyggnadsprov>>;
beforeAll(async () => {
  prov = await nyttOmbyggnadsprov();
});
afterAll(() => prov.stang());

const historia = fc.array(
  fc.oneof(
    fc
      .tuple(fc.constantFrom('5010', '5020', '7010'), fc.bigInt({ min: -999n, max: 999n }))
      .map(([k, o]) => bokford(k, o)),
    fc.constant(null).map(annat),
  ),
  { maxLength: 60 },
);
const delningar = fc.array(fc.integer({ min: 1, max: 12 }), { minLength: 1, maxLength: 6 });

/** Wrong on purpose: what it stores depends on where batches begin. */
class Omgangsberoende extends Saldo {
  override readonly namn = 'omgangsberoende';
  override async tillampa(sql: TransactionSql, handelser: readonly StoredEvent[]): Promise<void> {
    await super.tillampa(sql, handelser);
    await sql`update saldo set antal = antal + 1 where antal > 3`;
  }
}

it('saldot blir detsamma hur historien än delas', async () => {
  await fc.assert(
    fc.asyncProperty(historia, delningar, (h, d) => omLika([new Saldo()], h, { ...prov, delningar: d })),
    { numRuns: 25 },
  );
});

it('en projektion som beror av omgångarna avslöjas', async () => {
  const h = Array.from({ length: 20 }, () => bokford('5010', 1n));
  await expect(omLika([new Saldo(), new Omgangsberoende()], h, prov)).rejects.toThrow(
    'omgangsberoende (vid ordning 20)',
  );
});

it('gör en egen databas när ingen ges', async () => {
  await omLika([new Saldo()], [bokford('5010', 1n), annat()]);
});
