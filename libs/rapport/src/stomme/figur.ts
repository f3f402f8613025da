import type { Ore } from '#kernel/ore.js';
import type { Belopp, Kalla } from './belopp.js';

/** A figure's place in a report: its row, and the column. */
export interface Figurplats {
  readonly rad: string;
  readonly kolumn: string;
}

/** Money that a figure is made of. */
export interface Figurbidrag {
  readonly kalla: Kalla;
  readonly belopp: Belopp;
  /** What a debit counts as in the figure. */
  readonly faktor: 1n | -1n;
}

/** Another figure of the report that this one adds, or takes away. */
export interface Figurterm extends Figurplats {
  readonly etikett: string;
  readonly faktor: 1n | -1n;
  readonly ore: Ore | null;
}

/** A figure with what it is made of. Its money adds up to it; so do its terms, where it has any. */
export interface Figur extends Figurplats {
  readonly etikett: string;
  readonly kolumnrubrik: string;
  readonly ore: Ore | null;
  /** How it is made, in words. */
  readonly formel: string;
  /** The definition's own line for it, where there is one. */
  readonly definition: object | null;
  readonly termer: readonly Figurterm[];
  readonly bidrag: readonly Figurbidrag[];
}
