import { ProgramFel } from '#kernel/fel.js';
import { oreFranTal, oreTillTal } from '#kernel/ore.js';

/** Deeper than any event; a cycle ends here instead of in a stack overflow. */
const MAX_DJUP = 32;

/** How many levels down amounts may stand: 2 at a field named `…Ore`, 1 for the members of a list or object there. */
type Niva = 0 | 1 | 2;
const nivaFor = (nyckel: string, yttre: Niva): Niva => (nyckel.endsWith('Ore') ? 2 : medlemsniva(yttre));
const medlemsniva = (yttre: Niva): Niva => (yttre === 2 ? 1 : 0);

/**
 * Event data → canonical JSON: sorted keys, no spaces, the text that `kanoniskJson` gives.
 * What would not come back equal is refused: bigint outside an `…Ore` field and plain numbers inside one, fractions,
 * dates, undefined in a list, instances of classes. An undefined property is left out.
 * @throws ProgramFel for such a value · DomanFel BELOPP_FOR_STORT for an amount beyond ±(2^53−1) öre.
 */
export const skrivData = (data: object): string => skriv(data, 0, 'data', 0);

function skriv(varde: unknown, niva: Niva, stig: string, djup: number): string {
  switch (typeof varde) {
    case 'string':
      return JSON.stringify(varde);
    case 'boolean':
      return varde ? 'true' : 'false';
    case 'bigint':
      if (niva === 0) throw ogiltigt(stig, 'bigint utanför ett fält vars namn slutar på Ore');
      return String(oreTillTal(varde));
    case 'number':
      if (niva > 0) throw ogiltigt(stig, 'number i ett fält för belopp: öre är bigint');
      if (!Number.isSafeInteger(varde)) throw ogiltigt(stig, `${varde} är inte ett heltal`);
      return String(varde);
    case 'object':
      return varde === null ? 'null' : skrivSammansatt(varde, niva, stig, djup);
    default:
      throw ogiltigt(stig, typeof varde);
  }
}

function skrivSammansatt(varde: object, niva: Niva, stig: string, djup: number): string {
  if (djup >= MAX_DJUP) throw ogiltigt(stig, `djupare än ${MAX_DJUP} nivåer`);
  if (Array.isArray(varde)) {
    const delar: string[] = [];
    // By index: `map` would skip the holes of a sparse list.
    for (let i = 0; i < varde.length; i++)
      delar.push(skriv(varde[i], medlemsniva(niva), `${stig}[${i}]`, djup + 1));
    return `[${delar.join(',')}]`;
  }
  const prototyp: unknown = Object.getPrototypeOf(varde);
  if (prototyp !== Object.prototype && prototyp !== null) throw ogiltigt(stig, 'inte ett enkelt objekt');
  const objekt = varde as Readonly<Record<string, unknown>>;
  let text = '';
  for (const nyckel of Object.keys(objekt).sort()) {
    const medlem = objekt[nyckel];
    if (medlem === undefined) continue;
    if (text !== '') text += ',';
    text += `${JSON.stringify(nyckel)}:${skriv(medlem, nivaFor(nyckel, niva), nyckel, djup + 1)}`;
  }
  return `{${text}}`;
}

const ogiltigt = (stig: string, vad: string): ProgramFel =>
  new ProgramFel(`händelsedata kan inte lagras, ${stig}: ${vad}`);

/** The inverse of `skrivData`: every integer where an amount may stand becomes bigint. */
export function lasData(text: string): Record<string, unknown> {
  const data = JSON.parse(text) as Record<string, unknown>;
  // Most events carry no amount: one search in the text saves the walk.
  if (text.includes('Ore":')) aterstallObjekt(data, 0);
  return data;
}

/** As `lasData`, for JSON that somebody else has parsed already; the object is changed and given back. */
export function aterstallData(data: Record<string, unknown>): Record<string, unknown> {
  aterstallObjekt(data, 0);
  return data;
}

/** Parsed JSON is our own: changed in place, which is what makes catch-up fast. */
function aterstallObjekt(objekt: Record<string, unknown>, niva: Niva): void {
  for (const nyckel of Object.keys(objekt)) {
    const varde = objekt[nyckel];
    const egen = nivaFor(nyckel, niva);
    if (typeof varde === 'number') {
      if (egen > 0) objekt[nyckel] = oreFranTal(varde, nyckel);
    } else if (varde !== null && typeof varde === 'object') aterstall(varde, egen, nyckel);
  }
}

function aterstall(varde: object, niva: Niva, nyckel: string): void {
  if (!Array.isArray(varde)) {
    aterstallObjekt(varde as Record<string, unknown>, niva);
    return;
  }
  const lista = varde as unknown[];
  const egen = medlemsniva(niva);
  for (let i = 0; i < lista.length; i++) {
    const medlem = lista[i];
    if (typeof medlem === 'number') {
      if (egen > 0) lista[i] = oreFranTal(medlem, nyckel);
    } else if (medlem !== null && typeof medlem === 'object') aterstall(medlem, egen, nyckel);
  }
}
