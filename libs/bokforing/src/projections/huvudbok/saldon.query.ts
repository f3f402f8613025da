import { arFor, arsStart, type Ar, type Datum, type Period } from '#kernel/datum.js';
import type { ForbundId, Konto } from '#kernel/identiteter.js';
import type { Ore } from '#kernel/ore.js';
import type { PostId } from '#kernel/poster.js';
import type { TransactionSql } from '#read-store/anslutning.js';
import { omgjorda } from '#read-store/rader.js';
import { dagarnasRader, delaIManader, saldotVid } from './huvudbok.query.js';

export interface Saldofraga {
  readonly forbund: readonly ForbundId[];
  /** The day that the balances are of; its year is the one that opening and movement are of. */
  readonly per: Datum;
  readonly ordinal: number;
  /** Of this konto alone. */
  readonly konto?: Konto;
  /** For the books themselves: also konteringar whose only figures were withdrawn, or that nothing is left on. */
  readonly alla?: true;
}

/** What stands on a place in the ledger, in its own sign: debit positive, credit negative. */
export interface Kontosaldo {
  readonly forbund: ForbundId;
  readonly konto: Konto;
  readonly insats: string | null;
  readonly motpart: string | null;
  /** As `utfallPerPost` names it; for a kontering without a post a post of its own, `skuld:konto-2440`. */
  readonly post: PostId;
  readonly ingaendeOre: Ore;
  readonly rorelseOre: Ore;
  /** What the movement is made of, gross: debited and credited, both positive. */
  readonly debetOre: Ore;
  readonly kreditOre: Ore;
  readonly utgaendeOre: Ore;
}

/**
 * Where the result of earlier years stands that no opening balance has moved to equity. No konto of a kontoplan: four
 * characters like them, last in group 20 (equity).
 */
export const EJ_AVSLUTADE_AR = {
  konto: '20xx',
  post: 'eget_kapital:ej-avslutade-ars-resultat',
} as const satisfies { konto: Konto; post: PostId };

/**
 * Opening balance, movement and closing balance of a year up to a day, as known at an ordinal: one row for each kontering
 * that has any, by förbund and konto. Within a förbund each of the three columns sums to zero.
 *
 * The year opens with its latest `IngaendeBalansBokford`. Without one it opens with what the year before closed with, and
 * so on back to a year that has one or to the first one booked. Classes 3–8 open at zero; what they moved in years thus
 * carried forward stands on `EJ_AVSLUTADE_AR`. Vouchers balance, so it is what classes 1 and 2 moved, with the other sign,
 * and the konton of the result need not be read for it.
 *
 * Whole months come from their balances, so the cost is that of the konteringar per month since the last opening balance,
 * not of vouchers. As in `utfallPerPost`, a kontering whose only figures were withdrawn is absent: not zero.
 */
export async function saldon(sql: TransactionSql, fraga: Saldofraga): Promise<Kontosaldo[]> {
  const { forbund, per, ordinal } = fraga;
  const ar = arFor(per);
  const { hela, brutna } = delaIManader({ fran: arsStart(ar), till: per });
  const [bruten] = brutna; // from 1 January only the last month can be broken
  const rader = await sql<Saldorad[]>`
    with oppning as (
      select f.forbund, i.ar, i.ordinal
      from unnest(${[...forbund]}::text[]) as f (forbund)
      left join lateral (
        select i.ar, i.ordinal from huvudbok.ingaende i
        where i.forbund = f.forbund and i.ar <= ${ar} and i.ordinal <= ${ordinal}
        order by i.ar desc, i.ordinal desc limit 1
      ) i on true
    ), flyttat as (
      ${oppnat(sql)}
      union all
      ${helaManader(sql, { ar, manader: hela.length, ordinal })}
      ${bruten === undefined ? sql`` : dagar(sql, bruten, { forbund, ordinal })}
    ), summor as (
      select forbund, konto, insats, motpart, sum(ingaende_ore)::bigint as ingaende_ore, sum(rorelse_ore)::bigint as rorelse_ore,
        sum(debet_ore)::bigint as debet_ore
      from flyttat
      ${fraga.konto === undefined ? sql`` : sql`where konto = ${fraga.konto}`}
      group by 1, 2, 3, 4
      ${fraga.alla ? sql`` : sql`having sum(uppgifter) > 0 or sum(ingaende_ore) <> 0 or sum(rorelse_ore) <> 0`}
    )
    select * from (
      select s.*, coalesce(k.post, ${postUtanPlats(sql)}) as post
      from summor s
      left join huvudbok.kontering k
        on (k.forbund, k.konto, k.insats, k.motpart) = (s.forbund, s.konto, s.insats, s.motpart) and k.ordinal <= ${ordinal}
      union all
      select forbund, ${EJ_AVSLUTADE_AR.konto}, '', '', -sum(ingaende_ore)::bigint, 0, 0, ${EJ_AVSLUTADE_AR.post}
      from summor ${fraga.konto === undefined ? sql`` : sql`where false`}
      group by forbund having sum(ingaende_ore) <> 0
    ) alla
    order by forbund collate "C", konto collate "C", insats collate "C", motpart collate "C"`;
  return omgjorda(rader, (r) => ({
    forbund: r.forbund,
    konto: r.konto,
    insats: r.insats || null,
    motpart: r.motpart || null,
    post: r.post,
    ingaendeOre: r.ingaende_ore,
    rorelseOre: r.rorelse_ore,
    debetOre: r.debet_ore,
    kreditOre: r.debet_ore - r.rorelse_ore,
    utgaendeOre: r.ingaende_ore + r.rorelse_ore,
  }));
}

interface Saldorad {
  readonly forbund: ForbundId;
  readonly konto: Konto;
  readonly insats: string;
  readonly motpart: string;
  readonly ingaende_ore: bigint;
  readonly rorelse_ore: bigint;
  readonly debet_ore: bigint;
  readonly post: PostId;
}

type Del = ReturnType<TransactionSql>;

/** The rows of the opening balance that holds. Each states a figure, also one of zero. */
const oppnat = (sql: TransactionSql): Del => sql`
  select i.forbund, i.konto, i.insats, i.motpart, i.belopp_ore as ingaende_ore, 0::bigint as rorelse_ore, 0::bigint as debet_ore,
    1 as uppgifter
  from oppning o join huvudbok.ingaende i using (forbund, ar, ordinal)`;

/** The year's first months, and classes 1 and 2 of the years since the opening balance. */
const helaManader = (
  sql: TransactionSql,
  f: { readonly ar: Ar; readonly manader: number; readonly ordinal: number },
): Del => sql`
  select k.forbund, k.konto, k.insats, k.motpart,
    case when k.ar < ${f.ar} then s.rorelse_ore else 0 end, case when k.ar < ${f.ar} then 0 else s.rorelse_ore end,
    case when k.ar < ${f.ar} then 0 else s.debet_ore end, s.uppgifter
  from oppning o
  cross join lateral (
    select * from huvudbok.saldonyckel
    where forbund = o.forbund and ar = ${f.ar} and manad <= ${f.manader} and ordinal <= ${f.ordinal}
    union all
    select * from huvudbok.saldonyckel
    where forbund = o.forbund and ar >= coalesce(o.ar, 0) and ar < ${f.ar} and konto < '3' and ordinal <= ${f.ordinal}
  ) k
  cross join lateral (${saldotVid(sql, f.ordinal)}) s`;

/** The days of the year's broken month, row by row. */
const dagar = (
  sql: TransactionSql,
  period: Period,
  f: { readonly forbund: readonly ForbundId[]; readonly ordinal: number },
): Del => sql`
  union all
  select r.forbund, r.konto, r.insats, r.motpart, 0, r.belopp_ore, greatest(r.belopp_ore, 0), r.uppgift
  from (${dagarnasRader(sql, { ...f, period, franKonto: '' })}) r`;

/** The post of a kontering that no post has: named by konto and insats, its slag by the konto's class (20 is equity). */
const postUtanPlats = (sql: TransactionSql): Del => sql`
  case when s.konto like '1%' then 'tillgang' when s.konto like '20%' then 'eget_kapital' when s.konto like '2%' then 'skuld'
    when s.konto like '3%' then 'intakt' else 'kostnad' end
  || ':konto-' || s.konto || case when s.insats = '' then '' else '-' || s.insats end`;
