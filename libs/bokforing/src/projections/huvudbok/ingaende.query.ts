import type { Ar } from '#kernel/datum.js';
import type { ForbundId, InsatsId, Konto, Nyckel } from '#kernel/identiteter.js';
import type { Ore } from '#kernel/ore.js';
import type { TransactionSql } from '#read-store/anslutning.js';

/** A row of an opening balance. */
export interface Ingaenderad {
  readonly forbund: ForbundId;
  /** The year that it opens. */
  readonly ar: Ar;
  readonly ordinal: number;
  readonly konto: Konto;
  readonly insats: InsatsId | null;
  readonly motpart: Nyckel | null;
  /** Ledger sign: debit positive. */
  readonly debetOre: Ore;
}

/**
 * The opening balances that a year rests on, as `saldon` has it: of each förbund the latest for the year or one before it,
 * with the vouchers of the years in between.
 */
export async function gallandeIngaende(
  sql: TransactionSql,
  f: { readonly forbund: readonly ForbundId[]; readonly ar: Ar; readonly ordinal: number },
): Promise<Ingaenderad[]> {
  const rader = await sql<
    (Omit<Ingaenderad, 'ordinal' | 'debetOre'> & { ordinal: bigint; belopp_ore: bigint })[]
  >`
    select r.forbund, r.ar, r.ordinal, r.konto, nullif(r.insats, '') as insats, nullif(r.motpart, '') as motpart, r.belopp_ore
    from unnest(${[...f.forbund]}::text[]) as f (forbund)
    cross join lateral (
      select i.ar, i.ordinal from huvudbok.ingaende i
      where i.forbund = f.forbund and i.ar <= ${f.ar} and i.ordinal <= ${f.ordinal}
      order by i.ar desc, i.ordinal desc limit 1
    ) o
    join huvudbok.ingaende r on (r.forbund, r.ar, r.ordinal) = (f.forbund, o.ar, o.ordinal)
    order by r.forbund collate "C", r.konto collate "C", r.nr`;
  return rader.map(({ ordinal, belopp_ore: debetOre, ...rad }) => ({
    ...rad,
    ordinal: Number(ordinal),
    debetOre,
  }));
}
