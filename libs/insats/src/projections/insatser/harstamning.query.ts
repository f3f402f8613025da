import type { Datum } from '#kernel/datum.js';
import type { ForbundId, InsatsId } from '#kernel/identiteter.js';
import type { TransactionSql } from '#read-store/anslutning.js';

/** Steps from an insats; a lineage by hand has a few. A circle, which two at once could make, also ends here. */
export const MAX_LED = 50;

interface Insatsled {
  readonly forbund: ForbundId;
  readonly insats: InsatsId;
  /** Null until it is registered: the predecessor has told of it, and it has not. */
  readonly namn: string | null;
}

/** One step of a lineage: `fore` ended, and from `fran` an insats or a member goes on. */
export interface Led {
  /** How many steps away from the insats asked about; 1 is next to it. */
  readonly led: number;
  readonly slag: 'fortsattning' | 'delning' | 'sammanforing' | 'overlamning';
  readonly fran: Datum;
  readonly fore: Insatsled;
  readonly efter: Insatsled | null;
  readonly medlem: string | null;
  readonly enhet: string | null;
  /** Of a join: those who are named in it and have not told of it themselves. */
  readonly vantarPa: readonly { readonly forbund: ForbundId; readonly insats: InsatsId }[];
}

interface Fraga {
  readonly ordinal: number;
  readonly per: Datum | undefined;
}

type Rad = Omit<Led, 'fore' | 'efter' | 'vantarPa'> & {
  ordinal: bigint;
  forbund: ForbundId;
  insats: InsatsId;
  namn: string | null;
  till_forbund: ForbundId | null;
  till_insats: InsatsId | null;
  till_namn: string | null;
};
type Villkor = ReturnType<typeof kand>;

const kand = (sql: TransactionSql, f: Fraga) => sql`
  h.ordinal <= ${f.ordinal} ${f.per === undefined ? sql`` : sql`and h.fran <= ${f.per}`}`;

const namnet = (sql: TransactionSql, f: Fraga, forbund: Villkor, insats: Villkor) => sql`
  (select namn from insatser.namn n
   where n.forbund = ${forbund} and n.insats = ${insats} and n.ordinal <= ${f.ordinal}
     ${f.per === undefined ? sql`` : sql`and (n.fran is null or n.fran <= ${f.per})`}
   order by n.fran desc nulls last, n.ordinal desc limit 1)`;

/**
 * What an insats came from and what came of it, all steps, on a day (as it stands, without one). A step is given once,
 * at its least distance; the same step at the same distance is not followed twice, so that splits which join again cost no more.
 */
export async function harstamningen(
  sql: TransactionSql,
  f: Fraga & { forbund: ForbundId; insats: InsatsId },
): Promise<{ foregangare: Led[]; efterfoljare: Led[]; avkortad: boolean }> {
  const har = sql`(${f.forbund}, ${f.insats})`;
  const efter = await leden(sql, f, {
    start: sql`(h.forbund, h.insats) = ${har}`,
    nasta: sql`(h.forbund, h.insats) = (l.till_forbund, l.till_insats)`,
  });
  const fore = await leden(sql, f, {
    start: sql`(h.till_forbund, h.till_insats) = ${har}`,
    nasta: sql`(h.till_forbund, h.till_insats) = (l.forbund, l.insats)`,
  });
  return {
    foregangare: fore.led,
    efterfoljare: efter.led,
    avkortad: fore.avkortad || efter.avkortad,
  };
}

async function leden(
  sql: TransactionSql,
  f: Fraga,
  { start, nasta }: { start: Villkor; nasta: Villkor },
): Promise<{ led: Led[]; avkortad: boolean }> {
  const rader = await sql<(Rad & { langst: number })[]>`
    with recursive led as (
      select 1 as led, h.* from insatser.harstamning h where ${start} and ${kand(sql, f)}
      union
      select l.led + 1, h.* from led l join insatser.harstamning h on ${nasta}
      where l.led < ${MAX_LED} and ${kand(sql, f)}
    )
    select min(led) as led, max(led) as langst, ordinal, slag, fran, forbund, insats, till_forbund, till_insats, medlem, enhet,
      ${namnet(sql, f, sql`led.forbund`, sql`led.insats`)} as namn,
      ${namnet(sql, f, sql`led.till_forbund`, sql`led.till_insats`)} as till_namn
    from led group by ordinal, nr, slag, fran, forbund, insats, till_forbund, till_insats, medlem, enhet
    order by led, fran, ordinal, nr`;
  return {
    led: await medVantande(sql, f, rader),
    avkortad: rader.some((r) => r.langst >= MAX_LED),
  };
}

/** The steps next to insatser of some förbund, in either direction. */
export async function narmasteLed(
  sql: TransactionSql,
  f: Fraga & { forbund: readonly ForbundId[] },
): Promise<Led[]> {
  const rader = await sql<Rad[]>`
    select 1 as led, h.*, ${namnet(sql, f, sql`h.forbund`, sql`h.insats`)} as namn,
      ${namnet(sql, f, sql`h.till_forbund`, sql`h.till_insats`)} as till_namn
    from insatser.harstamning h
    where (h.forbund = any(${[...f.forbund]}) or h.till_forbund = any(${[...f.forbund]})) and ${kand(sql, f)}
    order by h.fran, h.ordinal, h.nr`;
  return medVantande(sql, f, rader);
}

async function medVantande(sql: TransactionSql, f: Fraga, rader: readonly Rad[]): Promise<Led[]> {
  const sammanforingar = rader.filter((r) => r.slag === 'sammanforing').map((r) => r.ordinal.toString());
  const vantande =
    sammanforingar.length === 0
      ? []
      : await sql<{ ordinal: bigint; forbund: ForbundId; insats: InsatsId }[]>`
          select m.ordinal, m.forbund, m.insats from insatser.sammanford_med m
          where m.ordinal = any(${sammanforingar}::bigint[]) and not exists (
            select from insatser.harstamning h
            where (h.forbund, h.insats, h.till_forbund, h.till_insats) = (m.forbund, m.insats, m.till_forbund, m.till_insats)
              and h.ordinal <= ${f.ordinal}
          )
          order by m.ordinal, m.nr`;
  return rader.map((r) => ({
    led: r.led,
    slag: r.slag,
    fran: r.fran,
    fore: { forbund: r.forbund, insats: r.insats, namn: r.namn },
    efter:
      r.till_forbund === null || r.till_insats === null
        ? null
        : { forbund: r.till_forbund, insats: r.till_insats, namn: r.till_namn },
    medlem: r.medlem,
    enhet: r.enhet,
    vantarPa: vantande
      .filter((v) => v.ordinal === r.ordinal)
      .map(({ forbund, insats }) => ({ forbund, insats })),
  }));
}
