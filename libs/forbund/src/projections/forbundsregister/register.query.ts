import type { Datum } from '#kernel/datum.js';
import type { ForbundId, Nyckel } from '#kernel/identiteter.js';
import type { TransactionSql } from '#read-store/anslutning.js';
import type { Huvudmannatyp } from '../../domain/forbund.events.js';

export interface Forbundsrad {
  readonly forbund: ForbundId;
  readonly namn: string;
  readonly orgnr: string | null;
  readonly bildat: string | null;
  readonly fran: Datum | null;
  readonly till: Datum | null;
  readonly ersatter: readonly ForbundId[];
}

export interface Medlemsrad {
  readonly medlem: Nyckel;
  readonly namn: string;
  readonly typ: Huvudmannatyp;
  /** A day or a year, as the source writes it. */
  readonly fran: string | null;
  readonly till: Datum | null;
}

export interface Grupprad {
  readonly grupp: Nyckel;
  readonly namn: string;
  readonly ingar: readonly { forbund: ForbundId; fran: Datum | null; till: Datum | null }[];
}

/** Förbund as registered at an ordinal, by key, after `efter`; with all they are. */
export async function forbundssida(
  sql: TransactionSql,
  f: { ordinal: number; efter: string; max: number },
): Promise<Forbundsrad[]> {
  return sql<Forbundsrad[]>`
    select distinct on (forbund) forbund, namn, orgnr, bildat, fran, till, ersatter from forbundsregister.forbund
    where ordinal <= ${f.ordinal} and forbund > ${f.efter} order by forbund, ordinal desc limit ${f.max}`;
}

export async function forbundet(
  sql: TransactionSql,
  f: { forbund: ForbundId; ordinal: number },
): Promise<Forbundsrad | undefined> {
  const [rad] = await sql<Forbundsrad[]>`
    select forbund, namn, orgnr, bildat, fran, till, ersatter from forbundsregister.forbund
    where forbund = ${f.forbund} and ordinal <= ${f.ordinal} order by ordinal desc limit 1`;
  return rad;
}

/** The members as known at an ordinal; those of a day, when it is given. A source may give the year alone: then all of it. */
export async function medlemmarna(
  sql: TransactionSql,
  f: { forbund: ForbundId; ordinal: number; per: Datum | undefined },
): Promise<Medlemsrad[]> {
  const rader = await sql<Medlemsrad[]>`
    select distinct on (medlem) medlem, namn, typ, fran, till from forbundsregister.medlem
    where forbund = ${f.forbund} and ordinal <= ${f.ordinal} order by medlem, ordinal desc`;
  const { per } = f;
  if (per === undefined) return rader;
  return rader.filter((m) => (m.fran ?? '') <= per && (m.till === null || m.till >= per));
}

/** The groups as registered at an ordinal, by key, after `efter`; with those of a day, when it is given. */
export async function gruppsida(
  sql: TransactionSql,
  f: { ordinal: number; efter: string; max: number; per: Datum | undefined; grupp?: Nyckel },
): Promise<Grupprad[]> {
  const grupper = await sql<{ grupp: Nyckel; namn: string; ordinal: bigint }[]>`
    select distinct on (grupp) grupp, namn, ordinal from forbundsregister.grupp
    where ordinal <= ${f.ordinal} and grupp > ${f.efter} ${f.grupp === undefined ? sql`` : sql`and grupp = ${f.grupp}`}
    order by grupp, ordinal desc limit ${f.max}`;
  const ut: Grupprad[] = [];
  for (const { grupp, namn, ordinal } of grupper) {
    const ingar = await sql<{ forbund: ForbundId; fran: Datum | null; till: Datum | null }[]>`
      select forbund, fran, till from forbundsregister.deltagande
      where grupp = ${grupp} and ordinal = ${ordinal} order by nr`;
    const { per } = f;
    const galler =
      per === undefined
        ? ingar
        : ingar.filter((i) => (i.fran === null || i.fran <= per) && (i.till === null || i.till >= per));
    ut.push({ grupp, namn, ingar: galler });
  }
  return ut;
}
