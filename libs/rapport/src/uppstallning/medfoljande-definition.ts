import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { kanoniskJson } from '#kernel/kanonisk.js';
import { SEEDMAPP } from '#platform/projektrot.js';
import {
  kontrolleraDefinition,
  tolkaRapportdefinition,
  type Rapportdefinition,
} from '#rapportlayout/public.js';

/** Hexadecimal digits of a definition's hash that tell it from another of the same report. */
const HASHLANGD = 12;

/** The name of exactly this definition: two that differ in anything have different ones. */
export const definitionens = (definition: Rapportdefinition): string =>
  createHash('sha256').update(kanoniskJson(definition)).digest('hex').slice(0, HASHLANGD);

/** The layout that a report has when a förbund has adopted none. @throws DomanFel when it is not whole */
export function medfoljandeDefinition(rapport: string): Rapportdefinition {
  const definition = tolkaRapportdefinition(
    readFileSync(join(SEEDMAPP, 'rapporter', `${rapport}.json`), 'utf8'),
    rapport,
  );
  kontrolleraDefinition(definition, rapport);
  return definition;
}
