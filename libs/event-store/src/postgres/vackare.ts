import { setTimeout as vanta } from 'node:timers/promises';
import { anslut, type Pool, SVARSTID_MS } from './anslutning.js';
import { pausMs } from './omforsok.js';

/**
 * Tells waiting readers that there may be more to read. A notification is a hint only: it is lost while the connection
 * is down, so whoever waits also looks for himself now and then.
 */
export class Vackare {
  readonly #stopp = new AbortController();
  #pool: Pool | undefined;
  #varv = 0;
  #vantande = new Set<() => void>();
  #stangning: () => void = () => undefined;

  constructor(private readonly url: string) {}

  /** Take it before reading; a notification after that makes `vantaPa` return at once. */
  get varv(): number {
    return this.#varv;
  }

  /** Until something was announced after `varv`, `hogstMs` have passed, or the signal aborts. */
  async vantaPa(varv: number, hogstMs: number, signal: AbortSignal): Promise<void> {
    this.#starta();
    if (varv !== this.#varv || signal.aborted) return;
    await new Promise<void>((klar) => {
      const slut = (): void => {
        clearTimeout(klocka);
        signal.removeEventListener('abort', slut);
        this.#vantande.delete(slut);
        klar();
      };
      const klocka = setTimeout(slut, hogstMs);
      signal.addEventListener('abort', slut, { once: true });
      this.#vantande.add(slut);
    });
  }

  async stang(): Promise<void> {
    this.#stopp.abort();
    this.#stangning();
    this.#vack();
    await this.#pool?.end({ timeout: 0 });
  }

  #vack(): void {
    this.#varv++;
    for (const slut of [...this.#vantande]) slut();
  }

  /** The first who waits starts the listening: a process that only appends needs no such connection. */
  #starta(): void {
    if (this.#pool || this.#stopp.signal.aborted) return;
    // `onclose` comes here and not to the driver's own `listen`: that one gives up after one failed reconnection.
    this.#pool = anslut(
      { url: this.url, namn: 'handelser lyssnare', max: 1, svarstidMs: SVARSTID_MS },
      { onnotify: () => this.#vack(), onclose: () => this.#stangning() },
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
        this.#vack();
        await stangd;
      } catch {
        // Any failure means the same: not listening. The readers' own polling covers the time until it is back.
      }
      await vanta(pausMs(forsok + 1), undefined, { signal }).catch(() => undefined);
    }
  }
}
