import type { Kommando } from './kommandon.js';

/** What a command's sender was told. */
export interface Kvitto {
  readonly stream: string;
  readonly revision: number;
  readonly ordinal: number;
  readonly upprepad: boolean;
}

/** An answer that was not a receipt. */
export interface Svar {
  readonly nyckel: string;
  readonly status: number;
  readonly kod: string;
}

/** What the clients know, kept outside the programs: all that was sent, and what was answered. */
export class Journal {
  readonly skickade = new Map<string, Kommando>();
  readonly kvitton = new Map<string, Kvitto[]>();
  /** Refusals: none of the commands deserves one. */
  readonly nekade: Svar[] = [];
  /** Answers that no fault of the surroundings excuses. */
  readonly oriktiga: string[] = [];
  /** Attempts that an api was there for and that got no answer, or 503: sent again, under the same key. */
  omskick = 0;
  /** Commands sent again although they had been acknowledged. */
  upprepade = 0;
  /** The highest ordinal that anybody has been told of. */
  hogsta = 0;

  kvittera(nyckel: string, kvitto: Kvitto): void {
    const fore = this.kvitton.get(nyckel);
    if (fore) fore.push(kvitto);
    else this.kvitton.set(nyckel, [kvitto]);
    this.hogsta = Math.max(this.hogsta, kvitto.ordinal);
  }
}
