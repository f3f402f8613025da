import { setTimeout as vanta } from 'node:timers/promises';
import { lasBokmarken } from './checkpoints.js';
import type { Framsteg } from './drift.js';
import type { Projektion } from './projektion.js';
import { Projektionsfel } from './projektionsfel.js';
import type { ReadStore } from './read-store.js';
import { nyareVersion } from './schema.js';

/** Between looks at how far the others have come. */
const TITTA_MS = 20;

/** For a process that only reads: waits for what another one moves, and moves nothing itself. */
export class Iakttagare {
  private readonly slut = new AbortController();

  constructor(
    private readonly readStore: ReadStore,
    private readonly projektioner: ReadonlyMap<string, Projektion>,
  ) {}

  start(): void {
    // There is nothing to follow: whoever asks looks.
  }

  stopp(): Promise<void> {
    this.slut.abort();
    return Promise.resolve();
  }

  /** Resolves when the tables of the code's own version stand at the ordinal. @throws Projektionsfel NYARE_VERSION, STOPPAD */
  async vantaPa(namn: readonly string[], till: number, framsteg?: (f: Framsteg) => void): Promise<void> {
    while (!(await this.arFramme(namn, till, framsteg)))
      await vanta(TITTA_MS, undefined, { signal: this.slut.signal }).catch(() => {
        throw new Projektionsfel('STOPPAD', 'Projektionerna stoppades.');
      });
  }

  private async arFramme(
    namn: readonly string[],
    till: number,
    framsteg: ((f: Framsteg) => void) | undefined,
  ): Promise<boolean> {
    const rader = await lasBokmarken(this.readStore.sql, namn);
    const kvar = namn.filter((n) => {
      const rad = rader.get(n);
      const egen = this.projektioner.get(n)?.version;
      if (!rad || egen === undefined) return true;
      if (rad.version > egen) throw nyareVersion(n, rad.version, egen);
      framsteg?.({ namn: n, ordinal: rad.ordinal, till });
      return rad.version < egen || rad.ordinal < till;
    });
    return kvar.length === 0;
  }
}
