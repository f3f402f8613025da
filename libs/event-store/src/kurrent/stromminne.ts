import { LRUCache } from 'lru-cache';
import { EventStoreError } from '../event-store.js';
import { medOmforsok } from '../omforsok.js';
import type { Klient, Post } from './klient.js';
import { metadataFor } from './lasning.js';
import { arAvbrott } from './serverfel.js';
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
  ) {}

  /** What is remembered, or undefined: then only `lasIkapp` tells. */
  kant(stream: string): Stromlage | undefined {
    return this.#lagen.get(stream);
  }

  /** As the stream is now. */
  async lasIkapp(stream: string): Promise<Stromlage> {
    const lage: Stromlage = this.#lagen.get(stream) ?? { stream, revision: -1, kommandon: new Map() };
    for (let sista = false; !sista;) {
      const fran = lage.revision + 1;
      const poster = await medOmforsok(arAvbrott, () =>
        this.klient.las(this.strommar.paServern(stream), fran, SIDA),
      );
      if (!poster && fran > 0)
        throw new EventStoreError('STREAM_DELETED', `${stream} is deleted`, { stream });
      for (const post of poster ?? []) if (post.revision > lage.revision) this.#minns(lage, post);
      sista = (poster?.length ?? 0) < SIDA;
    }
    this.#lagen.set(stream, lage);
    return lage;
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
