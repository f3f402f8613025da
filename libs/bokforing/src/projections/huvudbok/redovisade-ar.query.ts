import { arFor, type Ar, type Datum } from '#kernel/datum.js';
import type { ForbundId } from '#kernel/identiteter.js';
import type { TransactionSql } from '#read-store/anslutning.js';

/** A day of a förbund's year. */
export interface Dagfraga {
  readonly forbund: ForbundId;
  readonly ar: Ar;
  readonly dag: Datum;
}

/**
 * For each day, the day that its year can be compared to: the day itself when anything is booked at or before it, else the
 * first day after it that anything is booked on. Absent for a year with nothing booked.
 */
export async function jamforelsedagar(
  sql: TransactionSql,
  f: { readonly dagar: readonly Dagfraga[]; readonly ordinal: number },
): Promise<(Dagfraga & { readonly jamforelse: Datum })[]> {
  return sql<(Dagfraga & { jamforelse: Datum })[]>`
    select d.forbund, d.ar, d.dag, greatest(d.dag, b.forsta) as jamforelse
    from unnest(
      ${f.dagar.map((d) => d.forbund)}::text[], ${f.dagar.map((d) => d.ar)}::int[], ${f.dagar.map((d) => d.dag)}::text[]::date[]
    ) as d (forbund, ar, dag)
    cross join lateral (
      select b.datum as forsta from huvudbok.bokford_dag b
      where b.forbund = d.forbund and b.ar = d.ar and b.ordinal <= ${f.ordinal}
      order by b.datum limit 1
    ) b`;
}

/**
 * The förbund that have balances of a day, and whether its year has an opening balance of its own. A year that nothing is
 * booked in by that day, and that has no opening balance, has none: what stood before is not known to stand still.
 */
export async function medBalanser(
  sql: TransactionSql,
  f: { readonly forbund: readonly ForbundId[]; readonly per: Datum; readonly ordinal: number },
): Promise<{ forbund: ForbundId; oppnat: boolean }[]> {
  const ar = arFor(f.per);
  return sql<{ forbund: ForbundId; oppnat: boolean }[]>`
    select forbund, oppnat
    from (
      select f.forbund,
        exists (
          select from huvudbok.ingaende i where i.forbund = f.forbund and i.ar = ${ar} and i.ordinal <= ${f.ordinal}
        ) as oppnat,
        exists (
          select from huvudbok.bokford_dag b
          where b.forbund = f.forbund and b.ar = ${ar} and b.datum <= ${f.per} and b.ordinal <= ${f.ordinal}
        ) as bokfort
      from unnest(${[...f.forbund]}::text[]) as f (forbund)
    ) f
    where oppnat or bokfort`;
}

/** The years that have an opening balance of their own, as known at an ordinal. */
export async function oppnadeAr(
  sql: TransactionSql,
  f: { readonly forbund: readonly ForbundId[]; readonly ordinal: number },
): Promise<{ forbund: ForbundId; ar: Ar }[]> {
  return sql<{ forbund: ForbundId; ar: Ar }[]>`
    select distinct forbund, ar from huvudbok.ingaende
    where forbund = any(${[...f.forbund]}) and ordinal <= ${f.ordinal}`;
}
