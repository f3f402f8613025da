import { arFor, type Ar, type Datum } from '#kernel/datum.js';
import type { ForbundId } from '#kernel/identiteter.js';
import type { TransactionSql } from '#read-store/anslutning.js';

/** A year that something is booked in, or that has an opening balance. */
export interface RedovisatAr {
  readonly forbund: ForbundId;
  readonly ar: Ar;
  /** The first and last day that anything is booked on; null when nothing is. */
  readonly forsta: Datum | null;
  readonly sista: Datum | null;
  /** Whether the year has an opening balance of its own. */
  readonly oppnat: boolean;
}

/** Which years some förbund have told of, and how far. */
export class RedovisadeAr {
  readonly #ar: ReadonlyMap<string, RedovisatAr>;

  constructor(readonly alla: readonly RedovisatAr[]) {
    this.#ar = new Map(alla.map((r) => [`${r.forbund}|${r.ar}`, r]));
  }

  av(forbund: ForbundId, ar: Ar): RedovisatAr | undefined {
    return this.#ar.get(`${forbund}|${ar}`);
  }

  /**
   * The day that a year can be compared to: the day itself when anything is booked at or before it, or nothing in all of the
   * year, else the first day after it that anything is booked on.
   */
  jamforelsedag(forbund: ForbundId, ar: Ar, dag: Datum): Datum {
    const forsta = this.av(forbund, ar)?.forsta ?? dag;
    return forsta > dag ? forsta : dag;
  }

  /**
   * Whether there are balances of a day. A year that nothing is booked in by that day, and that has no opening balance, has
   * none: what stood before is not known to stand still.
   */
  harBalanser(forbund: ForbundId, per: Datum): boolean {
    const ar = this.av(forbund, arFor(per));
    return ar !== undefined && (ar.oppnat || (ar.forsta !== null && ar.forsta <= per));
  }

  /** The first year that has an opening balance. */
  forstaOppnade(forbund: ForbundId): Ar | undefined {
    const oppnade = this.alla.filter((r) => r.forbund === forbund && r.oppnat).map((r) => r.ar);
    return oppnade.length === 0 ? undefined : Math.min(...oppnade);
  }
}

/** As known at an ordinal. The days of a year are found at its ends, however many are booked. */
export async function redovisadeAr(
  sql: TransactionSql,
  f: { readonly forbund: readonly ForbundId[]; readonly ordinal: number },
): Promise<RedovisadeAr> {
  const rader = await sql<RedovisatAr[]>`
    with recursive bokfort as (
      select f.forbund, d.ar, d.sista
      from unnest(${[...f.forbund]}::text[]) as f (forbund)
      cross join lateral (
        select ar, datum as sista from huvudbok.bokford_dag
        where forbund = f.forbund and ordinal <= ${f.ordinal} order by ar desc, datum desc limit 1
      ) d
      union all
      select b.forbund, d.ar, d.sista
      from bokfort b
      cross join lateral (
        select ar, datum as sista from huvudbok.bokford_dag
        where forbund = b.forbund and ar < b.ar and ordinal <= ${f.ordinal} order by ar desc, datum desc limit 1
      ) d
    ), oppnat as (
      select distinct forbund, ar, true as oppnat from huvudbok.ingaende
      where forbund = any(${[...f.forbund]}) and ordinal <= ${f.ordinal}
    )
    select forbund, ar, b.forsta, b.sista, coalesce(o.oppnat, false) as oppnat
    from (
      select bokfort.*, (
        select datum from huvudbok.bokford_dag d
        where d.forbund = bokfort.forbund and d.ar = bokfort.ar and d.ordinal <= ${f.ordinal} order by datum limit 1
      ) as forsta
      from bokfort
    ) b
    full join oppnat o using (forbund, ar)`;
  return new RedovisadeAr(rader);
}
