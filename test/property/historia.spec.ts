import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import { allaProjektioner } from '#apps/standalone/src/projektioner.js';
import { historia } from './historia.js';
import { slumpfro } from './slumpfro.js';

/** Enough for the rarest kind of event to come. */
const HISTORIER = 100;
const prov = fc.sample(historia(120), { numRuns: HISTORIER, seed: slumpfro });

it('har alla slags händelser som någon läsmodell läser', () => {
  const typer = new Set(prov.flat().map((h) => h.typ));
  expect([...new Set(allaProjektioner().flatMap((p) => p.typer))].filter((t) => !typer.has(t))).toEqual([]);
});

it('är densamma vid samma frö', () => {
  expect(fc.sample(historia(120), { numRuns: HISTORIER, seed: slumpfro })).toEqual(prov);
});
