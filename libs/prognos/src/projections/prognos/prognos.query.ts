import type { Ar, Datum } from '#kernel/datum.js';
import type { ForbundId } from '#kernel/identiteter.js';
import type { Ore } from '#kernel/ore.js';
import type { PostId } from '#kernel/poster.js';
import type { TransactionSql } from '#read-store/anslutning.js';

export interface BeraknadRad {
  /** The event that it was recorded in. */
  readonly ordinal: number;
  readonly forbund: ForbundId;
  readonly post: PostId;
  readonly beloppOre: Ore;
  readonly metod: string;
  readonly motiv: string;
  /** The day that it was computed on utfall to. */
  readonly per: Datum;
}

/** The computed forecast for the year that knew the most at `per`: the latest on utfall to a day at or before it. */
export async function senasteBeraknade(
  sql: TransactionSql,
  f: { forbund: readonly ForbundId[]; ar: Ar; per: Datum; ordinal: number },
): Promise<BeraknadRad[]> {
  const rader = await sql<
    (Omit<BeraknadRad, 'ordinal' | 'beloppOre'> & { ordinal: bigint; belopp_ore: bigint })[]
  >`
    select b.ordinal, b.forbund, b.per, r.post, r.belopp_ore, r.metod, r.motiv
    from unnest(${[...f.forbund]}::text[]) as f (forbund)
    cross join lateral (
      select * from prognos.berakning b
      where b.forbund = f.forbund and b.ar = ${f.ar} and b.per <= ${f.per} and b.ordinal <= ${f.ordinal}
      order by b.per desc, b.ordinal desc limit 1
    ) b
    join prognos.rad r on r.ordinal = b.ordinal
    order by b.forbund collate "C", r.post collate "C"`;
  return rader.map((r) => ({
    ordinal: Number(r.ordinal),
    forbund: r.forbund,
    post: r.post,
    beloppOre: r.belopp_ore,
    metod: r.metod,
    motiv: r.motiv,
    per: r.per,
  }));
}
