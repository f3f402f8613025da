import type { Grundboksverifikation } from '#bokforing/public.js';
import type { Ar, Datum } from '#kernel/datum.js';
import { assert } from '#kernel/fel.js';
import type { ForbundId, Konto, Nyckel } from '#kernel/identiteter.js';
import type { Ore } from '#kernel/ore.js';
import type { Beslutsunderlag } from '../harledning/harledning.js';

export interface Listrad {
  readonly konto: Konto;
  readonly kontonamn: string | null;
  readonly insats: string | null;
  readonly motpart: Nyckel | null;
  readonly motpartsnamn: string | null;
  readonly beloppOre: Ore;
}

export type Listverifikation = Omit<Grundboksverifikation, 'rader'> & {
  readonly rader: readonly Listrad[];
  readonly debetOre: Ore;
  readonly kreditOre: Ore;
  /** The beslut that is named as its reason, where it is registered. */
  readonly beslut: Beslutsunderlag | null;
};

/** The numbers of a series that this page has been through, and which of them there are no vouchers for. */
export interface Nummerkontroll {
  readonly serie: Nyckel;
  readonly fran: number;
  readonly till: number;
  readonly antal: number;
  /** First and last of the numbers that are missing. */
  readonly luckor: readonly { readonly fran: number; readonly till: number }[];
  /** Of those gone through, dated after the day that is asked for: not in the list. */
  readonly senare: number;
}

export interface Forbundslista {
  readonly forbund: ForbundId;
  readonly namn: string;
  readonly verifikationer: readonly Listverifikation[];
  readonly serier: readonly Nummerkontroll[];
}

export interface Verifikationslista {
  readonly ar: Ar;
  /** Those that have something on this page. */
  readonly forbund: readonly Forbundslista[];
  readonly nasta: string | null;
}

/** What was debited and what was credited: in a voucher the same, before it is written and after it is read. */
export function sidorna(rader: readonly { readonly beloppOre: Ore }[]): { debetOre: Ore; kreditOre: Ore } {
  let [debetOre, kreditOre] = [0n, 0n];
  for (const { beloppOre } of rader)
    if (beloppOre > 0n) debetOre += beloppOre;
    else kreditOre -= beloppOre;
  assert(debetOre === kreditOre, `debet ${debetOre} är inte kredit ${kreditOre}`);
  return { debetOre, kreditOre };
}

/** @param efter the last number of the page before, 0 on the first: numbers go on from it one by one */
export function nummerkontroll(
  serie: Nyckel,
  efter: number,
  huvuden: readonly { readonly nummer: number; readonly datum: Datum }[],
  per: Datum,
): Nummerkontroll {
  const luckor: { fran: number; till: number }[] = [];
  let forra = efter;
  for (const { nummer } of huvuden) {
    if (nummer > forra + 1) luckor.push({ fran: forra + 1, till: nummer - 1 });
    forra = nummer;
  }
  return {
    ...{ serie, fran: efter + 1, till: forra, antal: huvuden.length, luckor },
    senare: huvuden.filter((h) => h.datum > per).length,
  };
}

/** After which voucher a page begins. */
export interface Listplats {
  readonly forbund: ForbundId;
  readonly serie: Nyckel;
  readonly nummer: number;
}

const MARKOR = /^([a-z0-9-]{1,120})\.([a-z0-9-]{1,120})\.(\d{1,9})$/;

export const somMarkor = (p: Listplats): string => `${p.forbund}.${p.serie}.${p.nummer}`;

/** Undefined for what is no cursor. */
export function tolkaMarkor(text: string): Listplats | undefined {
  const [, forbund, serie, nummer] = MARKOR.exec(text) ?? [];
  return forbund === undefined || serie === undefined
    ? undefined
    : { forbund, serie, nummer: Number(nummer) };
}
