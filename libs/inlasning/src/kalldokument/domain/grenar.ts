import { arResultatslag, delaPostId, type PostId } from '#kernel/poster.js';
import type { Mattnyckel } from './matt.js';
import { restensOmfang, restpost } from './sammanfogning.js';
import type { Dokumentstruktur } from './struktur.js';

/**
 * Which posts make up a printed figure of a document: its rows, whatever details them, and the rests that lie
 * wholly within. Says nothing of amounts, so the same answer serves the ledger and the document itself.
 */
export class Grenar {
  readonly #delar = new Map<PostId, Set<PostId>>();
  /** Rest → the sets of posts that it is the rest over: one for each printed figure that can leave it. */
  readonly #rester = new Map<PostId, ReadonlySet<PostId>[]>();

  /** @param overordnade what the ledger knows of posts that detail others, beyond what this document tells */
  constructor(struktur: Dokumentstruktur, overordnade: Iterable<readonly [PostId, PostId]> = []) {
    for (const karta of struktur.detaljer.values())
      for (const [grov, fina] of karta) for (const fin of fina) this.#lagg(this.#delar, grov, fin);
    for (const [fin, grov] of overordnade) this.#lagg(this.#delar, grov, fin);
    for (const grov of this.#delar.keys()) {
      const { slag, nyckel } = delaPostId(grov);
      this.#laggRest(restpost(slag, nyckel), this.#nedat(this.#delar.get(grov) ?? []));
    }
    for (const nyckel of struktur.totaler.keys()) this.#laggTotalrester(struktur, nyckel);
  }

  #laggTotalrester(struktur: Dokumentstruktur, nyckel: Mattnyckel): void {
    for (const total of struktur.totaler.get(nyckel) ?? []) {
      const omfattar = this.#nedat(total.rader.map((r) => r.post));
      const slagen = new Set(total.rader.map((r) => delaPostId(r.post).slag).filter(arResultatslag));
      for (const slag of slagen) this.#laggRest(restpost(slag, restensOmfang(total, slag)), omfattar);
    }
  }

  /** The posts and all that belongs to them. */
  av(poster: Iterable<PostId>): ReadonlySet<PostId> {
    const gren = this.#nedat(poster);
    const rester = [...this.#rester].filter(([, omfang]) =>
      omfang.some((o) => [...o].every((p) => gren.has(p))),
    );
    return new Set([...gren, ...rester.map(([rest]) => rest)]);
  }

  #nedat(poster: Iterable<PostId>): Set<PostId> {
    const sedda = new Set<PostId>();
    const ko = [...poster];
    for (let p = ko.pop(); p !== undefined; p = ko.pop()) {
      if (sedda.has(p)) continue;
      sedda.add(p);
      ko.push(...(this.#delar.get(p) ?? []));
    }
    return sedda;
  }

  #laggRest(rest: PostId, omfattar: ReadonlySet<PostId>): void {
    this.#rester.set(rest, [...(this.#rester.get(rest) ?? []), omfattar]);
  }

  #lagg(karta: Map<PostId, Set<PostId>>, nyckel: PostId, post: PostId): void {
    karta.set(nyckel, (karta.get(nyckel) ?? new Set<PostId>()).add(post));
  }
}
