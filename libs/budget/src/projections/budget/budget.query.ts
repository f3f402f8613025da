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

/** A day as an ordinal knew it. */
interface Vid {
  readonly forbund: readonly ForbundId[];
  readonly per: Datum;
  readonly ordinal: number;
}

/**
 * The year's budget as it held on a day: the latest version at or before it, else the first known one (a source that
 * tells of a budget later than that still tells of the year's budget).
 */
export const gallandeBudget = (sql: TransactionSql, f: Vid & { ar: Ar }): Promise<Planrad[]> =>
  radernaAv(sql, f, sql`v.slag = 'budget' and v.ar = ${f.ar}`, gallandeForst(sql, f.per));

/** The part of the budget that a period was given, as it held on a day; empty when none was. */
export const gallandePeriodbudget = (sql: TransactionSql, f: Vid & { period: Period }): Promise<Planrad[]> =>
  radernaAv(
    sql,
    f,
    sql`v.slag = 'periodbudget' and v.fran = ${f.period.fran} and v.till = ${f.period.till}`,
    gallandeForst(sql, f.per),
  );

/** The board's prognosis for the year: the latest made for a day at or before `per`. */
export const faststalldPrognos = (sql: TransactionSql, f: Vid & { ar: Ar }): Promise<Planrad[]> =>
  radernaAv(
    sql,
    f,
    sql`v.slag = 'prognos' and v.ar = ${f.ar} and v.den <= ${f.per}`,
    sql`v.den desc, v.ordinal desc`,
  );

type Villkor = ReturnType<typeof gallandeForst>;

/** Those at or before the day first, latest of them first; then those after it, earliest first. */
const gallandeForst = (sql: TransactionSql, per: Datum) =>
  sql`v.den > ${per}, case when v.den <= ${per} then v.den end desc, v.den, v.ordinal desc`;

/** The lines of one version of each förbund: the first, in the order asked for, of those that fit. */
async function radernaAv(sql: TransactionSql, vid: Vid, passar: Villkor, forst: Villkor): Promise<Planrad[]> {
  const rader = await sql<{ forbund: ForbundId; post: PostId; belopp_ore: Ore }[]>`
    select v.forbund, r.post, r.belopp_ore
    from unnest(${[...vid.forbund]}::text[]) as f (forbund)
    cross join lateral (
      select v.forbund, v.ordinal from budget.version v
      where v.forbund = f.forbund and v.ordinal <= ${vid.ordinal} and ${passar}
      order by ${forst}
      limit 1
    ) v
    join budget.rad r on r.ordinal = v.ordinal
    order by r.nr`;
  return rader.map((r) => ({ forbund: r.forbund, post: r.post, beloppOre: r.belopp_ore }));
}

/** The years that a förbund has a budget or an adopted prognosis for. */
export async function planeradeAr(
  sql: TransactionSql,
  ordinal: number,
): Promise<{ forbund: ForbundId; ar: Ar }[]> {
  return sql<{ forbund: ForbundId; ar: Ar }[]>`
    select distinct forbund, ar from budget.version where ordinal <= ${ordinal} and slag <> 'periodbudget'`;
}
