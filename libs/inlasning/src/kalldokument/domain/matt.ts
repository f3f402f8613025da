import type { Ar, Datum, Period } from '#kernel/datum.js';
import type { Kolumn } from './kalldokument.js';

/** What a column measures: two columns with the same measure, in any document of the förbund, are about the same money. */
export type Matt =
  | { readonly slag: 'utfall' | 'periodbudget'; readonly fran: Datum; readonly till: Datum }
  | { readonly slag: 'budget'; readonly ar: Ar }
  | { readonly slag: 'prognos'; readonly ar: Ar; readonly avser: Datum }
  | { readonly slag: 'ub'; readonly per: Datum }
  | { readonly slag: 'ib'; readonly ar: Ar };

export type Mattnyckel = string;

export function mattnyckel(matt: Matt): Mattnyckel {
  switch (matt.slag) {
    case 'utfall':
    case 'periodbudget':
      return `${matt.slag}|${matt.fran}|${matt.till}`;
    case 'budget':
      return `budget|${matt.ar}`;
    case 'prognos':
      return `prognos|${matt.ar}|${matt.avser}`;
    case 'ub':
      return `ub|${matt.per}`;
    case 'ib':
      return `ib|${matt.ar}`;
  }
}

/**
 * The measure of a column; an avvikelse is computed from two others and a kassaflöde from balances, so they have none. No
 * column measures what a year opened with (`ib`): that follows from closing balances and the kassaflödesanalys.
 */
export function kolumnensMatt(kolumn: Kolumn): Matt | undefined {
  switch (kolumn.slag) {
    case 'utfall':
    case 'periodbudget':
      return { slag: kolumn.slag, fran: kolumn.fran, till: kolumn.till };
    case 'budget':
      return { slag: 'budget', ar: kolumn.ar };
    case 'prognos':
      return { slag: 'prognos', ar: kolumn.ar, avser: kolumn.avser };
    case 'ub':
      return { slag: 'ub', per: kolumn.per };
    case 'avvikelse':
    case 'kassaflode':
      return undefined;
  }
}

/** A plan has no inner periods: one slot that stands for the whole of it. */
const HELA: Period = { fran: '2000-01-01' as Datum, till: '2000-01-01' as Datum };

export const mattetsPeriod = (matt: Matt): Period =>
  matt.slag === 'utfall' ? { fran: matt.fran, till: matt.till } : HELA;
