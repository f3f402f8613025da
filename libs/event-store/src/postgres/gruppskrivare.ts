import { setImmediate as nastaVarv } from 'node:timers/promises';
import { EventStoreError } from '../event-store.js';
import type { KodatAppend } from '../kodning.js';

/** Most commands of one transaction: past a few hundred the commit is paid for, and the first would only wait longer. */
const MAX_KOMMANDON_PER_GRUPP = 256;
/** Most events of one transaction (a single larger append goes alone): half of the writers encode while half fly. */
const MAX_HANDELSER_PER_GRUPP = 1_000;
/** A group this full is sent at once; a smaller waits one turn for those who were just answered to join it. */
const FULL_NOG_HANDELSER = 200;
/** Appends that may wait: above it the caller is told at once instead of after a long wait. */
const MAX_I_KO = 10_000;
/** And their bytes: what a stalled server may make this process hold. */
const MAX_BYTES_I_KO = 64 * 1024 * 1024;

export type Utfall =
  | { readonly slag: 'lagrad' | 'upprepad'; readonly revision: number; readonly ordinal: number }
  | { readonly slag: 'annan-indata' }
  | { readonly slag: 'fel-revision'; readonly faktisk: number };

interface Vantande {
  readonly append: KodatAppend;
  readonly klar: (utfall: Utfall) => void;
  readonly misslyckad: (fel: unknown) => void;
}

/**
 * Group commit: appends of this process that come while a transaction is under way go together in the next one.
 * One commit is then paid by many, which is what makes one global order affordable.
 */
export class Gruppskrivare {
  readonly #ko: Vantande[] = [];
  #bytes = 0;
  #pagar: Promise<void> | undefined;

  /** `skriv` stores a group in one transaction, with one answer for each, in order; it throws when nothing is known. */
  constructor(private readonly skriv: (grupp: readonly KodatAppend[]) => Promise<readonly Utfall[]>) {}

  /** @throws EventStoreError UNAVAILABLE when too much is waiting already. */
  laggTill(append: KodatAppend): Promise<Utfall> {
    if (this.#ko.length >= MAX_I_KO || this.#bytes + append.bytes > MAX_BYTES_I_KO)
      return Promise.reject(
        new EventStoreError('UNAVAILABLE', `${this.#ko.length} appends are waiting already`),
      );
    return new Promise<Utfall>((klar, misslyckad) => {
      this.#ko.push({ append, klar, misslyckad });
      this.#bytes += append.bytes;
      this.#pagar ??= this.#tom();
    });
  }

  /** Resolves when all that was queued has been answered. */
  async lugn(): Promise<void> {
    while (this.#pagar) await this.#pagar;
  }

  async #tom(): Promise<void> {
    // Those who append in the same turn of the event loop share the first group, too.
    await Promise.resolve();
    while (this.#ko.length > 0) {
      await this.#skrivGrupp(this.#taGrupp());
      if (!this.#fullNog()) await nastaVarv();
    }
    this.#pagar = undefined;
  }

  #fullNog(): boolean {
    let handelser = 0;
    for (const { append } of this.#ko) {
      handelser += append.antal;
      if (handelser >= FULL_NOG_HANDELSER) return true;
    }
    return false;
  }

  #taGrupp(): Vantande[] {
    let handelser = 0;
    let antal = 0;
    for (const { append } of this.#ko) {
      handelser += append.antal;
      if (antal > 0 && (handelser > MAX_HANDELSER_PER_GRUPP || antal >= MAX_KOMMANDON_PER_GRUPP)) break;
      antal++;
      this.#bytes -= append.bytes;
    }
    return this.#ko.splice(0, antal);
  }

  async #skrivGrupp(grupp: readonly Vantande[]): Promise<void> {
    try {
      const utfall = await this.skriv(grupp.map((v) => v.append));
      grupp.forEach((v, i) => {
        const eget = utfall[i];
        if (eget) v.klar(eget);
        else v.misslyckad(new Error('no answer for this append'));
      });
    } catch (fel) {
      if (grupp.length === 1 || (fel instanceof EventStoreError && fel.code === 'UNAVAILABLE')) {
        for (const v of grupp) v.misslyckad(fel);
        return;
      }
      // One of them makes the transaction fail in a way that was not foreseen: alone, it fails alone.
      for (const v of grupp) await this.#skrivGrupp([v]);
    }
  }
}
