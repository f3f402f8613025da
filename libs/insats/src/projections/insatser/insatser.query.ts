import type { Datum } from '#kernel/datum.js';
import type { ForbundId, InsatsId } from '#kernel/identiteter.js';
import { oreTillTal } from '#kernel/ore.js';
import type { TransactionSql } from '#read-store/anslutning.js';

export interface Insatsrad {
  readonly ordinal: bigint;
  readonly insats: InsatsId;
  readonly namn: string;
  readonly slag: string | null;
  readonly status: 'registrerad' | 'startad' | 'avslutad';
  /** The day of the status; null for one that is only registered. */
  readonly den: Datum | null;
  readonly overgarTill: string | null;
}

export interface Beviljat {
  readonly fran: Datum;
  readonly till: Datum;
  readonly beloppOre: number;
  readonly stod: { readonly slag: string; readonly id: string };
}

/**
 * Insatser of a förbund in the order they were registered, with their status as known at an ordinal; on a day, when it
 * is given (what began or ended later has not).
 */
export async function insatssida(
  sql: TransactionSql,
  f: {
    forbund: ForbundId;
    ordinal: number;
    per: Datum | undefined;
    efter: number;
    max: number;
    insats?: InsatsId;
  },
): Promise<Insatsrad[]> {
  const { per } = f;
  return sql<Insatsrad[]>`
    select i.ordinal, i.insats, i.namn, i.slag, s.status, s.den, s.overgar_till as "overgarTill"
    from insatser.insats i
    cross join lateral (
      select status, den, overgar_till from insatser.skede s
      where s.forbund = i.forbund and s.insats = i.insats and s.ordinal <= ${f.ordinal}
        ${per === undefined ? sql`` : sql`and (s.den is null or s.den <= ${per})`}
      order by s.ordinal desc limit 1
    ) s
    where i.forbund = ${f.forbund} and i.ordinal <= ${f.ordinal} and i.ordinal > ${f.efter}
      ${f.insats === undefined ? sql`` : sql`and i.insats = ${f.insats}`}
    order by i.ordinal limit ${f.max}`;
}

/** What an insats has been granted, in the order it was recorded. */
export async function beviljatTill(
  sql: TransactionSql,
  f: { forbund: ForbundId; insats: InsatsId; ordinal: number },
): Promise<Beviljat[]> {
  const rader = await sql<
    { fran: Datum; till: Datum; belopp_ore: bigint; stod_slag: string; stod: string }[]
  >`
    select fran, till, belopp_ore, stod_slag, stod from insatser.beviljat
    where forbund = ${f.forbund} and insats = ${f.insats} and ordinal <= ${f.ordinal} order by ordinal`;
  return rader.map((r) => ({
    fran: r.fran,
    till: r.till,
    beloppOre: oreTillTal(r.belopp_ore),
    stod: { slag: r.stod_slag, id: r.stod },
  }));
}
