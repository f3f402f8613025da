import type { TransactionSql } from './anslutning.js';

/** PostgreSQL types that `somTabell` may be given: those that read models hold. */
export type Kolumntyp = 'bigint' | 'int' | 'text' | 'boolean' | 'date' | 'timestamptz' | 'jsonb';

type Varde = bigint | number | string | boolean | Date | null | undefined;

/** As PostgreSQL reads it from text; a jsonb value comes as JSON text already. */
const somText = (varde: Varde): string | null => {
  if (varde === null || varde === undefined) return null;
  return varde instanceof Date ? varde.toISOString() : String(varde);
};

/**
 * Rows as a FROM item, for one statement whatever their number: `insert into rad select * from ${somTabell(…)}`,
 * `update … from ${somTabell(…)} where …`. The item is named `ny`, its columns as the keys of `kolumner`, in that order.
 * (An array of bigint, boolean or Date as a plain parameter fails in postgres.js: it declares the element's type.)
 */
export function somTabell<K extends string>(
  sql: TransactionSql,
  kolumner: Readonly<Record<K, Kolumntyp>>,
  rader: readonly Readonly<Record<K, Varde>>[],
) {
  const namn = Object.keys(kolumner);
  const listor = namn.map((k, i) => {
    const lista = rader.map((rad) => somText(rad[k as K]));
    const typ = sql.unsafe(`::text[]::${kolumner[k as K]}[]`);
    return i === 0 ? sql`${lista}${typ}` : sql`, ${lista}${typ}`;
  });
  return sql`unnest(${listor}) as ny (${sql(namn)})`;
}
