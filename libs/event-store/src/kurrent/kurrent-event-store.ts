import { randomUUID } from 'node:crypto';
import { setTimeout as vanta } from 'node:timers/promises';
import { assert, ProgramFel } from '#kernel/fel.js';
import type { Event } from '#kernel/handelse.js';
import {
  type AppendResult,
  type Checkpoint,
  EventStore,
  EventStoreError,
  type ExpectedRevision,
  type Handelsemetadata,
  type StoredEvent,
  WrongExpectedRevision,
} from '../event-store.js';
import { kontrolleraSida, kontrolleraStream, MAX_PAGE } from '../granser.js';
import type { Validera } from '../handelsevalidering.js';
import { koda, type KodatAppend } from '../kodning.js';
import type { Kopierbart, LagradHandelse, LagratKommando } from '../kopierbart.js';
import { MAX_FORSOK, medOmforsok, pausMs } from '../omforsok.js';
import { prenumerera } from '../prenumeration.js';
import { Upcasters } from '../upcasting.js';
import { serveradress } from './adress.js';
import { installationens } from './installation.js';
import { Klient, type Post } from './klient.js';
import { skrivKommandon, tillLagrad } from './kopiering.js';
import { lasIOrdning, type NumreradPost } from './loggsidor.js';
import { tillHandelse, tillPoster } from './lasning.js';
import { andrad, Ordning } from './ordning.js';
import { checkpoint } from './ordningsindex.js';
import { arAvbrott, Avbrott, LoggenSlut } from './serverfel.js';
import { Strommar } from './strommar.js';
import { Stromko } from './stromko.js';
import { type Lagrat, type Stromlage, Stromminne } from './stromminne.js';
import { Vackare } from './vackare.js';

export interface KurrentEventStoreOptions {
  /** esdb://… or kurrentdb://… */
  readonly url: string;
  /** What the names of all our streams begin with: 1–40 lower-case letters and digits. */
  readonly prefix: string;
  readonly upcasters?: Upcasters;
  /** Refuses an event that is not as its type says: see `valideraMot`. Without it every event is taken. */
  readonly validera?: Validera;
  /** The longest that a call may take before it is given up and tried again. */
  readonly svarstidMs?: number;
}

/** The largest append or page takes a second or two; a retry follows anyway. */
const SVARSTID_MS = 10_000;
const DEFAULT_BATCH = 1_000;
/** What is under way when the store closes gets this long. */
const STANGNING_MS = 5_000;
/** A start that somebody waits for says soon that there is no server. */
const STARTFORSOK = 3;
/** Others may write between our reading and our writing, but not this many times in a row on one stream. */
const MAX_OMTAG = 100;

/** The event store on KurrentDB: see docs/adr/0014-kurrentdb.md for why it is built as it is. */
export class KurrentEventStore extends EventStore implements Kopierbart {
  readonly #klient: Klient;
  readonly #strommar: Strommar;
  readonly #ordning: Ordning;
  readonly #minne: Stromminne;
  readonly #ko = new Stromko();
  readonly #vackare: Vackare;
  readonly #upcasters: Upcasters;
  readonly #validera: Validera | undefined;
  readonly #stangd = new AbortController();
  #installation = '';

  private constructor({ url, prefix, upcasters, validera, svarstidMs }: KurrentEventStoreOptions) {
    super();
    this.#upcasters = upcasters ?? new Upcasters();
    this.#validera = validera;
    this.#strommar = new Strommar(prefix);
    this.#klient = new Klient(serveradress(url), svarstidMs ?? SVARSTID_MS);
    this.#ordning = new Ordning(this.#klient, this.#strommar, () => this.#vackare.vack());
    this.#minne = new Stromminne(this.#klient, this.#strommar, (stream) =>
      this.#ordning.index.revision(stream),
    );
    this.#vackare = new Vackare(this.#klient, this.#strommar, () => this.#ordning.index.block - 1);
  }

  /**
   * Connects, marks the streams as this installation's when nobody has, and reads the numbering.
   * @throws EventStoreError UNAVAILABLE, ACCESS_DENIED, HISTORY_CHANGED
   */
  static async open(options: KurrentEventStoreOptions): Promise<KurrentEventStore> {
    const store = new KurrentEventStore(options);
    try {
      store.#installation = await medOmforsok(
        arAvbrott,
        () => installationens(store.#klient, store.#strommar),
        STARTFORSOK,
      );
      await store.#ordning.ikapp();
      await store.#kontrolleraSlutet();
      return store;
    } catch (fel) {
      await store.close();
      throw fel;
    }
  }

  /** Whose streams these are: another store under the same prefix has another. */
  get installation(): string {
    return this.#installation;
  }

  async append(
    stream: string,
    events: readonly Event[],
    { expected, metadata }: { readonly expected: ExpectedRevision; readonly metadata: Handelsemetadata },
  ): Promise<AppendResult> {
    this.#kravOppen();
    if (this.#validera) for (const event of events) this.#validera(event);
    const kodat = koda(stream, events, expected, metadata, this.#upcasters);
    const { repeated, revision } = await this.#ko.kor(stream, kodat.bytes, () => this.#laggTill(kodat));
    const ordinal = await this.#ordning.ordinalFor(stream, revision);
    return { stream, revision, ordinal, position: String(ordinal), repeated };
  }

  async readStream(
    stream: string,
    { from = 0, max = MAX_PAGE }: { readonly from?: number; readonly max?: number } = {},
  ): Promise<readonly StoredEvent[]> {
    kontrolleraStream(stream);
    kontrolleraSida(max);
    this.#kravOppen();
    const poster = await medOmforsok(arAvbrott, async () => {
      // What others have stored by now is numbered, so that it is known whether this is all.
      const [lasta] = await Promise.all([
        this.#klient.las(this.#strommar.paServern(stream), from, max),
        this.#ordning.ikapp(),
      ]);
      this.#kravHel(stream, from, max, lasta);
      return lasta ?? [];
    });
    const sista = poster.at(-1);
    if (!sista) return [];
    await this.#ordning.ordinalFor(stream, sista.revision);
    const { index } = this.#ordning;
    return poster.map((post) => {
      const ordinal = index.ordinalFor(stream, post.revision);
      assert(ordinal !== undefined, `${stream}/${post.revision} har ingen ordinal`);
      return tillHandelse(post, stream, { ordinal, tid: index.vid(ordinal).tid }, this.#upcasters);
    });
  }

  async revisionAt(stream: string, ordinal: number): Promise<number> {
    kontrolleraStream(stream);
    this.#kravOppen();
    await this.#ordning.ikapp();
    return this.#ordning.index.revisionVid(stream, ordinal);
  }

  async readAll(after: Checkpoint, max: number): Promise<readonly StoredEvent[]> {
    kontrolleraSida(max);
    this.#kravOppen();
    if (after.position !== String(after.ordinal))
      throw new ProgramFel(
        `checkpoint ${after.position}/${after.ordinal} kommer inte från den här lagringen`,
      );
    const { index } = this.#ordning;
    if (index.ordinal < after.ordinal + max) await this.#ordning.ikapp();
    if (index.ordinal <= after.ordinal) await this.#ordning.eftersok();
    return this.#lasFranTill(after.ordinal, Math.min(index.ordinal, after.ordinal + max));
  }

  async readOrdinals(ordinals: readonly number[]): Promise<readonly StoredEvent[]> {
    if (ordinals.length === 0) return [];
    kontrolleraSida(ordinals.length);
    this.#kravOppen();
    const valda = [...new Set(ordinals)].sort((a, b) => a - b);
    if (valda.some((ordinal) => ordinal > this.#ordning.index.ordinal)) await this.#ordning.ikapp();
    const finns = valda.filter((ordinal) => ordinal > 0 && ordinal <= this.#ordning.index.ordinal);
    const ut: StoredEvent[] = [];
    for (const [forsta, sista] of strackor(finns)) ut.push(...(await this.#lasFranTill(forsta - 1, sista)));
    const sokta = new Set(finns);
    return ut.filter(({ ordinal }) => sokta.has(ordinal));
  }

  subscribe(
    after: Checkpoint,
    { maxBatch = DEFAULT_BATCH, signal }: { readonly maxBatch?: number; readonly signal: AbortSignal },
  ): AsyncIterable<readonly StoredEvent[]> {
    kontrolleraSida(maxBatch);
    return prenumerera(this, this.#vackare, { after, maxBatch, signal, stangd: this.#stangd.signal });
  }

  async head(): Promise<Checkpoint> {
    this.#kravOppen();
    await this.#ordning.ikapp();
    return checkpoint(this.#ordning.index.ordinal);
  }

  async at(moment: Date): Promise<Checkpoint> {
    this.#kravOppen();
    await this.#ordning.ikapp();
    return checkpoint(this.#ordning.index.vidTid(moment.getTime()));
  }

  async findCommand(
    stream: string,
    kommandoId: string,
  ): Promise<(AppendResult & { readonly indatahash: string }) | undefined> {
    kontrolleraStream(stream);
    this.#kravOppen();
    const lage = await this.#ko.kor(stream, 0, () => this.#minne.lasIkapp(stream));
    const lagrat = lage.kommandon.get(kommandoId);
    if (!lagrat) return undefined;
    const { revision, indatahash } = lagrat;
    const ordinal = await this.#ordning.ordinalFor(stream, revision);
    return { stream, revision, ordinal, position: String(ordinal), repeated: true, indatahash };
  }

  async lasLagrat(efter: number, max: number): Promise<readonly LagradHandelse[]> {
    kontrolleraSida(max);
    this.#kravOppen();
    await this.#ordning.ikapp();
    const till = Math.min(this.#ordning.index.ordinal, efter + max);
    return (await this.#lasPoster(efter, till)).map(tillLagrad);
  }

  async skrivLagrat(kommandon: readonly LagratKommando[]): Promise<void> {
    this.#kravOppen();
    await skrivKommandon(this.#klient, this.#strommar, kommandon);
    await this.#ordning.numrera();
  }

  async sistaOrdinal(): Promise<number> {
    this.#kravOppen();
    await this.#ordning.numrera();
    return this.#ordning.index.ordinal;
  }

  /** Ends the subscriptions with UNAVAILABLE, and disconnects; what is under way fails. */
  async close(): Promise<void> {
    this.#stangd.abort();
    await Promise.race([this.#ko.lugn(), vanta(STANGNING_MS, undefined, { ref: false })]);
    this.#vackare.stang();
    await this.#klient.stang();
  }

  #kravOppen(): void {
    if (this.#stangd.signal.aborted) throw new EventStoreError('UNAVAILABLE', 'the event store is closed');
  }

  /** One append at a time per stream: judged on what is remembered of it, refused only on what was read just now. */
  async #laggTill(kodat: KodatAppend): Promise<{ repeated: boolean; revision: number }> {
    const { stream, expected, kommandoId, indatahash } = kodat;
    const poster = tillPoster(kodat, randomUUID);
    const kant = this.#minne.kant(stream);
    let avbrott = 0;
    for (let omtag = 0; omtag < MAX_OMTAG; omtag++) {
      const farskt = !kant || omtag > 0;
      const nu: Stromlage = farskt ? await this.#minne.lasIkapp(stream) : kant;
      const tidigare = nu.kommandon.get(kommandoId);
      if (tidigare) return upprepat(kodat, tidigare);
      if (!stammer(expected, nu.revision)) {
        if (!farskt) continue;
        throw new WrongExpectedRevision(stream, expected, nu.revision);
      }
      try {
        if (await this.#klient.lagg(this.#strommar.paServern(stream), poster, nu.revision))
          return { repeated: false, revision: this.#minne.lagrat(nu, kodat.antal, kommandoId, indatahash) };
      } catch (fel) {
        if (!arAvbrott(fel)) throw fel;
        // Stored or not: the stream tells, and if not, the same records are sent again.
        if (++avbrott >= MAX_FORSOK) throw otillganglig(`no answer in ${avbrott} attempts`, fel);
        await vanta(pausMs(avbrott));
      }
    }
    throw otillganglig(`${stream}: others wrote first ${MAX_OMTAG} times`);
  }

  /** A read that was cut short looks like the end of the stream; what has been numbered tells them apart. */
  #kravHel(stream: string, from: number, max: number, lasta: readonly Post[] | undefined): void {
    const finns = this.#ordning.index.revision(stream) + 1 - from;
    const forsta = lasta?.[0]?.revision ?? from;
    if ((!lasta && finns + from > 0) || forsta !== from)
      throw new EventStoreError('STREAM_DELETED', `${stream}: events are gone`, { stream });
    if ((lasta?.length ?? 0) < Math.min(max, finns))
      throw new Avbrott(`${stream}: ${lasta?.length ?? 0} events from ${from}, but ${finns} are numbered`);
  }

  /** The events after an ordinal, to another. */
  async #lasFranTill(efter: number, till: number): Promise<StoredEvent[]> {
    const poster = await this.#lasPoster(efter, till);
    return poster.map((p) => tillHandelse(p.post, p.stream, p, this.#upcasters));
  }

  async #lasPoster(efter: number, till: number, forsok = MAX_FORSOK): Promise<NumreradPost[]> {
    const { index } = this.#ordning;
    try {
      return await medOmforsok(
        arAvbrott,
        () => lasIOrdning(this.#klient, this.#strommar, index, efter, till),
        forsok,
      );
    } catch (fel) {
      if (fel instanceof EventStoreError && fel.cause instanceof LoggenSlut) throw andrad(fel.cause.message);
      throw fel;
    }
  }

  /** What was numbered last still stands where it stood: else the server was restored, or it is another one. */
  async #kontrolleraSlutet(): Promise<void> {
    const { ordinal } = this.#ordning.index;
    if (ordinal > 0) await this.#lasPoster(ordinal - 1, ordinal, STARTFORSOK);
  }
}

const otillganglig = (vad: string, orsak?: unknown): EventStoreError =>
  new EventStoreError('UNAVAILABLE', `event store: ${vad}`, {}, { cause: orsak });

function upprepat(
  { stream, kommandoId, indatahash }: KodatAppend,
  tidigare: Lagrat,
): { repeated: boolean; revision: number } {
  if (tidigare.indatahash !== indatahash)
    throw new EventStoreError('COMMAND_REUSED', `${kommandoId} was used on ${stream} with another input`, {
      stream,
      kommandoId,
    });
  return { repeated: true, revision: tidigare.revision };
}

function stammer(expected: ExpectedRevision, revision: number): boolean {
  if (expected === 'any') return true;
  if (expected === 'none') return revision === -1;
  return expected === 'exists' ? revision >= 0 : revision === expected;
}

/** Ordinals closer than this are read in one go: a read of the log costs more than some events too many. */
const LANGSTA_GLAPP = 200;

/** Rising ordinals as stretches, first and last. */
function strackor(ordinaler: readonly number[]): [number, number][] {
  const ut: [number, number][] = [];
  for (const ordinal of ordinaler) {
    const sista = ut.at(-1);
    if (sista && ordinal - sista[1] <= LANGSTA_GLAPP) sista[1] = ordinal;
    else ut.push([ordinal, ordinal]);
  }
  return ut;
}
