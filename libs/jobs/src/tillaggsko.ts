import type { Laggning } from './ko.js';

interface Vantande<Data> {
  data: Data;
  laggning: Laggning;
  readonly lagd: Promise<void>;
}

/**
 * This process's additions, one at a time for each key: those that come while one is under way go together in the next,
 * with the data of the last and the shortest delay. They would only be in each other's way, and be merged all the same.
 */
export class Tillaggsko<Data> {
  readonly #pagar = new Map<string, Promise<void>>();
  readonly #vantar = new Map<string, Vantande<Data>>();

  constructor(private readonly lagg: (data: Data, laggning: Laggning) => Promise<void>) {}

  /** Resolves when an addition that began after this call has been made, with this data or that of a later call. */
  laggTill(data: Data, laggning: Laggning): Promise<void> {
    const nyckel = laggning.dubblettnyckel;
    const vantar = this.#vantar.get(nyckel);
    if (vantar) {
      vantar.data = data;
      vantar.laggning = kortast(vantar.laggning, laggning);
      return vantar.lagd;
    }
    const pagar = this.#pagar.get(nyckel);
    if (!pagar) return this.#gor(data, laggning);
    const lagd = pagar
      .catch(() => undefined)
      .then(() => {
        this.#vantar.delete(nyckel);
        return this.#gor(ny.data, ny.laggning);
      });
    const ny: Vantande<Data> = { data, laggning, lagd };
    this.#vantar.set(nyckel, ny);
    return lagd;
  }

  #gor(data: Data, laggning: Laggning): Promise<void> {
    const nyckel = laggning.dubblettnyckel;
    const gjord = this.lagg(data, laggning).finally(() => this.#pagar.delete(nyckel));
    this.#pagar.set(nyckel, gjord);
    return gjord;
  }
}

const kortast = (a: Laggning, b: Laggning): Laggning =>
  (b.fordrojningMs ?? 0) < (a.fordrojningMs ?? 0) ? b : a;
