import { createHash } from 'node:crypto';
import type { TransactionSql } from './anslutning.js';

interface Tabell {
  readonly tabell: string;
  readonly kolumner: string;
}

/** Settings that decide how values are written as text: fixed, so that two servers or sessions write alike. */
async function fastTextform(tx: TransactionSql): Promise<void> {
  await tx`select set_config('timezone', 'UTC', true), set_config('datestyle', 'ISO, YMD', true),
    set_config('intervalstyle', 'postgres', true), set_config('extra_float_digits', '1', true),
    set_config('bytea_output', 'hex', true)`;
}

/**
 * A digest (SHA-256, hex) over all tables of a schema: their columns and, whatever the order of the rows, each row
 * as text. Two sums of 64-bit hashes with different seeds and the count stand for a table's rows: computed where the
 * rows are, in constant memory. It finds faults, it is no proof against somebody who forges rows (the revision log is).
 */
export async function schemaDigest(tx: TransactionSql, schema: string): Promise<string> {
  await fastTextform(tx);
  const tabeller = await tx<Tabell[]>`
    select c.relname as tabell, string_agg(a.attname || ' ' || format_type(a.atttypid, a.atttypmod), ',' order by a.attnum)
      as kolumner
    from pg_class c left join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    where c.relnamespace = ${schema}::regnamespace and c.relkind = 'r'
    group by c.relname order by c.relname collate "C"`;
  const hash = createHash('sha256');
  for (const { tabell, kolumner } of tabeller) {
    const [rad] = await tx<{ antal: bigint; a: string | null; b: string | null }[]>`
      select count(*) as antal, sum(hashtextextended(rad::text, 0)) as a, sum(hashtextextended(rad::text, 1)) as b
      from ${tx(schema)}.${tx(tabell)} as rad`;
    hash.update(JSON.stringify([tabell, kolumner, String(rad?.antal ?? 0), rad?.a ?? '0', rad?.b ?? '0']));
  }
  return hash.digest('hex');
}
