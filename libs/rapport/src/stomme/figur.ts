import type { ForbundId } from '#kernel/identiteter.js';
import type { Ore } from '#kernel/ore.js';
import type { Belopp, Figurkalla } from './belopp.js';

/** A figure's place in a report: its row, and the column. */
export interface Figurplats {
  readonly rad: string;
  readonly kolumn: string;
}

/** Where a page of what a figure rests on begins, and how long it is. */
export interface Figursida {
  readonly efter: number;
  readonly max: number;
}

/** Money that a figure is made of. */
export interface Figurbidrag {
  readonly kalla: Figurkalla;
  readonly belopp: Belopp;
  /** What a debit counts as in the figure. */
  readonly faktor: 1n | -1n;
}

/** Another figure of the report that this one adds, or takes away; of a share, those that it is the share of. */
export interface Figurterm extends Figurplats {
  readonly etikett: string;
  readonly faktor: 1n | -1n;
  readonly ore: Ore | null;
}

/** An event beside the ledger and the plans that a figure rests on. */
export interface Figuruppgift {
  readonly forbund: ForbundId;
  readonly ordinal: number;
  /** What it told, in words. */
  readonly vad: string;
  /** What it adds to the figure, in the figure's unit; null where it adds nothing by itself. */
  readonly varde: bigint | null;
  readonly stod: { readonly slag: 'beslut' | 'dokument'; readonly id: string } | null;
}

/** A figure that is not money. */
export interface Antalsfigur {
  /** As the report's JSON has it. */
  readonly varde: number | null;
  readonly enhet: string;
}

/** A figure with what it is made of. Its money and events add up to it; so do its terms, where it has any, unless a rule makes it of them. */
export interface Figur extends Figurplats {
  readonly etikett: string;
  readonly kolumnrubrik: string;
  /** Null where there is none, and for what is not money. */
  readonly ore: Ore | null;
  readonly antal?: Antalsfigur;
  /** How it is made, in words. */
  readonly formel: string;
  /** Made of its terms by a rule, and not their sum: it has no money of its own, they have. */
  readonly enligtRegel?: true;
  /** The definition's own line for it, or the rule, where there is one. */
  readonly definition: object | null;
  readonly termer: readonly Figurterm[];
  readonly bidrag: readonly Figurbidrag[];
  readonly uppgifter?: readonly Figuruppgift[];
  /** The last event of this page, when there are more: then the events of all pages add up to the figure. */
  readonly flerUppgifterEfter?: number;
}
