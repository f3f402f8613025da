import type { Skal } from '#event-store/event-store.js';
import { arFor, type Ar, type Datum, type Period } from '#kernel/datum.js';
import type { ForbundId, InsatsId, Konto, Nyckel } from '#kernel/identiteter.js';
import type { Ore } from '#kernel/ore.js';
import type { TransactionSql } from '#read-store/anslutning.js';
import { omgjorda } from '#read-store/rader.js';
import { skalet } from './grundbok.query.js';

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
  /** When, by whom and why its voucher was recorded. */
  readonly registrerad: Date;
  readonly vem: string;
  readonly skal: Skal;
}

export interface Radsida {
  readonly rader: readonly Radvisning[];
  /** Where the next page goes on from, at the same ordinal; undefined on the last. */
  readonly nasta: Radmarkor | undefined;
}

/**
 * The rows that some balances were made of, spann by spann, month by month, and within a month as they were recorded. A
 * page costs what is on it, not what has been booked: what moved a kontering in a month is found by its balances. The
 * months are the same at the same ordinal, whatever is booked later, so that a place among them is a place to go on from.
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
  if (f.spann.length === 0) return { rader: [], nasta: undefined };
  const lasta = omgjorda(await radernaEfter(sql, f), (rad) => ({ manad: rad.plats, rad: radvisningen(rad) }));
  const sida = lasta.slice(0, f.max);
  const sista = sida.at(-1);
  return {
    rader: sida.map(({ rad }) => rad),
    nasta:
      lasta.length > f.max && sista
        ? { manad: sista.manad, ordinal: sista.rad.ordinal, nr: sista.rad.nr }
        : undefined,
  };
}

/** Written out: to take a few columns out of a row of so many, and spread the rest, costs as much as reading it. */
const radvisningen = (r: Lagrad): Radvisning => ({
  spann: r.spann,
  ordinal: Number(r.ordinal),
  nr: r.nr,
  konto: r.konto,
  insats: r.insats,
  motpart: r.motpart,
  debetOre: r.belopp_ore,
  ar: r.ar,
  serie: r.serie,
  nummer: r.nummer,
  datum: r.datum,
  text: r.text,
  dokument: r.dokument,
  rattar: r.rattar,
  registrerad: r.registrerad,
  vem: r.vem,
  skal: skalet(r.skal_slag, r.skal),
});

type Lagrad = Omit<Radvisning, 'ordinal' | 'debetOre' | 'skal'> & {
  /** Of its month, among all months of all spann. */
  readonly plats: number;
  readonly ordinal: bigint;
  readonly belopp_ore: bigint;
  readonly skal_slag: Skal['slag'];
  readonly skal: string;
};

/** The sign of the rows: 0 for any. */
const tecknet = ({ sida }: Kontospann): number => (sida === undefined ? 0 : sida === 'debet' ? 1 : -1);

/** A month of a spann, by the short name that its kontering has among the balances. */
const spannetsManad = (sql: TransactionSql) => sql`
  s.nr, s.fran, s.till, s.tecken, n.ordinal as nyckel_ordinal, n.nr as nyckel_nr, n.konto, n.insats, n.motpart, n.ar, n.manad`;

/** One row more than a page. Months are read in their order until there are so many. */
async function radernaEfter(
  sql: TransactionSql,
  f: {
    readonly spann: readonly Kontospann[];
    readonly ordinal: number;
    readonly efter?: Radmarkor | undefined;
    readonly max: number;
  },
): Promise<Lagrad[]> {
  const { spann, ordinal, efter = { manad: 0, ordinal: 0, nr: 0 } } = f;
  const forbund = [...new Set(spann.map((s) => s.forbund))];
  const ar = spann.flatMap((s) => [arFor(s.period.fran), arFor(s.period.till)]);
  return sql<Lagrad[]>`
    with nycklar as materialized (
      select * from huvudbok.saldonyckel
      where forbund = any(${forbund}) and ar between ${Math.min(...ar)} and ${Math.max(...ar)} and ordinal <= ${ordinal}
    ), spann as materialized (
      select * from unnest(
        ${spann.map((s) => s.forbund)}::text[], ${spann.map((s) => s.konto)}::text[], ${spann.map((s) => s.insats ?? '')}::text[],
        ${spann.map((s) => s.motpart ?? '')}::text[], ${spann.map((s) => s.period.fran)}::text[]::date[],
        ${spann.map((s) => s.period.till)}::text[]::date[], ${spann.map(tecknet)}::int[]
      ) with ordinality as s (forbund, konto, insats, motpart, fran, till, tecken, nr)
    ), manader as (
      select *, row_number() over (
        order by nr, konto collate "C", insats collate "C", motpart collate "C", ar, manad
      ) - 1 as plats
      from (
        select ${spannetsManad(sql)} from spann s
        join nycklar n on (n.forbund, n.konto, n.insats, n.motpart) = (s.forbund, s.konto, s.insats, s.motpart)
        union all
        select ${spannetsManad(sql)} from spann s
        join nycklar n on n.forbund = s.forbund and n.konto >= '3'
        where s.konto is null
      ) r
      where make_date(ar, manad, 1) between date_trunc('month', fran::timestamp) and till
    )
    select r.plats::int, (r.spann - 1)::int as spann, r.ordinal, r.nr, r.konto, nullif(r.insats, '') as insats,
      nullif(r.motpart, '') as motpart, r.belopp_ore, v.ar, v.serie, v.nummer, v.datum, v.text, v.dokument, v.rattar,
      v.registrerad, v.vem, v.skal_slag, v.skal
    from (
      select m.plats, m.nr as spann, x.*
      from (
        select *, case when plats = ${efter.manad} then ${efter.ordinal}::bigint else 0 end as efter_ordinal,
          case when plats = ${efter.manad} then ${efter.nr}::int else 0 end as efter_nr
        from manader where plats >= ${efter.manad} order by plats
      ) m
      cross join lateral (
        select r.ordinal, r.nr, r.konto, r.insats, r.motpart, r.belopp_ore
        from huvudbok.saldo s
        join huvudbok.rad r on r.ordinal = s.ordinal
        where (s.nyckel_ordinal, s.nyckel_nr) = (m.nyckel_ordinal, m.nyckel_nr)
          and s.ordinal between m.efter_ordinal and ${ordinal}
          and (r.konto, r.insats, r.motpart) = (m.konto, m.insats, m.motpart) and r.datum between m.fran and m.till
          and (r.ordinal, r.nr) > (m.efter_ordinal, m.efter_nr)
          and (m.tecken = 0 or sign(r.belopp_ore) = m.tecken)
        order by s.ordinal, r.nr
        limit ${f.max + 1}
      ) x
      order by m.plats, x.ordinal, x.nr
      limit ${f.max + 1}
    ) r
    join huvudbok.verifikation v on v.ordinal = r.ordinal
    order by r.plats, r.ordinal, r.nr`;
}
