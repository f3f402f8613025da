import { arsSlut, arsStart, type Ar, type Datum } from '#kernel/datum.js';
import type { BeslutId, ForbundId, Nyckel } from '#kernel/identiteter.js';
import type { TransactionSql } from '#read-store/anslutning.js';

/** A beslut as recorded at an ordinal. */
export interface Beslutsrad {
  readonly forbund: ForbundId;
  /** Of the version that holds. */
  readonly ordinal: bigint;
  /** Of its first version: its place in the register. */
  readonly registrerad: bigint;
  readonly beslut: BeslutId;
  readonly organ: string;
  readonly rubrik: string;
  readonly text: string | null;
  /** How exactly the source tells the time: a day, a year or a period. */
  readonly fattatSlag: 'dag' | 'ar' | 'period';
  readonly fattatFran: Datum;
  readonly fattatTill: Datum;
  readonly paragraf: number | null;
  readonly dnr: string | null;
  readonly avserBudget: Ar | null;
  readonly avserPrognos: Ar | null;
  readonly styrkt: 'protokoll' | 'kalldokument';
  readonly sammantrade: Nyckel | null;
  readonly ja: number | null;
  readonly nej: number | null;
  readonly avstod: number | null;
  /** Seats. */
  readonly reservationer: readonly Nyckel[];
}

export interface Beslutsurval {
  readonly forbund: readonly ForbundId[];
  readonly ordinal: number;
  /** Only what can have been decided by that day. */
  readonly per?: Datum | undefined;
  readonly beslut?: BeslutId | undefined;
  readonly sammantrade?: Nyckel | undefined;
  readonly organ?: string | undefined;
  /** Only what can have been decided on one of the days. */
  readonly fran?: Datum | undefined;
  readonly till?: Datum | undefined;
  /** Only what can have been decided in that year, or is about its budget or prognosis. */
  readonly ror?: Ar | undefined;
  /** Words, or beginnings of words, that all stand in its rubrik, text, organ, § or dnr. */
  readonly sok?: string | undefined;
  /** Only those registered after it. */
  readonly efter: number;
  readonly max: number;
}

/** Words of a search beyond these are left out: nobody means them all. */
const MAX_SOKORD = 10;

/** Text as people type it → a query of PostgreSQL: each word as the beginning of one. Undefined when there is no word. */
export function somSokfraga(text: string): string | undefined {
  const ord = text.match(/[\p{L}\p{N}]+/gu)?.slice(0, MAX_SOKORD) ?? [];
  return ord.length === 0 ? undefined : ord.map((o) => `${o}:*`).join(' & ');
}

/** Beslut in the order they were registered, each in the version known at the ordinal. */
export async function beslutssida(sql: TransactionSql, f: Beslutsurval): Promise<Beslutsrad[]> {
  const sok = f.sok === undefined ? undefined : somSokfraga(f.sok);
  if (f.sok !== undefined && sok === undefined) return [];
  // The expression is that of the index in table.sql.
  const traff =
    sok === undefined
      ? sql``
      : sql`and to_tsvector(
          'swedish',
          rubrik || ' ' || organ || ' ' || coalesce(text, '') || ' ' || coalesce(paragraf::text, '') || ' '
            || translate(coalesce(dnr, ''), '/-:.', '    ')
        ) @@ to_tsquery('swedish', ${sok})`;
  return sql<Beslutsrad[]>`
    select forbund, ordinal, registrerad, beslut, organ, rubrik, text, fattat_slag as "fattatSlag",
      fattat_fran as "fattatFran", fattat_till as "fattatTill", paragraf, dnr, avser_budget as "avserBudget",
      avser_prognos as "avserPrognos", styrkt, sammantrade, ja, nej, avstod, reservationer
    from beslut.beslut
    where forbund = any(${[...f.forbund]}) and registrerad > ${f.efter}
      and ordinal <= ${f.ordinal} and (upphor is null or upphor > ${f.ordinal})
      ${f.per === undefined ? sql`` : sql`and fattat_fran <= ${f.per}`}
      ${f.fran === undefined ? sql`` : sql`and fattat_till >= ${f.fran}`}
      ${f.till === undefined ? sql`` : sql`and fattat_fran <= ${f.till}`}
      ${
        f.ror === undefined
          ? sql``
          : sql`and ((fattat_till >= ${arsStart(f.ror)} and fattat_fran <= ${arsSlut(f.ror)})
              or avser_budget = ${f.ror} or avser_prognos = ${f.ror})`
      }
      ${f.beslut === undefined ? sql`` : sql`and beslut = ${f.beslut}`}
      ${f.sammantrade === undefined ? sql`` : sql`and sammantrade = ${f.sammantrade}`}
      ${f.organ === undefined ? sql`` : sql`and lower(organ) = lower(${f.organ})`}
      ${traff}
    order by registrerad limit ${f.max}`;
}
