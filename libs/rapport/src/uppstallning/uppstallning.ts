import type { Ar } from '#kernel/datum.js';
import type { ForbundId } from '#kernel/identiteter.js';
import type { Ore } from '#kernel/ore.js';
import type { Sida, Tabelldefinition } from '#rapportlayout/public.js';
import type { Belopp, Kalla } from '../stomme/belopp.js';

/** A column of a förbund's table, with all money that it is made of. */
export interface Uppstallningskolumn {
  readonly id: string;
  readonly rubrik: string;
  readonly slag: Tabelldefinition['kolumner'][number]['slag'];
  readonly ar: Ar | null;
  readonly kalla: Kalla | undefined;
  /** For an avvikelse: the two columns, the second taken from the first. */
  readonly formel?: readonly [string, string];
  /** What a reader must know before comparing it. */
  readonly anmarkning?: string;
  readonly belopp: readonly Belopp[];
}

/** Money that is part of a figure: added, or taken away. */
export interface Bidrag {
  readonly kolumn: string;
  readonly belopp: Belopp;
  readonly faktor: 1n | -1n;
}

export interface Cell {
  /** As shown; null where there is no figure. */
  readonly ore: Ore | null;
  readonly bidrag: readonly Bidrag[];
}

/** Another row that a sum adds, or takes away. */
export interface Term {
  readonly rad: string;
  readonly faktor: 1n | -1n;
}

/** What all money of a row has in common; null where it has not. */
export interface Radnycklar {
  readonly post: string | null;
  readonly konto: string | null;
  readonly insats: string | null;
  readonly motpart: string | null;
  readonly grupp: string | null;
}

export interface Uppstallningsrad {
  /** The same as long as the definition is: what a figure is asked for by. */
  readonly id: string;
  readonly typ: 'rubrik' | 'rad' | 'summa' | 'kontroll';
  readonly rad: string;
  readonly niva: number;
  readonly sida: Sida;
  readonly nycklar: Radnycklar;
  /** By column; empty for a heading. */
  readonly celler: ReadonlyMap<string, Cell>;
  /** The rows that it is the sum of; empty for one that is made of money directly. */
  readonly termer: readonly Term[];
}

/** One table of one förbund. */
export interface Uppstallningstabell {
  readonly forbund: ForbundId;
  readonly namn: string;
  readonly definition: Tabelldefinition;
  readonly kolumner: readonly Uppstallningskolumn[];
  readonly rader: readonly Uppstallningsrad[];
}

/** All tables of a report, one of each for every förbund. */
export interface Uppstallning {
  readonly tabeller: readonly Uppstallningstabell[];
  /** Which definition each förbund's tables were set up by, where it is not the bundled one. */
  readonly layouter: readonly { readonly forbund: ForbundId; readonly version: string }[];
}
