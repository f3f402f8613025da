import { delaPostId, type PostId } from '#kernel/poster.js';
import { restensOmfang, restpost } from './ansprak.js';
import { Delar } from './delar.js';
import type { Dokumentstruktur } from './struktur.js';

/**
 * Which posts make up a printed figure: its rows, whatever details them, and the rests of figures that lie wholly
 * within. Says nothing of amounts, so the same answer serves when money is booked and when it is reconciled.
 */
export class Grenar {
  /** Rest → the sets of posts that it is the rest over: one for each printed figure that leaves it. */
  readonly #rester = new Map<PostId, ReadonlySet<PostId>[]>();

  constructor(readonly delar: Delar) {}

  /**
   * With every rest that the document's figures can leave.
   * @param overordnade what the ledger knows of posts that detail others, beyond what this document tells
   */
  static av(struktur: Dokumentstruktur, overordnade: Iterable<readonly [PostId, PostId]> = []): Grenar {
    const delar = new Delar([struktur], overordnade);
    const grenar = new Grenar(delar);
    for (const grov of delar.grova()) {
      const { slag, nyckel } = delaPostId(grov);
      grenar.laggRest(restpost(slag, nyckel), delar.nedat(delar.av(grov)));
    }
    for (const total of [...struktur.totaler.values()].flat()) {
      const omfattar = delar.nedat(total.rader.map((r) => r.post));
      for (const slag of new Set(total.rader.map((r) => delaPostId(r.post).slag)))
        grenar.laggRest(restpost(slag, restensOmfang(total, slag)), omfattar);
    }
    return grenar;
  }

  laggRest(rest: PostId, omfattar: ReadonlySet<PostId>): void {
    this.#rester.set(rest, [...(this.#rester.get(rest) ?? []), omfattar]);
  }

  /** A row: itself, what details it, and the rests among its details. The rest of a total over it is not its own. */
  avRad(post: PostId): ReadonlySet<PostId> {
    return new Set([post, ...this.avSumma(this.delar.av(post))]);
  }

  /** A sum over rows: they, what details them, and every rest over no more than they. */
  avSumma(poster: Iterable<PostId>): ReadonlySet<PostId> {
    const gren = this.delar.nedat(poster);
    const rester = [...this.#rester].filter(([, omfang]) =>
      omfang.some((o) => [...o].every((p) => gren.has(p))),
    );
    return new Set([...gren, ...rester.map(([rest]) => rest)]);
  }
}
