import { indatahash } from '#event-store/kommandon.js';
import type { ExpectedRevision } from '#event-store/event-store.js';
import type { Command, Decider, Event } from '#kernel/handelse.js';
import type { ForbundId } from '#kernel/identiteter.js';
import type { Historieval } from './mall.js';

/** One append of the history. */
export interface Skrivning {
  readonly stream: string;
  readonly handelser: readonly Event[];
  readonly expected: ExpectedRevision;
  readonly kommandoId: string;
  readonly indatahash: string;
  readonly forbund: readonly ForbundId[];
}

/** Several commands of one stream in one append: a round trip carries many, and an append stays far from its bound. */
export const MAX_PER_SKRIVNING = 500;

/** The streams' states as the history goes on, in memory: what is decided here is what the command handlers would have decided. */
export class Bok {
  readonly #tillstand = new Map<string, { state: unknown; antal: number }>();

  constructor(private readonly val: Historieval) {}

  /** The state of a stream that this history has written. */
  nu<State>(stream: string, decider: { readonly start: State }): State {
    const funnet = this.#tillstand.get(stream);
    // A stream is only ever folded by its own decider.
    return funnet ? (funnet.state as State) : decider.start;
  }

  /** Decides the commands one after another. @throws DomanFel what the domain refuses: a fault of the generator. */
  *utfor<State, K extends Command, H extends Event>(
    forbund: readonly ForbundId[],
    stream: string,
    decider: Decider<State, K, H>,
    kommandon: readonly K[],
  ): Generator<Skrivning> {
    for (let n = 0; n < kommandon.length; n += MAX_PER_SKRIVNING) {
      const bit = kommandon.slice(n, n + MAX_PER_SKRIVNING);
      const fore = this.#tillstand.get(stream)?.antal ?? 0;
      let state = this.nu(stream, decider);
      const handelser: H[] = [];
      for (const kommando of bit)
        for (const handelse of decider.decide(kommando, state)) {
          state = decider.evolve(state, handelse);
          handelser.push(handelse);
        }
      this.#tillstand.set(stream, { state, antal: fore + handelser.length });
      yield {
        stream,
        handelser,
        forbund,
        expected: fore === 0 ? 'none' : fore - 1,
        kommandoId: kommandoId(this.val, fore),
        indatahash: indatahash({ typ: 'SkrivSyntetiskHistoria', data: { kommandon: bit } }),
      };
    }
  }
}

/** Follows from what was asked for and the place in the stream: the same history again is the same commands again. */
export const kommandoId = ({ forbund, ar, verifikationer, fro }: Historieval, plats: number): string =>
  `syntet-${fro}-${forbund}-${ar}-${verifikationer}-${plats}`;
