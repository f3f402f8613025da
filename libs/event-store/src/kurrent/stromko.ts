import { EventStoreError } from '../event-store.js';

/** Appends that may wait in one process: above it the caller is told at once instead of after a long wait. */
const MAX_I_KO = 10_000;
/** And their bytes: what a stalled server may make this process hold. */
const MAX_BYTES_I_KO = 64 * 1024 * 1024;

/** What is done to one stream is done in turn; different streams do not wait for each other. */
export class Stromko {
  readonly #sista = new Map<string, Promise<unknown>>();
  #antal = 0;
  #bytes = 0;

  /** @throws EventStoreError UNAVAILABLE when too much is waiting already. */
  async kor<T>(stream: string, bytes: number, arbete: () => Promise<T>): Promise<T> {
    if (this.#antal >= MAX_I_KO || this.#bytes + bytes > MAX_BYTES_I_KO)
      throw new EventStoreError('UNAVAILABLE', `${this.#antal} appends are waiting already`);
    this.#antal++;
    this.#bytes += bytes;
    const fore = this.#sista.get(stream) ?? Promise.resolve();
    const egen = fore.then(arbete, arbete);
    this.#sista.set(stream, egen);
    try {
      return await egen;
    } finally {
      this.#antal--;
      this.#bytes -= bytes;
      if (this.#sista.get(stream) === egen) this.#sista.delete(stream);
    }
  }

  /** Resolves when all that waited has been answered. */
  async lugn(): Promise<void> {
    while (this.#sista.size > 0) await Promise.allSettled(this.#sista.values());
  }
}
