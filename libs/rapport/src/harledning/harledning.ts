import type { Datum } from '#kernel/datum.js';
import type { BeslutId, ForbundId, Konto, Nyckel } from '#kernel/identiteter.js';
import type { Skal } from '#event-store/event-store.js';
import type { Figur } from '../stomme/figur.js';
import type { Underlag } from '../underlag.js';
import type { Ingaendeunderlag, Planunderlag, Radunderlag } from './underlag.js';

/** Who recorded what, when, and why. */
export interface Handelseunderlag {
  readonly ordinal: number;
  readonly typ: string;
  readonly tid: Date;
  readonly vem: string;
  readonly skal: Skal;
}

export interface Beslutsunderlag {
  readonly forbund: ForbundId;
  readonly beslut: BeslutId;
  readonly organ: string;
  readonly rubrik: string;
  /** The first and last day that it can have been made on. */
  readonly fattatFran: Datum;
  readonly fattatTill: Datum;
  readonly paragraf: number | null;
  readonly dnr: string | null;
}

export interface Dokumentunderlag {
  readonly dokument: string;
  readonly titel: string;
  readonly datum: Datum;
  readonly sha256: string;
}

/** A figure opened down to what it rests on. All but the vouchers' rows is whole on every page. */
export interface Harledning {
  readonly rapport: string;
  readonly omfattning: string;
  readonly ar: number;
  readonly figur: Figur;
  readonly namn: {
    readonly konto: (forbund: ForbundId, konto: Konto) => string | null;
    readonly motpart: (forbund: ForbundId, motpart: Nyckel) => string | null;
  };
  readonly planer: readonly Planunderlag[];
  readonly ingaende: readonly Ingaendeunderlag[];
  readonly rader: readonly Radunderlag[];
  /** Where the next page of vouchers' rows goes on from, at the same ordinal; null on the last. */
  readonly nasta: string | null;
  /** By ordinal. */
  readonly handelser: ReadonlyMap<number, Handelseunderlag>;
  readonly beslut: readonly Beslutsunderlag[];
  readonly dokument: readonly Dokumentunderlag[];
  readonly underlag: Underlag;
}
