import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { arDatum, type Datum } from '#kernel/datum.js';
import { SEEDMAPP } from '#platform/projektrot.js';

const dag = z.string().refine(arDatum);

const schema = z.strictObject({
  schema: z.literal('kapitalregler/1'),
  titel: z.string(),
  balanskrav: z.array(z.strictObject({ fran: dag, aterstallsInomAr: z.int().min(1), kalla: z.string() })),
  kapitaltak: z.array(
    z.strictObject({
      fran: dag,
      kalla: z.string(),
      steg: z.array(
        z.strictObject({
          medelFranKr: z.int().min(0),
          medelTillKr: z.int().min(0),
          hogstPromille: z.int().min(0),
        }),
      ),
    }),
  ),
});

export type Kapitalregler = z.infer<typeof schema>;
export type Kapitaltaksteg = Kapitalregler['kapitaltak'][number]['steg'][number];

/** The rules as data: what is recommended or required, from which day, and who says so. */
export const medfoljandeKapitalregler = (): Kapitalregler =>
  schema.parse(JSON.parse(readFileSync(join(SEEDMAPP, 'kapitalregler.json'), 'utf8')));

/** The rule that holds on a day; undefined before the first. */
export const gallandeRegel = <R extends { readonly fran: string }>(
  regler: readonly R[],
  per: Datum,
): R | undefined =>
  regler
    .filter((r) => r.fran <= per)
    .reduce<R | undefined>((a, b) => (a && a.fran > b.fran ? a : b), undefined);
