import type { Ar, Datum, Period } from '#kernel/datum.js';
import type { ForbundId } from '#kernel/identiteter.js';
import type { Ore } from '#kernel/ore.js';
import type { PostId } from '#kernel/poster.js';
import type { TransactionSql } from '#read-store/anslutning.js';

export interface Planrad {
  readonly forbund: ForbundId;
  readonly post: PostId;
  /** Income positive, cost negative. */
  readonly beloppOre: Ore;
}

type Rad = { forbund: ForbundId; post: PostId; belopp_ore: bigint };
const planrader = (rader: readonly Rad[]): Planrad[] =>
  rader.map((r) => ({ forbund: r.forbund, post: r.post, beloppOre: r.belopp_ore }));

/**
 * The year's budget as it held on a day: the latest version at or before it, else the first known one (a source that
 * tells of a budget later than that still tells of the year's budget).
 */
export async function gallandeBudget(
  sql: TransactionSql,
  f: { forbund: readonly ForbundId[]; ar: Ar; per: Datum; ordinal: number },
): Promise<Planrad[]> {
  return planrader(
    await sql<Rad[]>`
    select v.forbund, r.post, r.belopp_ore
    from unnest(${[...f.forbund]}::text[]) as f (forbund)
    cross join lateral (
      select * from budget.version v
      where v.forbund = f.forbund and v.ar = ${f.ar} and v.slag = 'budget' and v.ordinal <= ${f.ordinal}
      order by v.den > ${f.per}, case when v.den <= ${f.per} then v.den end desc, v.den, v.ordinal desc
      limit 1
    ) v
    join budget.rad r on r.ordinal = v.ordinal
    order by r.nr`,
  );
}

/** The part of the budget that a period was given, as it held on a day; empty when none was. */
export async function gallandePeriodbudget(
  sql: TransactionSql,
  f: { forbund: readonly ForbundId[]; period: Period; per: Datum; ordinal: number },
): Promise<Planrad[]> {
  return planrader(
    await sql<Rad[]>`
    select v.forbund, r.post, r.belopp_ore
    from unnest(${[...f.forbund]}::text[]) as f (forbund)
    cross join lateral (
      select * from budget.version v
      where v.forbund = f.forbund and v.slag = 'periodbudget' and v.fran = ${f.period.fran} and v.till = ${f.period.till}
        and v.ordinal <= ${f.ordinal}
      order by v.den > ${f.per}, case when v.den <= ${f.per} then v.den end desc, v.den, v.ordinal desc
      limit 1
    ) v
    join budget.rad r on r.ordinal = v.ordinal
    order by r.nr`,
  );
}

/** The board's prognosis for the year: the latest made for a day at or before `per`. */
export async function faststalldPrognos(
  sql: TransactionSql,
  f: { forbund: readonly ForbundId[]; ar: Ar; per: Datum; ordinal: number },
): Promise<Planrad[]> {
  return planrader(
    await sql<Rad[]>`
    select v.forbund, r.post, r.belopp_ore
    from unnest(${[...f.forbund]}::text[]) as f (forbund)
    cross join lateral (
      select * from budget.version v
      where v.forbund = f.forbund and v.ar = ${f.ar} and v.slag = 'prognos' and v.den <= ${f.per} and v.ordinal <= ${f.ordinal}
      order by v.den desc, v.ordinal desc
      limit 1
    ) v
    join budget.rad r on r.ordinal = v.ordinal
    order by r.nr`,
  );
}

/** The years that a förbund has a budget or an adopted prognosis for. */
export async function planeradeAr(
  sql: TransactionSql,
  ordinal: number,
): Promise<{ forbund: ForbundId; ar: Ar }[]> {
  return sql<{ forbund: ForbundId; ar: Ar }[]>`
    select distinct forbund, ar from budget.version where ordinal <= ${ordinal} and slag <> 'periodbudget'`;
}
