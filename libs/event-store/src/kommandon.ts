import { APPEND, KOMMANDO, type Appendmatning } from './appendmatning.js';
import { createHash } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import { assert, DomanFel } from '#kernel/fel.js';
import type { Command, Decider, Event } from '#kernel/handelse.js';
import { kanoniskJson } from '#kernel/kanonisk.js';
import { sammanhang } from '#platform/sammanhang.js';
import {
  type AppendResult,
  type EventStore,
  EventStoreError,
  type ExpectedRevision,
  type Handelsemetadata,
  type Kommandokontext,
  START,
  WrongExpectedRevision,
} from './event-store.js';

/** Streams whose folded state is kept: what some tens of förbund touch in a day, at some tens of kB a state. */
const MAX_TILLSTAND = 1_000;
/** Events per read while folding: bounds what a long stream holds in memory at once. */
const SIDA = 1_000;
/** Another writer that wins so many times in a row on one stream is a design fault, not bad luck. */
const MAX_FORSOK = 10;
/** The revision of a stream without events. */
const TOM = -1;

export interface Kommandoutforande<State, K extends Command, H extends Event> {
  readonly stream: string;
  readonly decider: Decider<State, K, H>;
  readonly kommando: K;
  /** What was asked for, when the command carries more that was read for it: asked again, it is the same command. */
  readonly indata?: Command;
  readonly kontext: Kommandokontext;
  /** What the caller itself has seen of the stream, when that matters. Otherwise the state that was decided on counts. */
  readonly expected?: ExpectedRevision;
}

export interface Tillstand<State> {
  readonly state: State;
  /** Of the last event folded; -1 when the stream is empty. */
  readonly revision: number;
}

/** SHA-256 (hex) of a command's canonical JSON: tells a repeated command from another one under the same key. */
export const indatahash = (kommando: Command): string =>
  createHash('sha256').update(kanoniskJson(kommando)).digest('hex');

/** Load, decide, append: what every command handler does. Folded states are kept, so a stream is not read twice. */
export class Kommandon {
  readonly #tillstand = new LRUCache<string, Tillstand<unknown>>({ max: MAX_TILLSTAND });
  readonly #nummer = new WeakMap<object, number>();
  #antalDeciders = 0;

  constructor(private readonly store: EventStore) {}

  /**
   * Decides on the stream's latest state and stores what was decided, all or nothing. The same command again gives
   * the first result, whatever has happened since.
   * @throws DomanFel what `decide` refuses · WrongExpectedRevision when `expected` was given and does not hold, or when
   * others kept winning · EventStoreError as `append` does.
   */
  utfor<State, K extends Command, H extends Event>(
    arbete: Kommandoutforande<State, K, H>,
  ): Promise<AppendResult> {
    const { stream, kommando, kontext } = arbete;
    const matning = { typ: kommando.typ, stream, forbund: kontext.forbund };
    return KOMMANDO.tracePromise(() => this.utforOmatt(arbete), matning);
  }

  protected async utforOmatt<State, K extends Command, H extends Event>(
    arbete: Kommandoutforande<State, K, H>,
  ): Promise<AppendResult> {
    const metadata: Handelsemetadata = {
      ...arbete.kontext,
      ...sammanhang(),
      indatahash: indatahash(arbete.indata ?? arbete.kommando),
    };
    for (let forsok = 1; ; forsok++) {
      const { state, revision } = await this.las(arbete.stream, arbete.decider);
      const beslut = await this.#besluta(arbete, state, revision, metadata);
      if (!beslut.nya) return beslut.tidigare;
      try {
        // Always exact: what was decided holds for the state it was decided on, and for no other.
        const expected = revision === TOM ? 'none' : revision;
        return await this.lagra(arbete.stream, beslut.nya, { expected, metadata });
      } catch (fel) {
        // Somebody wrote between our reading and our writing: decide again, on what is true now.
        if (!(fel instanceof WrongExpectedRevision) || forsok >= MAX_FORSOK) throw fel;
      }
    }
  }

  protected lagra(
    stream: string,
    nya: readonly Event[],
    { expected, metadata }: { expected: ExpectedRevision; metadata: Handelsemetadata },
  ): Promise<AppendResult> {
    const matning: Appendmatning = { stream, handelser: nya.length };
    return APPEND.tracePromise(
      () => this.store.append(stream, nya, { expected, metadata: medSpar(metadata, matning) }),
      matning,
    );
  }

  /** The state of a stream as of now: the kept one, with the events that came since. */
  async las<State, H extends Event>(
    stream: string,
    decider: Pick<Decider<State, unknown, H>, 'start' | 'evolve'>,
  ): Promise<Tillstand<State>> {
    let { state, revision } = this.#kant(stream, decider) ?? { state: decider.start, revision: TOM };
    for (let sista = false; !sista;) {
      const sida = await this.store.readStream(stream, { from: revision + 1, max: SIDA });
      for (const handelse of sida) {
        assert(
          handelse.revision === revision + 1,
          `${stream}: revision ${handelse.revision} efter ${revision}`,
        );
        // The stream's events are the decider's own: nobody else appends to it.
        state = decider.evolve(state, handelse as Event as H);
        revision = handelse.revision;
      }
      sista = sida.length < SIDA;
    }
    this.#behall(this.#nyckel(stream, decider), { state, revision });
    return { state, revision };
  }

  /**
   * The state of a register that only grows: as it is kept where that has what is asked for, else as of now. Spares the
   * reading where it would nearly always bring nothing.
   */
  async lasRegister<State, H extends Event>(
    stream: string,
    decider: Pick<Decider<State, unknown, H>, 'start' | 'evolve'>,
    har: (state: State) => boolean,
  ): Promise<State> {
    const kant = this.#kant(stream, decider);
    return kant && har(kant.state) ? kant.state : (await this.las(stream, decider)).state;
  }

  /** The same on trial: what is decided is kept by it alone, and is what its later commands are decided on. */
  paProv(): Kommandon {
    return new Provkommandon(this.store, this);
  }

  /** New events, or the result of the same command when it has been carried out before and is now refused. */
  async #besluta<State, K extends Command, H extends Event>(
    { stream, decider, kommando, expected = 'any' }: Kommandoutforande<State, K, H>,
    state: State,
    revision: number,
    metadata: Handelsemetadata,
  ): Promise<{ nya: readonly H[] } | { nya?: never; tidigare: AppendResult }> {
    try {
      if (!stammer(expected, revision)) throw new WrongExpectedRevision(stream, expected, revision);
      const nya = decider.decide(kommando, state);
      assert(nya.length > 0, `${kommando.typ} på ${stream} gav ingen händelse`);
      return { nya };
    } catch (fel) {
      if (!(fel instanceof DomanFel) && !(fel instanceof WrongExpectedRevision)) throw fel;
      const tidigare = await this.store.findCommand(stream, metadata.kommandoId);
      if (!tidigare) throw fel;
      const { indatahash: da, ...resultat } = tidigare;
      // As the store would have said, had there been something to append: the key is what is wrong.
      if (da !== metadata.indatahash)
        throw new EventStoreError('COMMAND_REUSED', `${metadata.kommandoId} was used with another input`, {
          stream,
          kommandoId: metadata.kommandoId,
        });
      return { tidigare: resultat };
    }
  }

  #kant<State>(
    stream: string,
    decider: Pick<Decider<State, unknown, never>, 'start'>,
  ): Tillstand<State> | undefined {
    // Under a decider's number lies only what that decider folded.
    return this.#tillstand.get(this.#nyckel(stream, decider)) as Tillstand<State> | undefined;
  }

  #nyckel(stream: string, decider: object): string {
    return `${this.#nummerFor(decider)}:${stream}`;
  }

  /** Two may fold the same stream at once: the one that got further is kept. */
  #behall(nyckel: string, ny: Tillstand<unknown>): void {
    const kant = this.#tillstand.get(nyckel);
    if (!kant || kant.revision < ny.revision) this.#tillstand.set(nyckel, ny);
  }

  #nummerFor(decider: object): number {
    const nummer = this.#nummer.get(decider) ?? ++this.#antalDeciders;
    this.#nummer.set(decider, nummer);
    return nummer;
  }
}

/** Handlers given this one look up and decide as they do, and nothing is stored. */
class Provkommandon extends Kommandon {
  readonly #nya = new Map<string, readonly Event[]>();

  constructor(
    store: EventStore,
    private readonly lagrade: Kommandon,
  ) {
    super(store);
  }

  /** Not measured: nothing is carried out. */
  override utfor<State, K extends Command, H extends Event>(
    arbete: Kommandoutforande<State, K, H>,
  ): Promise<AppendResult> {
    return this.utforOmatt(arbete);
  }

  override async las<State, H extends Event>(
    stream: string,
    decider: Pick<Decider<State, unknown, H>, 'start' | 'evolve'>,
  ): Promise<Tillstand<State>> {
    const { state, revision } = await this.lagrade.las(stream, decider);
    // The stream's events are the decider's own, on trial too.
    const nya = (this.#nya.get(stream) ?? []) as readonly H[];
    return { state: nya.reduce(decider.evolve, state), revision: revision + nya.length };
  }

  protected override async lagra(stream: string, nya: readonly Event[]): Promise<AppendResult> {
    this.#nya.set(stream, [...(this.#nya.get(stream) ?? []), ...nya]);
    return Promise.resolve({ stream, revision: nya.length, ...START, repeated: false });
  }
}

const medSpar = (metadata: Handelsemetadata, { traceparent }: Appendmatning): Handelsemetadata =>
  traceparent === undefined ? metadata : { ...metadata, traceparent };

/** Does the caller's belief about the stream hold for its revision? */
function stammer(expected: ExpectedRevision, revision: number): boolean {
  if (expected === 'any') return true;
  if (expected === 'none') return revision === TOM;
  return expected === 'exists' ? revision !== TOM : revision === expected;
}
