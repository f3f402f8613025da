import type { Huvudmannatyp } from '#forbund/domain/forbund.events.js';
import type { Ar, Datum, Period } from '#kernel/datum.js';
import type { ForbundId, Nyckel } from '#kernel/identiteter.js';
import type { Ore } from '#kernel/ore.js';
import type { PostId } from '#kernel/poster.js';
import type { TransactionSql } from '#read-store/anslutning.js';
import type { Andelar } from '../../domain/finansiering.events.js';

/** Whose a figure is; `medlem` is null for the state, and for a region or kommuner as a whole part. */
interface Vems {
  readonly part: Huvudmannatyp;
  readonly medlem: Nyckel | null;
}

export interface Beslutat extends Vems {
  readonly den: Datum;
  readonly beloppOre: Ore;
  readonly stod: { readonly slag: string; readonly id: string };
}

/** An invoice, or a credit note: then negative. */
export interface Fakturerat extends Vems {
  readonly den: Datum;
  readonly avser: Period;
  readonly beloppOre: Ore;
}

export interface Mottaget extends Vems {
  readonly beloppOre: Ore;
}

/** What belongs to 1 January–`till`. */
export interface Periodiserat extends Vems {
  readonly till: Datum;
  readonly beloppOre: Ore;
}

/** What is known of a förbund's medel for a year. */
export interface Finansieringsfakta {
  /** What held at `per`, one for each huvudman. */
  readonly beslutade: readonly Beslutat[];
  /** All that are known, also those dated after `per`: the time that money belongs to is not the day it was invoiced. */
  readonly fakturerade: readonly Fakturerat[];
  /** Received by `per`, a sum for each huvudman. */
  readonly mottagna: readonly Mottaget[];
  /** Up to `per`, the latest for each huvudman and day. */
  readonly periodiserade: readonly Periodiserat[];
  /** What the huvudmän have said; null when no source tells. */
  readonly andelar: Andelar | null;
}

/** The event that a row was recorded in. */
interface Registrerad {
  readonly ordinal: number;
}

/** The same row by row, as it was recorded. */
export interface Finansieringsunderlag extends Finansieringsfakta {
  readonly beslutade: readonly (Beslutat & Registrerad)[];
  readonly fakturerade: readonly (Fakturerat & Registrerad & { readonly faktura: string })[];
  readonly mottagna: readonly (Mottaget & Registrerad & { readonly faktura: string; readonly den: Datum })[];
  readonly periodiserade: readonly (Periodiserat & Registrerad & Pick<Beslutat, 'stod'>)[];
}

interface Fraga {
  readonly forbund: ForbundId;
  readonly ar: Ar;
  readonly per: Datum;
  readonly ordinal: number;
}

const vems = (r: { part: Huvudmannatyp; medlem: string }): Vems => ({
  part: r.part,
  // Absent is '' in the tables, so that it can be part of keys.
  medlem: r.medlem === '' ? null : r.medlem,
});

/** All that a förbund's year rests on, as it held on a day and was known at an ordinal. */
export const finansieringsfakta = (sql: TransactionSql, f: Fraga): Promise<Finansieringsfakta> =>
  samla(sql, f, mottagna(sql, f));

export const finansieringsunderlag = (sql: TransactionSql, f: Fraga): Promise<Finansieringsunderlag> =>
  samla(sql, f, mottagnaRader(sql, f));

async function samla<M>(sql: TransactionSql, f: Fraga, mottagna: Promise<M>) {
  const [mottaget, besluten, fakturorna, perioderna, andelar] = await Promise.all([
    mottagna,
    beslutade(sql, f),
    fakturerade(sql, f),
    periodiserade(sql, f),
    andelarna(sql, f),
  ]);
  return {
    beslutade: besluten,
    fakturerade: fakturorna,
    mottagna: mottaget,
    periodiserade: perioderna,
    andelar,
  };
}

interface Beloppsrad {
  readonly part: Huvudmannatyp;
  readonly medlem: string;
  readonly belopp_ore: bigint;
}

type Ordinalrad = Beloppsrad & { readonly ordinal: bigint };
interface Stodrad {
  readonly stod_slag: string;
  readonly stod: string;
}

/** The latest at or before the day, else the first known: as a budget, a later decision still tells of the year. */
async function beslutade(sql: TransactionSql, f: Fraga): Promise<(Beslutat & Registrerad)[]> {
  const rader = await sql<(Ordinalrad & Stodrad & { den: Datum })[]>`
    select distinct on (part, medlem) ordinal, part, medlem, den, belopp_ore, stod_slag, stod from finansiering.beslutat
    where forbund = ${f.forbund} and ar = ${f.ar} and ordinal <= ${f.ordinal}
    order by part, medlem, den > ${f.per}, case when den <= ${f.per} then den end desc, den, ordinal desc`;
  return rader.map((r) => ({
    ordinal: Number(r.ordinal),
    den: r.den,
    beloppOre: r.belopp_ore,
    stod: { slag: r.stod_slag, id: r.stod },
    ...vems(r),
  }));
}

async function fakturerade(
  sql: TransactionSql,
  f: Fraga,
): Promise<(Fakturerat & Registrerad & { faktura: string })[]> {
  const rader = await sql<(Ordinalrad & { faktura: string; den: Datum; fran: Datum; till: Datum })[]>`
    select ordinal, faktura, part, medlem, den, fran, till, belopp_ore from finansiering.faktura
    where forbund = ${f.forbund} and ar = ${f.ar} and ordinal <= ${f.ordinal} order by ordinal`;
  return rader.map((r) => ({
    ordinal: Number(r.ordinal),
    faktura: r.faktura,
    den: r.den,
    avser: { fran: r.fran, till: r.till },
    beloppOre: r.belopp_ore,
    ...vems(r),
  }));
}

async function mottagna(sql: TransactionSql, f: Fraga): Promise<Mottaget[]> {
  const rader = await sql<Beloppsrad[]>`
    select part, medlem, sum(belopp_ore)::bigint as belopp_ore from finansiering.mottaget
    where forbund = ${f.forbund} and ar = ${f.ar} and ordinal <= ${f.ordinal} and den <= ${f.per}
    group by part, medlem order by part, medlem`;
  return rader.map((r) => ({ beloppOre: r.belopp_ore, ...vems(r) }));
}

/** Payments one by one. */
async function mottagnaRader(
  sql: TransactionSql,
  f: Fraga,
): Promise<Finansieringsunderlag['mottagna'][number][]> {
  const rader = await sql<(Ordinalrad & { faktura: string; den: Datum })[]>`
    select ordinal, faktura, part, medlem, den, belopp_ore from finansiering.mottaget
    where forbund = ${f.forbund} and ar = ${f.ar} and ordinal <= ${f.ordinal} and den <= ${f.per} order by ordinal`;
  return rader.map((r) => ({
    ordinal: Number(r.ordinal),
    faktura: r.faktura,
    den: r.den,
    beloppOre: r.belopp_ore,
    ...vems(r),
  }));
}

async function periodiserade(
  sql: TransactionSql,
  f: Fraga,
): Promise<Finansieringsunderlag['periodiserade'][number][]> {
  const rader = await sql<(Ordinalrad & Stodrad & { till: Datum })[]>`
    select distinct on (part, medlem, till) ordinal, part, medlem, till, belopp_ore, stod_slag, stod from finansiering.periodiserat
    where forbund = ${f.forbund} and ar = ${f.ar} and ordinal <= ${f.ordinal} and till <= ${f.per}
    order by part, medlem, till, ordinal desc`;
  return rader.map((r) => ({
    ordinal: Number(r.ordinal),
    till: r.till,
    beloppOre: r.belopp_ore,
    stod: { slag: r.stod_slag, id: r.stod },
    ...vems(r),
  }));
}

type Brakrad = readonly [number, number];

async function andelarna(sql: TransactionSql, f: Fraga): Promise<Andelar | null> {
  const [rad] = await sql<{ stat: Brakrad; region: Brakrad; kommun: Brakrad }[]>`
    select stat, region, kommun from finansiering.andelar
    where forbund = ${f.forbund} and ar = ${f.ar} and ordinal <= ${f.ordinal} order by ordinal desc limit 1`;
  const brak = ([taljare, namnare]: Brakrad) => ({ taljare, namnare });
  return rad ? { stat: brak(rad.stat), region: brak(rad.region), kommun: brak(rad.kommun) } : null;
}

export interface Medelspost {
  readonly forbund: ForbundId;
  readonly post: PostId;
  /** Whose money it holds; null for the money of all. */
  readonly part: Huvudmannatyp | null;
  readonly medlem: Nyckel | null;
}

/** The posts that hold medel, as known at an ordinal. */
export async function medelsposter(
  sql: TransactionSql,
  f: { forbund: readonly ForbundId[]; ordinal: number },
): Promise<Medelspost[]> {
  const rader = await sql<
    { forbund: ForbundId; post: PostId; part: Huvudmannatyp | null; medlem: string; struken: boolean }[]
  >`
    select distinct on (forbund, post) forbund, post, part, medlem, struken from finansiering.medelspost
    where forbund = any(${[...f.forbund]}) and ordinal <= ${f.ordinal}
    order by forbund, post, ordinal desc`;
  return rader
    .filter((r) => !r.struken)
    .map((r) => ({
      forbund: r.forbund,
      post: r.post,
      part: r.part,
      medlem: r.medlem === '' ? null : r.medlem,
    }));
}
