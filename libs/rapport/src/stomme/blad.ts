import type { Ore } from '#kernel/ore.js';

/**
 * What stands in a column. `belopp`: öre, shown in kronor; `tkr`: öre, shown in thousands of them; `andel`: per mille, shown in per cent with one decimal;
 * `antal`: a whole number; `text`.
 */
export type Kolumnslag = 'text' | 'belopp' | 'tkr' | 'antal' | 'andel';

export interface Bladkolumn {
  readonly rubrik: string;
  readonly slag: Kolumnslag;
  /** A terminal cuts longer texts with …. */
  readonly max?: number;
}

/** `null`: there is no figure (shown as –). `undefined`: nothing belongs here (left blank). */
export type Cell = string | Ore | number | null | undefined;

/** A row without cells beyond its first is a heading. */
export interface Bladrad {
  readonly slag: 'rubrik' | 'rad' | 'summa';
  /** How far in the label stands; 0 when absent. */
  readonly niva?: number;
  readonly celler: readonly Cell[];
}

/** A table of a report. Rows carry their values, not their print, so that every format is made from one of these. */
export interface Blad {
  readonly rubrik: string;
  readonly kolumner: readonly Bladkolumn[];
  readonly rader: readonly Bladrad[];
  /** Said under the table. */
  readonly noter?: readonly string[];
  /** Longer reasons, told after all sheets; a short print leaves them out. */
  readonly forklaringar?: readonly string[];
  /** Said instead of the table when it has no rows. */
  readonly tomt?: string;
}
