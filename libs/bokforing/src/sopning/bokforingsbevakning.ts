import { setTimeout as vanta } from 'node:timers/promises';
import { svenskDag } from '#kernel/ogonblick.js';
import { iSammanhang, nyttSammanhang } from '#platform/sammanhang.js';
import type { Bokforingssopning } from './bokforingssopning.js';

/** An accrual is reversed within so long of the midnight that begins its day, and a broken closing is carried on. */
const SOPNING_MS = 10_000;

/** Looks again and again for what is to be done in the books, as long as the process serves. */
export class Bokforingsbevakning {
  readonly #slut = new AbortController();
  #sopar: Promise<void> | undefined;
  /** What the last look told of: the same refusal is told once, as long as it lasts. */
  #sagt: ReadonlySet<string> = new Set();

  /** @param vem recorded as the one who acted */
  constructor(
    private readonly sopning: Pick<Bokforingssopning, 'sopa'>,
    private readonly vem: string,
  ) {}

  /** @param rapportera told what a look met; the next look tries it again */
  start(rapportera: (fel: unknown) => void): void {
    this.#sopar = this.#sopaIbland(rapportera);
  }

  /** Waits for what a look has begun to do, not for read models: who moves them may be stopping as well. */
  async stopp(): Promise<void> {
    this.#slut.abort();
    await this.#sopar;
  }

  async #sopaIbland(rapportera: (fel: unknown) => void): Promise<void> {
    const { signal } = this.#slut;
    while (!signal.aborted) {
      try {
        const { nekade } = await iSammanhang(nyttSammanhang(), () =>
          this.sopning.sopa(svenskDag(new Date()), { vem: this.vem }, signal),
        );
        nekade.filter((fel) => !this.#sagt.has(fel.message)).forEach(rapportera);
        this.#sagt = new Set(nekade.map((fel) => fel.message));
      } catch (fel) {
        // A store that is away, or one that was closed under a look: the next one sees.
        if (!this.#stoppar()) rapportera(fel);
      }
      await vanta(SOPNING_MS, undefined, { signal }).catch(() => undefined);
    }
  }

  #stoppar(): boolean {
    return this.#slut.signal.aborted;
  }
}
