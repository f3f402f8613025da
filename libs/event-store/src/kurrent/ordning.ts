import { randomUUID } from 'node:crypto';
import { setTimeout as vanta } from 'node:timers/promises';
import { EventStoreError } from '../event-store.js';
import { MAX_FORSOK, medOmforsok, pausMs } from '../omforsok.js';
import { arEfter, type Klient, type Plats, type Post } from './klient.js';
import { registrerad } from './lasning.js';
import { type Block, type Korning, Ordningsindex } from './ordningsindex.js';
import { arAvbrott } from './serverfel.js';
import type { Strommar } from './strommar.js';

/** Records of one read of the log. */
const SIDA = 1_000;
/** Events of one block: a reader that begins in the midst of it reads over the rest. */
const MAX_HANDELSER_PER_BLOCK = 1_000;
/** Others' records that were read over since the last block: a block that only says so spares the next start the same. */
const MAX_FRAMMANDE = 100_000;
/** How often somebody who waits looks for events whose writer was gone before they had their ordinals. */
const EFTERSOK_MS = 1_000;
/** What was stored is in the log at once. When it is not yet, the answer came from a server that lags. */
const MAX_EFTERSLAP = 20;

const BLOCKTYP = 'BlockNumrerat';

interface Lagradplats {
  readonly commit: string;
  readonly prepare: string;
}

/** A block as it is stored: lists, since there is one per group of appends for ever. */
interface Lagrat {
  readonly fran: Lagradplats | null;
  readonly till: Lagradplats;
  /** Stream, revision, how many, time. */
  readonly korningar: readonly (readonly [string, number, number, number])[];
}

/**
 * Gives events their ordinals. Whoever has stored something numbers all that has none yet, in the order of the server's
 * log, and stores that as the next block of the stream `ordning`. Its expected revision is the lease: for each block one
 * process holds it, and whoever comes second reads what the first one wrote.
 */
export class Ordning {
  readonly index = new Ordningsindex();
  #pagar: Promise<void> | undefined;
  /** Up to here the log holds nothing of ours after the last block. */
  #avsokt: Plats | undefined;
  #frammande = 0;
  #eftersokt = 0;

  constructor(
    private readonly klient: Pick<Klient, 'las' | 'lasAllt' | 'lagg'>,
    private readonly strommar: Strommar,
    /** Told when there are new ordinals. */
    private readonly vidNytt: () => void,
    private readonly maxFrammande = MAX_FRAMMANDE,
  ) {}

  /** Reads the blocks that others have stored. */
  async ikapp(): Promise<void> {
    for (let sista = false; !sista;) {
      const fran = this.index.block;
      const poster = await medOmforsok(arAvbrott, () => this.klient.las(this.strommar.ordning, fran, SIDA));
      if (!poster && fran > 0) throw andrad(this.strommar.ordning);
      for (const post of poster ?? []) {
        // Two may read at once: the one that came second finds the first ones applied.
        if (post.revision < this.index.block) continue;
        if (post.revision > this.index.block)
          throw andrad(`${this.strommar.ordning}: block ${this.index.block}`);
        this.#tillampa(tolkaBlock(post));
      }
      sista = (poster?.length ?? 0) < SIDA;
    }
  }

  /** The ordinal of an event that is stored. @throws EventStoreError UNAVAILABLE when it cannot be given now. */
  async ordinalFor(stream: string, revision: number): Promise<number> {
    for (let forsok = 1; forsok <= MAX_EFTERSLAP; forsok++) {
      const ordinal = this.index.ordinalFor(stream, revision);
      if (ordinal !== undefined) return ordinal;
      await this.numrera();
      if (forsok > 1) await vanta(pausMs(Math.min(forsok - 1, MAX_FORSOK)));
    }
    throw new EventStoreError(
      'UNAVAILABLE',
      `${stream}/${revision} is stored, but not yet in the server's log`,
    );
  }

  /** Numbers what is stored and has no ordinal. Calls that come meanwhile share the round after the one under way. */
  async numrera(): Promise<void> {
    const fore = this.#pagar;
    if (fore) {
      await fore.catch(() => undefined);
      if (this.#pagar) return this.#pagar;
    }
    this.#pagar = this.#varv();
    try {
      await this.#pagar;
    } finally {
      this.#pagar = undefined;
    }
  }

  /** What a writer left that was gone too soon. */
  async eftersok(): Promise<void> {
    if (performance.now() - this.#eftersokt < EFTERSOK_MS) return;
    this.#eftersokt = performance.now();
    await this.numrera();
  }

  async #varv(): Promise<void> {
    for (let fler = true; fler;) fler = await medOmforsok(arAvbrott, () => this.#numreraBlock());
  }

  /** Whether there may be more. Tried again after a lost answer, it finds what was stored of it as any other's block. */
  async #numreraBlock(): Promise<boolean> {
    const nummer = this.index.block;
    const { block, fler } = await this.#lasOnumrerat(nummer);
    // Others' blocks came in while the log was read: what was found in it may have its ordinals already.
    if (this.index.block !== nummer) return true;
    if (!block) return fler;
    const { fran, till, korningar } = block;
    const data: Lagrat = {
      fran: fran ? lagrad(fran) : null,
      till: lagrad(till),
      korningar: korningar.map((k) => [k.stream, k.revision, k.antal, k.tid]),
    };
    const post = { id: randomUUID(), typ: BLOCKTYP, data: { ...data } };
    if (!(await this.klient.lagg(this.strommar.ordning, [post], nummer - 1))) {
      await this.ikapp();
      return true;
    }
    // Somebody in this process may have read it already.
    if (this.index.block === nummer) this.#tillampa(block);
    return fler;
  }

  /** The block of this number, when there is something to number and nobody has stored it yet, and whether more may follow. */
  async #lasOnumrerat(
    nummer: number,
  ): Promise<{ readonly block: Block | undefined; readonly fler: boolean }> {
    let fran = this.#avsokt ?? this.index.till;
    const samling = new Samling(this.index.senasteTid, fran);
    for (;;) {
      const poster = await this.klient.lasAllt(fran, SIDA);
      if (this.index.block !== nummer) return { block: undefined, fler: true };
      for (const post of poster) {
        if (fran && !arEfter(post.plats, fran)) continue;
        const stream = this.strommar.egen(post.stream);
        if (stream !== undefined) samling.ta(stream, post);
        else {
          this.#frammande++;
          samling.passera(post.plats);
        }
        if (samling.antal >= MAX_HANDELSER_PER_BLOCK) return { block: samling.block(post.plats), fler: true };
      }
      const sista = poster.at(-1)?.plats;
      const slut = poster.length < SIDA;
      if (slut && samling.antal > 0 && samling.till)
        return { block: samling.block(samling.till), fler: false };
      if (samling.antal === 0 && sista && (!fran || arEfter(sista, fran))) this.#avsokt = sista;
      if (samling.antal === 0 && this.#avsokt && this.#frammande >= this.maxFrammande)
        return { block: samling.block(this.#avsokt), fler: !slut };
      if (slut) return { block: undefined, fler: false };
      fran = sista ?? fran;
    }
  }

  #tillampa(block: Block): void {
    this.index.laggTill(block);
    this.#avsokt = undefined;
    this.#frammande = 0;
    this.vidNytt();
  }
}

/** Events as they are read from the log, put together to runs. */
class Samling {
  antal = 0;
  till: Plats | undefined;
  readonly #korningar: { stream: string; revision: number; antal: number; tid: number }[] = [];

  constructor(
    private senasteTid: number,
    private fran: Plats | undefined,
  ) {}

  /** Something of others': a block begins after what stands before its first event. */
  passera(plats: Plats): void {
    if (this.antal === 0) this.fran = plats;
  }

  ta(stream: string, post: Post): void {
    const { revision, plats } = post;
    const tid = Math.max(registrerad(post), this.senasteTid);
    const sista = this.#korningar.at(-1);
    if (sista?.stream === stream && sista.tid === tid && sista.revision + sista.antal === revision)
      sista.antal++;
    else this.#korningar.push({ stream, revision, antal: 1, tid });
    this.senasteTid = tid;
    this.till = plats;
    this.antal++;
  }

  block(till: Plats): Block {
    return { korningar: this.#korningar, fran: this.fran, till };
  }
}

const lagrad = ({ commit, prepare }: Plats): Lagradplats => ({
  commit: String(commit),
  prepare: String(prepare),
});
const last = ({ commit, prepare }: Lagradplats): Plats => ({
  commit: BigInt(commit),
  prepare: BigInt(prepare),
});

function tolkaBlock(post: Post): Block {
  const { fran, till, korningar } = post.data as Lagrat;
  return {
    fran: fran ? last(fran) : undefined,
    till: last(till),
    korningar: korningar.map(([stream, revision, antal, tid]): Korning => ({ stream, revision, antal, tid })),
  };
}

export const andrad = (vad: string): EventStoreError =>
  new EventStoreError('HISTORY_CHANGED', `${vad}: the log is not what was numbered`);
