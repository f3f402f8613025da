import { z } from 'zod';
import { sv } from 'zod/locales';
import { DomanFel } from '#kernel/fel.js';
import { POSTSLAG } from '#kernel/poster.js';
import type { Konteringsregler } from './kontering.js';

const konto = z.string().regex(/^[1-8]\d{3}$/, 'fyra siffror, första 1–8');

const schema = z.strictObject({
  schema: z.literal('kontoplan/1'),
  titel: z.string().optional(),
  ejSpecificeradMotpost: z.strictObject({ konto, namn: z.string().min(1) }),
  medel: z
    .array(
      z.strictObject({
        slag: z.enum(POSTSLAG),
        huvudman: z.boolean().optional(),
        ord: z.array(z.string().lowercase()).optional(),
      }),
    )
    .default([]),
  regler: z.array(
    z.strictObject({
      slag: z.enum(POSTSLAG),
      grupp: z.string().optional(),
      insats: z.boolean().optional(),
      huvudman: z.boolean().optional(),
      motpart: z.boolean().optional(),
      ord: z.array(z.string().lowercase()).optional(),
      fran: konto,
      till: konto,
      namn: z.string().optional(),
    }),
  ),
});

/** The rules for which konto a line gets, read from a file of schema `kontoplan/1`. */
export class Konteringsregelbok {
  private constructor(readonly regler: Konteringsregler) {}

  /** @throws DomanFel KONTOPLAN_OGILTIG */
  static tolka(innehall: string): Konteringsregelbok {
    const svar = schema.safeParse(JSON.parse(innehall), { error: sv().localeError });
    if (!svar.success) {
      const [forsta] = svar.error.issues;
      throw new DomanFel('KONTOPLAN_OGILTIG', 'Konteringsreglerna följer inte schemat.', {
        falt: forsta?.path.join('.') ?? '',
        forvantat: forsta?.message ?? '',
      });
    }
    // As the schema says, but for `exactOptionalPropertyTypes`: zod writes `?: T | undefined`.
    return new Konteringsregelbok(svar.data as Konteringsregler);
  }
}
