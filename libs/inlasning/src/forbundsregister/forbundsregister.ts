import { z } from 'zod';
import { sv } from 'zod/locales';
import type { Forbundsuppgifter, Gruppdeltagande, Huvudmannatyp } from '#forbund/public.js';
import { arDatum } from '#kernel/datum.js';
import { DomanFel } from '#kernel/fel.js';
import { arNyckel, type ForbundId, type Nyckel } from '#kernel/identiteter.js';

export type ForbundsregisterKod = 'FORBUNDSREGISTER_EJ_JSON' | 'FORBUNDSREGISTER_OGILTIGT';

export interface Forbundspost extends Forbundsuppgifter {
  readonly nyckel: ForbundId;
  readonly medlemmar: readonly {
    readonly namn: string;
    readonly typ: Huvudmannatyp;
    readonly fran?: string;
  }[];
}

export interface Forbundsregister {
  readonly forbund: readonly Forbundspost[];
  readonly grupper: readonly { nyckel: Nyckel; namn: string; ingar: readonly Gruppdeltagande[] }[];
}

const dag = z.string().refine(arDatum, 'en dag som finns, skriven ÅÅÅÅ-MM-DD');
const nyckel = z.string().refine(arNyckel, 'gemener a–z, siffror och bindestreck');
const text = z.string().trim().min(1);

const schema = z.looseObject({
  schema: z.literal('forbundsregister/1'),
  forbund: z.array(
    z.looseObject({
      nyckel,
      namn: text,
      orgnr: z.string().optional(),
      bildat: z.string().optional(),
      fran: dag.optional(),
      till: dag.optional(),
      ersatter: z.array(nyckel).default([]),
      medlemmar: z.array(text).default([]),
    }),
  ),
  grupper: z
    .array(
      z.looseObject({
        nyckel,
        namn: text,
        ingar: z.array(z.looseObject({ forbund: nyckel, fran: dag.optional(), till: dag.optional() })),
      }),
    )
    .default([]),
});

/** The state's part is Arbetsförmedlingen and Försäkringskassan, the region's bears its name (Finsamlagen 2003:1210 4 §). */
const typAv = (namn: string): Huvudmannatyp =>
  /^(Arbetsförmedlingen|Försäkringskassan)\b/.test(namn)
    ? 'stat'
    : namn.startsWith('Region ')
      ? 'region'
      : 'kommun';

/** @throws DomanFel FORBUNDSREGISTER_EJ_JSON, FORBUNDSREGISTER_OGILTIGT */
export function tolkaForbundsregister(innehall: string): Forbundsregister {
  let json: unknown;
  try {
    json = JSON.parse(innehall);
  } catch (orsak) {
    throw new DomanFel<ForbundsregisterKod>(
      'FORBUNDSREGISTER_EJ_JSON',
      `Filen är inte läsbar som JSON: ${(orsak as Error).message}`,
    );
  }
  const svar = schema.safeParse(json, { error: sv().localeError });
  if (!svar.success) {
    const [forsta] = svar.error.issues;
    throw new DomanFel<ForbundsregisterKod>('FORBUNDSREGISTER_OGILTIGT', 'Registret följer inte schemat.', {
      falt: forsta?.path.join('.') ?? '',
      forvantat: forsta?.message ?? '',
    });
  }
  const forbund = svar.data.forbund.map((f) => ({
    ...f,
    medlemmar: f.medlemmar.map((namn) => ({ namn, typ: typAv(namn) })),
  }));
  // As the schema says, but for `exactOptionalPropertyTypes`: zod writes `?: T | undefined`.
  return { forbund, grupper: svar.data.grupper } as unknown as Forbundsregister;
}
