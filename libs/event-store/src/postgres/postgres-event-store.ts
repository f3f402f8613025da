import { assert, ProgramFel } from '#kernel/fel.js';
import type { Event } from '#kernel/handelse.js';
import {
  type AppendResult,
  type Checkpoint,
  EventStore,
  EventStoreError,
  type ExpectedRevision,
  type Handelsemetadata,
  START,
  type StoredEvent,
  WrongExpectedRevision,
} from '../event-store.js';
import { kontrolleraSida, kontrolleraStream, MAX_PAGE } from '../granser.js';
import type { Validera } from '../handelsevalidering.js';
import { koda, type KodatAppend } from '../kodning.js';
import type { Kopierbart, LagradHandelse, LagratKommando } from '../kopierbart.js';
import { medOmforsok } from '../omforsok.js';
import { prenumerera } from '../prenumeration.js';
import { Upcasters } from '../upcasting.js';
import { arOvergaende, type Pool, SVARSTID_MS } from './anslutning.js';
import { FornybarPool, inom } from './fornybar-pool.js';
import { Gruppskrivare, type Utfall } from './gruppskrivare.js';
import { lasLagrat, skrivLagrat } from './kopiering.js';
import { type Rad, tillHandelser } from './lasning.js';
import { migrera } from './migrering.js';
import { Vackare } from './vackare.js';

export interface PostgresEventStoreOptions {
  /** postgres://… */
  readonly url: string;
  readonly upcasters?: Upcasters;
  /** Refuses an event that is not as its type says: see `valideraMot`. Without it every event is taken. */
  readonly validera?: Validera;
  /** Connections for reading; one more appends and one listens. */
  readonly maxLasare?: number;
  /** The longest that a statement may take before it is given up and tried again. */
  readonly svarstidMs?: number;
}

/** Reads are short and the database has few cores: more would only queue there instead of here. */
const MAX_LASARE = 4;
/** What is under way when the store closes gets this long. */
const STANGNING_MS = 5_000;
const DEFAULT_BATCH = 1_000;

const checkpoint = (ordinal: number): Checkpoint =>
  ordinal === 0 ? START : { position: String(ordinal), ordinal };

/** The event store on PostgreSQL: see docs/adr/0002-event-store.md for why it is built as it is. */
export class PostgresEventStore extends EventStore implements Kopierbart {
  readonly #skrivpool: FornybarPool;
  readonly #laspool: FornybarPool;
  readonly #skrivare: Gruppskrivare;
  readonly #vackare: Vackare;
  readonly #upcasters: Upcasters;
  readonly #validera: Validera | undefined;
  readonly #stangd = new AbortController();

  private constructor({
    url,
    upcasters,
    validera,
    maxLasare = MAX_LASARE,
    svarstidMs = SVARSTID_MS,
  }: PostgresEventStoreOptions) {
    super();
    this.#upcasters = upcasters ?? new Upcasters();
    this.#validera = validera;
    this.#skrivpool = new FornybarPool({ url, namn: 'handelser skrivare', max: 1, svarstidMs });
    this.#laspool = new FornybarPool({ url, namn: 'handelser lasare', max: maxLasare, svarstidMs });
    this.#vackare = new Vackare(url);
    this.#skrivare = new Gruppskrivare((grupp) => medOmforsok(arOvergaende, () => this.#skrivGrupp(grupp)));
  }

  /** Connects, and creates or migrates the schema `handelser`. @throws EventStoreError UNAVAILABLE. */
  static async open(options: PostgresEventStoreOptions): Promise<PostgresEventStore> {
    await migrera(options.url);
    return new PostgresEventStore(options);
  }

  async append(
    stream: string,
    events: readonly Event[],
    { expected, metadata }: { readonly expected: ExpectedRevision; readonly metadata: Handelsemetadata },
  ): Promise<AppendResult> {
    this.#kravOppen();
    if (this.#validera) for (const event of events) this.#validera(event);
    const utfall = await this.#skrivare.laggTill(koda(stream, events, expected, metadata, this.#upcasters));
    if (utfall.slag === 'fel-revision') throw new WrongExpectedRevision(stream, expected, utfall.faktisk);
    if (utfall.slag === 'annan-indata')
      throw new EventStoreError(
        'COMMAND_REUSED',
        `${metadata.kommandoId} was used on ${stream} with another input`,
        {
          stream,
          kommandoId: metadata.kommandoId,
        },
      );
    const { revision, ordinal } = utfall;
    return { stream, revision, ordinal, position: String(ordinal), repeated: utfall.slag === 'upprepad' };
  }

  async readStream(
    stream: string,
    { from = 0, max = MAX_PAGE }: { readonly from?: number; readonly max?: number } = {},
  ): Promise<readonly StoredEvent[]> {
    kontrolleraStream(stream);
    kontrolleraSida(max);
    const rader = await this.#las(
      (sql) => sql<Rad[]>`
        SELECT ${kolumner(sql)}, CASE WHEN kommando_id IS NOT NULL OR revision = ${from + max - 1}::int THEN metadata END AS metadata
          FROM handelser.handelse WHERE stream = ${stream} AND revision >= ${from}::int
         ORDER BY revision LIMIT ${max}::int`,
    );
    return tillHandelser(rader, this.#upcasters);
  }

  async revisionAt(stream: string, ordinal: number): Promise<number> {
    kontrolleraStream(stream);
    const rader = await this.#las(
      (sql) => sql<{ revision: number }[]>`
        SELECT revision FROM handelser.handelse WHERE stream = ${stream} AND ordinal <= ${ordinal}::bigint
         ORDER BY revision DESC LIMIT 1`,
    );
    return rader[0]?.revision ?? -1;
  }

  async readAll(after: Checkpoint, max: number): Promise<readonly StoredEvent[]> {
    kontrolleraSida(max);
    if (after.position !== String(after.ordinal))
      throw new ProgramFel(
        `checkpoint ${after.position}/${after.ordinal} kommer inte från den här lagringen`,
      );
    const rader = await this.#las(
      (sql) => sql<Rad[]>`
        SELECT ${kolumner(sql)}, CASE WHEN kommando_id IS NOT NULL OR ordinal = ${after.ordinal + max}::bigint THEN metadata END AS metadata
          FROM handelser.handelse WHERE ordinal > ${after.ordinal}::bigint
         ORDER BY ordinal LIMIT ${max}::int`,
    );
    // Written without gaps, so read without gaps: a hole would be an event that no projection ever gets. Each is greater
    // than the one before, so where the last is right they all are.
    const sista = rader.at(-1)?.ordinal ?? after.ordinal;
    assert(
      sista === after.ordinal + rader.length,
      `${rader.length} händelser efter ${after.ordinal} slutar vid ${sista}`,
    );
    return tillHandelser(rader, this.#upcasters);
  }

  async readOrdinals(ordinals: readonly number[]): Promise<readonly StoredEvent[]> {
    if (ordinals.length === 0) return [];
    kontrolleraSida(ordinals.length);
    const rader = await this.#las(
      (sql) => sql<Rad[]>`
        SELECT ordinal, (extract(epoch FROM recorded_at) * 1000)::bigint AS recorded_ms, id, revision, version, stream,
               typ, data, metadata
          FROM handelser.handelse WHERE ordinal = ANY(${`{${ordinals.join(',')}}`}::bigint[])
         ORDER BY ordinal`,
    );
    return tillHandelser(rader, this.#upcasters);
  }

  subscribe(
    after: Checkpoint,
    { maxBatch = DEFAULT_BATCH, signal }: { readonly maxBatch?: number; readonly signal: AbortSignal },
  ): AsyncIterable<readonly StoredEvent[]> {
    kontrolleraSida(maxBatch);
    return prenumerera(this, this.#vackare, { after, maxBatch, signal, stangd: this.#stangd.signal });
  }

  async head(): Promise<Checkpoint> {
    const rader = await this.#las(
      (sql) => sql<{ ordinal: number }[]>`
        SELECT ordinal FROM handelser.handelse ORDER BY ordinal DESC LIMIT 1`,
    );
    return checkpoint(rader[0]?.ordinal ?? 0);
  }

  async at(moment: Date): Promise<Checkpoint> {
    const rader = await this.#las(
      (sql) =>
        sql<{ ordinal: number }[]>`SELECT handelser.vid(${moment.toISOString()}::timestamptz) AS ordinal`,
    );
    return checkpoint(rader[0]?.ordinal ?? 0);
  }

  async findCommand(
    stream: string,
    kommandoId: string,
  ): Promise<(AppendResult & { readonly indatahash: string }) | undefined> {
    kontrolleraStream(stream);
    const rader = await this.#las(
      (sql) => sql<{ ordinal: number; revision: number; indatahash: string }[]>`
        SELECT ordinal, revision, metadata::json ->> 'indatahash' AS indatahash
          FROM handelser.handelse WHERE stream = ${stream} AND kommando_id = ${kommandoId}`,
    );
    const rad = rader[0];
    return rad && { ...rad, stream, position: String(rad.ordinal), repeated: true };
  }

  async lasLagrat(efter: number, max: number): Promise<readonly LagradHandelse[]> {
    kontrolleraSida(max);
    return this.#las((sql) => lasLagrat(sql, efter, max));
  }

  async skrivLagrat(kommandon: readonly LagratKommando[]): Promise<void> {
    this.#kravOppen();
    await this.#skrivpool.fraga((sql) => skrivLagrat(sql, kommandon));
  }

  async sistaOrdinal(): Promise<number> {
    return (await this.head()).ordinal;
  }

  /** Answers what was appended before if the server does within a few seconds, ends the subscriptions with UNAVAILABLE, and disconnects. */
  async close(): Promise<void> {
    this.#stangd.abort();
    await inom(STANGNING_MS, this.#skrivare.lugn());
    await this.#vackare.stang();
    await Promise.all([this.#skrivpool, this.#laspool].map((pool) => pool.stang(STANGNING_MS)));
  }

  #kravOppen(): void {
    if (this.#stangd.signal.aborted) throw new EventStoreError('UNAVAILABLE', 'the event store is closed');
  }

  async #las<T>(fraga: (sql: Pool) => Promise<T>): Promise<T> {
    this.#kravOppen();
    return medOmforsok(arOvergaende, () => this.#laspool.fraga(fraga));
  }

  async #skrivGrupp(grupp: readonly KodatAppend[]): Promise<Utfall[]> {
    const svar = await this.#skrivpool.fraga((sql) => laggTillGrupp(sql, grupp));
    assert(svar.length === grupp.length, `${svar.length} svar på ${grupp.length} skrivningar`);
    return svar.map(tillUtfall);
  }
}

/** What an event is read from, but for its metadata. */
const kolumner = (sql: Pool) => sql`
  ordinal, (extract(epoch FROM recorded_at) * 1000)::bigint AS recorded_ms, id, revision, version, stream, typ, data`;

interface Svar {
  readonly utfall: number;
  readonly revision: number;
  readonly ordinal: number;
}

/** Numbers as the SQL function has them: an empty stream's revision is -1. */
function vantad(expected: ExpectedRevision): number {
  if (expected === 'none') return -1;
  if (expected === 'exists') return -2;
  return expected === 'any' ? -3 : expected;
}

/** The call of `handelser.lagg_till`, whose parameters are told of in its file. */
function laggTillGrupp(sql: Pool, grupp: readonly KodatAppend[]): Promise<Svar[]> {
  const rader = (varde: (a: KodatAppend) => string): string => grupp.map(varde).join('\n');
  const lista = (varden: readonly number[]): string => `{${varden.join(',')}}`;
  return sql<Svar[]>`
    SELECT utfall, revision, ordinal FROM handelser.lagg_till(
      ${rader((a) => a.stream)}, ${rader((a) => a.kommandoId)}, ${rader((a) => a.indatahash)},
      ${lista(grupp.map((a) => vantad(a.expected)))}, ${lista(grupp.map((a) => a.antal))}, ${rader((a) => a.metadata)},
      ${lista(grupp.flatMap((a, i) => a.versioner.map(() => i + 1)))}, ${rader((a) => a.ider.join('\n'))},
      ${rader((a) => a.typer.join('\n'))}, ${lista(grupp.flatMap((a) => a.versioner))}, ${rader((a) => a.data.join('\n'))})`;
}

function tillUtfall(rad: Svar): Utfall {
  switch (rad.utfall) {
    case 0:
      return { slag: 'lagrad', revision: rad.revision, ordinal: rad.ordinal };
    case 1:
      return { slag: 'upprepad', revision: rad.revision, ordinal: rad.ordinal };
    case 2:
      return { slag: 'annan-indata' };
    case 3:
      return { slag: 'fel-revision', faktisk: rad.revision };
    default:
      throw new ProgramFel(`lagg_till svarade ${rad.utfall}`);
  }
}
