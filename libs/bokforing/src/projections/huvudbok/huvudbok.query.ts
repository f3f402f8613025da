import { arFor, dagenEfter, manadFor, manadsSlut, type Ar, type Datum, type Period } from '#kernel/datum.js';
import type { ForbundId, InsatsId, Konto, Nyckel } from '#kernel/identiteter.js';
import type { Ore } from '#kernel/ore.js';
import { delaPostId, type PostId } from '#kernel/poster.js';
import type { TransactionSql } from '#read-store/anslutning.js';

export interface Postsumma {
  readonly forbund: ForbundId;
  readonly post: PostId;
  /** Ledger sign turned: income positive, cost negative. */
  readonly beloppOre: Ore;
}

export interface Konteringssumma {
  readonly forbund: ForbundId;
  readonly konto: Konto;
  readonly insats: InsatsId | null;
  readonly motpart: Nyckel | null;
  readonly post: PostId;
  readonly debetOre: Ore;
}

export interface Postvisning {
  readonly forbund: ForbundId;
  readonly post: PostId;
  readonly rad: string;
  readonly grupp: string;
  readonly overordnad: PostId | null;
  readonly insats: InsatsId | null;
  readonly konto: Konto;
  readonly motpart: Nyckel | null;
  readonly ordning: string;
}

interface Rorelsefraga {
  readonly forbund: readonly ForbundId[];
  readonly period: Period;
  readonly ordinal: number;
}

interface Periodfraga extends Omit<Rorelsefraga, 'period'> {
  readonly perioder: readonly Period[];
}

/**
 * What a period moved per result post, as known at an ordinal. Whole months come from their balances, at a cost that
 * does not grow with history; only the days of a broken month are read row by row. A kontering that no post has
 * counts as a post of its own, `kostnad:konto-6110`. A post without bookings, or whose only
 * figures were withdrawn, is absent: not zero.
 */
export async function utfallPerPost(sql: TransactionSql, fraga: Rorelsefraga): Promise<Postsumma[]> {
  const rader = await sql<{ forbund: ForbundId; post: PostId; belopp_ore: bigint }[]>`
    with rorelse as (${rorelser(sql, { ...fraga, perioder: [fraga.period] })})
    select * from (
      select r.forbund, -sum(r.rorelse_ore)::bigint as belopp_ore, ${resultatpost(sql)} as post
      from rorelse r
      left join huvudbok.kontering k
        on (k.forbund, k.konto, k.insats, k.motpart) = (r.forbund, r.konto, r.insats, r.motpart) and k.ordinal <= ${fraga.ordinal}
      group by 1, 3
      having sum(r.uppgifter) > 0 or sum(r.rorelse_ore) <> 0
    ) summor
    order by forbund collate "C", post collate "C"`;
  return rader.map((r) => ({ forbund: r.forbund, post: r.post, beloppOre: r.belopp_ore }));
}

/** The same money per kontering and in the ledger's sign (debit positive), of several periods, in their order. */
export async function utfallPerKontering(
  sql: TransactionSql,
  fraga: Periodfraga,
): Promise<Konteringssumma[][]> {
  const rader = await sql<
    {
      period: number;
      forbund: ForbundId;
      konto: Konto;
      insats: string;
      motpart: string;
      post: PostId;
      rorelse_ore: bigint;
    }[]
  >`
    with rorelse as (${rorelser(sql, fraga)}), summor as (
      select period, forbund, konto, insats, motpart, sum(rorelse_ore)::bigint as rorelse_ore
      from rorelse
      group by 1, 2, 3, 4, 5
      having sum(uppgifter) > 0 or sum(rorelse_ore) <> 0
    )
    select r.*, ${resultatpost(sql)} as post
    from summor r
    left join huvudbok.kontering k
      on (k.forbund, k.konto, k.insats, k.motpart) = (r.forbund, r.konto, r.insats, r.motpart) and k.ordinal <= ${fraga.ordinal}
    order by r.forbund collate "C", r.konto collate "C", r.insats collate "C", r.motpart collate "C"`;
  const ut = fraga.perioder.map((): Konteringssumma[] => []);
  for (const r of rader)
    ut[r.period]?.push({
      forbund: r.forbund,
      konto: r.konto,
      insats: r.insats || null,
      motpart: r.motpart || null,
      post: r.post,
      debetOre: r.rorelse_ore,
    });
  return ut;
}

/** A kontering's post; where it has none, one of its own. `r` is the kontering, `k` its post. */
const resultatpost = (sql: TransactionSql) => sql`
  coalesce(k.post, case left(r.konto, 1) when '3' then 'intakt' else 'kostnad' end || ':konto-' || r.konto
    || case when r.insats = '' then '' else '-' || r.insats end)`;

/** Where the konton of the result begin: classes 3–8. */
const RESULTATKONTON: Konto = '3';

/** What the month of a `saldonyckel` k had moved at an ordinal: its last balance, and where that is later, the last one before. */
export const saldotVid = (sql: TransactionSql, ordinal: number) => sql`
  select k.rorelse_ore, k.debet_ore, k.uppgifter where k.senaste <= ${ordinal}
  union all (
    select s.rorelse_ore, s.debet_ore, s.uppgifter from huvudbok.saldo s
    where k.senaste > ${ordinal} and (s.nyckel_ordinal, s.nyckel_nr) = (k.ordinal, k.nr) and s.ordinal <= ${ordinal}
    order by s.ordinal desc limit 1
  )`;

/**
 * What some periods moved on each kontering of the result, several times for one that moved in several months. A month
 * that several periods have is looked up once. Fenced (`offset 0`) so that each month's konteringar are found by their key:
 * as a join, the planner reads those of all years and förbund, and looks up their balances before it leaves them out.
 */
function rorelser(sql: TransactionSql, { forbund, perioder, ordinal }: Periodfraga) {
  const delar = perioder.map(delaIManader);
  const hela = delar.flatMap((d, nr) => d.hela.map((m) => ({ nr, ...m })));
  const manader = [...new Map(hela.map((m) => [m.ar * 100 + m.manad, m])).values()];
  const brutna = delar.flatMap(({ brutna }, nr) =>
    brutna.map(
      (period) => sql`
      union all
      select ${nr}::int, r.forbund, r.konto, r.insats, r.motpart, r.belopp_ore, r.uppgift
      from (${dagarnasRader(sql, { forbund, period, ordinal, franKonto: RESULTATKONTON })}) r`,
    ),
  );
  return sql`
    select d.nr as period, m.forbund, m.konto, m.insats, m.motpart, m.rorelse_ore, m.uppgifter
    from (
      select k.forbund, k.ar, k.manad, k.konto, k.insats, k.motpart, s.rorelse_ore, s.uppgifter
      from unnest(${manader.map((m) => m.ar)}::int[], ${manader.map((m) => m.manad)}::int[]) m (ar, manad)
      cross join unnest(${[...forbund]}::text[]) f (forbund)
      cross join lateral (
        select * from huvudbok.saldonyckel k
        where (k.forbund, k.ar, k.manad) = (f.forbund, m.ar, m.manad) and k.konto >= ${RESULTATKONTON} and k.ordinal <= ${ordinal}
        offset 0
      ) k
      cross join lateral (${saldotVid(sql, ordinal)}) s
    ) m
    join unnest(${hela.map((m) => m.nr)}::int[], ${hela.map((m) => m.ar)}::int[], ${hela.map((m) => m.manad)}::int[]) d (nr, ar, manad)
      on (d.ar, d.manad) = (m.ar, m.manad)
    ${brutna.length === 0 ? sql`` : brutna}`;
}

/**
 * The rows of some days of one month, konto by konto: those that the month has are known by its balances. Fenced
 * (`offset 0`) so that each konto is looked up: as a join, the planner guesses a share of all rows and reads history through.
 */
export const dagarnasRader = (
  sql: TransactionSql,
  { forbund, period, ordinal, franKonto }: Rorelsefraga & { readonly franKonto: Konto },
) => sql`
  select r.*
  from (
    select distinct forbund, konto from huvudbok.saldonyckel
    where forbund = any(${[...forbund]}) and ar = ${arFor(period.fran)} and manad = ${manadFor(period.fran)} and ordinal <= ${ordinal}
      and konto >= ${franKonto}
  ) k
  cross join lateral (
    select r.forbund, r.konto, r.insats, r.motpart, r.belopp_ore, r.uppgift
    from huvudbok.rad r
    where r.forbund = k.forbund and r.konto = k.konto and r.datum between ${period.fran} and ${period.till}
      and r.ordinal <= ${ordinal}
    offset 0
  ) r`;

/** A period as the whole months in it and what is left at its ends. */
export function delaIManader(period: Period): { hela: { ar: Ar; manad: number }[]; brutna: Period[] } {
  const hela: { ar: Ar; manad: number }[] = [];
  const brutna: Period[] = [];
  for (let fran = period.fran; fran <= period.till;) {
    const [ar, manad] = [arFor(fran), manadFor(fran)];
    const slut = manadsSlut(ar, manad);
    const till = slut < period.till ? slut : period.till;
    if (fran.endsWith('-01') && till === slut) hela.push({ ar, manad });
    else brutna.push({ fran, till });
    fran = dagenEfter(till);
  }
  return { hela, brutna };
}

/** How the posts are shown, in their order. Konteringar without a post are shown by the name of their konto. */
export async function postvisningar(
  sql: TransactionSql,
  forbund: readonly ForbundId[],
  ordinal: number,
): Promise<Postvisning[]> {
  const rader = await sql<Postvisning[]>`
    select distinct on (p.forbund, p.post) p.forbund, p.post, p.rad, p.grupp, p.overordnad, k.konto, nullif(k.insats, '') as insats,
      nullif(k.motpart, '') as motpart, p.ordning
    from huvudbok.post p
    join huvudbok.kontering k on k.forbund = p.forbund and k.post = p.post
    where p.forbund = any(${[...forbund]}) and k.forbund = any(${[...forbund]}) and p.ordinal <= ${ordinal}
    order by p.forbund, p.post, p.ordinal desc`;
  const plats = (r: Postvisning): string => `${r.forbund}|${r.ordning}|${r.post}`;
  return [...rader].sort((a, b) => (plats(a) < plats(b) ? -1 : 1));
}

/** The names of konton, for what is booked outside all posts. */
export async function kontonamn(
  sql: TransactionSql,
  forbund: readonly ForbundId[],
  ordinal: number,
): Promise<Map<string, string>> {
  const rader = await sql<{ forbund: string; konto: string; namn: string }[]>`
    select forbund, konto, namn from huvudbok.konto where forbund = any(${[...forbund]}) and ordinal <= ${ordinal}`;
  return new Map(rader.map((r) => [`${r.forbund}|${r.konto}`, r.namn]));
}

/** A motpart, and which förbund it is when it is one. */
export interface Motpartsvisning {
  readonly forbund: ForbundId;
  readonly motpart: Nyckel;
  readonly namn: string;
  readonly annatForbund: ForbundId | null;
}

export async function motparterna(
  sql: TransactionSql,
  forbund: readonly ForbundId[],
  ordinal: number,
): Promise<Motpartsvisning[]> {
  return sql<Motpartsvisning[]>`
    select forbund, motpart, namn, annat_forbund as "annatForbund" from huvudbok.motpart
    where forbund = any(${[...forbund]}) and ordinal <= ${ordinal}`;
}

/** The last day that anything is booked on, per förbund and year, as known at an ordinal; of days up to `hogst`, when given. */
export async function bokfortTill(
  sql: TransactionSql,
  f: { ordinal: number; hogst?: Datum },
): Promise<{ forbund: ForbundId; ar: Ar; datum: Datum }[]> {
  return sql<{ forbund: ForbundId; ar: Ar; datum: Datum }[]>`
    select forbund, ar, max(datum) as datum from huvudbok.bokford_dag
    where ordinal <= ${f.ordinal} ${f.hogst === undefined ? sql`` : sql`and datum <= ${f.hogst}`}
    group by forbund, ar`;
}

/** The same of one year, per förbund: found by its key, however many days are booked. */
export async function bokfortIAr(
  sql: TransactionSql,
  f: { forbund: readonly ForbundId[]; ar: Ar; ordinal: number; hogst?: Datum },
): Promise<Map<ForbundId, Datum>> {
  const rader = await sql<{ forbund: ForbundId; datum: Datum }[]>`
    select f.forbund, d.datum from unnest(${[...f.forbund]}::text[]) as f (forbund)
    cross join lateral (
      select datum from huvudbok.bokford_dag b
      where b.forbund = f.forbund and b.ar = ${f.ar} and b.ordinal <= ${f.ordinal}
        ${f.hogst === undefined ? sql`` : sql`and b.datum <= ${f.hogst}`}
      order by datum desc limit 1
    ) d`;
  return new Map(rader.map((r) => [r.forbund, r.datum]));
}

/** Whether a post is one that the query made of a kontering without a post. */
export const kontonIPost = (post: PostId): string | undefined =>
  /^konto-(\d{4})/.exec(delaPostId(post).nyckel)?.[1];
