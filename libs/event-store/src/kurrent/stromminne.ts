import { LRUCache } from 'lru-cache';
import { EventStoreError } from '../event-store.js';
import { medOmforsok } from '../omforsok.js';
import type { Klient, Post } from './klient.js';
import { metadataFor } from './lasning.js';
import { arAvbrott, Avbrott } from './serverfel.js';
import type { Strommar } from './strommar.js';

/** Commands remembered over all streams, at about a hundred bytes each; what is forgotten is read again. */
const MAX_KOMMANDON = 200_000;
const SIDA = 1_000;

export interface Lagrat {
  /** Of the command's last event. */
  readonly revision: number;
  readonly indatahash: string;
}

/** What is known of a stream: how far it has come, and which commands stand in it. */
export interface Stromlage {
  readonly stream: string;
  /** Of the last event known; -1 before the first. */
  revision: number;
  readonly kommandon: Map<string, Lagrat>;
}

/**
 * The server finds no command by its id: each stream that is written to is read once, and remembered. What is
 * remembered may be behind the server, never beside it.
 */
export class Stromminne {
  readonly #lagen = new LRUCache<string, Stromlage>({
    maxSize: MAX_KOMMANDON,
    sizeCalculation: ({ kommandon }) => kommandon.size + 1,
  });

  constructor(
    private readonly klient: Klient,
    private readonly strommar: Strommar,
    /** The revision that is known of a stream by its numbering. */
    private readonly numrerad: (stream: string) => number,
  ) {}

  /** What is remembered, or undefined: then only `lasIkapp` tells. */
  kant(stream: string): Stromlage | undefined {
    return this.#lagen.get(stream);
  }

  /**
   * As the stream is now. Its last revision is asked for first: a read that is cut short looks like the end, and a command
   * that is found by half of its events would be answered with half of them.
   */
  async lasIkapp(stream: string): Promise<Stromlage> {
    const lage: Stromlage = this.#lagen.get(stream) ?? { stream, revision: -1, kommandon: new Map() };
    const paServern = this.strommar.paServern(stream);
    const sista = await medOmforsok(arAvbrott, () => this.klient.sistaRevision(paServern));
    if (sista < Math.max(lage.revision, this.numrerad(stream)))
      throw new EventStoreError('STREAM_DELETED', `${stream} is deleted`, { stream });
    // What is half read is not remembered.
    this.#lagen.delete(stream);
    while (lage.revision < sista) await medOmforsok(arAvbrott, () => this.#lasSida(lage, paServern));
    this.#lagen.set(stream, lage);
    return lage;
  }

  async #lasSida(lage: Stromlage, paServern: string): Promise<void> {
    const poster = (await this.klient.las(paServern, lage.revision + 1, SIDA)) ?? [];
    if (poster.length === 0) throw new Avbrott(`${paServern}: the answer was cut short`);
    for (const post of poster) this.#minns(lage, post);
  }

  /** Our own append was stored. */
  lagrat(lage: Stromlage, antal: number, kommandoId: string, indatahash: string): number {
    lage.revision += antal;
    lage.kommandon.set(kommandoId, { revision: lage.revision, indatahash });
    // The size that the cache counts by has grown.
    this.#lagen.set(lage.stream, lage);
    return lage.revision;
  }

  #minns(lage: Stromlage, post: Post): void {
    if (post.revision !== lage.revision + 1)
      throw new EventStoreError('STREAM_DELETED', `${lage.stream}: events before ${post.revision} are gone`, {
        stream: lage.stream,
      });
    const { kommandoId, indatahash } = metadataFor(post);
    lage.revision = post.revision;
    lage.kommandon.set(kommandoId, { revision: post.revision, indatahash });
  }
}
