import { EventStoreDBClient, type EventData, jsonEvent } from '@eventstore/db-client';
import { EventStoreError } from '../event-store.js';
import { arFelRevision, arUtanStrom, Avbrott, tolkaFel } from './serverfel.js';

/** A place in the server's log; its records follow each other by commit position, then by prepare position. */
export interface Plats {
  readonly commit: bigint;
  readonly prepare: bigint;
}

export const arEfter = (a: Plats, b: Plats): boolean =>
  a.commit === b.commit ? a.prepare > b.prepare : a.commit > b.commit;

/** A record as the server has it. */
export interface Post {
  readonly stream: string;
  readonly revision: number;
  readonly typ: string;
  readonly data: unknown;
  readonly metadata: unknown;
  /** Milliseconds since 1970, by the server's clock: may go backwards. */
  readonly skapad: number;
  readonly plats: Plats;
}

export interface NyPost {
  readonly id: string;
  readonly typ: string;
  readonly data: Record<string, unknown>;
  readonly metadata?: Record<string, unknown>;
}

export interface Foljare {
  readonly vidPost: (revision: number) => void;
  /** Called once, however it ended: with an error, without one, or because we let go. */
  readonly vidSlut: () => void;
}

/** What a read or a subscription of the client is to us. */
interface Strom {
  on(handelse: 'data', lyssnare: (varde: { readonly event?: Serverpost }) => void): this;
  on(handelse: 'error', lyssnare: (fel: unknown) => void): this;
  on(handelse: 'end' | 'close' | 'confirmation', lyssnare: () => void): this;
}

interface Serverpost {
  readonly streamId: string;
  readonly revision: bigint;
  readonly type: string;
  readonly data: unknown;
  readonly metadata?: unknown;
  readonly created: Date;
  readonly position?: Plats;
}

/** Only the leader knows all that was stored; another node sends us there. */
const LEDAREN = { requiresLeader: true } as const;
const INGEN_PLATS: Plats = { commit: 0n, prepare: 0n };

/**
 * The client, with what it leaves to its users: a time limit on everything (its reads have none, and a half-closed
 * connection answers nothing), a new connection after silence, and errors by what they say about the request.
 */
export class Klient {
  #klient: EventStoreDBClient;
  #stangd = false;

  constructor(
    private readonly adress: string,
    private readonly svarstidMs: number,
  ) {
    this.#klient = nyKlient(adress);
  }

  /** Appends all or nothing after a revision (-1: to a stream that does not exist); false when the stream is not there. */
  async lagg(stream: string, poster: readonly NyPost[], efter: number): Promise<boolean> {
    const handelser: EventData[] = poster.map(({ id, typ, data, metadata }) =>
      jsonEvent({ id, type: typ, data, ...(metadata && { metadata }) }),
    );
    const klient = this.#oppen();
    const svar = klient.appendToStream(stream, handelser, {
      expectedRevision: efter < 0 ? 'no_stream' : BigInt(efter),
      deadline: this.svarstidMs,
      ...LEDAREN,
    });
    try {
      await this.#inomTid(klient, svar);
      return true;
    } catch (fel) {
      if (arFelRevision(fel)) return false;
      throw tolkaFel(fel, stream);
    }
  }

  /** At most `max` records of a stream from a revision on; undefined when the server has no such stream. */
  async las(stream: string, fran: number, max: number): Promise<readonly Post[] | undefined> {
    const klient = this.#oppen();
    try {
      return await this.#samla(klient, () =>
        klient.readStream(stream, { fromRevision: BigInt(fran), maxCount: max, ...LEDAREN }),
      );
    } catch (fel) {
      if (arUtanStrom(fel)) return undefined;
      throw tolkaFel(fel, stream);
    }
  }

  /** The revision of a stream's last record; -1 when the server has no such stream. */
  async sistaRevision(stream: string): Promise<number> {
    const klient = this.#oppen();
    try {
      const [sista] = await this.#samla(klient, () =>
        klient.readStream(stream, {
          fromRevision: 'end',
          direction: 'backwards',
          maxCount: 1,
          ...LEDAREN,
        }),
      );
      if (!sista) throw new Avbrott(`${stream}: the answer was cut short`);
      return sista.revision;
    } catch (fel) {
      if (arUtanStrom(fel)) return -1;
      throw tolkaFel(fel, stream);
    }
  }

  /** At most `max` records of the whole log from a place on, which is read with them; from its start without one. */
  async lasAllt(fran: Plats | undefined, max: number): Promise<readonly Post[]> {
    const klient = this.#oppen();
    try {
      return await this.#samla(klient, () =>
        klient.readAll({ fromPosition: fran ?? 'start', maxCount: max, ...LEDAREN }),
      );
    } catch (fel) {
      throw tolkaFel(fel, '$all');
    }
  }

  /** Tells of a stream's records after a revision (-1: from its first) until somebody ends it. Returns how we let go. */
  folj(stream: string, efter: number, { vidPost, vidSlut }: Foljare): () => void {
    const prenumeration = this.#klient.subscribeToStream(stream, {
      fromRevision: efter < 0 ? 'start' : BigInt(efter),
      ...LEDAREN,
    });
    let slutad = false;
    const slut = (): void => {
      if (slutad) return;
      slutad = true;
      vidSlut();
    };
    (prenumeration as Strom)
      .on('data', ({ event }) => {
        if (event && !slutad) vidPost(Number(event.revision));
      })
      // An `end` without error is how a server lets go when it stops, and `close` is all that some failures give.
      .on('error', slut)
      .on('end', slut)
      .on('close', slut);
    return () => {
      void prenumeration.unsubscribe().catch(() => undefined);
      slut();
    };
  }

  async stang(): Promise<void> {
    this.#stangd = true;
    await avsluta(this.#klient);
  }

  #oppen(): EventStoreDBClient {
    if (this.#stangd) throw new EventStoreError('UNAVAILABLE', 'the event store is closed');
    return this.#klient;
  }

  async #samla(klient: EventStoreDBClient, starta: () => unknown): Promise<Post[]> {
    const strom = starta() as Strom & { cancel(): Promise<void> };
    const poster: Post[] = [];
    let klocka: NodeJS.Timeout | undefined;
    try {
      await new Promise<void>((klar, misslyckad) => {
        klocka = setTimeout(() => {
          misslyckad(this.#tystnad(klient));
        }, this.svarstidMs);
        strom
          .on('data', ({ event }) => {
            if (event) poster.push(somPost(event));
            klocka?.refresh();
          })
          .on('error', misslyckad)
          .on('end', klar)
          .on('close', klar);
      });
    } finally {
      clearTimeout(klocka);
    }
    // What is under way when its client is let go ends as if that were all.
    if (klient !== this.#klient || this.#stangd) throw new Avbrott('the connection was let go');
    return poster;
  }

  async #inomTid<T>(klient: EventStoreDBClient, svar: Promise<T>): Promise<T> {
    let klocka: NodeJS.Timeout | undefined;
    const frist = new Promise<never>((_, misslyckad) => {
      klocka = setTimeout(() => {
        misslyckad(this.#tystnad(klient));
      }, this.svarstidMs);
    });
    try {
      return await Promise.race([svar, frist]);
    } finally {
      clearTimeout(klocka);
    }
  }

  /** What was under way on a silent connection fails as a lost one does; the next call gets a new one. */
  #tystnad(klient: EventStoreDBClient): Avbrott {
    if (this.#klient === klient && !this.#stangd) {
      this.#klient = nyKlient(this.adress);
      void avsluta(klient);
    }
    return new Avbrott(`no answer in ${this.svarstidMs} ms`);
  }
}

/** What of the client is not for its users, but has to be put right or be used to close it. */
interface Inuti {
  supports: () => Promise<boolean>;
  handleError: (...argument: unknown[]) => Promise<void>;
  readonly getChannel: () => Promise<{ close(): void }>;
}

const inuti = (klient: EventStoreDBClient): Inuti => klient as unknown as Inuti;

/**
 * Appends go one call each. The client's other way, one stream for all of them, gives an append that is lost in a
 * half-closed connection no end, and fails those of other clients in the process together with its own.
 */
function nyKlient(adress: string): EventStoreDBClient {
  const klient = EventStoreDBClient.connectionString(adress);
  const { handleError } = inuti(klient);
  Object.assign(klient, {
    supports: () => Promise.resolve(false),
    // It closes the channel. A call that is just about to use it would fail where nobody listens, and end the process:
    // a turn of the event loop later, those that have begun have got their call.
    handleError: (...argument: unknown[]) =>
      varvSenare(() => handleError(...argument)).catch(() => undefined),
  } satisfies Partial<Inuti>);
  return klient;
}

const varvSenare = <T>(arbete: () => T | Promise<T>): Promise<T> =>
  new Promise((klar) => setImmediate(() => klar(arbete())));

/** Ends what runs and the connection: the client's own `dispose` leaves the latter open. */
async function avsluta(klient: EventStoreDBClient): Promise<void> {
  // In the background: where there is no connection, the client would look for a server first.
  void inuti(klient)
    .getChannel()
    .then((kanal) => varvSenare(() => kanal.close()))
    .catch(() => undefined);
  await klient.dispose().catch(() => undefined);
}

function somPost(post: Serverpost): Post {
  return {
    stream: post.streamId,
    revision: Number(post.revision),
    typ: post.type,
    data: post.data,
    metadata: post.metadata,
    skapad: post.created.getTime(),
    plats: post.position ?? INGEN_PLATS,
  };
}
