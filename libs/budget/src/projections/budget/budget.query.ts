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

/** Which plan. */
export type Planval =
  | { readonly slag: 'budget' | 'prognos'; readonly ar: Ar }
  | { readonly slag: 'periodbudget'; readonly period: Period };

/** The version of a plan that holds. */
export interface Planversion {
  readonly forbund: ForbundId;
  /** The event that it was recorded in. */
  readonly ordinal: number;
  /** The day it holds from; for a prognosis the day it was made for. */
  readonly den: Datum;
  readonly stod: { readonly slag: 'beslut' | 'dokument'; readonly id: string };
}

/**
 * The year's budget as it held on a day: the latest version at or before it, else the first known one (a source that
 * tells of a budget later than that still tells of the year's budget).
 */
export const gallandeBudget = (sql: TransactionSql, f: Vid & { ar: Ar }): Promise<Planrad[]> =>
  radernaAv(sql, f, { slag: 'budget', ar: f.ar });

/** The part of the budget that a period was given, as it held on a day; empty when none was. */
export const gallandePeriodbudget = (sql: TransactionSql, f: Vid & { period: Period }): Promise<Planrad[]> =>
  radernaAv(sql, f, { slag: 'periodbudget', period: f.period });

/** The board's prognosis for the year: the latest made for a day at or before `per`. */
export const faststalldPrognos = (sql: TransactionSql, f: Vid & { ar: Ar }): Promise<Planrad[]> =>
  radernaAv(sql, f, { slag: 'prognos', ar: f.ar });

/** The versions that those lines stand in. */
export async function gallandePlanversioner(
  sql: TransactionSql,
  vid: Vid,
  val: Planval,
): Promise<Planversion[]> {
  const rader = await sql<
    { forbund: ForbundId; ordinal: bigint; den: Datum; stod_slag: 'beslut' | 'dokument'; stod: string }[]
  >`${versionerna(sql, vid, val)}`;
  return rader.map((r) => ({
    forbund: r.forbund,
    ordinal: Number(r.ordinal),
    den: r.den,
    stod: { slag: r.stod_slag, id: r.stod },
  }));
}

async function radernaAv(sql: TransactionSql, vid: Vid, val: Planval): Promise<Planrad[]> {
  const rader = await sql<{ forbund: ForbundId; post: PostId; belopp_ore: Ore }[]>`
    select v.forbund, r.post, r.belopp_ore
    from (${versionerna(sql, vid, val)}) v
    cross join lateral (select * from budget.rad r where r.ordinal = v.ordinal offset 0) r
    order by r.nr`;
  return rader.map((r) => ({ forbund: r.forbund, post: r.post, beloppOre: r.belopp_ore }));
}

/** One version of each förbund: the first, in the order that its kind has, of those that are the plan asked for. */
function versionerna(sql: TransactionSql, vid: Vid, val: Planval) {
  const passar =
    val.slag === 'periodbudget'
      ? sql`v.slag = 'periodbudget' and v.fran = ${val.period.fran} and v.till = ${val.period.till}`
      : val.slag === 'budget'
        ? sql`v.slag = 'budget' and v.ar = ${val.ar}`
        : sql`v.slag = 'prognos' and v.ar = ${val.ar} and v.den <= ${vid.per}`;
  // Of a budget those at or before the day first, latest of them first; then those after it, earliest first.
  const forst =
    val.slag === 'prognos'
      ? sql`v.den desc, v.ordinal desc`
      : sql`v.den > ${vid.per}, case when v.den <= ${vid.per} then v.den end desc, v.den, v.ordinal desc`;
  return sql`
    select v.* from unnest(${[...vid.forbund]}::text[]) as f (forbund)
    cross join lateral (
      select v.forbund, v.ordinal, v.den, v.stod_slag, v.stod from budget.version v
      where v.forbund = f.forbund and v.ordinal <= ${vid.ordinal} and ${passar}
      order by ${forst}
      limit 1
    ) v`;
}

/** The years that a förbund has a budget or an adopted prognosis for. */
export async function planeradeAr(
  sql: TransactionSql,
  ordinal: number,
): Promise<{ forbund: ForbundId; ar: Ar }[]> {
  return sql<{ forbund: ForbundId; ar: Ar }[]>`
    select distinct forbund, ar from budget.version where ordinal <= ${ordinal} and slag <> 'periodbudget'`;
}
