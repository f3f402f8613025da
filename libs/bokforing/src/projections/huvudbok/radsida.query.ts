import { arFor, manadFor, type Ar, type Datum, type Period } from '#kernel/datum.js';
import type { ForbundId, InsatsId, Konto, Nyckel } from '#kernel/identiteter.js';
import type { Ore } from '#kernel/ore.js';
import type { TransactionSql } from '#read-store/anslutning.js';

/** The rows of a kontering on the days of a period. */
export interface Kontospann {
  readonly forbund: ForbundId;
  /** `null`: every konto of the result (classes 3–8), whatever the insats and motpart. */
  readonly konto: Konto | null;
  readonly insats: InsatsId | null;
  readonly motpart: Nyckel | null;
  readonly period: Period;
  /** Only what was debited, or only what was credited. */
  readonly sida?: 'debet' | 'kredit';
}

/** After which row a page begins: place in the list of months, and the row there. */
export interface Radmarkor {
  readonly manad: number;
  readonly ordinal: number;
  readonly nr: number;
}

export interface Radvisning {
  /** Which of the spann it belongs to. */
  readonly spann: number;
  readonly ordinal: number;
  readonly nr: number;
  readonly konto: Konto;
  readonly insats: InsatsId | null;
  readonly motpart: Nyckel | null;
  /** Ledger sign: debit positive. */
  readonly debetOre: Ore;
  readonly ar: Ar;
  readonly serie: Nyckel;
  readonly nummer: number;
  readonly datum: Datum;
  readonly text: string;
  readonly dokument: string | null;
  readonly rattar: number | null;
}

export interface Radsida {
  readonly rader: readonly Radvisning[];
  /** Where the next page goes on from, at the same ordinal; undefined on the last. */
  readonly nasta: Radmarkor | undefined;
}

/** Months of konteringar that are read at once: few where each has much, more when those before had little. */
const MANADER = { forst: 8, vaxer: 4, hogst: 64 } as const;

/**
 * The rows that some balances were made of, spann by spann, month by month, and within a month as they were recorded. A
 * page costs what is on it, not what has been booked: what moved a kontering in a month is found by its balances.
 */
export async function radsida(
  sql: TransactionSql,
  f: {
    readonly spann: readonly Kontospann[];
    readonly ordinal: number;
    readonly efter?: Radmarkor | undefined;
    readonly max: number;
  },
): Promise<Radsida> {
  const manader = await spannensManader(sql, f);
  const rader: (Radvisning & { readonly plats: number })[] = [];
  let fran = f.efter?.manad ?? 0;
  let antal: number = MANADER.forst;
  while (fran < manader.length && rader.length <= f.max) {
    const del = manader.slice(fran, fran + antal).map((m, n) => ({
      ...m,
      plats: fran + n,
      tecken: tecknet(f.spann[m.spann]),
    }));
    rader.push(...(await manadernasRader(sql, del, { ...f, max: f.max + 1 - rader.length })));
    fran += antal;
    antal = Math.min(antal * MANADER.vaxer, MANADER.hogst);
  }
  const sida = rader.slice(0, f.max);
  const sista = sida.at(-1);
  return {
    rader: sida.map(({ plats: _, ...rad }) => rad),
    nasta:
      rader.length > f.max && sista
        ? { manad: sista.plats, ordinal: sista.ordinal, nr: sista.nr }
        : undefined,
  };
}

/** The sign of the rows: 0 for any. */
const tecknet = (spann: Kontospann | undefined): number =>
  spann?.sida === undefined ? 0 : spann.sida === 'debet' ? 1 : -1;

/** What a kontering moved in a month, by its short name among the balances. */
interface Spannmanad {
  readonly spann: number;
  readonly nyckel_ordinal: bigint;
  readonly nyckel_nr: number;
  readonly konto: Konto;
  readonly insats: string;
  readonly motpart: string;
  readonly fran: Datum;
  readonly till: Datum;
}

const spannetsNyckel = (sql: TransactionSql) => sql`
  s.nr, s.fran, s.till, s.fran_manad, s.till_manad, n.ordinal as nyckel_ordinal, n.nr as nyckel_nr, n.konto, n.insats, n.motpart,
  n.ar, n.manad`;

/** The months that each spann has anything in, in its order. The same at the same ordinal, whatever is booked later. */
async function spannensManader(
  sql: TransactionSql,
  { spann, ordinal }: { spann: readonly Kontospann[]; ordinal: number },
): Promise<Spannmanad[]> {
  const forbund = [...new Set(spann.map((s) => s.forbund))];
  const ar = [...spann.map((s) => arFor(s.period.fran)), ...spann.map((s) => arFor(s.period.till))];
  if (ar.length === 0) return [];
  return sql<Spannmanad[]>`
    with nycklar as materialized (
      select * from huvudbok.saldonyckel
      where forbund = any(${forbund}) and ar between ${Math.min(...ar)} and ${Math.max(...ar)} and ordinal <= ${ordinal}
    ), spann as materialized (
      select * from unnest(
        ${spann.map((s) => s.forbund)}::text[], ${spann.map((s) => s.konto)}::text[], ${spann.map((s) => s.insats ?? '')}::text[],
        ${spann.map((s) => s.motpart ?? '')}::text[], ${spann.map((s) => s.period.fran)}::text[]::date[],
        ${spann.map((s) => s.period.till)}::text[]::date[],
        ${spann.map((s) => arFor(s.period.fran) * 100 + manadFor(s.period.fran))}::int[],
        ${spann.map((s) => arFor(s.period.till) * 100 + manadFor(s.period.till))}::int[]
      ) with ordinality as s (forbund, konto, insats, motpart, fran, till, fran_manad, till_manad, nr)
    )
    select (nr - 1)::int as spann, nyckel_ordinal, nyckel_nr, konto, insats, motpart, fran, till
    from (
      select ${spannetsNyckel(sql)} from spann s
      join nycklar n on (n.forbund, n.konto, n.insats, n.motpart) = (s.forbund, s.konto, s.insats, s.motpart)
      union all
      select ${spannetsNyckel(sql)} from spann s
      join nycklar n on n.forbund = s.forbund and n.konto >= '3'
      where s.konto is null
    ) r
    where ar * 100 + manad between fran_manad and till_manad
    order by nr, konto collate "C", insats collate "C", motpart collate "C", ar, manad`;
}

type Manadsrad = Omit<Radvisning, 'ordinal' | 'debetOre'> & {
  readonly plats: number;
  readonly ordinal: bigint;
  readonly belopp_ore: bigint;
};

async function manadernasRader(
  sql: TransactionSql,
  manader: readonly (Spannmanad & { readonly plats: number; readonly tecken: number })[],
  f: { readonly ordinal: number; readonly efter?: Radmarkor | undefined; readonly max: number },
): Promise<(Radvisning & { readonly plats: number })[]> {
  const forbi = manader.map((m) => (m.plats === f.efter?.manad ? f.efter : { ordinal: 0, nr: 0 }));
  const rader = await sql<Manadsrad[]>`
    select r.plats, r.spann, r.ordinal, r.nr, r.konto, nullif(r.insats, '') as insats, nullif(r.motpart, '') as motpart,
      r.belopp_ore, v.ar, v.serie, v.nummer, v.datum, v.text, v.dokument, v.rattar
    from (
      select m.plats, m.spann, x.*
      from unnest(
        ${manader.map((m) => m.plats)}::int[], ${manader.map((m) => m.spann)}::int[],
        ${manader.map((m) => m.nyckel_ordinal.toString())}::bigint[], ${manader.map((m) => m.nyckel_nr)}::int[],
        ${manader.map((m) => m.konto)}::text[], ${manader.map((m) => m.insats)}::text[], ${manader.map((m) => m.motpart)}::text[],
        ${manader.map((m) => m.fran)}::text[]::date[], ${manader.map((m) => m.till)}::text[]::date[],
        ${forbi.map((e) => e.ordinal)}::bigint[], ${forbi.map((e) => e.nr)}::int[], ${manader.map((m) => m.tecken)}::int[]
      ) as m (plats, spann, nyckel_ordinal, nyckel_nr, konto, insats, motpart, fran, till, efter_ordinal, efter_nr, tecken)
      cross join lateral (
        select r.ordinal, r.nr, r.konto, r.insats, r.motpart, r.belopp_ore
        from huvudbok.saldo s
        join huvudbok.rad r on r.ordinal = s.ordinal
        where (s.nyckel_ordinal, s.nyckel_nr) = (m.nyckel_ordinal, m.nyckel_nr)
          and s.ordinal between m.efter_ordinal and ${f.ordinal}
          and (r.konto, r.insats, r.motpart) = (m.konto, m.insats, m.motpart) and r.datum between m.fran and m.till
          and (r.ordinal, r.nr) > (m.efter_ordinal, m.efter_nr)
          and (m.tecken = 0 or sign(r.belopp_ore) = m.tecken)
        order by s.ordinal, r.nr
        limit ${f.max}
      ) x
      order by m.plats, x.ordinal, x.nr
      limit ${f.max}
    ) r
    join huvudbok.verifikation v on v.ordinal = r.ordinal
    order by r.plats, r.ordinal, r.nr`;
  return rader.map(({ ordinal, belopp_ore: debetOre, ...rad }) => ({
    ...rad,
    ordinal: Number(ordinal),
    debetOre,
  }));
}
