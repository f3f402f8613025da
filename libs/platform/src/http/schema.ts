import type { OpenAPIObject } from '@nestjs/swagger';

type Schemas = NonNullable<NonNullable<OpenAPIObject['components']>['schemas']>;
/** Answers as OpenAPI has them, in the few forms that we give. */
export type Schema = Exclude<Schemas[string], { $ref: string }>;

export const TEXT: Schema = { type: 'string' };
export const HELTAL: Schema = { type: 'integer' };
export const JA_NEJ: Schema = { type: 'boolean' };
export const DAG: Schema = { type: 'string', format: 'date', example: '2024-08-31' };
/** Money: whole öre, income positive and cost negative where nothing else is said. */
export const ORE: Schema = { type: 'integer', format: 'int64', example: -4_250_000 };

export const ellerNull = (schema: Schema): Schema => ({
  ...schema,
  nullable: true,
  // A list of what is allowed is all that is allowed.
  ...(schema.enum ? { enum: [...(schema.enum as unknown[]), null] } : {}),
});
export const lista = (items: Schema): Schema => ({ type: 'array', items });

/** An object with exactly these fields, all of them present. */
export const objekt = (properties: Readonly<Record<string, Schema>>): Schema => ({
  type: 'object',
  properties: { ...properties },
  required: Object.keys(properties),
  additionalProperties: false,
});

/** The basis of an answer: all events up to the ordinal. */
export const UNDERLAG = objekt({ ordinal: HELTAL });

/** An answer from read models: what was asked for, and its basis. */
export const svar = (properties: Readonly<Record<string, Schema>>): Schema =>
  objekt({ ...properties, underlag: UNDERLAG });

/** The same of an answer that is about one stream. */
export const svarOmStrom = (properties: Readonly<Record<string, Schema>>): Schema =>
  objekt({
    ...properties,
    underlag: objekt({
      ordinal: HELTAL,
      revision: {
        ...ellerNull(HELTAL),
        description:
          'Strömmens revision vid underlaget, null om den är tom. Står också i ETag, för If-Match.',
      },
    }),
  });

/** A page of a list: `nasta` goes in as `efter` for the next one, null on the last. */
export const sida = (namn: string, rad: Schema, markor: Schema = HELTAL): Schema =>
  svar({ [namn]: lista(rad), nasta: ellerNull(markor) });
