import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { assert } from '#kernel/fel.js';
import { kanoniskJson } from '#kernel/kanonisk.js';
import { SEEDMAPP } from '#platform/projektrot.js';
import { definitionensFel, tolkaRapportdefinition, type Rapportdefinition } from '#rapportlayout/public.js';

/** Hexadecimal digits of a definition's hash that tell it from another of the same report. */
const HASHLANGD = 12;

/** The name of exactly this definition: two that differ in anything have different ones. */
export const definitionens = (definition: Rapportdefinition): string =>
  createHash('sha256').update(kanoniskJson(definition)).digest('hex').slice(0, HASHLANGD);

/** The layout that a report has when a förbund has adopted none. @throws ProgramFel when it is not whole: it is ours */
export function medfoljandeDefinition(rapport: string): Rapportdefinition {
  const definition = tolkaRapportdefinition(
    readFileSync(join(SEEDMAPP, 'rapporter', `${rapport}.json`), 'utf8'),
    rapport,
  );
  const [fel] = definitionensFel(definition);
  assert(fel === undefined, `${rapport}.json: ${fel?.falt ?? ''} ska vara ${fel?.forvantat ?? ''}`);
  assert(definition.rapport === rapport, `${rapport}.json ställer upp ${definition.rapport}`);
  return definition;
}
