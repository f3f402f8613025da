import type { Datum, Ar, Period } from '#kernel/datum.js';
import type { ForbundId, InsatsId, Konto, Nyckel } from '#kernel/identiteter.js';
import type { Ore } from '#kernel/ore.js';
import type { PostId } from '#kernel/poster.js';
import type { Saldomatt } from '#rapportlayout/public.js';

/** What a figure of the read models tells of. */
export type Beloppsmatt =
  'utfall' | 'budget' | 'periodbudget' | 'prognos' | 'beraknad' | 'debet' | 'kredit' | Saldomatt;

/** Money on a place in the ledger: the least that a report is made of. */
export interface Belopp {
  readonly forbund: ForbundId;
  readonly konto: Konto;
  readonly insats: InsatsId | null;
  readonly motpart: Nyckel | null;
  readonly post: PostId;
  readonly matt: Beloppsmatt;
  /** Ledger sign: debit positive. Plans too. */
  readonly debetOre: Ore;
}

/** Where money is told of. `prognos` is the board's, `beraknad` the computed one. */
export type Kalla =
  | { readonly slag: 'utfall'; readonly period: Period }
  | { readonly slag: 'budget' | 'prognos' | 'beraknad'; readonly ar: Ar; readonly per: Datum }
  | { readonly slag: 'periodbudget'; readonly period: Period; readonly per: Datum }
  | { readonly slag: 'saldo'; readonly per: Datum };

/** What a figure's money comes from: also one side of what a period moved, gross. */
export type Figurkalla =
  Kalla | { readonly slag: 'brutto'; readonly sida: 'debet' | 'kredit'; readonly period: Period };

/** The same text for the same money. */
export function kallnyckel(kalla: Figurkalla): string {
  switch (kalla.slag) {
    case 'utfall':
      return `utfall ${kalla.period.fran} ${kalla.period.till}`;
    case 'budget':
    case 'prognos':
    case 'beraknad':
      return `${kalla.slag} ${kalla.ar} ${kalla.per}`;
    case 'periodbudget':
      return `periodbudget ${kalla.period.fran} ${kalla.period.till} ${kalla.per}`;
    case 'saldo':
      return `saldo ${kalla.per}`;
    case 'brutto':
      return `${kalla.sida} ${kalla.period.fran} ${kalla.period.till}`;
  }
}

/** How a post is shown, and where it stands. */
export interface Postkort {
  readonly post: PostId;
  readonly rad: string;
  readonly grupp: string;
  readonly overordnad: PostId | null;
  readonly konto: Konto;
  readonly insats: InsatsId | null;
  readonly motpart: Nyckel | null;
}

/** A förbund's kontoplan: what its money is called. */
export interface Kontoregister {
  /** In the order that they are shown. */
  readonly poster: ReadonlyMap<PostId, Postkort>;
  readonly konton: ReadonlyMap<Konto, string>;
  readonly motparter: ReadonlyMap<Nyckel, string>;
}
