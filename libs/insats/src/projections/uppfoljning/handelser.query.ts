import type { Datum } from '#kernel/datum.js';
import type { ForbundId, InsatsId } from '#kernel/identiteter.js';
import type { TransactionSql } from '#read-store/anslutning.js';

interface Malplats {
  readonly mal: string;
  readonly fran: Datum;
  readonly till: Datum;
}

/** The events that an insats was followed up in. They say what was told of, never how many. */
export interface Uppfoljningshandelser {
  readonly rapporter: readonly { readonly ordinal: number; readonly nummer: number }[];
  /** Versions of goals, and of outcomes: each in the order they were recorded. */
  readonly mal: readonly (Malplats & { readonly ordinal: number })[];
  readonly utfall: readonly (Malplats & { readonly ordinal: number })[];
}

export async function uppfoljningshandelser(
  sql: TransactionSql,
  f: { readonly forbund: ForbundId; readonly insats: InsatsId; readonly ordinal: number },
): Promise<Uppfoljningshandelser> {
  const bland = sql`where forbund = ${f.forbund} and insats = ${f.insats} and ordinal <= ${f.ordinal} order by ordinal`;
  const rapporter = await sql<{ ordinal: bigint; nummer: number }[]>`
    select ordinal, nummer from uppfoljning.rapport ${bland}`;
  const mal = await sql<(Malplats & { ordinal: bigint })[]>`
    select ordinal, mal, fran, till from uppfoljning.mal ${bland}`;
  const utfall = await sql<(Malplats & { ordinal: bigint })[]>`
    select ordinal, mal, fran, till from uppfoljning.malutfall ${bland}`;
  const medTal = <R extends { ordinal: bigint }>(rader: readonly R[]) =>
    rader.map((r) => ({ ...r, ordinal: Number(r.ordinal) }));
  return { rapporter: medTal(rapporter), mal: medTal(mal), utfall: medTal(utfall) };
}
