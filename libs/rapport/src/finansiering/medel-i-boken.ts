import { medelspostFor } from '#finansiering/public.js';
import { arsStart } from '#kernel/datum.js';
import type { ForbundId, Nyckel } from '#kernel/identiteter.js';
import { delaPostId, type PostId, type Postslag } from '#kernel/poster.js';
import type { TransactionSql } from '#read-store/anslutning.js';
import type { Kalla } from '../stomme/belopp.js';
import type { Figurbidrag } from '../stomme/figur.js';
import { lasBelopp, lasBeloppsunderlag } from '../stomme/las-belopp.js';
import { tillDag, type Rapportsammanhang } from '../stomme/rapport.js';
import { samlaMedelsposter } from './las-finansiering.js';
import type { Part } from './rader.js';

export interface Medelsurval {
  readonly forbund: ForbundId;
  readonly slag: Postslag;
  /** What a debit counts as. */
  readonly faktor: 1n | -1n;
  readonly vems: (v: { readonly part: Part | null; readonly medlem: Nyckel | null }) => boolean;
}

/** Medel in the ledger: of income what was booked in the year, of debts and claims what stands at the day. */
export async function medelIHuvudboken(
  sql: TransactionSql,
  s: Rapportsammanhang,
  u: Medelsurval,
): Promise<Figurbidrag[]> {
  const till = tillDag(s);
  if (till < arsStart(s.ar)) return [];
  const kalla: Kalla =
    u.slag === 'intakt'
      ? { slag: 'utfall', period: { fran: arsStart(s.ar), till } }
      : { slag: 'saldo', per: till };
  const bidrag = await medlen(sql, s, u, kalla);
  return bidrag.filter(({ belopp: { matt } }) => matt === 'utfall' || matt === 'utgaende');
}

/** The lines of medel in the board's budget. */
export const medelIBudgeten = (
  sql: TransactionSql,
  s: Rapportsammanhang,
  forbund: ForbundId,
): Promise<Figurbidrag[]> =>
  medlen(
    sql,
    s,
    { forbund, slag: 'intakt', faktor: -1n, vems: () => true },
    { slag: 'budget', ar: s.ar, per: tillDag(s) },
  );

async function medlen(
  sql: TransactionSql,
  s: Rapportsammanhang,
  { forbund, slag, faktor, vems }: Medelsurval,
  kalla: Kalla,
): Promise<Figurbidrag[]> {
  const fraga = { forbund: [forbund], ordinal: s.ordinal };
  const [alla = []] = await lasBelopp(sql, [kalla], { ...fraga, ...(await lasBeloppsunderlag(sql, fraga)) });
  const { utpekade, overordnad } = await samlaMedelsposter(sql, s, forbund);
  const vem = new Map(utpekade.map((m) => [m.post, m]));
  const tas = (post: PostId): boolean => {
    const medel = medelspostFor(post, vem, overordnad);
    return medel !== undefined && vems(medel) && delaPostId(post).slag === slag;
  };
  return alla.filter((b) => tas(b.post)).map((belopp) => ({ kalla, belopp, faktor }));
}
