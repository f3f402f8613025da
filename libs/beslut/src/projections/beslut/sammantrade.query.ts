import type { Datum } from '#kernel/datum.js';
import type { ForbundId, Nyckel } from '#kernel/identiteter.js';
import type { TransactionSql } from '#read-store/anslutning.js';
import type { Protokollssteg } from './beslutslage.js';

export interface Sammantradesrad {
  /** Of the version that holds. */
  readonly ordinal: bigint;
  /** Of its first version: its place in the register. */
  readonly registrerad: bigint;
  readonly sammantrade: Nyckel;
  /** `kallat`: called and not known to be held. */
  readonly skede: 'kallat' | 'hallet';
  readonly slag: string;
  readonly organ: string | null;
  readonly antal: number;
  readonly fran: Datum;
  readonly till: Datum;
  readonly notering: string | null;
}

export interface Sammantradesurval {
  readonly forbund: ForbundId;
  readonly ordinal: number;
  readonly per?: Datum | undefined;
  readonly sammantrade?: Nyckel | undefined;
  readonly efter: number;
  readonly max: number;
}

/** Sammanträden in the order they were registered, each as called or held at the ordinal. */
export const sammantradessida = (
  sql: TransactionSql,
  f: Sammantradesurval,
): Promise<Sammantradesrad[]> => sql<Sammantradesrad[]>`
  select ordinal, registrerad, sammantrade, skede, slag, organ, antal, fran, till, notering from beslut.sammantrade
  where forbund = ${f.forbund} and registrerad > ${f.efter}
    and ordinal <= ${f.ordinal} and (upphor is null or upphor > ${f.ordinal})
    ${f.per === undefined ? sql`` : sql`and fran <= ${f.per}`}
    ${f.sammantrade === undefined ? sql`` : sql`and sammantrade = ${f.sammantrade}`}
  order by registrerad limit ${f.max}`;

export interface Kallelse {
  readonly den: Datum;
  readonly organ: string;
  readonly lokal: string | null;
  readonly arenden: readonly { readonly rubrik: string; readonly dnr: string | null }[];
}

export interface Sammantradesdetaljer {
  /** As it was called last; null for one that was never called. */
  readonly kallelse: Kallelse | null;
  /** Null where it is not recorded who was there. */
  readonly narvaro: readonly { readonly plats: Nyckel; readonly tjanstgor: boolean }[] | null;
  readonly protokoll: readonly Protokollssteg[];
}

/** What a sammanträde has beside its row: how it was called, who was there, and the days of its protokoll. */
export async function sammantradesdetaljer(
  sql: TransactionSql,
  f: { readonly forbund: ForbundId; readonly sammantrade: Nyckel; readonly ordinal: number },
): Promise<Sammantradesdetaljer> {
  const vilket = sql`forbund = ${f.forbund} and sammantrade = ${f.sammantrade} and ordinal <= ${f.ordinal}`;
  const rader = await sql<
    {
      ordinal: string;
      skede: 'kallat' | 'hallet';
      den: Datum;
      organ: string | null;
      lokal: string | null;
      har_narvaro: boolean;
    }[]
  >`
    select ordinal::text, skede, fran as den, organ, lokal, har_narvaro from beslut.sammantrade
    where ${vilket} order by ordinal desc`;
  const kallat = rader.find((r) => r.skede === 'kallat');
  const hallet = rader.find((r) => r.skede === 'hallet');
  return {
    kallelse: kallat
      ? {
          den: kallat.den,
          organ: kallat.organ ?? '',
          lokal: kallat.lokal,
          arenden: await sql<{ rubrik: string; dnr: string | null }[]>`
            select rubrik, dnr from beslut.arende where ordinal = ${kallat.ordinal}::bigint order by nr`,
        }
      : null,
    narvaro: hallet?.har_narvaro
      ? await sql<{ plats: Nyckel; tjanstgor: boolean }[]>`
          select plats, tjanstgor from beslut.narvaro where ordinal = ${hallet.ordinal}::bigint order by nr`
      : null,
    protokoll: await sql<Protokollssteg[]>`
      select steg, den, paragrafer, rattelse from beslut.protokollssteg where ${vilket} order by ordinal`,
  };
}
