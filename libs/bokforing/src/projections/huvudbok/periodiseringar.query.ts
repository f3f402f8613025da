import type { Ar, Datum } from '#kernel/datum.js';
import type { ForbundId, Nyckel } from '#kernel/identiteter.js';
import type { Ore } from '#kernel/ore.js';
import type { TransactionSql } from '#read-store/anslutning.js';
import type { Periodiseringsslag, Verifikationsplats } from '../../domain/bokforing.events.js';

export interface Periodiseringsfraga {
  readonly forbund: readonly ForbundId[];
  readonly ordinal: number;
  /** Of those made up to this day, as they stand on it; without it all, as they stand at last. */
  readonly per?: Datum | undefined;
  readonly efter?: number;
  readonly max: number;
}

export interface Periodiseringsvisning {
  readonly ordinal: number;
  readonly forbund: ForbundId;
  readonly ar: Ar;
  readonly serie: Nyckel;
  readonly nummer: number;
  readonly datum: Datum;
  readonly text: string;
  readonly slag: Periodiseringsslag;
  readonly vands: Datum;
  /** What stands on the balance for it, corrections counted: debit positive. Of one that is reversed, what stood. */
  readonly beloppOre: Ore;
  /** The voucher that reversed it; null while it stands. */
  readonly vandning: {
    readonly ar: Ar;
    readonly serie: Nyckel;
    readonly nummer: number;
    readonly datum: Datum;
  } | null;
}

/** Accruals in the order they were made, with what reversed each. */
export async function periodiseringar(
  sql: TransactionSql,
  f: Periodiseringsfraga,
): Promise<Periodiseringsvisning[]> {
  const per = f.per ?? null;
  const rader = await sql<Rad[]>`
    select v.ordinal, v.forbund, v.ar, v.serie, v.nummer, v.datum, v.text, p.slag, p.vands, b.belopp_ore,
      w.ar as vand_ar, w.serie as vand_serie, w.nummer as vand_nummer, w.datum as vand_datum
    from huvudbok.periodisering p
    join huvudbok.verifikation v using (ordinal)
    cross join lateral (
      with recursive kedja as (
        select v.ordinal, v.nummer
        union all
        select r.ordinal, r.nummer from kedja k
        join huvudbok.verifikation r
          on (r.forbund, r.ar, r.serie, r.rattar) = (v.forbund, v.ar, v.serie, k.nummer)
          and r.ordinal <= ${f.ordinal} and (${per}::date is null or r.datum <= ${per}::date)
      )
      select coalesce(sum(r.belopp_ore), 0)::bigint as belopp_ore
      from kedja join huvudbok.rad r using (ordinal) where r.konto < '3'
    ) b
    left join lateral (
      select w.ar, w.serie, w.nummer, w.datum
      from huvudbok.vandning n join huvudbok.verifikation w using (ordinal)
      where (n.forbund, n.ar, n.serie, n.nummer) = (v.forbund, v.ar, v.serie, v.nummer)
        and n.ordinal <= ${f.ordinal} and (${per}::date is null or w.datum <= ${per}::date)
      order by n.ordinal limit 1
    ) w on true
    where p.forbund = any(${[...f.forbund]}) and p.ordinal <= ${f.ordinal} and p.ordinal > ${f.efter ?? 0}
      and (${per}::date is null or v.datum <= ${per}::date)
    order by p.ordinal limit ${f.max}`;
  return rader.map((r) => ({
    ordinal: Number(r.ordinal),
    forbund: r.forbund,
    ar: r.ar,
    serie: r.serie,
    nummer: r.nummer,
    datum: r.datum,
    text: r.text,
    slag: r.slag,
    vands: r.vands,
    beloppOre: r.belopp_ore,
    vandning:
      r.vand_ar === null
        ? null
        : { ar: r.vand_ar, serie: r.vand_serie, nummer: r.vand_nummer, datum: r.vand_datum },
  }));
}

interface Rad {
  readonly ordinal: bigint;
  readonly forbund: ForbundId;
  readonly ar: Ar;
  readonly serie: Nyckel;
  readonly nummer: number;
  readonly datum: Datum;
  readonly text: string;
  readonly slag: Periodiseringsslag;
  readonly vands: Datum;
  readonly belopp_ore: bigint;
  readonly vand_ar: Ar | null;
  readonly vand_serie: Nyckel;
  readonly vand_nummer: number;
  readonly vand_datum: Datum;
}

/** A voucher's text and the day that it is to be reversed, when it is an accrual. */
export async function periodiseringen(
  sql: TransactionSql,
  f: Verifikationsplats & { readonly forbund: ForbundId; readonly ordinal: number },
): Promise<{ text: string; vands: Datum } | undefined> {
  const [rad] = await sql<{ text: string; vands: Datum }[]>`
    select v.text, p.vands from huvudbok.periodisering p join huvudbok.verifikation v using (ordinal)
    where (v.forbund, v.ar, v.serie, v.nummer) = (${f.forbund}, ${f.ar}, ${f.serie}, ${f.nummer}) and p.ordinal <= ${f.ordinal}`;
  return rad;
}

/** An accrual whose day of reversal has come, and that nothing has reversed. */
export interface AttVanda {
  readonly forbund: ForbundId;
  readonly ar: Ar;
  readonly serie: Nyckel;
  readonly nummer: number;
  readonly text: string;
  readonly vands: Datum;
}

export async function attVanda(
  sql: TransactionSql,
  f: { readonly idag: Datum; readonly max: number; readonly efter: number },
): Promise<(AttVanda & { readonly ordinal: number })[]> {
  const rader = await sql<(AttVanda & { ordinal: bigint })[]>`
    select v.ordinal, v.forbund, v.ar, v.serie, v.nummer, v.text, p.vands
    from huvudbok.periodisering p join huvudbok.verifikation v using (ordinal)
    where p.vands <= ${f.idag} and p.ordinal > ${f.efter}
      and not exists (
        select from huvudbok.vandning n
        where (n.forbund, n.ar, n.serie, n.nummer) = (v.forbund, v.ar, v.serie, v.nummer)
      )
    order by v.ordinal limit ${f.max}`;
  return rader.map((r) => ({ ...r, ordinal: Number(r.ordinal) }));
}
