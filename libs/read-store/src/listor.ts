import { ProgramFel } from '#kernel/fel.js';

type Medlem = string | number | bigint | null;

const ATT_SKYDDA = /["\\]/;
/** A member: quoted, with `\` before quotes and backslashes, or plain. */
const MEDLEM = /"((?:[^"\\]|\\.)*)"|[^{},]+/gs;

/** A list as PostgreSQL's array literal: `{"a","b",null}`. */
export function skrivLista(lista: readonly Medlem[]): string {
  const medlemmar = lista.map((m) => {
    if (typeof m === 'string') return `"${ATT_SKYDDA.test(m) ? m.replaceAll(/["\\]/g, '\\$&') : m}"`;
    if (m === null || typeof m === 'number' || typeof m === 'bigint') return String(m);
    throw new ProgramFel(`${typeof m} i en lista till databasen: text, heltal eller null`);
  });
  return `{${medlemmar.join(',')}}`;
}

/** A one-dimensional array literal → its members. */
export const lasLista =
  <T>(lasMedlem: (text: string) => T) =>
  (text: string): (T | null)[] =>
    [...text.matchAll(MEDLEM)].map(([rak, citerad]) => {
      if (citerad !== undefined) return lasMedlem(citerad.replaceAll(/\\(.)/gs, '$1'));
      return rak === 'NULL' ? null : lasMedlem(rak);
    });

/** Object ids of array types: the same in every PostgreSQL. */
const TEXTER = { text: 1009, uuid: 2951, date: 1182 };
const HELTAL = 1007;
const STORA_HELTAL = 1016;

/**
 * The array types that are sent and read, for the driver. It could ask the server for them, on every new connection; but
 * one that is lost just then ends the process (porsager/postgres #1192), and asking delays every connection.
 */
export const LISTTYPER = {
  texter: {
    to: TEXTER.text,
    from: Object.values(TEXTER),
    serialize: skrivLista,
    parse: lasLista((text) => text),
  },
  heltal: { to: HELTAL, from: [HELTAL], serialize: skrivLista, parse: lasLista(Number) },
  storaHeltal: {
    to: STORA_HELTAL,
    from: [STORA_HELTAL],
    serialize: skrivLista,
    parse: lasLista((text) => BigInt(text)),
  },
};
