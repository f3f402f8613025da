import type { Checkpoint, EventStore, StoredEvent } from '#event-store/event-store.js';
import { Projektionsfel } from './projektionsfel.js';

/** Events a batch: `Projektion.tillampa` promises its authors no more. Big enough to amortise a transaction. */
export const SIDA = 2_000;

/** Pages read ahead at once, one per place that somebody reads from: bounds the memory to this many pages. */
const FORLASTA_MAX = 4;

type Sida = readonly StoredEvent[];

export const efterSista = (sida: Sida, fore: Checkpoint): Checkpoint => {
  const sista = sida.at(-1);
  return sista ? { position: sista.position, ordinal: sista.ordinal } : fore;
};

/**
 * Reads the total order page by page for all who follow it: reads the next page while one is being applied, and uses
 * what a subscription brings instead of reading it again.
 */
export class Handelselasare {
  private readonly forlasta = new Map<number, Promise<Sida>>();
  private erbjuden: { sida: Sida; tagen: () => void } | undefined;

  constructor(private readonly store: EventStore) {}

  /**
   * The next events after a checkpoint, at most `max` (1–SIDA); empty at the end of the store.
   * @throws Projektionsfel HANDELSER_OORDNADE when the store leaves a gap: nothing may be skipped silently.
   */
  async efter(fran: Checkpoint, max: number = SIDA): Promise<Sida> {
    const sida = this.urErbjuden(fran, max) ?? (await this.lasSida(fran, max));
    sida.forEach((h, i) => {
      if (h.ordinal !== fran.ordinal + 1 + i)
        throw new Projektionsfel(
          'HANDELSER_OORDNADE',
          `Händelsen efter ordning ${fran.ordinal + i} har ordning ${h.ordinal}.`,
        );
    });
    return sida;
  }

  /** Hands over a subscription's batch; resolves when it has been used or is no longer needed. */
  erbjud(sida: Sida): Promise<void> {
    if (sida.length === 0) return Promise.resolve();
    return new Promise((resolve) => {
      this.erbjuden = { sida, tagen: resolve };
    });
  }

  /** Drops what was read ahead and lets a waiting subscription go. */
  glom(): void {
    this.forlasta.clear();
    this.slappErbjuden();
  }

  private slappErbjuden(): void {
    this.erbjuden?.tagen();
    this.erbjuden = undefined;
  }

  private urErbjuden(fran: Checkpoint, max: number): Sida | undefined {
    const sida = this.erbjuden?.sida;
    const forsta = sida?.[0];
    if (!sida || !forsta) return undefined;
    const borjan = fran.ordinal + 1 - forsta.ordinal;
    if (borjan < 0) return undefined;
    const del = sida.slice(borjan, borjan + max);
    if (borjan + del.length >= sida.length) this.slappErbjuden();
    return del.length > 0 ? del : undefined;
  }

  private async lasSida(fran: Checkpoint, max: number): Promise<Sida> {
    const last = this.forlasta.get(fran.ordinal);
    this.forlasta.delete(fran.ordinal);
    const sida = await (last ?? this.store.readAll(fran, max));
    if (sida.length > max) return sida.slice(0, max);
    if (sida.length === SIDA) this.lasIForvag(efterSista(sida, fran));
    return sida;
  }

  private lasIForvag(fran: Checkpoint): void {
    if (this.forlasta.has(fran.ordinal)) return;
    for (const aldst of this.forlasta.keys()) {
      if (this.forlasta.size < FORLASTA_MAX) break;
      this.forlasta.delete(aldst);
    }
    const sida = this.store.readAll(fran, SIDA);
    // Whoever takes the page sees the error; until then it must not count as unhandled.
    sida.catch(() => undefined);
    this.forlasta.set(fran.ordinal, sida);
  }
}
