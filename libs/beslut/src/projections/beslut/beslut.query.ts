import type { Ar, Datum } from '#kernel/datum.js';
import type { BeslutId, ForbundId, Nyckel } from '#kernel/identiteter.js';
import type { TransactionSql } from '#read-store/anslutning.js';

interface Sidurval {
  readonly forbund: ForbundId;
  readonly ordinal: number;
  /** Only what can have been by that day. */
  readonly per: Datum | undefined;
  readonly efter: number;
  readonly max: number;
}

export interface Beslutsrad {
  readonly ordinal: bigint;
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
}

export interface Sammantradesrad {
  readonly ordinal: bigint;
  readonly sammantrade: Nyckel;
  readonly slag: string;
  readonly antal: number;
  readonly fran: Datum;
  readonly till: Datum;
  readonly notering: string | null;
}

/** Beslut in the order they were registered; one of them, when its key is given. */
export async function beslutssida(
  sql: TransactionSql,
  f: Sidurval & { readonly beslut?: BeslutId },
): Promise<Beslutsrad[]> {
  return sql<Beslutsrad[]>`
    select ordinal, beslut, organ, rubrik, text, fattat_slag as "fattatSlag", fattat_fran as "fattatFran",
      fattat_till as "fattatTill", paragraf, dnr, avser_budget as "avserBudget", avser_prognos as "avserPrognos", styrkt
    from beslut.beslut
    where forbund = ${f.forbund} and ordinal <= ${f.ordinal} and ordinal > ${f.efter}
      ${f.per === undefined ? sql`` : sql`and fattat_fran <= ${f.per}`}
      ${f.beslut === undefined ? sql`` : sql`and beslut = ${f.beslut}`}
    order by ordinal limit ${f.max}`;
}

/** Sammanträden in the order they were registered. */
export async function sammantradessida(sql: TransactionSql, f: Sidurval): Promise<Sammantradesrad[]> {
  return sql<Sammantradesrad[]>`
    select ordinal, sammantrade, slag, antal, fran, till, notering from beslut.sammantrade
    where forbund = ${f.forbund} and ordinal <= ${f.ordinal} and ordinal > ${f.efter}
      ${f.per === undefined ? sql`` : sql`and fran <= ${f.per}`}
    order by ordinal limit ${f.max}`;
}
