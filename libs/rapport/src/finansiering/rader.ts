import type { Medelslage, Partkontroll, Partlage } from '#finansiering/public.js';
import type { Ar } from '#kernel/datum.js';
import type { ForbundId, Nyckel } from '#kernel/identiteter.js';
import type { Ore } from '#kernel/ore.js';

export type Part = Partlage['part'];

/** A line: a huvudman, a part or the förbund. Null where there is no figure, never 0. */
export interface Medelsrad extends Medelslage {
  readonly bokfortOre: Ore | null;
  /** Booked of what is decided for the year, per mille; null when one is unknown or nothing is decided. */
  readonly andelBokfort: number | null;
}

export interface Huvudmannarad extends Medelsrad {
  /** Null for what is known of the part as a whole. */
  readonly medlem: Nyckel | null;
  readonly namn: string | null;
}

export interface Partrad extends Medelsrad {
  readonly part: Part;
  readonly ofordelatOre: Ore | null;
  readonly huvudman: readonly Huvudmannarad[];
}

/** The ½ ¼ ¼ check of an amount that every part has; `rader` is null when it cannot be made, and `varforInte` says why. */
export interface Andelskontroll {
  readonly grund: 'beslutat' | 'bokfort';
  readonly rader: readonly Partkontroll[] | null;
  readonly varforInte: string | null;
}

export interface Forbundsfinansiering {
  readonly forbund: ForbundId;
  readonly namn: string;
  readonly summa: Medelsrad;
  /** What `summa.beslutatOre` is: decisions of every huvudman, else the budget of medel that the board has adopted. */
  readonly beslutatEnligt: 'beslut' | 'budget' | null;
  readonly budgetOre: Ore | null;
  readonly parter: readonly Partrad[];
  /** Booked on posts that do not tell whose the money is. */
  readonly bokfortUtanHuvudmanOre: Ore | null;
  /** What the ledger has at the day: as debt (prepaid medel), as claim. */
  readonly bokfordSkuldOre: Ore | null;
  readonly bokfordFordranOre: Ore | null;
  readonly kontroller: readonly Andelskontroll[];
  readonly undantag: readonly Undantag[];
}

export interface Finansieringsrapport {
  readonly ar: Ar;
  readonly forbund: readonly Forbundsfinansiering[];
}

/** What does not agree, with its size: shown, never adjusted. */
export interface Undantag {
  readonly slag:
    | 'andel-avviker'
    | 'andra-andelar'
    | 'fakturerat-over-beslutat'
    | 'mottaget-over-fakturerat'
    | 'medlemmar-over-part'
    | 'periodiserat-skiljer-bokfort'
    | 'forutbetalt-skiljer-bokfort'
    | 'beslut-skiljer-budget';
  readonly part: Part | null;
  readonly beloppOre: Ore | null;
  readonly text: string;
}
