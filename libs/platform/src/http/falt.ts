import { applyDecorators } from '@nestjs/common';
import { ApiProperty, type ApiPropertyOptions } from '@nestjs/swagger';
import { Transform, Type } from 'class-transformer';
import { ArrayMaxSize, IsArray, ValidateBy, ValidateIf, ValidateNested } from 'class-validator';
import { arDatum } from '#kernel/datum.js';
import { arNyckel } from '#kernel/identiteter.js';
import { POSTSLAG } from '#kernel/poster.js';

/** Longest free text of a request: a paragraph of a protokoll, not the protokoll. */
const LANGSTA_TEXT = 4_000;
/** Names, labels and document ids. */
const LANGSTA_NAMN = 300;
const LANGSTA_NYCKEL = 120;
/** A place in a report: keys of a förbund, a table, a line and what it is divided in. */
const LANGSTA_ADRESS = 1_000;

interface Val {
  readonly exempel?: unknown;
  readonly beskrivning?: string;
  readonly frivillig?: boolean;
}

/** A rule and its description in one: what is documented is what is checked. */
function falt(
  galler: (varde: unknown) => boolean,
  forvantat: string,
  schema: Record<string, unknown>,
  val: Val = {},
): PropertyDecorator {
  const egenskap = {
    ...schema,
    required: !val.frivillig,
    ...(val.exempel === undefined ? {} : { example: val.exempel }),
    ...(val.beskrivning === undefined ? {} : { description: val.beskrivning }),
  } as ApiPropertyOptions;
  return applyDecorators(
    ValidateBy({ name: 'regel', validator: { validate: galler, defaultMessage: () => forvantat } }),
    ApiProperty(egenskap),
    ...franvarande(val),
  );
}

/** Absent, and not null: a field that is given has a value. */
const franvarande = ({ frivillig }: Val): PropertyDecorator[] =>
  frivillig ? [ValidateIf((_, varde) => varde !== undefined)] : [];

const arText = (varde: unknown, hogst: number): varde is string =>
  typeof varde === 'string' && varde.trim() !== '' && varde.length <= hogst && !varde.includes('\u0000');

export const Nyckelfalt = (exempel: string, val: Val = {}): PropertyDecorator =>
  falt(
    arNyckel,
    'gemener a–z, siffror och enkla bindestreck, högst 120 tecken',
    { type: 'string', pattern: '^[a-z0-9]+(?:-[a-z0-9]+)*$', maxLength: LANGSTA_NYCKEL },
    { ...val, exempel },
  );

export const Namnfalt = (exempel: string, val: Val = {}): PropertyDecorator =>
  falt(
    (v) => arText(v, LANGSTA_NAMN),
    `text, 1–${LANGSTA_NAMN} tecken`,
    { type: 'string', minLength: 1, maxLength: LANGSTA_NAMN },
    { ...val, exempel },
  );

export const Textfalt = (exempel: string, val: Val = {}): PropertyDecorator =>
  falt(
    (v) => arText(v, LANGSTA_TEXT),
    `text, 1–${LANGSTA_TEXT} tecken`,
    { type: 'string', minLength: 1, maxLength: LANGSTA_TEXT },
    { ...val, exempel },
  );

/** A text of a form that is told in words. */
export const Monsterfalt = (monster: RegExp, forvantat: string, val: Val = {}): PropertyDecorator =>
  falt(
    (v) => arText(v, LANGSTA_ADRESS) && monster.test(v),
    forvantat,
    { type: 'string', pattern: monster.source, maxLength: LANGSTA_ADRESS },
    val,
  );

export const Datumfalt = (exempel: string, val: Val = {}): PropertyDecorator =>
  falt(
    arDatum,
    'en dag som finns, skriven ÅÅÅÅ-MM-DD',
    { type: 'string', format: 'date' },
    { ...val, exempel },
  );

export const Heltalsfalt = (
  exempel: number,
  grans: { min: number; max: number },
  val: Val = {},
): PropertyDecorator =>
  falt(
    (v) => typeof v === 'number' && Number.isSafeInteger(v) && v >= grans.min && v <= grans.max,
    `ett heltal ${grans.min}–${grans.max}`,
    { type: 'integer', minimum: grans.min, maximum: grans.max },
    { ...val, exempel },
  );

export const ARTAL = { min: 1900, max: 2199 } as const;
/** PostgreSQL's int: numbers of vouchers, paragraphs and counts. */
export const ANTAL = { min: 0, max: 2_147_483_647 } as const;
export const ORDINAL = { min: 0, max: Number.MAX_SAFE_INTEGER } as const;

/** Digits of a path or a query string → the number, then as Heltalsfalt. */
export const Heltalsparameter = (
  exempel: number,
  grans: { min: number; max: number },
  val: Val = {},
): PropertyDecorator =>
  applyDecorators(
    Transform(({ value }: { value: unknown }) =>
      typeof value === 'string' && /^\d{1,16}$/.test(value) ? Number(value) : value,
    ),
    Heltalsfalt(exempel, grans, val),
  );

/** Money: a safe integer of öre. */
export const Orefalt = (exempel: number, val: Val = {}): PropertyDecorator =>
  falt(
    (v) => Number.isSafeInteger(v),
    'ett heltal i öre, t.ex. 150000 för 1 500 kr',
    {
      type: 'integer',
      format: 'int64',
      minimum: Number.MIN_SAFE_INTEGER,
      maximum: Number.MAX_SAFE_INTEGER,
    },
    { ...val, exempel },
  );

export const Valfalt = (tillatna: readonly string[], val: Val = {}): PropertyDecorator =>
  falt(
    (v) => typeof v === 'string' && tillatna.includes(v),
    `något av ${tillatna.join(', ')}`,
    { type: 'string', enum: [...tillatna] },
    { exempel: tillatna[0], ...val },
  );

export const JaNejFalt = (val: Val = {}): PropertyDecorator =>
  falt((v) => typeof v === 'boolean', 'true eller false', { type: 'boolean' }, val);

const POST = `^(?:${POSTSLAG.join('|')}):[a-z0-9]+(?:-[a-z0-9]+)*$`;
const POSTMONSTER = new RegExp(POST);
const LANGSTA_POST = LANGSTA_NYCKEL + 'eget_kapital:'.length;

export const Postfalt = (exempel: string, val: Val = {}): PropertyDecorator =>
  falt(
    (v) => typeof v === 'string' && v.length <= LANGSTA_POST && POSTMONSTER.test(v),
    `${POSTSLAG.join(', ')} följt av kolon och en nyckel, t.ex. kostnad:samordningsteam-sala`,
    { type: 'string', pattern: POST, maxLength: LANGSTA_POST },
    { ...val, exempel },
  );

export const Kontofalt = (exempel: string, val: Val = {}): PropertyDecorator =>
  falt(
    (v) => typeof v === 'string' && /^\d{4}$/.test(v),
    'fyra siffror',
    { type: 'string', pattern: '^\\d{4}$' },
    { ...val, exempel },
  );

type Klass = new () => object;

/** One object of a class of its own. */
export const Objektfalt = (klass: () => Klass, val: Val = {}): PropertyDecorator =>
  applyDecorators(
    ValidateBy({
      name: 'regel',
      validator: {
        validate: (v) => typeof v === 'object' && v !== null && !Array.isArray(v),
        defaultMessage: () => 'ett objekt',
      },
    }),
    ValidateNested(),
    Type(klass),
    ApiProperty({
      type: klass,
      required: !val.frivillig,
      ...(val.beskrivning === undefined ? {} : { description: val.beskrivning }),
    }),
    ...franvarande(val),
  );

/** One object whose form is told, and checked, where it is read. */
export const Jsonfalt = (val: Val = {}): PropertyDecorator =>
  falt(
    (v) => typeof v === 'object' && v !== null && !Array.isArray(v),
    'ett objekt',
    { type: 'object', additionalProperties: true },
    val,
  );

/** A bounded list of objects of a class. */
export const Listfalt = (klass: () => Klass, hogst: number, val: Val = {}): PropertyDecorator =>
  applyDecorators(
    IsArray({ message: 'en lista' }),
    ArrayMaxSize(hogst, { message: `högst ${hogst} rader` }),
    ValidateNested({ each: true, message: 'objekt' }),
    Type(klass),
    ApiProperty({ type: klass, isArray: true, maxItems: hogst, required: !val.frivillig }),
    ...franvarande(val),
  );

/** A bounded list of keys. */
export const Nyckellista = (hogst: number, val: Val = {}): PropertyDecorator =>
  falt(
    (v) => Array.isArray(v) && v.length <= hogst && v.every(arNyckel),
    `en lista med högst ${hogst} nycklar`,
    { type: 'array', items: { type: 'string', maxLength: LANGSTA_NYCKEL }, maxItems: hogst },
    val,
  );

/** A bounded list of whole numbers. */
export const Heltalslista = (
  grans: { min: number; max: number },
  { hogst }: { hogst: number },
  val: Val = {},
): PropertyDecorator =>
  falt(
    (v) =>
      Array.isArray(v) &&
      v.length <= hogst &&
      v.every((tal) => Number.isSafeInteger(tal) && Number(tal) >= grans.min && Number(tal) <= grans.max),
    `en lista med högst ${hogst} heltal ${grans.min}–${grans.max}`,
    {
      type: 'array',
      items: { type: 'integer', minimum: grans.min, maximum: grans.max },
      maxItems: hogst,
    },
    val,
  );
