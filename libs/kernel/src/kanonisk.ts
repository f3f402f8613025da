import { ProgramFel } from './fel.js';

/**
 * JSON with sorted keys and no spaces: equal values give equal text. bigint is written as its integer digits.
 * Undefined properties are left out and undefined in a list is null, as in JSON.
 * @throws ProgramFel for what JSON would drop or turn into something else (NaN, a Date, a function): two
 * different values must not give the same text.
 */
export function kanoniskJson(varde: unknown): string {
  switch (typeof varde) {
    case 'bigint':
      return varde.toString();
    case 'string':
    case 'boolean':
      return JSON.stringify(varde);
    case 'number':
      if (Number.isFinite(varde)) return JSON.stringify(varde);
      break;
    case 'object':
      if (varde === null) return 'null';
      if (Array.isArray(varde)) return kanoniskLista(varde);
      // By name and not by prototype: objects come from other realms too. A Date or a Map has another name.
      if (Object.prototype.toString.call(varde) === '[object Object]') return kanonisktObjekt(varde);
      break;
    default:
  }
  throw new ProgramFel(`${Object.prototype.toString.call(varde)} kan inte skrivas som JSON`);
}

// Array.from: a hole in a sparse list is undefined like any other.
const kanoniskLista = (lista: readonly unknown[]): string =>
  `[${Array.from(lista, (v) => kanoniskJson(v ?? null)).join(',')}]`;

function kanonisktObjekt(objekt: object): string {
  const par = Object.entries(objekt)
    .filter(([, v]) => v !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${par.map(([k, v]) => `${JSON.stringify(k)}:${kanoniskJson(v)}`).join(',')}}`;
}
