import { assert } from '#kernel/fel.js';
import { type Checkpoint, EventStoreError, START } from '../event-store.js';
import type { Plats } from './klient.js';

/** Events of one stream that follow each other in the total order and were recorded in the same millisecond. */
export interface Korning {
  readonly stream: string;
  /** Of its first event. */
  readonly revision: number;
  readonly antal: number;
  /** Milliseconds since 1970; never less than that of the run before. */
  readonly tid: number;
}

/** Events that got their ordinals together, and where in the server's log they stand: after `fran`, up to `till`. */
export interface Block {
  readonly korningar: readonly Korning[];
  /** Undefined: from the start. */
  readonly fran: Plats | undefined;
  readonly till: Plats;
}

export interface Handelseplats {
  readonly stream: string;
  readonly revision: number;
  readonly tid: number;
}

/** A run with what it got: its first event's ordinal. */
interface Numrerad extends Korning {
  readonly ordinal: number;
}

interface Blockstart {
  /** The ordinal before its first event. */
  readonly ordinal: number;
  /** The place in the log that its first event comes after; undefined: the start. */
  readonly plats: Plats | undefined;
}

/** The last of a list, rising by `nyckel`, whose key is at most `varde`. */
function sistaHogst<T>(lista: readonly T[], varde: number, nyckel: (rad: T) => number): T | undefined {
  let [lag, hog] = [0, lista.length];
  while (lag < hog) {
    const mitt = (lag + hog) >>> 1;
    const rad = lista[mitt];
    if (rad !== undefined && nyckel(rad) <= varde) lag = mitt + 1;
    else hog = mitt;
  }
  return lista[lag - 1];
}

const sistaOrdinal = ({ ordinal, antal }: Numrerad): number => ordinal + antal - 1;

/** Which event has which ordinal: all blocks, folded. A run costs about a hundred bytes. */
export class Ordningsindex {
  readonly #korningar: Numrerad[] = [];
  readonly #perStrom = new Map<string, Numrerad[]>();
  readonly #block: Blockstart[] = [];
  #till: Plats | undefined;
  #ordinal = 0;

  get block(): number {
    return this.#block.length;
  }

  /** The last ordinal given. */
  get ordinal(): number {
    return this.#ordinal;
  }

  /** As far as the server's log has been numbered. */
  get till(): Plats | undefined {
    return this.#till;
  }

  get senasteTid(): number {
    return this.#korningar.at(-1)?.tid ?? 0;
  }

  /** @throws EventStoreError HISTORY_CHANGED for a run that does not follow on its stream's last event. */
  laggTill({ korningar, fran, till }: Block): void {
    this.#block.push({ ordinal: this.#ordinal, plats: fran });
    for (const korning of korningar) {
      const { stream, revision, antal, tid } = korning;
      const fore = this.revision(stream);
      if (revision !== fore + 1)
        throw new EventStoreError(
          'HISTORY_CHANGED',
          `${stream}: revision ${revision} was numbered after ${fore}`,
          { stream },
        );
      const numrerad = { ...korning, ordinal: this.#ordinal + 1, tid: Math.max(tid, this.senasteTid) };
      this.#korningar.push(numrerad);
      const stroms = this.#perStrom.get(stream);
      if (stroms) stroms.push(numrerad);
      else this.#perStrom.set(stream, [numrerad]);
      this.#ordinal += antal;
    }
    this.#till = till;
  }

  /** The revision of a stream's last numbered event; -1 when it has none. */
  revision(stream: string): number {
    return this.revisionVid(stream, this.#ordinal);
  }

  /** The revision of its last event at or before an ordinal; -1 when it had none by then. */
  revisionVid(stream: string, ordinal: number): number {
    const korning = sistaHogst(this.#perStrom.get(stream) ?? [], ordinal, (k) => k.ordinal);
    return korning ? korning.revision + Math.min(ordinal, sistaOrdinal(korning)) - korning.ordinal : -1;
  }

  ordinalFor(stream: string, revision: number): number | undefined {
    const korning = sistaHogst(this.#perStrom.get(stream) ?? [], revision, (k) => k.revision);
    const inne = korning ? revision - korning.revision : 0;
    return korning && inne < korning.antal ? korning.ordinal + inne : undefined;
  }

  /** @throws ProgramFel for an ordinal that has not been given. */
  vid(ordinal: number): Handelseplats {
    const korning = sistaHogst(this.#korningar, ordinal, (k) => k.ordinal);
    assert(korning !== undefined && ordinal <= this.#ordinal, `ordinal ${ordinal} av ${this.#ordinal}`);
    const { stream, revision, tid } = korning;
    return { stream, revision: revision + ordinal - korning.ordinal, tid };
  }

  /** The last ordinal that was recorded at or before a moment; 0 when there is none. */
  vidTid(tid: number): number {
    const korning = sistaHogst(this.#korningar, tid, (k) => k.tid);
    return korning ? sistaOrdinal(korning) : 0;
  }

  /** Where in the log to begin reading for what comes after an ordinal, and the ordinal that it stands at. */
  lasFran(ordinal: number): Blockstart {
    return sistaHogst(this.#block, ordinal, (b) => b.ordinal) ?? { plats: undefined, ordinal: 0 };
  }
}

/** The port's checkpoint. The ordinal names the place: where in the log that is, the blocks tell. */
export const checkpoint = (ordinal: number): Checkpoint =>
  ordinal === 0 ? START : { position: String(ordinal), ordinal };
