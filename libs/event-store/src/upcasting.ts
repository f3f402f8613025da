import { ProgramFel } from '#kernel/fel.js';

type Data = Readonly<Record<string, unknown>>;

/** How events of a type that were stored in one version are read as the next. */
export interface Upcast {
  readonly typ: string;
  /** The stored version it takes; it gives `fran + 1`. The first version of a type is 1. */
  readonly fran: number;
  readonly till: (data: Data) => Data;
}

/**
 * Stored events are never edited. When a type's shape changes, one pure function tells how the old shape reads as the
 * new, and everyone else knows only the newest.
 */
export class Upcasters {
  readonly #stegPerTyp = new Map<string, Upcast['till'][]>();

  /** @throws ProgramFel unless each type's steps go 1, 2, 3 … without a gap. */
  constructor(steg: readonly Upcast[] = []) {
    for (const { typ, fran, till } of steg.toSorted((a, b) => a.fran - b.fran)) {
      const lista = this.#stegPerTyp.get(typ) ?? [];
      if (fran !== lista.length + 1)
        throw new ProgramFel(`uppgradering av ${typ} från version ${fran}: väntade ${lista.length + 1}`);
      lista.push(till);
      this.#stegPerTyp.set(typ, lista);
    }
  }

  /** The version that new events of a type are stored as. */
  version(typ: string): number {
    return (this.#stegPerTyp.get(typ)?.length ?? 0) + 1;
  }

  /** @throws ProgramFel for a version that this program does not know: it is older than the one that wrote. */
  uppgradera(typ: string, lagradVersion: number, data: Data): Data {
    const aktuell = this.version(typ);
    if (lagradVersion === aktuell) return data;
    if (lagradVersion > aktuell || lagradVersion < 1)
      throw new ProgramFel(
        `${typ} är lagrad i version ${lagradVersion}, men det här programmet känner bara till version 1–${aktuell}`,
      );
    const steg = this.#stegPerTyp.get(typ) ?? [];
    return steg.slice(lagradVersion - 1).reduce((d, till) => till(d), data);
  }
}
