import { z } from 'zod';
import { sv } from 'zod/locales';
import { DomanFel } from '#kernel/fel.js';
import { arNyckel } from '#kernel/identiteter.js';
import { delaPostId, POSTSLAG, type PostId } from '#kernel/poster.js';
import { nekadBegaran } from '#platform/http/httpkoder.js';
import type { Rapportdefinition, RapportlayoutKod } from '../commands/faststall-rapportlayout.js';

/** Longest label or note: a line of print. */
const LANGSTA_TEXT = 300;
/** Conditions and lines of one place: more is a mistake, not a report. */
const FLEST = 200;

const text = z.string().trim().min(1).max(LANGSTA_TEXT);
const nyckel = z.string().refine(arNyckel, 'gemener a–z, siffror och bindestreck');
const post = z.string().refine((v): v is PostId => {
  const { slag, nyckel: namn } = delaPostId(v as PostId);
  return POSTSLAG.includes(slag) && arNyckel(namn);
}, 'slag och nyckel, t.ex. kostnad:styrelse');
const lista = <T extends z.ZodType>(del: T) => z.array(del).min(1).max(FLEST);

const villkor = {
  slag: lista(z.enum(POSTSLAG)).optional(),
  konton: lista(z.string()).optional(),
  poster: lista(post).optional(),
  grupper: lista(text).optional(),
  insats: z.boolean().optional(),
  insatser: lista(nyckel).optional(),
  motpart: z.boolean().optional(),
  motparter: lista(nyckel).optional(),
  ord: lista(text).optional(),
  matt: lista(z.enum(['ingaende', 'rorelse', 'utgaende'])).optional(),
};
const urval = z
  .array(z.strictObject({ ...villkor, utom: lista(z.strictObject(villkor)).optional() }))
  .min(1)
  .max(FLEST);
const sida = z.enum(['debet', 'kredit']).optional();

const rad = z.strictObject({
  typ: z.literal('rad'),
  id: z.string(),
  rad: text.optional(),
  urval,
  delas: lista(z.enum(['post', 'jamforbar_post', 'konto', 'insats', 'motpart', 'grupp'])).optional(),
  sida,
});
const omforing = z.strictObject({
  typ: z.literal('omforing'),
  id: z.string(),
  rad: text,
  urval,
  till: z.string(),
});
const avsnitt = z.strictObject({
  typ: z.literal('avsnitt'),
  id: z.string(),
  rubrik: text.optional(),
  urval,
  rader: z.array(z.discriminatedUnion('typ', [rad, omforing])).max(FLEST),
  summa: text.optional(),
  doljTomt: z.boolean().optional(),
  vand: z.boolean().optional(),
});
const summa = z.strictObject({
  typ: z.literal('summa'),
  id: z.string(),
  rad: text,
  av: lista(z.string()),
  sida,
});
const avstamning = z.strictObject({
  typ: z.literal('avstamning'),
  id: z.string(),
  rad: text,
  mot: z.string(),
  urval,
  skillnad: text,
  sida,
});

const kolumnrubrik = { id: z.string(), rubrik: text, ar: z.int() };
const kolumn = z.discriminatedUnion('slag', [
  z.strictObject({
    ...kolumnrubrik,
    slag: z.literal('utfall'),
    period: z.enum(['till_per', 'samma_period', 'helar']),
  }),
  z.strictObject({ ...kolumnrubrik, slag: z.enum(['budget', 'prognos', 'periodbudget']) }),
  z.strictObject({
    ...kolumnrubrik,
    slag: z.literal('saldo'),
    matt: z.enum(['ingaende', 'rorelse', 'utgaende', 'alla']),
    vid: z.enum(['per', 'arsslut']),
  }),
  z.strictObject({ id: z.string(), rubrik: text, slag: z.literal('avvikelse'), formel: z.string() }),
]);

const schema = z.strictObject({
  schema: z.literal('rapportdefinition/1'),
  rapport: z.string(),
  titel: text,
  tabeller: z.array(
    z.strictObject({
      id: z.string(),
      rubrik: text,
      enhet: z.enum(['kr', 'tkr']),
      tecken: z.enum(['kostnad_negativ', 'kostnad_positiv', 'kassaflode']),
      omfattar: urval,
      kolumner: z.array(kolumn),
      rader: z.array(z.discriminatedUnion('typ', [avsnitt, summa, avstamning])),
      noter: z.array(text).max(FLEST).optional(),
    }),
  ),
});

const ogiltig = (text: string, falt: string, forvantat: string): DomanFel<RapportlayoutKod> =>
  new DomanFel('RAPPORTLAYOUT_OGILTIG', text, { falt, forvantat });

/** The field of an issue as the rest of the system writes it: `tabeller[0].rader[2].urval`. */
const faltet = (vag: readonly PropertyKey[]): string =>
  vag.reduce<string>(
    (s, del) => (typeof del === 'number' ? `${s}[${del}]` : s === '' ? String(del) : `${s}.${String(del)}`),
    '',
  );

/**
 * A value that is to be a definition of schema `rapportdefinition/1`. What it says is checked by the decider.
 * @throws DomanFel FALT_OKANT, RAPPORTLAYOUT_OGILTIG
 */
export function somRapportdefinition(varde: unknown, falt = 'definition'): Rapportdefinition {
  const svar = schema.safeParse(varde, { error: sv().localeError });
  // As the schema says, but for `exactOptionalPropertyTypes`: zod writes `?: T | undefined`.
  if (svar.success) return svar.data as Rapportdefinition;
  const [forsta] = svar.error.issues;
  const plats = faltet(forsta?.path ?? []);
  if (forsta?.code === 'unrecognized_keys') {
    const okant = faltet([falt, ...forsta.path, ...forsta.keys.slice(0, 1)]);
    throw nekadBegaran('FALT_OKANT', `${okant} finns inte i schemat rapportdefinition/1.`, {
      falt: okant,
      forvantat: 'bara det som schemat har',
    });
  }
  throw ogiltig(
    'Uppställningen följer inte schemat rapportdefinition/1.',
    plats === '' ? falt : `${falt}.${plats}`,
    forsta?.message ?? '',
  );
}

/** @throws DomanFel RAPPORTLAYOUT_OGILTIG */
export function tolkaRapportdefinition(innehall: string, falt = 'definition'): Rapportdefinition {
  let varde: unknown;
  try {
    varde = JSON.parse(innehall);
  } catch {
    throw ogiltig('Uppställningen är inte JSON.', falt, 'JSON enligt schemat rapportdefinition/1');
  }
  return somRapportdefinition(varde, falt);
}
