// The event catalogue: JSON Schema per event type and version, read out of the TypeScript types of *.events.ts.
// Needs the installed TypeScript, so generate.mjs imports it after installing.
import { readdirSync, readFileSync } from 'node:fs';
import { relative } from 'node:path';
import ts from 'typescript';
import { iRot, ROT } from './projekt.mjs';

/** 2^53 − 1: what JSON can carry of öre without loss. */
const STORST = Number.MAX_SAFE_INTEGER;
const HELTAL = { type: 'integer', minimum: -STORST, maximum: STORST };
const NYCKEL = '[a-z0-9]+(?:-[a-z0-9]+)*';

/** Types of the kernel whose meaning TypeScript cannot say: the text form, the range. */
const KARNTYPER = {
  Nyckel: { type: 'string', pattern: `^${NYCKEL}$` },
  Konto: { type: 'string', pattern: '^[1-8][0-9]{3}$' },
  Datum: { type: 'string', pattern: '^[0-9]{4}-[0-9]{2}-[0-9]{2}$' },
  Ar: { type: 'integer', minimum: 1900, maximum: 2199 },
  PostId: { type: 'string', pattern: `^(?:intakt|kostnad|tillgang|skuld|eget_kapital):${NYCKEL}$` },
  // Its own type in $defs: in code the amount is bigint, and a validator of events must know which fields are.
  Ore: undefined,
};
const ORE = { description: 'Belopp i hela öre.', ...HELTAL };

const ORD = {
  [ts.SyntaxKind.StringKeyword]: { type: 'string' },
  [ts.SyntaxKind.NumberKeyword]: HELTAL,
  [ts.SyntaxKind.BooleanKeyword]: { type: 'boolean' },
};

/**
 * Every event type in code, sorted by name: `{ typ, version, fil, stromnamn, betydelse, schema }`. The version is the
 * tag `@version` of its docstring, 1 without one.
 */
export function handelsekatalogen() {
  const filer = readdirSync(iRot('libs'), { recursive: true })
    .filter((fil) => fil.endsWith('.events.ts'))
    .map((fil) => iRot('libs', fil))
    .sort();
  const program = ts.createProgram(filer, installningar());
  const checker = program.getTypeChecker();
  return filer
    .flatMap((fil) => handelserI(program.getSourceFile(fil), checker))
    .sort((a, b) => (a.typ < b.typ ? -1 : 1));
}

function installningar() {
  const { config } = ts.readConfigFile(iRot('tsconfig.json'), ts.sys.readFile);
  return ts.parseJsonConfigFileContent({ ...config, include: [] }, ts.sys, ROT).options;
}

function handelserI(kalla, checker) {
  return kalla.statements
    .filter((sats) => ts.isTypeAliasDeclaration(sats) && arEvent(sats.type))
    .map((sats) => {
      const typ = sats.name.text;
      const version = Number(taggen(sats, 'version') ?? '1');
      const byggare = new Schemabyggare(checker);
      const data = byggare.objekt(sats.type.typeArguments[1]);
      const betydelse = docstring(sats);
      return {
        typ,
        version,
        fil: relative(ROT, kalla.fileName).replaceAll('\\', '/'),
        stromnamn: stromnamnFor(typ, kalla),
        betydelse,
        schema: {
          $schema: 'https://json-schema.org/draft/2020-12/schema',
          $id: `${typ}.v${version}`,
          title: typ,
          ...(betydelse === '' ? {} : { description: betydelse }),
          ...data,
          ...byggare.definitioner(),
        },
      };
    });
}

const arEvent = (typ) => ts.isTypeReferenceNode(typ) && typ.typeName.getText() === 'Event';

/** The union `BudgetHandelse` holds the events of the streams that `budgetStream` names. */
function stromnamnFor(typ, kalla) {
  const union = kalla.statements.find(
    (sats) =>
      ts.isTypeAliasDeclaration(sats) &&
      sats.name.text.endsWith('Handelse') &&
      sats.type
        .getText()
        .split(/[|\s]+/)
        .includes(typ),
  );
  if (!union) throw new Error(`${kalla.fileName}: ${typ} står inte i någon …Handelse`);
  const namn = union.name.text.replace(/Handelse$/, 'Stream');
  return namn.charAt(0).toLowerCase() + namn.slice(1);
}

const docstring = (nod) =>
  ts
    .getJSDocCommentsAndTags(nod)
    .filter(ts.isJSDoc)
    .map((d) => ts.getTextOfJSDocComment(d.comment) ?? '')
    .join(' ')
    .replace(/\s+/g, ' ')
    .trim();

const taggen = (nod, namn) =>
  ts
    .getJSDocTags(nod)
    .filter((t) => t.tagName.text === namn)
    .map((t) => ts.getTextOfJSDocComment(t.comment))[0];

/** One event's types as JSON Schema. What it has no rule for is an error: better than a schema that lets all through. */
class Schemabyggare {
  #delar = new Map();

  constructor(checker) {
    this.checker = checker;
  }

  definitioner() {
    if (this.#delar.size === 0) return {};
    return { $defs: Object.fromEntries([...this.#delar].sort(([a], [b]) => (a < b ? -1 : 1))) };
  }

  schema(typ) {
    if (ORD[typ.kind]) return ORD[typ.kind];
    if (ts.isParenthesizedTypeNode(typ) || ts.isTypeOperatorNode(typ)) return this.schema(typ.type);
    if (ts.isArrayTypeNode(typ)) return { type: 'array', items: this.schema(typ.elementType) };
    if (ts.isLiteralTypeNode(typ)) return { const: varde(typ.literal) };
    if (ts.isUnionTypeNode(typ)) return this.#union(typ);
    if (ts.isTypeReferenceNode(typ)) return this.#namngiven(typ);
    if (ts.isTypeLiteralNode(typ) || ts.isIntersectionTypeNode(typ)) return this.objekt(typ);
    throw new Error(`${typ.getSourceFile().fileName}: schemat för ${typ.getText()} är okänt`);
  }

  /** A closed object: a field that the type does not have is a fault, not an addition. */
  objekt(typ) {
    const properties = {};
    const required = [];
    for (const falt of this.#falten(typ)) {
      const namn = falt.name.getText();
      const beskrivning = docstring(falt);
      properties[namn] = {
        ...(beskrivning === '' ? {} : { description: beskrivning }),
        ...this.schema(falt.type),
      };
      if (!falt.questionToken) required.push(namn);
    }
    return { type: 'object', properties, required, additionalProperties: false };
  }

  #falten(typ) {
    if (ts.isTypeLiteralNode(typ)) return [...typ.members];
    if (ts.isIntersectionTypeNode(typ)) return typ.types.flatMap((del) => this.#falten(del));
    const deklaration = this.#deklarationen(typ);
    return ts.isInterfaceDeclaration(deklaration) ? [...deklaration.members] : this.#falten(deklaration.type);
  }

  #union(typ) {
    const delar = typ.types.map((del) => this.schema(del));
    return delar.every((del) => 'const' in del) ? { enum: delar.map((del) => del.const) } : { anyOf: delar };
  }

  #namngiven(typ) {
    const namn = typ.typeName.getText();
    if (namn in KARNTYPER) return KARNTYPER[namn] ?? this.#del('Ore', () => ORE);
    const deklaration = this.#deklarationen(typ);
    const { name } = deklaration;
    if (ts.isInterfaceDeclaration(deklaration))
      return this.#del(name.text, () => ({ ...beskrivningen(deklaration), ...this.objekt(typ) }));
    // Another name of a text or a number says nothing that the field's own name does not.
    if (ts.isUnionTypeNode(deklaration.type) || ts.isTypeLiteralNode(deklaration.type))
      return this.#del(name.text, () => ({
        ...beskrivningen(deklaration),
        ...this.schema(deklaration.type),
      }));
    return this.schema(deklaration.type);
  }

  #del(namn, schemat) {
    if (!this.#delar.has(namn)) {
      this.#delar.set(namn, {});
      this.#delar.set(namn, schemat());
    }
    return { $ref: `#/$defs/${namn}` };
  }

  #deklarationen(typ) {
    const symbol = this.checker.getSymbolAtLocation(typ.typeName);
    const egentlig =
      symbol && symbol.flags & ts.SymbolFlags.Alias ? this.checker.getAliasedSymbol(symbol) : symbol;
    const deklaration = egentlig?.declarations?.[0];
    if (!deklaration) throw new Error(`${typ.getSourceFile().fileName}: ${typ.getText()} hittas inte`);
    return deklaration;
  }
}

const beskrivningen = (nod) => (docstring(nod) === '' ? {} : { description: docstring(nod) });

function varde(literal) {
  if (literal.kind === ts.SyntaxKind.TrueKeyword) return true;
  if (literal.kind === ts.SyntaxKind.FalseKeyword) return false;
  if (ts.isStringLiteral(literal)) return literal.text;
  if (ts.isNumericLiteral(literal)) return Number(literal.text);
  throw new Error(`värdet ${literal.getText()} kan inte stå i ett schema`);
}

/** Generated files by path from the root: a schema per event, and the index. Older versions are kept as they are. */
export function katalogfiler() {
  const katalog = handelsekatalogen();
  const filer = Object.fromEntries(
    katalog.map((h) => [schemafil(h), `${JSON.stringify(h.schema, null, 2)}\n`]),
  );
  return { ...filer, 'docs/events/README.md': forteckning(katalog) };
}

const schemafil = ({ typ, version }) => `docs/events/${typ}.v${version}.json`;

function forteckning(katalog) {
  const strommar = stromnamnen();
  const rader = katalog.map((h) => {
    const strom = strommar.get(h.stromnamn);
    if (!strom) throw new Error(`${h.fil}: ingen decider exporterar ${h.stromnamn} för ${h.typ}`);
    const namn = schemafil(h).split('/').at(-1);
    return `| [${h.typ}](${namn}) | ${h.version} | \`${strom}\` | ${celltext(h.betydelse)} |`;
  });
  return `# Events

Generated by \`npm run generate\` from the types in \`libs/*/src/**/*.events.ts\`: change those, not these files. A test fails when
they differ. Stored events are contracts: a new shape is a new version (\`@version\` in the type's docstring, an upcast from the
version before, a fixture), and the schema of the old one stays. Fixtures: \`test/fixtures/events\`. Amounts (\`$defs/Ore\`) are
integers in öre. The event store refuses an event whose data breaks its schema.

| event | version | stream | meaning |
| ----- | ------- | ------ | ------- |
${rader.join('\n')}
`;
}

const celltext = (text) => text.replaceAll('|', '\\|');

/** Stream names as the deciders make them, `bokforing-<forbund>-<ar>-<serie>`, by the function that makes them. */
function stromnamnen() {
  const namn = new Map();
  for (const fil of readdirSync(iRot('libs'), { recursive: true }).filter((f) => f.endsWith('.decider.ts')))
    for (const [, funktion, mall] of readFileSync(iRot('libs', fil), 'utf8').matchAll(
      /const (\w+Stream) = \([^)]*\): string =>\s*`([^`]+)`/g,
    ))
      namn.set(funktion, mall.replace(/\$\{(\w+)\}/g, '<$1>'));
  return namn;
}
