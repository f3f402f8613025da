import type { Ar, Datum } from '#kernel/datum.js';
import type { ForbundId, Konto, Nyckel } from '#kernel/identiteter.js';
import { oreTillTal } from '#kernel/ore.js';
import type { TransactionSql } from '#read-store/anslutning.js';
import type { Periodiseringsslag, Verifikationsplats } from '../../domain/bokforing.events.js';

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
  /** It takes back all that was left of that one. */
  readonly makulerar: boolean;
  /** The numbers of those that correct this one. */
  readonly rattasAv: readonly number[];
  readonly periodisering: { readonly slag: Periodiseringsslag; readonly vands: Datum } | null;
  /** The accrual that this one reverses. */
  readonly vander: Verifikationsplats | null;
  /** What reversed this accrual. */
  readonly vandsAv: Verifikationsplats | null;
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

type Huvud = Pick<
  Verifikationsvisning,
  'ar' | 'serie' | 'nummer' | 'datum' | 'text' | 'dokument' | 'rattar'
> & { readonly ordinal: bigint };

/** Vouchers with their rows, in the order they were recorded, as known at an ordinal. */
export async function verifikationssida(
  sql: TransactionSql,
  f: Verifikationsurval,
): Promise<Verifikationsvisning[]> {
  const huvuden = await sql<Huvud[]>`
    select ordinal, ar, serie, nummer, datum, text, dokument, rattar from huvudbok.verifikation
    where forbund = ${f.forbund} and ordinal <= ${f.ordinal} and ordinal > ${f.efter}
      ${f.per === undefined ? sql`` : sql`and datum <= ${f.per}`}
      ${f.ar === undefined ? sql`` : sql`and ar = ${f.ar}`}
      ${f.serie === undefined ? sql`` : sql`and serie = ${f.serie}`}
      ${f.nummer === undefined ? sql`` : sql`and nummer = ${f.nummer}`}
    order by ordinal limit ${f.max}`;
  return medRader(sql, huvuden, f);
}

/** The vouchers with their rows and what each has to do with others, in the order they are given. */
export async function medRader(
  sql: TransactionSql,
  huvuden: readonly Huvud[],
  f: { readonly ordinal: number },
): Promise<Verifikationsvisning[]> {
  const ordinaler = huvuden.map((v) => v.ordinal);
  const [rader, samband] = await Promise.all([
    sql<{ ordinal: bigint; konto: Konto; insats: string; motpart: string; belopp_ore: bigint }[]>`
      select ordinal, konto, insats, motpart, belopp_ore from huvudbok.rad
      where ordinal = any(${ordinaler.map(String)}::bigint[]) order by ordinal, nr`,
    verifikationssamband(sql, ordinaler, f.ordinal),
  ]);
  const perVerifikation = new Map<bigint, (typeof rader)[number][]>();
  for (const r of rader) {
    const redan = perVerifikation.get(r.ordinal);
    if (redan) redan.push(r);
    else perVerifikation.set(r.ordinal, [r]);
  }
  return huvuden.map((v) => ({
    ordinal: Number(v.ordinal),
    ar: v.ar,
    serie: v.serie,
    nummer: v.nummer,
    datum: v.datum,
    text: v.text,
    dokument: v.dokument,
    rattar: v.rattar,
    ...samband(v.ordinal),
    rader: (perVerifikation.get(v.ordinal) ?? []).map((r) => ({
      konto: r.konto,
      insats: r.insats || null,
      motpart: r.motpart || null,
      beloppOre: oreTillTal(r.belopp_ore),
    })),
  }));
}

/** What a voucher has to do with others, beside the one that it corrects. */
export type Verifikationssamband = Pick<
  Verifikationsvisning,
  'makulerar' | 'rattasAv' | 'periodisering' | 'vander' | 'vandsAv'
>;
/** As most are. */
const UTAN_SAMBAND: Verifikationssamband = {
  makulerar: false,
  rattasAv: [],
  periodisering: null,
  vander: null,
  vandsAv: null,
};

/** By ordinal, of those vouchers: what and which they correct, are corrected by, accrue or reverse. */
export async function verifikationssamband(
  sql: TransactionSql,
  ordinaler: readonly bigint[],
  ordinal: number,
): Promise<(ordinal: bigint) => Verifikationssamband> {
  const rader = await sql<
    {
      ordinal: bigint;
      makulerar: boolean;
      rattas_av: number[];
      slag: Periodiseringsslag | null;
      vands: Datum;
      vander: Verifikationsplats | null;
      vands_av: Verifikationsplats | null;
    }[]
  >`
    select * from (
      select v.ordinal, p.slag, p.vands,
        exists (select from huvudbok.makulering m where m.ordinal = v.ordinal) as makulerar,
        array(
          select r.nummer from huvudbok.verifikation r
          where (r.forbund, r.ar, r.serie, r.rattar) = (v.forbund, v.ar, v.serie, v.nummer) and r.ordinal <= ${ordinal}
          order by r.nummer
        ) as rattas_av,
        (
          select json_build_object('ar', n.ar, 'serie', n.serie, 'nummer', n.nummer)
          from huvudbok.vandning n where n.ordinal = v.ordinal
        ) as vander,
        (
          select json_build_object('ar', w.ar, 'serie', w.serie, 'nummer', w.nummer)
          from huvudbok.vandning n join huvudbok.verifikation w using (ordinal)
          where (n.forbund, n.ar, n.serie, n.nummer) = (v.forbund, v.ar, v.serie, v.nummer) and n.ordinal <= ${ordinal}
          order by n.ordinal limit 1
        ) as vands_av
      from huvudbok.verifikation v left join huvudbok.periodisering p using (ordinal)
      where v.ordinal = any(${ordinaler.map(String)}::bigint[])
    ) v
    where makulerar or rattas_av <> '{}' or slag is not null or vander is not null or vands_av is not null`;
  const funna = new Map(
    rader.map((r): [bigint, Verifikationssamband] => [
      r.ordinal,
      {
        makulerar: r.makulerar,
        rattasAv: r.rattas_av,
        periodisering: r.slag === null ? null : { slag: r.slag, vands: r.vands },
        vander: r.vander,
        vandsAv: r.vands_av,
      },
    ]),
  );
  return (vems) => funna.get(vems) ?? UTAN_SAMBAND;
}

/** The series that a year has vouchers in, found by jumping from one to the next in the index. */
export async function bokfordaSerier(
  sql: TransactionSql,
  f: { readonly forbund: ForbundId; readonly ar: Ar; readonly ordinal: number },
): Promise<Nyckel[]> {
  const rader = await sql<{ serie: Nyckel }[]>`
    with recursive s as (
      select (
        select v.serie from huvudbok.verifikation v
        where v.forbund = ${f.forbund} and v.ar = ${f.ar} order by v.serie limit 1
      ) as serie
      union all
      select (
        select v.serie from huvudbok.verifikation v
        where v.forbund = ${f.forbund} and v.ar = ${f.ar} and v.serie > s.serie order by v.serie limit 1
      ) from s where s.serie is not null
    )
    select s.serie from s
    where exists (
      select from huvudbok.verifikation v
      where (v.forbund, v.ar, v.serie) = (${f.forbund}, ${f.ar}, s.serie) and v.ordinal <= ${f.ordinal}
    )`;
  return rader.map((r) => r.serie);
}
