import { anslut, type Anslutning, type Pool } from './anslutning.js';

/**
 * A pool that does not wait for ever: a connection whose other end is gone without a word (a pulled cable, a dead
 * host) gives no error, only silence. After the time limit the pool is thrown away and a new one takes its place;
 * what was under way fails as a lost connection does, and its caller asks again.
 */
export class FornybarPool {
  #pool: Pool;

  constructor(private readonly anslutning: Anslutning) {
    this.#pool = anslut(anslutning);
  }

  async fraga<T>(fraga: (sql: Pool) => Promise<T>): Promise<T> {
    const pool = this.#pool;
    // The server ends the statement at the limit by itself; twice that long is silence.
    const klocka = setTimeout(() => this.#byt(pool), 2 * this.anslutning.svarstidMs);
    try {
      return await fraga(pool);
    } finally {
      clearTimeout(klocka);
    }
  }

  stang(timeoutS: number): Promise<void> {
    return this.#pool.end({ timeout: timeoutS });
  }

  #byt(pool: Pool): void {
    if (this.#pool !== pool) return;
    this.#pool = anslut(this.anslutning);
    void pool.end({ timeout: 0 });
  }
}
