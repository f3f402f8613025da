import type { Ar, Datum } from '#kernel/datum.js';
import type { ForbundId, Konto, Nyckel } from '#kernel/identiteter.js';
import type { Ore } from '#kernel/ore.js';
import type { TransactionSql } from '#read-store/anslutning.js';

export interface Arsfraga {
  readonly forbund: ForbundId;
  readonly ar: Ar;
  readonly ordinal: number;
}

/** The key of a beslut, or a reason in words. */
export interface Grundvisning {
  readonly slag: 'beslut' | 'anteckning';
  readonly text: string;
}

export interface Andringsvisning {
  readonly nummer: number;
  readonly ordinal: number;
  readonly slag: 'stangning' | 'oppning';
  readonly fran: Datum;
  readonly till: Datum;
  readonly av: string;
  readonly grund: Grundvisning;
  /** Whether all series have taken part in it. */
  readonly genomford: boolean;
}

/** A closed month of a series, and what closed it. */
export interface StangdManad {
  readonly serie: Nyckel;
  readonly manad: number;
  readonly fran: Datum;
  readonly till: Datum;
  readonly av: string;
  readonly grund: Grundvisning;
}

export interface Bokslutsvisning {
  readonly nummer: number;
  readonly ordinal: number;
  readonly konto: Konto;
  /** A surplus is positive. */
  readonly resultatOre: Ore;
  readonly av: string;
  readonly grund: Grundvisning;
  /** The ordinal of the next year's opening balance that was made from it; null while that is not booked. */
  readonly ingaende: number | null;
}

interface Grundkolumner {
  readonly grund_slag: 'beslut' | 'anteckning';
  readonly grund: string;
}
const grund = (r: Grundkolumner): Grundvisning => ({ slag: r.grund_slag, text: r.grund });

/** The series of a year that are in its register. */
export async function aretsSerier(sql: TransactionSql, f: Arsfraga): Promise<Nyckel[]> {
  const rader = await sql<{ serie: Nyckel }[]>`
    select serie from rakenskapsar.serie
    where forbund = ${f.forbund} and ar = ${f.ar} and ordinal <= ${f.ordinal} order by serie collate "C"`;
  return rader.map((r) => r.serie);
}

/** What has been closed and opened in all series of a year, in order. */
export async function aretsAndringar(sql: TransactionSql, f: Arsfraga): Promise<Andringsvisning[]> {
  const rader = await sql<
    (Omit<Andringsvisning, 'grund' | 'ordinal' | 'genomford'> &
      Grundkolumner & { ordinal: bigint; genomford: bigint | null })[]
  >`
    select nummer, ordinal, slag, fran, till, av, grund_slag, grund, genomford from rakenskapsar.arsandring
    where forbund = ${f.forbund} and ar = ${f.ar} and ordinal <= ${f.ordinal} order by nummer`;
  return rader.map((r) => ({
    nummer: r.nummer,
    ordinal: Number(r.ordinal),
    slag: r.slag,
    fran: r.fran,
    till: r.till,
    av: r.av,
    grund: grund(r),
    genomford: r.genomford !== null && r.genomford <= BigInt(f.ordinal),
  }));
}

/** The closed months of each series of a year. */
export async function stangdaManader(sql: TransactionSql, f: Arsfraga): Promise<StangdManad[]> {
  const rader = await sql<(Omit<StangdManad, 'grund'> & Grundkolumner)[]>`
    select * from (
      select distinct on (a.serie, m.manad) a.serie, m.manad, a.slag, a.fran, a.till, a.av, a.grund_slag, a.grund
      from rakenskapsar.serieandring a
      join generate_series(1, 12) as m (manad) on m.manad between extract(month from a.fran) and extract(month from a.till)
      where a.forbund = ${f.forbund} and a.ar = ${f.ar} and a.ordinal <= ${f.ordinal}
      order by a.serie, m.manad, a.ordinal desc
    ) senaste
    where slag = 'stangning' order by serie collate "C", manad`;
  return rader.map((r) => ({
    serie: r.serie,
    manad: r.manad,
    fran: r.fran,
    till: r.till,
    av: r.av,
    grund: grund(r),
  }));
}

/** The closings of a year, the one that holds last. */
export async function aretsBokslut(sql: TransactionSql, f: Arsfraga): Promise<Bokslutsvisning[]> {
  const rader = await sql<
    (Grundkolumner & {
      nummer: number;
      ordinal: bigint;
      konto: Konto;
      resultat_ore: bigint;
      av: string;
      ingaende: bigint | null;
    })[]
  >`
    select nummer, ordinal, konto, resultat_ore, av, grund_slag, grund, ingaende from rakenskapsar.arsbokslut
    where forbund = ${f.forbund} and ar = ${f.ar} and ordinal <= ${f.ordinal} order by nummer`;
  return rader.map((r) => ({
    nummer: r.nummer,
    ordinal: Number(r.ordinal),
    konto: r.konto,
    resultatOre: r.resultat_ore,
    av: r.av,
    grund: grund(r),
    ingaende: r.ingaende !== null && r.ingaende <= BigInt(f.ordinal) ? Number(r.ingaende) : null,
  }));
}

/** Years whose changes of periods, or whose closing, somebody began and did not carry through. */
export async function oavslutadeAr(
  sql: TransactionSql,
): Promise<{ forbund: ForbundId; ar: Ar; vad: 'perioder' | 'bokslut' }[]> {
  return sql<{ forbund: ForbundId; ar: Ar; vad: 'perioder' | 'bokslut' }[]>`
    select distinct forbund, ar, 'perioder' as vad from rakenskapsar.arsandring where genomford is null
    union all
    select b.forbund, b.ar, 'bokslut' from rakenskapsar.arsbokslut b
    where b.ingaende is null
      and not exists (
        select from rakenskapsar.arsbokslut s where (s.forbund, s.ar) = (b.forbund, b.ar) and s.nummer > b.nummer
      )
    order by vad desc, forbund, ar`;
}
