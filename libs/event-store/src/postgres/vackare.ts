import { setTimeout as vanta } from 'node:timers/promises';
import { pausMs } from '../omforsok.js';
import { Vantrum } from '../vantrum.js';
import { anslut, type Pool, SVARSTID_MS } from './anslutning.js';

/**
 * Tells waiting readers that there may be more to read. A notification is a hint only: it is lost while the connection
 * is down, so whoever waits also looks for himself now and then.
 */
export class Vackare extends Vantrum {
  readonly #stopp = new AbortController();
  #pool: Pool | undefined;
  #stangning: () => void = () => undefined;

  constructor(private readonly url: string) {
    super();
  }

  override vantaPa(varv: number, hogstMs: number, signal: AbortSignal): Promise<void> {
    this.#starta();
    return super.vantaPa(varv, hogstMs, signal);
  }

  async stang(): Promise<void> {
    this.#stopp.abort();
    this.#stangning();
    this.vack();
    await this.#pool?.end({ timeout: 0 });
  }

  /** The first who waits starts the listening: a process that only appends needs no such connection. */
  #starta(): void {
    if (this.#pool || this.#stopp.signal.aborted) return;
    // `onclose` comes here and not to the driver's own `listen`: that one gives up after one failed reconnection.
    this.#pool = anslut(
      { url: this.url, namn: 'handelser lyssnare', max: 1, svarstidMs: SVARSTID_MS },
      { onnotify: () => this.vack(), onclose: () => this.#stangning() },
    );
    void this.#lyssna(this.#pool);
  }

  async #lyssna(pool: Pool): Promise<void> {
    const signal = this.#stopp.signal;
    for (let forsok = 1; !signal.aborted; forsok++) {
      const stangd = new Promise<void>((klar) => (this.#stangning = klar));
      try {
        await pool`LISTEN handelser`;
        forsok = 0;
        // What was announced while nobody listened is read now.
        this.vack();
        await stangd;
      } catch {
        // Any failure means the same: not listening. The readers' own polling covers the time until it is back.
      }
      await vanta(pausMs(forsok + 1), undefined, { signal }).catch(() => undefined);
    }
  }
}
