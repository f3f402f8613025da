import { Ajv2020, type AnySchemaObject, type ValidateFunction } from 'ajv/dist/2020.js';
import { _, type KeywordCxt } from 'ajv';
import { ProgramFel } from '#kernel/fel.js';
import type { Event } from '#kernel/handelse.js';

/** The JSON Schema of an event type's data; amounts are `$ref: '#/$defs/Ore'`. */
export interface Handelseschema {
  readonly typ: string;
  readonly schema: object;
}

/** Refuses an event whose data breaks its schema. @throws ProgramFel. */
export type Validera = (event: Event) => void;

/** So many faults are enough to find the bug by. */
const MAX_FEL_I_TEXT = 3;

/** In code an amount is bigint, which no JSON Schema knows: it stands as this word instead. */
const ORE_I_KOD = 'oreIKod';

/**
 * Validates events as they are in code, before they are written out. A type's schema is compiled when its first event
 * comes; after that an event costs about a microsecond. What it refuses was let through by a decider: our bug.
 */
export function valideraMot(scheman: Iterable<Handelseschema>): Validera {
  const ajv = new Ajv2020({ allErrors: false, strict: true, strictTypes: false, validateSchema: false });
  ajv.addKeyword({
    keyword: ORE_I_KOD,
    schemaType: 'boolean',
    code: (cxt: KeywordCxt) => {
      cxt.fail(_`typeof ${cxt.data} != "bigint"`);
    },
    error: { message: 'ska vara bigint' },
  });
  const kallor = new Map([...scheman].map(({ typ, schema }) => [typ, schema]));
  const kompilerade = new Map<string, ValidateFunction>();
  return ({ typ, data }) => {
    let validera = kompilerade.get(typ);
    if (!validera) {
      const schema = kallor.get(typ);
      if (!schema) throw new ProgramFel(`händelsen ${typ} har inget schema`);
      kompilerade.set(typ, (validera = ajv.compile(iKod(schema))));
    }
    if (!validera(data)) throw new ProgramFel(`${typ} bryter mot sitt schema: ${felen(validera)}`);
  };
}

const felen = ({ errors }: ValidateFunction): string =>
  (errors ?? [])
    .slice(0, MAX_FEL_I_TEXT)
    .map((f) => `data${f.instancePath} ${f.message ?? f.keyword} ${JSON.stringify(f.params)}`)
    .join('; ');

function iKod(schema: object): AnySchemaObject {
  const { $defs, ...resten } = schema as { $defs?: Record<string, object> };
  if (!$defs?.['Ore']) return schema;
  return { ...resten, $defs: { ...$defs, Ore: { [ORE_I_KOD]: true } } };
}
