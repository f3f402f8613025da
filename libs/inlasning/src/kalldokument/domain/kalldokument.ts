import type { Ar, Datum } from '#kernel/datum.js';
import type { ForbundId, InsatsId, Nyckel } from '#kernel/identiteter.js';
import type { Postslag } from '#kernel/poster.js';

/** A published report as a structured document, schema `kalldokument/1`: what `tolkaKalldokument` has accepted. */
export interface Kalldokument {
  readonly id: string;
  readonly titel?: string;
  readonly kalla?: string;
  readonly forbund: Dokumentforbund;
  readonly tabeller: readonly Tabell[];
  readonly beslut: readonly Dokumentbeslut[];
  readonly sammantraden: readonly Dokumentsammantrade[];
  readonly insatser: readonly Dokumentinsats[];
  /** How the huvudmän share, as written: its form is not the schema's. */
  readonly finansiering?: unknown;
  readonly styrelse: readonly Dokumentplats[];
}

export interface Dokumentforbund {
  readonly nyckel: ForbundId;
  readonly namn: string;
  readonly orgnr?: string;
  readonly bildat?: string;
  readonly fran?: Datum;
  readonly till?: Datum;
  readonly ersatter: readonly ForbundId[];
  readonly medlemmar: readonly { namn: string; typ: 'stat' | 'region' | 'kommun'; fran?: string }[];
}

export type Tecken = 'kostnad_positiv' | 'kostnad_negativ' | 'skuld_positiv' | 'som_skrivet';

export interface Tabell {
  readonly id: string;
  readonly titel: string;
  readonly enhet: 'kr' | 'tkr';
  readonly tecken: Tecken;
  readonly kolumner: readonly Kolumn[];
  readonly rader: readonly Rad[];
  readonly summor: readonly Summa[];
}

export type Avvikelseformel = 'prognos-budget' | 'budget-utfall';

export type Kolumn =
  | { readonly id: string; readonly slag: 'utfall'; readonly fran: Datum; readonly till: Datum }
  | { readonly id: string; readonly slag: 'budget'; readonly ar: Ar }
  | { readonly id: string; readonly slag: 'periodbudget'; readonly fran: Datum; readonly till: Datum }
  | { readonly id: string; readonly slag: 'prognos'; readonly ar: Ar; readonly avser: Datum }
  | { readonly id: string; readonly slag: 'avvikelse'; readonly formel: Avvikelseformel }
  | { readonly id: string; readonly slag: 'ub'; readonly per: Datum }
  | { readonly id: string; readonly slag: 'kassaflode'; readonly fran: Datum; readonly till: Datum };

export interface Rad {
  readonly rad: string;
  readonly post: Nyckel;
  readonly slag: Postslag | 'kassaflode';
  readonly grupp: string;
  readonly insats?: InsatsId;
  readonly huvudman?: { readonly typ: 'stat' | 'region' | 'kommun'; readonly namn?: string };
  readonly motpart?: { readonly namn?: string; readonly forbund?: ForbundId; readonly medlem?: boolean };
  readonly specificeras_av: readonly string[];
  readonly harled?: string;
  /** As printed, in the table's unit; null where the source prints no figure. */
  readonly varden: readonly (number | null)[];
}

export interface Summa {
  readonly namn: string;
  /** `slag:…` or `grupp:…`: the rows of the table that it claims to add up. */
  readonly av: readonly string[];
  readonly varden: readonly (number | null)[];
}

export interface Dokumentbeslut {
  readonly datum?: Datum;
  readonly ar?: Ar;
  readonly fran?: Datum;
  readonly till?: Datum;
  readonly organ: string;
  readonly rubrik: string;
  readonly text?: string;
  readonly avser?: { readonly budget?: Ar; readonly prognos?: Ar };
}

export interface Dokumentsammantrade {
  readonly slag: string;
  readonly antal: number;
  readonly fran: Datum;
  readonly till: Datum;
  readonly notering?: string;
}

export interface Dokumentinsats {
  readonly insats: InsatsId;
  readonly rubrik: string;
  readonly slag?: 'individ' | 'struktur' | 'processtod';
  readonly start?: Datum;
  readonly slut?: Datum;
  readonly overgar_till?: string;
  readonly mal: readonly Dokumentmal[];
  /** Counts by names of the source's own, over a period. */
  readonly uppfoljning?: Readonly<Record<string, unknown>> & { readonly fran?: Datum; readonly till?: Datum };
}

export interface Dokumentmal {
  readonly matt: string;
  readonly mal_procent?: number;
  readonly utfall_procent?: number;
  readonly mal_antal?: number;
  readonly utfall_antal?: number;
}

/** So many seats of one kind, by the member that appoints to them. Who sits on them is not read. */
export interface Dokumentplats {
  readonly utsedd_av: Nyckel;
  /** `ledamot`, a role in the presidium, or `revisor`. */
  readonly roll: Nyckel;
  readonly ordinarie: number;
  readonly ersattare: number;
}

/**
 * The day a document speaks from: the latest that its columns end at, were made for, or close at. A document of
 * budgets alone speaks from the day its budget was decided, else from the eve of the year.
 */
export function dokumentdatum(dokument: Kalldokument): Datum {
  const dagar = dokument.tabeller.flatMap((t) => t.kolumner.flatMap(kolumnensDag)).sort();
  const senast = dagar.at(-1);
  if (senast !== undefined) return senast;
  const beslut = dokument.beslut
    .flatMap((b) => (b.avser?.budget !== undefined && b.datum ? [b.datum] : []))
    .sort();
  const ar = Math.max(
    ...dokument.tabeller.flatMap((t) => t.kolumner.map((k) => (k.slag === 'budget' ? k.ar : 0))),
  );
  return beslut.at(-1) ?? (`${ar - 1}-12-31` as Datum);
}

function kolumnensDag(kolumn: Kolumn): Datum[] {
  switch (kolumn.slag) {
    case 'utfall':
    case 'periodbudget':
    case 'kassaflode':
      return [kolumn.till];
    case 'prognos':
      return [kolumn.avser];
    case 'ub':
      return [kolumn.per];
    case 'budget':
    case 'avvikelse':
      return [];
  }
}
