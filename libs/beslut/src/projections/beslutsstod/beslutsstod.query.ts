import type { BeslutId, ForbundId } from '#kernel/identiteter.js';
import type { TransactionSql } from '#read-store/anslutning.js';
import type { Beslutsref } from '../../domain/beslut.events.js';

/** An event that rests on a beslut. */
export interface Vilande {
  readonly ordinal: bigint;
  readonly typ: string;
  readonly stream: string;
  /** `stod`: the event names it as its authority; `skal`: it was recorded because of it. */
  readonly slag: 'stod' | 'skal';
}

/** The events that rest on a beslut as known at an ordinal, in order, after `efter`. */
export const vilarPa = (
  sql: TransactionSql,
  f: Beslutsref & { readonly ordinal: number; readonly efter: number; readonly max: number },
): Promise<Vilande[]> => sql<Vilande[]>`
  select ordinal, typ, stream, slag from beslutsstod.stod
  where forbund = ${f.forbund} and beslut = ${f.beslut} and ordinal <= ${f.ordinal} and ordinal > ${f.efter}
  order by ordinal limit ${f.max}`;

/** How many events rest on each beslut as known at an ordinal, in the order asked for. */
export async function antalSomVilarPa(
  sql: TransactionSql,
  beslut: readonly Beslutsref[],
  ordinal: number,
): Promise<number[]> {
  const rader = await sql<{ antal: number }[]>`
    select coalesce(s.nr, 0) as antal
    from unnest(${beslut.map((b) => b.forbund)}::text[], ${beslut.map((b) => b.beslut)}::text[])
      with ordinality as b (forbund, beslut, plats)
    left join lateral (
      select nr from beslutsstod.stod s
      where s.forbund = b.forbund and s.beslut = b.beslut and s.ordinal <= ${ordinal}
      order by s.ordinal desc limit 1
    ) s on true
    order by b.plats`;
  return rader.map((r) => r.antal);
}

/** What an event rests on; the rubrik is null for a beslut that is not registered at the ordinal. */
export interface Stod {
  readonly forbund: ForbundId;
  readonly beslut: BeslutId;
  readonly slag: 'stod' | 'skal';
  readonly rubrik: string | null;
  readonly paragraf: number | null;
  readonly dnr: string | null;
}

export const stodFor = (
  sql: TransactionSql,
  f: { readonly handelse: number; readonly ordinal: number },
): Promise<Stod[]> => sql<Stod[]>`
  select s.forbund, s.beslut, s.slag, b.rubrik, b.paragraf, b.dnr
  from beslutsstod.stod s
  left join beslut.beslut b on b.forbund = s.forbund and b.beslut = s.beslut
    and b.ordinal <= ${f.ordinal} and (b.upphor is null or b.upphor > ${f.ordinal})
  where s.ordinal = ${f.handelse} and s.ordinal <= ${f.ordinal}
  order by s.forbund, s.slag desc`;
