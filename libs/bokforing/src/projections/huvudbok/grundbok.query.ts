import type { Skal } from '#event-store/event-store.js';
import type { Ar } from '#kernel/datum.js';
import type { ForbundId, Nyckel } from '#kernel/identiteter.js';
import type { TransactionSql } from '#read-store/anslutning.js';
import { omgjorda } from '#read-store/rader.js';
import { medRader, type Verifikationsvisning } from './verifikationer.query.js';

/** Which vouchers, by number: all of one series after a number. */
export interface Grundboksfraga {
  readonly forbund: ForbundId;
  readonly ar: Ar;
  readonly serie: Nyckel;
  readonly efter: number;
  readonly ordinal: number;
  readonly max: number;
}

/** A voucher's head, with when, by whom and why it was recorded. */
export interface Grundbokshuvud extends Pick<
  Verifikationsvisning,
  'ar' | 'serie' | 'nummer' | 'datum' | 'text' | 'dokument' | 'rattar'
> {
  readonly ordinal: bigint;
  readonly registrerad: Date;
  readonly vem: string;
  readonly skal: Skal;
}

export type Grundboksverifikation = Omit<Grundbokshuvud, 'ordinal'> & Verifikationsvisning;

/** The vouchers of a series in the order of their numbers. */
export async function grundbokshuvuden(sql: TransactionSql, f: Grundboksfraga): Promise<Grundbokshuvud[]> {
  const rader = await sql<
    (Omit<Grundbokshuvud, 'skal'> & { readonly skal_slag: Skal['slag']; readonly skal: string })[]
  >`
    select ordinal, ar, serie, nummer, datum, text, dokument, rattar, registrerad, vem, skal_slag, skal
    from huvudbok.verifikation
    where forbund = ${f.forbund} and ar = ${f.ar} and serie = ${f.serie} and nummer > ${f.efter} and ordinal <= ${f.ordinal}
    order by nummer limit ${f.max}`;
  return omgjorda(rader, (r) => ({
    ordinal: r.ordinal,
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
  }));
}

/** Why a voucher was recorded, as its two columns have it. */
export function skalet(slag: Skal['slag'], text: string): Skal {
  switch (slag) {
    case 'beslut':
      return { slag, beslut: text };
    case 'dokument':
      return { slag, dokument: text };
    case 'anteckning':
      return { slag, text };
  }
}

/** The same vouchers with their rows, and what each has to do with others. */
export async function grundboksverifikationer(
  sql: TransactionSql,
  huvuden: readonly Grundbokshuvud[],
  f: { readonly ordinal: number },
): Promise<Grundboksverifikation[]> {
  const visade = await medRader(sql, huvuden, f);
  return huvuden.flatMap(({ registrerad, vem, skal }, n) => {
    const visad = visade[n];
    return visad ? { registrerad, vem, skal, ...visad } : [];
  });
}
