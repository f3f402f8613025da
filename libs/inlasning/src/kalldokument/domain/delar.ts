import type { PostId } from '#kernel/poster.js';
import type { Mattnyckel } from './matt.js';

/** What a document tells of parts: measure → coarse post → finer posts. */
export interface MedDetaljer {
  readonly detaljer: ReadonlyMap<Mattnyckel, ReadonlyMap<PostId, ReadonlySet<PostId>>>;
}

/** Which posts detail which, in any document and under any measure. */
export class Delar {
  readonly #delar = new Map<PostId, Set<PostId>>();

  /** @param ytterligare pairs of a finer and a coarser post, known from elsewhere */
  constructor(dokument: readonly MedDetaljer[], ytterligare: Iterable<readonly [PostId, PostId]> = []) {
    for (const d of dokument)
      for (const karta of d.detaljer.values())
        for (const [grov, fina] of karta) for (const fin of fina) this.#lagg(grov, fin);
    for (const [fin, grov] of ytterligare) this.#lagg(grov, fin);
  }

  #lagg(grov: PostId, fin: PostId): void {
    this.#delar.set(grov, (this.#delar.get(grov) ?? new Set<PostId>()).add(fin));
  }

  /** The posts that some other post details. */
  grova(): IterableIterator<PostId> {
    return this.#delar.keys();
  }

  /** One step down. */
  av(post: PostId): ReadonlySet<PostId> {
    return this.#delar.get(post) ?? new Set();
  }

  /** The posts and all that details them, however many steps down. */
  nedat(poster: Iterable<PostId>): Set<PostId> {
    const sedda = new Set<PostId>();
    const ko = [...poster];
    for (let p = ko.pop(); p !== undefined; p = ko.pop()) {
      if (sedda.has(p)) continue;
      sedda.add(p);
      ko.push(...this.av(p));
    }
    return sedda;
  }
}
