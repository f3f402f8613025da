import type { ForbundId, InsatsId, Nyckel } from '#kernel/identiteter.js';
import type { PostId, Postslag } from '#kernel/poster.js';

/** What of a balance: as the year opened, what has moved since, as it stands. */
export type Saldomatt = 'ingaende' | 'rorelse' | 'utgaende';

/** Which money. Every field that is given must fit; of a list, one. */
export interface Villkor {
  readonly slag?: readonly Postslag[];
  /** A konto or an interval of them: `2440`, `3000-3999`. */
  readonly konton?: readonly string[];
  readonly poster?: readonly PostId[];
  readonly grupper?: readonly string[];
  /** Whether it is on an insats at all. */
  readonly insats?: boolean;
  readonly insatser?: readonly InsatsId[];
  /** Whether a motpart is known at all. */
  readonly motpart?: boolean;
  readonly motparter?: readonly Nyckel[];
  /** The line's label holds one of these, in lower case. */
  readonly ord?: readonly string[];
  readonly matt?: readonly Saldomatt[];
}

/** Which money, but for some. Of several urval, one must fit. */
export type Urval = Villkor & { readonly utom?: readonly Villkor[] };

/**
 * One row for each of these that has money. `jamforbar_post`: the posts, detailed ones added to the coarse one where some
 * column of the table has only the coarse: so that every row can be compared across the columns.
 */
export type Delning = 'post' | 'jamforbar_post' | 'konto' | 'insats' | 'motpart' | 'grupp';

/** Which side of the ledger is shown as positive. */
export type Sida = 'debet' | 'kredit';

/** A line: what of its section no earlier line took. Without a label only the rows that it is divided in are shown. */
export interface Rad {
  readonly typ: 'rad';
  readonly id: string;
  readonly rad?: string;
  readonly urval: readonly Urval[];
  readonly delas?: readonly Delning[];
  readonly sida?: Sida;
}

/** Moves money that stands on other lines from here to a line, so that nothing is counted twice or lost: depreciation in a cash flow. */
export interface Omforing {
  readonly typ: 'omforing';
  readonly id: string;
  readonly rad: string;
  readonly urval: readonly Urval[];
  /** The line that gets what is taken here. */
  readonly till: string;
}

/** A part of the table. Of what it covers, that which none of its lines takes gets a line of its own in it. */
export interface Avsnitt {
  readonly typ: 'avsnitt';
  readonly id: string;
  readonly rubrik?: string;
  readonly urval: readonly Urval[];
  readonly rader: readonly (Rad | Omforing)[];
  /** Label of the section's sum; without one it is not shown. */
  readonly summa?: string;
  /** Left out where it has no money. */
  readonly doljTomt?: boolean;
  /** Counted with the other sign than the ledger's: the liquid funds that a cash flow begins with. */
  readonly vand?: boolean;
}

/** A sum of sections and of other sums. One that covers all sections covers what stands in none of them too. */
export interface Summa {
  readonly typ: 'summa';
  readonly id: string;
  readonly rad: string;
  readonly av: readonly string[];
  readonly sida?: Sida;
}

/** Holds a sum against money outside the table, and shows the difference. */
export interface Avstamning {
  readonly typ: 'avstamning';
  readonly id: string;
  readonly rad: string;
  readonly mot: string;
  readonly urval: readonly Urval[];
  readonly skillnad: string;
  readonly sida?: Sida;
}

/** Years are counted from the report's: −1 is the year before. In a heading {ar}, {per}, {fran} and {till} are what the column is of. */
interface Kolumnrubrik {
  readonly id: string;
  readonly rubrik: string;
  readonly ar: number;
}

/**
 * `till_per`: the year up to the report's day. `samma_period`: the same, of another year; where nothing is booked by
 * then, up to the first day that the year is booked to. `helar`: the whole year.
 */
export type Periodval = 'till_per' | 'samma_period' | 'helar';

export type Utfallskolumn = Kolumnrubrik & { readonly slag: 'utfall'; readonly period: Periodval };
export type Plankolumn = Kolumnrubrik & { readonly slag: 'budget' | 'prognos' | 'periodbudget' };
/** `alla`: opening, movement and closing at once, for lines that choose among them. */
export type Saldokolumn = Kolumnrubrik & {
  readonly slag: 'saldo';
  readonly matt: Saldomatt | 'alla';
  readonly vid: 'per' | 'arsslut';
};
/** One column minus another, as they are shown: `budget-utfall`. */
export interface Avvikelsekolumn {
  readonly id: string;
  readonly rubrik: string;
  readonly slag: 'avvikelse';
  readonly formel: string;
}

export type Kolumndefinition = Utfallskolumn | Plankolumn | Saldokolumn | Avvikelsekolumn;

export interface Tabelldefinition {
  readonly id: string;
  readonly rubrik: string;
  readonly enhet: 'kr' | 'tkr';
  /** Whether costs are shown as negative. Income, debts and equity are positive in both, and so are assets; `kassaflode`: what brings money in is positive. */
  readonly tecken: 'kostnad_negativ' | 'kostnad_positiv' | 'kassaflode';
  /** What the table must show every krona of. */
  readonly omfattar: readonly Urval[];
  readonly kolumner: readonly Kolumndefinition[];
  readonly rader: readonly (Avsnitt | Summa | Avstamning)[];
  readonly noter?: readonly string[];
}

/** How a report is set up, as data: lines, groups, signs and formulas. */
export interface Rapportdefinition {
  readonly schema: 'rapportdefinition/1';
  /** The report that it sets up. */
  readonly rapport: string;
  readonly titel: string;
  readonly tabeller: readonly Tabelldefinition[];
}

/** The reports whose layout is data. */
export const UPPSTALLNINGAR = [
  'resultatrakning',
  'balansrakning',
  'kassaflode',
  'driftredovisning',
  'noter',
  'eget-kapital',
  'flerarsoversikt',
] as const;

/** Whose layout of what. */
export interface Layoutnamn {
  readonly forbund: ForbundId;
  readonly rapport: string;
}
