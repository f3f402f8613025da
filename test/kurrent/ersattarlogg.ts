/** A record of the stand-in's log. */
export interface Loggpost {
  readonly stream: string;
  readonly revision: number;
  readonly id: string;
  readonly typ: string;
  readonly innehallstyp: string;
  readonly data: Uint8Array;
  readonly metadata: Uint8Array;
  /** Ticks of 100 ns since 1970. */
  readonly skapad: bigint;
  /** Commit and prepare position: the same for what is written outside explicit transactions. */
  readonly plats: bigint;
}

export type NyLoggpost = Pick<Loggpost, 'id' | 'typ' | 'innehallstyp' | 'data' | 'metadata'>;

export type Forvantan = 'any' | 'no_stream' | 'stream_exists' | number;

export type Skrivutfall =
  | { readonly slag: 'skriven'; readonly revision: number; readonly plats: bigint }
  | { readonly slag: 'fel-revision'; readonly faktisk: number };

const TICKS_PER_MS = 10_000n;

/** What the server remembers: one log over all streams. No network here. */
export class Ersattarlogg {
  readonly poster: Loggpost[] = [];
  readonly #strommar = new Map<string, Loggpost[]>();
  readonly borttagna = new Set<string>();
  /** First revisions that are left, of streams that were deleted softly or cut. */
  readonly #kapade = new Map<string, number>();
  #slut = 0n;
  /** Milliseconds since 1970; a test may set it back. */
  klocka: () => number = () => Date.now();

  revision(stream: string): number {
    return (this.#strommar.get(stream)?.length ?? 0) - 1;
  }

  strom(stream: string): readonly Loggpost[] {
    const fran = this.#kapade.get(stream) ?? 0;
    return (this.#strommar.get(stream) ?? []).slice(fran);
  }

  kapa(stream: string, fran: number): void {
    this.#kapade.set(stream, fran);
  }

  skriv(stream: string, nya: readonly NyLoggpost[], forvantan: Forvantan): Skrivutfall {
    const faktisk = this.revision(stream);
    const redan = this.#redanSkriven(stream, nya, forvantan);
    if (redan) return { slag: 'skriven', revision: redan.revision, plats: redan.plats };
    if (!stammer(forvantan, faktisk)) return { slag: 'fel-revision', faktisk };
    const rader = this.#strommar.get(stream) ?? [];
    this.#strommar.set(stream, rader);
    const skapad = BigInt(this.klocka()) * TICKS_PER_MS;
    for (const ny of nya) {
      this.#slut += BigInt(100 + ny.data.length + ny.metadata.length);
      const post = { ...ny, stream, revision: rader.length, skapad, plats: this.#slut };
      rader.push(post);
      this.poster.push(post);
    }
    return { slag: 'skriven', revision: rader.length - 1, plats: this.#slut };
  }

  /** Records that stand where they were asked to be written are not written again. */
  #redanSkriven(stream: string, nya: readonly NyLoggpost[], forvantan: Forvantan): Loggpost | undefined {
    const rader = this.#strommar.get(stream) ?? [];
    const forsta = nya[0];
    if (!forsta) return undefined;
    const fran =
      typeof forvantan === 'number'
        ? forvantan + 1
        : forvantan === 'no_stream'
          ? 0
          : rader.findIndex((r) => r.id === forsta.id);
    if (fran < 0 || !nya.every((ny, i) => rader[fran + i]?.id === ny.id)) return undefined;
    return rader[fran + nya.length - 1];
  }
}

function stammer(forvantan: Forvantan, faktisk: number): boolean {
  if (forvantan === 'any') return true;
  if (forvantan === 'no_stream') return faktisk === -1;
  return forvantan === 'stream_exists' ? faktisk >= 0 : forvantan === faktisk;
}
