import type { Ar, Datum } from '#kernel/datum.js';
import type { ForbundId, Konto, Nyckel } from '#kernel/identiteter.js';
import { oreTillTal } from '#kernel/ore.js';
import type { TransactionSql } from '#read-store/anslutning.js';

export interface Verifikationsvisning {
  readonly ordinal: number;
  readonly ar: Ar;
  readonly serie: Nyckel;
  readonly nummer: number;
  readonly datum: Datum;
  readonly text: string;
  readonly dokument: string | null;
  /** The number in the series that this one corrects. */
  readonly rattar: number | null;
  readonly rader: readonly {
    readonly konto: Konto;
    readonly insats: string | null;
    readonly motpart: string | null;
    readonly beloppOre: number;
  }[];
}

export interface Verifikationsurval {
  readonly forbund: ForbundId;
  readonly ordinal: number;
  readonly efter: number;
  readonly max: number;
  readonly per?: Datum | undefined;
  readonly ar?: Ar | undefined;
  readonly serie?: Nyckel | undefined;
  readonly nummer?: number;
}

/** Vouchers with their rows, in the order they were recorded, as known at an ordinal. */
export async function verifikationssida(
  sql: TransactionSql,
  f: Verifikationsurval,
): Promise<Verifikationsvisning[]> {
  const huvuden = await sql<(Omit<Verifikationsvisning, 'ordinal' | 'rader'> & { ordinal: bigint })[]>`
    select ordinal, ar, serie, nummer, datum, text, dokument, rattar from huvudbok.verifikation
    where forbund = ${f.forbund} and ordinal <= ${f.ordinal} and ordinal > ${f.efter}
      ${f.per === undefined ? sql`` : sql`and datum <= ${f.per}`}
      ${f.ar === undefined ? sql`` : sql`and ar = ${f.ar}`}
      ${f.serie === undefined ? sql`` : sql`and serie = ${f.serie}`}
      ${f.nummer === undefined ? sql`` : sql`and nummer = ${f.nummer}`}
    order by ordinal limit ${f.max}`;
  const rader = await sql<
    { ordinal: bigint; konto: Konto; insats: string; motpart: string; belopp_ore: bigint }[]
  >`
    select ordinal, konto, insats, motpart, belopp_ore from huvudbok.rad
    where ordinal = any(${huvuden.map((v) => v.ordinal.toString())}::bigint[]) order by ordinal, nr`;
  const perVerifikation = new Map<bigint, (typeof rader)[number][]>();
  for (const r of rader) perVerifikation.set(r.ordinal, [...(perVerifikation.get(r.ordinal) ?? []), r]);
  return huvuden.map((v) => ({
    ...v,
    ordinal: Number(v.ordinal),
    rader: (perVerifikation.get(v.ordinal) ?? []).map((r) => ({
      konto: r.konto,
      insats: r.insats || null,
      motpart: r.motpart || null,
      beloppOre: oreTillTal(r.belopp_ore),
    })),
  }));
}
