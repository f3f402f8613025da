import { setTimeout as vanta } from 'node:timers/promises';
import { anslut, type Anslutning, type Pool } from './anslutning.js';

/**
 * A pool that does not wait for ever: a connection whose other end is gone without a word (a pulled cable, a dead
 * host) gives no error, only silence. After the time limit the pool is thrown away and a new one takes its place;
 * what was under way fails as a lost connection does, and its caller asks again.
 */
export class FornybarPool {
  #pool: Pool;
  readonly #pagaende = new Set<Promise<unknown>>();

  constructor(private readonly anslutning: Anslutning) {
    this.#pool = anslut(anslutning);
  }

  async fraga<T>(fraga: (sql: Pool) => Promise<T>): Promise<T> {
    const pool = this.#pool;
    // The server ends the statement at the limit by itself; twice that long is silence.
    const klocka = setTimeout(() => this.#byt(pool), 2 * this.anslutning.svarstidMs);
    const svar = fraga(pool);
    this.#pagaende.add(svar);
    try {
      return await svar;
    } finally {
      clearTimeout(klocka);
      this.#pagaende.delete(svar);
    }
  }

  /**
   * Disconnects when what is under way has been answered, or after the time limit. The waiting is ours: the driver
   * would wait for a connection that was cut in the midst of a query until its own limit, whatever that is.
   */
  async stang(hogstMs: number): Promise<void> {
    await inom(hogstMs, Promise.allSettled(this.#pagaende));
    await this.#pool.end({ timeout: 0 });
  }

  #byt(pool: Pool): void {
    if (this.#pool !== pool) return;
    this.#pool = anslut(this.anslutning);
    void pool.end({ timeout: 0 });
  }
}

/** Waits for the work, but no longer than the time limit. */
export async function inom(hogstMs: number, arbete: Promise<unknown>): Promise<void> {
  const klar = new AbortController();
  const frist = vanta(hogstMs, undefined, { signal: klar.signal }).catch(() => undefined);
  await Promise.race([arbete, frist]);
  klar.abort();
}
