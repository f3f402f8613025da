import { z } from 'zod';
import { sv } from 'zod/locales';
import { arDatum } from '#kernel/datum.js';
import { visaVarde } from '#kernel/fel.js';
import { kontrolleraIngenPerson, kontrolleraTexter } from '#insats/public.js';
import { arNyckel, nyckelAv } from '#kernel/identiteter.js';
import { POSTSLAG } from '#kernel/poster.js';
import type { Kalldokument } from './domain/kalldokument.js';
import { fel } from './kalldokumentfel.js';
import { kontrolleraSammanhang } from './sammanhang.js';

/** A published report is some ten tables; a file beyond this is not one. */
export const MAX_BYTE = 10 * 1024 * 1024;

const text = z.string().trim().min(1);
const dag = z.string().refine(arDatum, 'en dag som finns, skriven ÅÅÅÅ-MM-DD');
const ar = z.int().min(1900).max(2199);
const nyckel = z.string().refine(arNyckel, 'gemener a–z, siffror och bindestreck, t.ex. norra-vastmanland');
const namngiven = text
  .transform(nyckelAv)
  .refine((n) => n !== '', 'ett namn med minst en bokstav eller siffra');
const huvudmannatyp = z.enum(['stat', 'region', 'kommun']);
const nagotSomText = z.union([z.string(), z.number()]).transform(String);
const varden = z.array(z.number().nullable());

const kolumn = z.discriminatedUnion('slag', [
  z.looseObject({ id: text, slag: z.literal('utfall'), fran: dag, till: dag }),
  z.looseObject({ id: text, slag: z.literal('budget'), ar }),
  z.looseObject({ id: text, slag: z.literal('periodbudget'), fran: dag, till: dag }),
  z.looseObject({ id: text, slag: z.literal('prognos'), ar, avser: dag }),
  z.looseObject({
    id: text,
    slag: z.literal('avvikelse'),
    formel: z.enum(['prognos-budget', 'budget-utfall']),
  }),
  z.looseObject({ id: text, slag: z.literal('ub'), per: dag }),
  z.looseObject({ id: text, slag: z.literal('kassaflode'), fran: dag, till: dag }),
]);

const rad = z.looseObject({
  rad: text,
  post: namngiven,
  slag: z.enum([...POSTSLAG, 'kassaflode'] as const),
  grupp: text,
  insats: namngiven.optional(),
  huvudman: z.looseObject({ typ: huvudmannatyp, namn: text.optional() }).optional(),
  motpart: z
    .looseObject({ namn: text.optional(), forbund: nyckel.optional(), medlem: z.boolean().optional() })
    .optional(),
  specificeras_av: z.array(text).default([]),
  harled: text.optional(),
  varden,
});

const tabell = z.looseObject({
  id: text,
  titel: z.string().default(''),
  enhet: z.enum(['kr', 'tkr']),
  tecken: z.enum(['kostnad_positiv', 'kostnad_negativ', 'skuld_positiv', 'som_skrivet']),
  kolumner: z.array(kolumn).min(1),
  rader: z.array(rad),
  summor: z
    .array(
      z.looseObject({
        namn: text,
        av: z.array(z.string().regex(/^(slag|grupp):.+$/, 'slag:… eller grupp:…')).min(1),
        varden,
      }),
    )
    .default([]),
});

const beslut = z
  .looseObject({
    datum: dag.optional(),
    ar: ar.optional(),
    fran: dag.optional(),
    till: dag.optional(),
    organ: text,
    rubrik: text,
    text: z.string().optional(),
    avser: z.looseObject({ budget: ar.optional(), prognos: ar.optional() }).optional(),
  })
  .refine((b) => b.datum ?? b.ar ?? (b.fran && b.till), 'datum, ar, eller fran och till');

/** More seats than any member appoints to. */
const MAX_PLATSER_PER_RAD = 50;
const platser = z.int().min(0).max(MAX_PLATSER_PER_RAD);

const kalldokument = z.looseObject({
  schema: z.literal('kalldokument/1'),
  id: nyckel,
  titel: z.string().optional(),
  kalla: z.string().optional(),
  forbund: z.looseObject({
    nyckel,
    namn: text,
    orgnr: z.string().optional(),
    bildat: nagotSomText.optional(),
    fran: dag.optional(),
    till: dag.optional(),
    ersatter: z.array(nyckel).default([]),
    medlemmar: z
      .array(z.looseObject({ namn: text, typ: huvudmannatyp, fran: nagotSomText.optional() }))
      .default([]),
  }),
  tabeller: z.array(tabell).min(1),
  beslut: z.array(beslut).default([]),
  sammantraden: z
    .array(
      z
        .looseObject({
          slag: text,
          antal: z.int().min(0).default(1),
          datum: dag.optional(),
          fran: dag.optional(),
          till: dag.optional(),
          notering: z.string().optional(),
        })
        .transform((s) => ({ ...s, fran: s.fran ?? s.datum, till: s.till ?? s.datum }))
        .refine((s) => s.fran && s.till, 'datum, eller fran och till'),
    )
    .default([]),
  insatser: z
    .array(
      z.looseObject({
        insats: namngiven,
        rubrik: text,
        slag: z.string().optional(),
        start: dag.optional(),
        slut: dag.optional(),
        overgar_till: z.string().optional(),
        mal: z
          .array(
            z.looseObject({
              matt: text,
              mal_procent: z.number().optional(),
              utfall_procent: z.number().optional(),
              mal_antal: z.number().optional(),
              utfall_antal: z.number().optional(),
            }),
          )
          .default([]),
        uppfoljning: z
          .looseObject({ fran: dag.optional(), till: dag.optional() })
          .refine((u) => !u.fran || !u.till || u.fran <= u.till, 'till en dag efter fran')
          .optional(),
      }),
    )
    .default([]),
  styrelse: z
    .array(
      z.looseObject({
        utsedd_av: namngiven,
        roll: namngiven.default('ledamot'),
        ordinarie: platser.default(1),
        ersattare: platser.default(0),
      }),
    )
    .default([]),
});

/** `["tabeller", 0, "rader", 3]` → `tabeller[0].rader[3]` */
const stig = (path: readonly PropertyKey[]): string =>
  path
    .map((p) => (typeof p === 'number' ? `[${p}]` : `.${String(p)}`))
    .join('')
    .replace(/^\./, '');

/** Enough faults to mend a file by, not a page of them. */
const MAX_FEL_I_SVAR = 20;

/**
 * Text of a file → a document that can be loaded. The whole file is checked before anything is stored.
 * @throws DomanFel with a KalldokumentKod or BELOPP_EJ_HELTAL, naming the field and what was expected
 */
export function tolkaKalldokument(innehall: string): Kalldokument {
  if (Buffer.byteLength(innehall) > MAX_BYTE)
    throw fel(
      'KALLDOKUMENT_FOR_STORT',
      'Filen är för stor för ett källdokument.',
      '',
      `högst ${MAX_BYTE} byte`,
    );
  let json: unknown;
  try {
    json = JSON.parse(innehall.replace(/^\uFEFF/, ''));
  } catch (orsak) {
    // The engine tells in English what it met; where it was is the same in every language.
    const plats = /position (\d+)/.exec((orsak as Error).message)?.[1];
    throw fel(
      'KALLDOKUMENT_EJ_JSON',
      `Filen är inte läsbar som JSON${plats === undefined ? '' : `, från tecken ${plats}`}.`,
      '',
      'en fil i JSON, UTF-8',
    );
  }
  const schema = (json as { schema?: unknown } | null)?.schema;
  if (schema !== 'kalldokument/1')
    throw fel(
      'KALLDOKUMENT_FEL_SCHEMA',
      `Filen har schema ${visaVarde(schema)}.`,
      'schema',
      'kalldokument/1',
    );
  kontrolleraTexterna(json, '');
  kontrolleraIngenPersonI(json);
  const svar = kalldokument.safeParse(json, { error: sv().localeError });
  if (!svar.success) {
    const felen = svar.error.issues
      .slice(0, MAX_FEL_I_SVAR)
      .map((i) => ({ falt: stig(i.path), forvantat: i.message }));
    throw fel(
      'KALLDOKUMENT_OGILTIGT',
      `Dokumentet följer inte schemat på ${svar.error.issues.length} ställe(n).`,
      felen[0]?.falt ?? '',
      felen[0]?.forvantat ?? '',
      { fel: felen },
    );
  }
  // The schema's output is the interface but for `exactOptionalPropertyTypes`: zod writes `?: T | undefined`.
  const dokument = svar.data as unknown as Kalldokument;
  kontrolleraSammanhang(dokument);
  return dokument;
}

/** A row about a participant, or a personal identity number as a number, in what is told of an insats is never stored. */
function kontrolleraIngenPersonI(json: unknown): void {
  const { insatser } = json as { insatser?: unknown };
  if (!Array.isArray(insatser)) return;
  (insatser as unknown[]).forEach((insats, n) => {
    if (typeof insats !== 'object' || insats === null) return;
    for (const [falt, varde] of Object.entries(insats as Record<string, unknown>))
      if (['uppfoljning', 'deltagare', 'personer', 'individer'].includes(falt))
        kontrolleraIngenPerson({ [falt]: varde }, `insatser[${n}]`);
      else kontrolleraTexter({ [`insatser[${n}].${falt}`]: JSON.stringify(varde) });
  });
}

/** Control characters cannot be stored or shown; line breaks and tabs can. */
// eslint-disable-next-line no-control-regex -- they are what is looked for
const STYRTECKEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/;

/** Every text, whatever its field: no control character, and no personal identity number. */
function kontrolleraTexterna(varde: unknown, falt: string): void {
  if (typeof varde === 'string' && STYRTECKEN.test(varde))
    throw fel(
      'KALLDOKUMENT_OGILTIGT',
      `Texten i ${falt} innehåller ett styrtecken.`,
      falt,
      'text utan styrtecken',
    );
  if (typeof varde === 'string') kontrolleraTexter({ [falt]: varde });
  if (typeof varde !== 'object' || varde === null) return;
  for (const [nyckel, v] of Object.entries(varde)) {
    const plats = Array.isArray(varde) ? `${falt}[${nyckel}]` : falt === '' ? nyckel : `${falt}.${nyckel}`;
    if (STYRTECKEN.test(nyckel))
      throw fel(
        'KALLDOKUMENT_OGILTIGT',
        'En nyckel innehåller ett styrtecken.',
        falt,
        'nycklar utan styrtecken',
      );
    kontrolleraTexter({ [falt]: nyckel });
    kontrolleraTexterna(v, plats);
  }
}
