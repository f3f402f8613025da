import type { Ar, Datum } from '#kernel/datum.js';
import type { ForbundId, InsatsId, Konto, Nyckel } from '#kernel/identiteter.js';
import type { Ore } from '#kernel/ore.js';
import type { PostId } from '#kernel/poster.js';

/** A line of a plan that counts in a figure, in the version that it stands in. */
export interface Planunderlag {
  readonly slag: 'budget' | 'periodbudget' | 'prognos' | 'beraknad';
  readonly forbund: ForbundId;
  readonly post: PostId;
  /** The event that the version was recorded in. */
  readonly ordinal: number;
  /** The day that it holds from; of a prognosis the day it was made for. */
  readonly den: Datum;
  readonly stod: { readonly slag: 'beslut' | 'dokument'; readonly id: string } | null;
  /** As it counts in the figure. */
  readonly ore: Ore;
}

/** A row of an opening balance that counts in a figure. */
export interface Ingaendeunderlag {
  readonly forbund: ForbundId;
  readonly ar: Ar;
  readonly ordinal: number;
  readonly konto: Konto;
  readonly insats: InsatsId | null;
  readonly motpart: Nyckel | null;
  readonly ore: Ore;
}

/** A row of a voucher that counts in a figure. */
export interface Radunderlag {
  readonly forbund: ForbundId;
  readonly ordinal: number;
  readonly nr: number;
  readonly konto: Konto;
  readonly insats: InsatsId | null;
  readonly motpart: Nyckel | null;
  readonly ar: Ar;
  readonly serie: Nyckel;
  readonly nummer: number;
  readonly datum: Datum;
  readonly text: string;
  readonly dokument: string | null;
  readonly rattar: number | null;
  readonly ore: Ore;
}
