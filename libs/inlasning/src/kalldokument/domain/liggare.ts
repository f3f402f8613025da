import type { Datum, Period } from '#kernel/datum.js';
import { summa, type Ore } from '#kernel/ore.js';
import type { PostId } from '#kernel/poster.js';

/** What is to stand on each post and day, in our signs. A day may hold 0: the source states that nothing was. */
export class Liggare {
  readonly #poster = new Map<PostId, Map<Datum, Ore>>();

  lagg(post: PostId, dag: Datum, belopp: Ore): void {
    const dagar = this.#poster.get(post) ?? new Map<Datum, Ore>();
    dagar.set(dag, (dagar.get(dag) ?? 0n) + belopp);
    this.#poster.set(post, dagar);
  }

  /** The sum over posts of what falls within a period. */
  inom(poster: Iterable<PostId>, period: Period): Ore {
    let s = 0n;
    for (const post of poster)
      s += summa(
        [...(this.#poster.get(post) ?? [])]
          .filter(([dag]) => period.fran <= dag && dag <= period.till)
          .map(([, belopp]) => belopp),
      );
    return s;
  }

  poster(): IterableIterator<PostId> {
    return this.#poster.keys();
  }

  /** Day → post → öre, days in order. */
  perDag(): Map<Datum, Map<PostId, Ore>> {
    const ut = new Map<Datum, Map<PostId, Ore>>();
    for (const [post, dagar] of this.#poster)
      for (const [dag, belopp] of dagar)
        ut.set(dag, (ut.get(dag) ?? new Map<PostId, Ore>()).set(post, belopp));
    return new Map([...ut].sort(([a], [b]) => (a < b ? -1 : 1)));
  }
}
