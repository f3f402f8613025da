import type { Datum } from '#kernel/datum.js';
import type { ForbundId, InsatsId } from '#kernel/identiteter.js';
import { oreTillTal } from '#kernel/ore.js';
import type { TransactionSql } from '#read-store/anslutning.js';

export type Insatsstatus = 'registrerad' | 'ansokt' | 'avslagen' | 'beviljad' | 'startad' | 'avslutad';

export interface Insatsrad {
  readonly ordinal: bigint;
  readonly forbund: ForbundId;
  readonly insats: InsatsId;
  readonly namn: string;
  readonly slag: string | null;
  readonly status: Insatsstatus;
  /** The day of the status; null for one that is only registered. */
  readonly den: Datum | null;
  readonly overgarTill: string | null;
}

export interface Beviljat {
  readonly nummer: number;
  readonly fran: Datum;
  readonly till: Datum;
  readonly beloppOre: number;
  /** The day that a change holds from; null for a grant as it was first given. */
  readonly den: Datum | null;
  readonly stod: { readonly slag: string; readonly id: string };
}

export interface Ansokan {
  readonly ansokan: string;
  readonly sokande: string;
  readonly beloppOre: number;
  readonly fran: Datum;
  readonly till: Datum;
  readonly den: Datum;
  readonly utfall: 'provas' | 'beviljad' | 'avslagen';
  /** When it was decided, where that is known. */
  readonly avgjord: Datum | null;
}

/**
 * Insatser of some förbund in the order they were registered, with name and status as known at an ordinal; on a day,
 * when it is given (what began, ended or was renamed later has not).
 */
export async function insatssida(
  sql: TransactionSql,
  f: {
    forbund: readonly ForbundId[];
    ordinal: number;
    per: Datum | undefined;
    efter: number;
    max: number;
    insats?: InsatsId;
  },
): Promise<Insatsrad[]> {
  const { per } = f;
  return sql<Insatsrad[]>`
    select i.ordinal, i.forbund, i.insats, n.namn, i.slag, s.status, s.den, s.overgar_till as "overgarTill"
    from insatser.insats i
    cross join lateral (
      select status, den, overgar_till from insatser.skede s
      where s.forbund = i.forbund and s.insats = i.insats and s.ordinal <= ${f.ordinal}
        ${per === undefined ? sql`` : sql`and (s.den is null or s.den <= ${per})`}
      order by s.rang desc, s.den desc nulls last, s.ordinal desc limit 1
    ) s
    cross join lateral (
      select namn from insatser.namn n
      where n.forbund = i.forbund and n.insats = i.insats and n.ordinal <= ${f.ordinal}
        ${per === undefined ? sql`` : sql`and (n.fran is null or n.fran <= ${per})`}
      order by n.fran desc nulls last, n.ordinal desc limit 1
    ) n
    where i.forbund = any(${[...f.forbund]}) and i.ordinal <= ${f.ordinal} and i.ordinal > ${f.efter}
      ${f.insats === undefined ? sql`` : sql`and i.insats = ${f.insats}`}
    order by i.ordinal limit ${f.max}`;
}

interface Fraga {
  readonly forbund: readonly ForbundId[];
  readonly insats?: InsatsId;
  readonly ordinal: number;
  readonly per: Datum | undefined;
}

/** The grants of insatser as they stood on a day, or stand, in the order they were given; a withdrawn one is 0. */
export async function beviljatTill(
  sql: TransactionSql,
  f: Fraga,
): Promise<(Beviljat & { ordinal: number; forbund: ForbundId; insats: InsatsId })[]> {
  const rader = await sql<
    (Omit<Beviljat, 'beloppOre' | 'stod'> & {
      ordinal: bigint;
      forbund: ForbundId;
      insats: InsatsId;
      belopp_ore: bigint;
      stod_slag: string;
      stod: string;
    })[]
  >`
    select distinct on (forbund, insats, nummer)
      ordinal, forbund, insats, nummer, fran, till, belopp_ore, den, stod_slag, stod
    from insatser.beviljat
    where forbund = any(${[...f.forbund]}) and ordinal <= ${f.ordinal}
      ${f.insats === undefined ? sql`` : sql`and insats = ${f.insats}`}
      ${f.per === undefined ? sql`` : sql`and (den is null or den <= ${f.per})`}
    order by forbund, insats, nummer, den desc nulls last, ordinal desc`;
  return rader.map(({ ordinal, belopp_ore, stod_slag, stod, ...r }) => ({
    ...r,
    ordinal: Number(ordinal),
    beloppOre: oreTillTal(belopp_ore),
    stod: { slag: stod_slag, id: stod },
  }));
}

/** The applications for an insats, in the order they came, with what they led to; on a day, those made by then. */
export async function ansokningarOm(
  sql: TransactionSql,
  f: { forbund: ForbundId; insats: InsatsId; ordinal: number; per: Datum | undefined },
): Promise<Ansokan[]> {
  const rader = await sql<(Omit<Ansokan, 'beloppOre'> & { belopp_ore: bigint })[]>`
    select a.ansokan, a.sokande, a.belopp_ore, a.fran, a.till, a.den, coalesce(b.utfall, 'provas') as utfall, b.den as avgjord
    from insatser.ansokan a
    left join insatser.ansokningsbeslut b
      on (b.forbund, b.insats, b.ansokan) = (a.forbund, a.insats, a.ansokan) and b.ordinal <= ${f.ordinal}
        ${f.per === undefined ? sql`` : sql`and (b.den is null or b.den <= ${f.per})`}
    where a.forbund = ${f.forbund} and a.insats = ${f.insats} and a.ordinal <= ${f.ordinal}
      ${f.per === undefined ? sql`` : sql`and a.den <= ${f.per}`}
    order by a.ordinal`;
  return rader.map(({ belopp_ore, ...r }) => ({ ...r, beloppOre: oreTillTal(belopp_ore) }));
}
