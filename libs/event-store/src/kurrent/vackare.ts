import { setTimeout as vanta } from 'node:timers/promises';
import { pausMs } from '../omforsok.js';
import { Vantrum } from '../vantrum.js';
import type { Klient } from './klient.js';
import type { Strommar } from './strommar.js';

/** So long a subscription may say nothing of blocks that are known by other ways before it is taken for dead. */
const TYSTNAD_MS = 3_000;

/**
 * Wakes readers when a block has been numbered. What the subscription says is a hint: whoever waits also looks for
 * himself, and by that it is seen when the subscription has gone silent. However it ends, a new one is made.
 */
export class Vackare extends Vantrum {
  readonly #stopp = new AbortController();
  #hort = -1;
  #startad = false;
  #slapp: () => void = () => undefined;

  constructor(
    private readonly klient: Klient,
    private readonly strommar: Strommar,
    /** The last block that this process knows of; -1 before the first. */
    private readonly kantBlock: () => number,
  ) {
    super();
  }

  override vantaPa(varv: number, hogstMs: number, signal: AbortSignal): Promise<void> {
    this.#starta();
    return super.vantaPa(varv, hogstMs, signal);
  }

  stang(): void {
    this.#stopp.abort();
    this.#slapp();
    this.vack();
  }

  #starta(): void {
    if (this.#startad || this.#stopp.signal.aborted) return;
    this.#startad = true;
    void this.#lyssna();
  }

  async #lyssna(): Promise<void> {
    const { signal } = this.#stopp;
    for (let forsok = 1; !signal.aborted; forsok++) {
      const fore = this.#hort;
      await this.#prenumerera();
      if (this.#hort > fore) forsok = 0;
      // What was numbered while nobody listened is read now.
      this.vack();
      await vanta(pausMs(forsok + 1), undefined, { signal }).catch(() => undefined);
    }
  }

  /** Until it ends, or is silent about what is known to have happened. */
  #prenumerera(): Promise<void> {
    return new Promise((klar) => {
      this.#hort = this.kantBlock();
      let efter = false;
      const vakt = setInterval(() => {
        const nu = this.kantBlock() > this.#hort;
        if (nu && efter) slapp();
        efter = nu;
      }, TYSTNAD_MS / 2);
      const slapp = this.klient.folj(this.strommar.ordning, this.#hort, {
        vidPost: (revision) => {
          this.#hort = Math.max(this.#hort, revision);
          this.vack();
        },
        vidSlut: () => {
          clearInterval(vakt);
          klar();
        },
      });
      this.#slapp = slapp;
    });
  }
}
