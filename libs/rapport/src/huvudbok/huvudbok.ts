import type { Kontorad, Radplats, Verifikationssamband } from '#bokforing/public.js';
import { arDatum, type Period } from '#kernel/datum.js';
import { assert } from '#kernel/fel.js';
import type { ForbundId, Konto } from '#kernel/identiteter.js';
import type { Ore } from '#kernel/ore.js';

/** A row, what it is part of, and what stood on the konto after it. */
export interface Huvudboksrad extends Kontorad, Verifikationssamband {
  readonly rattar: number | null;
  readonly motpartsnamn: string | null;
  readonly saldoOre: Ore;
}

/** A konto's rows of the period: those that are on the page. */
export interface Huvudbokskonto {
  readonly konto: Konto;
  readonly namn: string | null;
  /** Begun on an earlier page: `ingaendeOre` is what stood after its last row there. */
  readonly fortsatter: boolean;
  readonly ingaendeOre: Ore;
  readonly rader: readonly Huvudboksrad[];
  /** The konto ends on this page; the sums are the whole period's. */
  readonly slut: { readonly debetOre: Ore; readonly kreditOre: Ore; readonly utgaendeOre: Ore } | null;
}

export interface Forbundshuvudbok {
  readonly forbund: ForbundId;
  readonly namn: string;
  readonly konton: readonly Huvudbokskonto[];
  /** What the period moved on the konton asked for, when the last of them ends on this page. */
  readonly summa: { readonly debetOre: Ore; readonly kreditOre: Ore } | null;
}

export interface Huvudbok {
  readonly period: Period | undefined;
  /** Those that have something on this page. */
  readonly forbund: readonly Forbundshuvudbok[];
  readonly saknas: readonly { readonly forbund: ForbundId; readonly namn: string }[];
  /** Where the next page goes on from, at the same ordinal; null on the last. */
  readonly nasta: string | null;
}

/** What a konto's part of a page is made of. */
export interface Kontounderlag {
  readonly konto: Konto;
  readonly namn: string | null;
  readonly fortsatter: boolean;
  /** Before the first of the rows. */
  readonly ingaendeOre: Ore;
  readonly debetOre: Ore;
  readonly kreditOre: Ore;
  readonly utgaendeOre: Ore;
  readonly rader: readonly Omit<Huvudboksrad, 'saldoOre'>[];
  readonly slutar: boolean;
}

/** The balance after each row; after a konto's last row it must be what the konto's balance is. */
export function huvudbokskonto(u: Kontounderlag): Huvudbokskonto {
  const { konto, namn, fortsatter, ingaendeOre, debetOre, kreditOre, utgaendeOre } = u;
  let saldoOre = ingaendeOre;
  const rader = u.rader.map((rad) => ({ saldoOre: (saldoOre += rad.beloppOre), ...rad }));
  assert(
    !u.slutar || saldoOre === utgaendeOre,
    `konto ${konto}: raderna slutar på ${saldoOre}, saldot är ${utgaendeOre}`,
  );
  return {
    ...{ konto, namn, fortsatter, ingaendeOre, rader },
    slut: u.slutar ? { debetOre, kreditOre, utgaendeOre } : null,
  };
}

/** A place in the books of several förbund. */
export interface Huvudboksplats extends Radplats {
  readonly forbund: ForbundId;
}

const MARKOR = /^([a-z0-9-]{1,120})\.(\d{4})\.(\d{4}-\d{2}-\d{2})\.(\d{1,15})\.(\d{1,9})$/;

export const somMarkor = (p: Huvudboksplats): string =>
  [p.forbund, p.konto, p.datum, p.ordinal, p.nr].join('.');

/** Undefined for what is no cursor. */
export function tolkaMarkor(text: string): Huvudboksplats | undefined {
  const [, forbund, konto, datum, ordinal, nr] = MARKOR.exec(text) ?? [];
  if (forbund === undefined || konto === undefined || !arDatum(datum)) return undefined;
  return { forbund, konto, datum, ordinal: Number(ordinal), nr: Number(nr) };
}
