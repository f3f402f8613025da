import { createHash } from 'node:crypto';
import type { TransactionSql } from './anslutning.js';

interface Tabell {
  readonly tabell: string;
  readonly kolumner: string;
}

/**
 * A digest (SHA-256, hex) over all tables of a schema: their columns and, whatever the order of the rows, every value
 * of each row. Two sums of 64-bit hashes with different seeds and the count stand for a table's rows: computed where the
 * rows are, in constant memory. Values are hashed as they are stored, so no setting of a session has a say; a column type
 * that PostgreSQL cannot hash (json, unlike jsonb) is refused there. It finds faults, it is no proof against somebody who
 * forges rows (the revision log is).
 */
export async function schemaDigest(tx: TransactionSql, schema: string): Promise<string> {
  const tabeller = await tx<Tabell[]>`
    select c.relname as tabell, string_agg(a.attname || ' ' || format_type(a.atttypid, a.atttypmod), ',' order by a.attnum)
      as kolumner
    from pg_class c left join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    where c.relnamespace = ${schema}::regnamespace and c.relkind = 'r'
    group by c.relname order by c.relname collate "C"`;
  const hash = createHash('sha256');
  for (const { tabell, kolumner } of tabeller) {
    // `rad.*` is the row; `rad` alone would be the column of that name in a table that has one.
    const [rad] = await tx<{ antal: bigint; a: string | null; b: string | null }[]>`
      select count(*) as antal, sum(hash_record_extended(rad.*, 0)) as a, sum(hash_record_extended(rad.*, 1)) as b
      from ${tx(schema)}.${tx(tabell)} as rad`;
    hash.update(JSON.stringify([tabell, kolumner, String(rad?.antal ?? 0), rad?.a ?? '0', rad?.b ?? '0']));
  }
  return hash.digest('hex');
}
