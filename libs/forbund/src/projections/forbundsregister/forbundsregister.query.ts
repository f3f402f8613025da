import { arsSlut, arsStart, type Ar, type Datum } from '#kernel/datum.js';
import type { ForbundId } from '#kernel/identiteter.js';
import type { TransactionSql } from '#read-store/anslutning.js';

export interface Registrerat {
  readonly forbund: ForbundId;
  readonly namn: string;
  readonly fran: Datum | null;
  readonly till: Datum | null;
}

export interface Omfattning {
  readonly slag: 'forbund' | 'grupp';
  readonly nyckel: string;
  readonly namn: string;
  /** Those that belong to it at any time, in the group's own order. */
  readonly deltar: readonly {
    readonly forbund: ForbundId;
    readonly fran: Datum | null;
    readonly till: Datum | null;
  }[];
}

/** All förbund as registered at an ordinal, by key. */
export async function forbunden(sql: TransactionSql, ordinal: number): Promise<Registrerat[]> {
  return sql<Registrerat[]>`
    select distinct on (forbund) forbund, namn, fran, till from forbundsregister.forbund
    where ordinal <= ${ordinal} order by forbund, ordinal desc`;
}

/**
 * A förbund or a group by its key; undefined when there was neither at the ordinal. A group goes before a förbund of the same key.
 * @param register the förbund of the ordinal, for who asks for them as well
 */
export async function omfattningen(
  sql: TransactionSql,
  nyckel: string,
  ordinal: number,
  register: Promise<readonly Registrerat[]> = forbunden(sql, ordinal),
): Promise<Omfattning | undefined> {
  const [[grupp], alla] = await Promise.all([
    sql<{ namn: string; ordinal: bigint }[]>`
      select namn, ordinal from forbundsregister.grupp
      where grupp = ${nyckel} and ordinal <= ${ordinal} order by ordinal desc limit 1`,
    register,
  ]);
  if (grupp) {
    const deltar = await sql<{ forbund: ForbundId; fran: Datum | null; till: Datum | null }[]>`
      select forbund, fran, till from forbundsregister.deltagande
      where grupp = ${nyckel} and ordinal = ${grupp.ordinal} order by nr`;
    return { slag: 'grupp', nyckel, namn: grupp.namn, deltar };
  }
  const enda = alla.find((f) => f.forbund === nyckel);
  return (
    enda && {
      slag: 'forbund',
      nyckel,
      namn: enda.namn,
      deltar: [{ forbund: nyckel, fran: null, till: null }],
    }
  );
}

/** The groups as registered at an ordinal, by key. */
export async function grupperna(
  sql: TransactionSql,
  ordinal: number,
): Promise<{ grupp: string; namn: string }[]> {
  return sql<{ grupp: string; namn: string }[]>`
    select distinct on (grupp) grupp, namn from forbundsregister.grupp
    where ordinal <= ${ordinal} order by grupp, ordinal desc`;
}

/** The förbund of an omfattning that belonged to it some day of the year; once each, also who left and came back. */
export const deltarUnder = (omfattning: Pick<Omfattning, 'deltar'>, ar: Ar): ForbundId[] => [
  ...new Set(
    omfattning.deltar
      .filter((d) => (d.fran ?? arsStart(ar)) <= arsSlut(ar) && (d.till ?? arsSlut(ar)) >= arsStart(ar))
      .map((d) => d.forbund),
  ),
];
