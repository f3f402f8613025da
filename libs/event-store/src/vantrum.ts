/** Where readers wait for news. Whoever hears of something wakes them; that they may be woken for nothing is no matter. */
export class Vantrum {
  #varv = 0;
  readonly #vantande = new Set<() => void>();

  /** Take it before reading; a notification after that makes `vantaPa` return at once. */
  get varv(): number {
    return this.#varv;
  }

  /** Until something was announced after `varv`, `hogstMs` have passed, or the signal aborts. */
  async vantaPa(varv: number, hogstMs: number, signal: AbortSignal): Promise<void> {
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

  vack(): void {
    this.#varv++;
    for (const slut of [...this.#vantande]) slut();
  }
}
