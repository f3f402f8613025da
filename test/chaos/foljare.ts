import { setTimeout as vanta } from 'node:timers/promises';
import type { Journal } from './journal.js';
import type { Adresser } from './klienter.js';

const NYTT_FORSOK_MS = 200;
const HANDELSE = /^id: (\d+)\nevent: handelse$/m;

/** Follows the stream of events, from whichever api there is, and goes on where it was when it is cut off. */
export class Foljare {
  #senaste = 0;
  #varv = 0;

  constructor(
    private readonly journal: Journal,
    private readonly adresser: Adresser,
  ) {}

  async folj(slut: AbortSignal): Promise<void> {
    while (!slut.aborted) {
      const adresser = this.adresser();
      const adress = adresser[this.#varv++ % adresser.length];
      // Cut off, however it was: from the next one.
      if (adress !== undefined) await this.#las(adress, slut).catch(() => undefined);
      await vanta(NYTT_FORSOK_MS, undefined, { signal: slut }).catch(() => undefined);
    }
  }

  /** What it has not been told of, of so many events. */
  efter(antal: number): string[] {
    return this.#senaste === antal
      ? []
      : [`den som följer strömmen har nåtts av ${this.#senaste} av ${antal}`];
  }

  async #las(adress: string, slut: AbortSignal): Promise<void> {
    const svar = await fetch(`${adress}/api/v1/handelser/strom`, {
      headers: { 'last-event-id': String(this.#senaste) },
      signal: slut,
    });
    if (!svar.ok || !svar.body) return;
    let text = '';
    for await (const bit of svar.body.pipeThrough(new TextDecoderStream())) {
      const delar = `${text}${bit}`.split('\n\n');
      text = delar.pop() ?? '';
      for (const del of delar) this.#ta(del);
    }
  }

  #ta(del: string): void {
    const ordinal = Number(HANDELSE.exec(del)?.[1]);
    if (!Number.isInteger(ordinal)) return;
    if (ordinal !== this.#senaste + 1)
      this.journal.oriktiga.push(`strömmen gav ${ordinal} efter ${this.#senaste}`);
    this.#senaste = ordinal;
  }
}
