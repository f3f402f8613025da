import type { Ar, Datum, Period } from '#kernel/datum.js';
import type { ForbundId, InsatsId, Konto, Nyckel } from '#kernel/identiteter.js';
import type { Ore } from '#kernel/ore.js';
import type { TransactionSql } from '#read-store/anslutning.js';
import { omgjorda } from '#read-store/rader.js';

/** A row's place in the ledger: konto by konto, by day, and within a day as they were recorded. */
export interface Radplats {
  readonly konto: Konto;
  readonly datum: Datum;
  readonly ordinal: number;
  readonly nr: number;
}

export interface Kontorad extends Radplats {
  readonly insats: InsatsId | null;
  readonly motpart: Nyckel | null;
  /** Ledger sign: debit positive. */
  readonly beloppOre: Ore;
  readonly ar: Ar;
  readonly serie: Nyckel;
  readonly nummer: number;
  readonly text: string;
  readonly rattar: number | null;
}

interface Kontofraga {
  readonly forbund: ForbundId;
  /** In the order that they are told. */
  readonly konton: readonly Konto[];
  readonly period: Period;
  readonly ordinal: number;
  /** The row that was told last: its konto is the first of the konton. */
  readonly efter?: Radplats | undefined;
  readonly max: number;
}

/** Konton that are read at once: few where each has much, more when those before had little. */
const KONTON = { forst: 1, vaxer: 4, hogst: 64 } as const;

/** At most `max` rows of a period, konto by konto. What they cost is what they are, however much is booked. */
export async function kontonasRader(sql: TransactionSql, f: Kontofraga): Promise<Kontorad[]> {
  const rader: Kontorad[] = [];
  let antal: number = KONTON.forst;
  for (let fran = 0; fran < f.konton.length && rader.length < f.max;) {
    const konton = f.konton.slice(fran, fran + antal);
    rader.push(...(await nagraKontonsRader(sql, { ...f, konton, max: f.max - rader.length })));
    fran += antal;
    antal = Math.min(antal * KONTON.vaxer, KONTON.hogst);
  }
  return rader;
}

type Lagrad = Omit<Kontorad, 'ordinal' | 'beloppOre'> & {
  readonly ordinal: bigint;
  readonly belopp_ore: bigint;
};

async function nagraKontonsRader(sql: TransactionSql, f: Kontofraga): Promise<Kontorad[]> {
  const { fran, till } = f.period;
  const forbi = f.konton.map((konto) =>
    konto === f.efter?.konto ? f.efter : { datum: fran, ordinal: 0, nr: 0 },
  );
  const rader = await sql<Lagrad[]>`
    select r.konto, r.datum, r.ordinal, r.nr, nullif(r.insats, '') as insats, nullif(r.motpart, '') as motpart, r.belopp_ore,
      v.ar, v.serie, v.nummer, v.text, v.rattar
    from (
      select k.plats, r.*
      from unnest(
        ${[...f.konton]}::text[], ${forbi.map((e) => e.datum)}::text[]::date[], ${forbi.map((e) => e.ordinal)}::bigint[],
        ${forbi.map((e) => e.nr)}::int[]
      ) with ordinality as k (konto, efter_datum, efter_ordinal, efter_nr, plats)
      cross join lateral (
        select r.* from huvudbok.rad r
        where r.forbund = ${f.forbund} and r.konto = k.konto and r.ordinal <= ${f.ordinal} and r.datum between ${fran} and ${till}
          and (r.datum, r.ordinal, r.nr) > (k.efter_datum, k.efter_ordinal, k.efter_nr)
        order by r.datum, r.ordinal, r.nr
        limit ${f.max}
      ) r
      order by k.plats, r.datum, r.ordinal, r.nr
      limit ${f.max}
    ) r
    join huvudbok.verifikation v using (ordinal)
    order by r.plats, r.datum, r.ordinal, r.nr`;
  return omgjorda(rader, (r) => ({
    konto: r.konto,
    datum: r.datum,
    ordinal: Number(r.ordinal),
    nr: r.nr,
    insats: r.insats,
    motpart: r.motpart,
    beloppOre: r.belopp_ore,
    ar: r.ar,
    serie: r.serie,
    nummer: r.nummer,
    text: r.text,
    rattar: r.rattar,
  }));
}

/** What the rows of a konto from a day up to and including one of them have moved. */
export async function rorelseTillRaden(
  sql: TransactionSql,
  f: {
    readonly forbund: ForbundId;
    readonly fran: Datum;
    readonly till: Radplats;
    readonly ordinal: number;
  },
): Promise<Ore> {
  const { till } = f;
  const [rad] = await sql<{ belopp_ore: bigint }[]>`
    select coalesce(sum(belopp_ore), 0)::bigint as belopp_ore from huvudbok.rad
    where forbund = ${f.forbund} and konto = ${till.konto} and ordinal <= ${f.ordinal} and datum >= ${f.fran}
      and (datum, ordinal, nr) <= (${till.datum}::date, ${till.ordinal}::bigint, ${till.nr}::int)`;
  return rad?.belopp_ore ?? 0n;
}
