import { dagenFore, type Datum } from '#kernel/datum.js';
import type { ForbundId, Nyckel } from '#kernel/identiteter.js';
import type { TransactionSql } from '#read-store/anslutning.js';
import type { Platsslag, Uppdrag } from '../../domain/forbund.events.js';

/** A seat through a time in which nothing about it changed. */
export interface Platstid {
  readonly plats: Nyckel;
  readonly utseddAv: Nyckel;
  /** The member's name as registered; null for one that the register no longer knows. */
  readonly medlem: string | null;
  readonly slag: Platsslag;
  readonly uppdrag: Uppdrag | null;
  readonly fran: Datum;
  /** Since that day at the latest: the source does not tell since when. */
  readonly senast: boolean;
  readonly till: Datum | null;
}

interface Platsrad {
  readonly den: Datum;
  readonly senast: boolean;
  readonly plats: Nyckel | null;
  readonly utseddAv: Nyckel;
  readonly medlem: string | null;
  readonly slag: Platsslag;
  readonly uppdrag: Uppdrag | null;
}

/**
 * The seats of a förbund over time as known at an ordinal, in the board's own order; those of a day, when it is given.
 * A board changes a few times in four years: all its versions are read.
 */
export async function styrelsen(
  sql: TransactionSql,
  f: { forbund: ForbundId; ordinal: number; per: Datum | undefined },
): Promise<Platstid[]> {
  const rader = await sql<Platsrad[]>`
    select s.den, s.senast, p.plats, p.utsedd_av as "utseddAv", m.namn as medlem, p.slag, p.uppdrag
    from (
      select distinct on (den) ordinal, den, senast from forbundsregister.styrelse
      where forbund = ${f.forbund} and ordinal <= ${f.ordinal} order by den, ordinal desc
    ) s
    left join forbundsregister.plats p using (ordinal)
    left join lateral (
      select namn from forbundsregister.medlem m
      where m.forbund = ${f.forbund} and m.medlem = p.utsedd_av and m.ordinal <= ${f.ordinal}
      order by m.ordinal desc limit 1
    ) m on true
    order by s.den, p.nr`;
  const tider = platstider(rader);
  const { per } = f;
  if (per === undefined) return tider;
  const forstaDen = rader[0]?.den;
  const borjar = (t: Platstid): Datum | undefined => (t.senast && t.fran === forstaDen ? undefined : t.fran);
  return tider.filter((t) => (borjar(t) ?? per) <= per && (t.till === null || t.till >= per));
}

/** Versions of the board → times of its seats: a seat that is as before goes on. */
function platstider(rader: readonly Platsrad[]): Platstid[] {
  const klara: Platstid[] = [];
  let pagar = new Map<string, Platstid>();
  for (const den of new Set(rader.map((r) => r.den))) {
    const nu = new Map<string, Platstid>();
    for (const { plats, den: fran, ...r } of rader.filter((rad) => rad.den === den)) {
      if (plats === null) continue;
      const nyckel = [plats, r.utseddAv, r.slag, r.uppdrag].join('|');
      nu.set(nyckel, pagar.get(nyckel) ?? { plats, ...r, fran, till: null });
    }
    for (const [nyckel, tid] of pagar) if (!nu.has(nyckel)) klara.push({ ...tid, till: dagenFore(den) });
    pagar = nu;
  }
  return [...klara, ...pagar.values()];
}
