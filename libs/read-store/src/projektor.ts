import type { EventStore } from '#event-store/event-store.js';
import { lasBokmarken, type Bokmarke } from './checkpoints.js';
import { Drift, type Framsteg } from './drift.js';
import { Iakttagare } from './iakttagare.js';
import {
  byggOm,
  digestAvAlla,
  digestVid,
  type Innehall,
  type Ombyggnad,
  type Ombyggnadsval,
} from './ombyggnad.js';
import type { Projektion } from './projektion.js';
import { Projektionsfel } from './projektionsfel.js';
import type { ReadStore } from './read-store.js';
import { byggschema, kontrolleraDefinition } from './schema.js';
import { Spar } from './spar.js';

/** How a projection fares. */
export interface Projektionslage {
  readonly namn: string;
  /** Of the tables that readers see; of the code while there are none. */
  readonly version: number;
  /** 0 while there are no tables. */
  readonly ordinal: number;
  /** Events of the store that it has not reached. */
  readonly efter: number;
  /** When its checkpoint last moved; null while there are no tables. */
  readonly uppdaterad: Date | null;
  /** Why it stands still, until an attempt succeeds. */
  readonly fel?: string;
  /** What is being built beside it. */
  readonly bygge?: { readonly version: number; readonly ordinal: number };
}

export interface Projektorval {
  /** This process waits for what others move, and moves nothing itself. */
  readonly baraLaser?: boolean;
}

/**
 * Moves read models along the event store. Of several processes with the same projections one moves each at a time, and
 * another takes over when it falls silent: each event is applied once.
 */
export class Projektor {
  private readonly spar: ReadonlyMap<string, Spar>;
  private readonly drift: Drift | Iakttagare;

  /** @throws Projektionsfel OTILLATEN_DEFINITION for a name or version that cannot be used, or a name used twice. */
  constructor(
    private readonly store: EventStore,
    private readonly readStore: ReadStore,
    projektioner: readonly Projektion[],
    { baraLaser = false }: Projektorval = {},
  ) {
    projektioner.forEach(kontrolleraDefinition);
    this.spar = new Map(projektioner.map((p) => [p.namn, new Spar(readStore, p)]));
    if (this.spar.size !== projektioner.length)
      throw new Projektionsfel('OTILLATEN_DEFINITION', 'Två projektioner har samma namn.');
    this.drift = baraLaser
      ? new Iakttagare(readStore, new Map(projektioner.map((p) => [p.namn, p])))
      : new Drift(store, readStore, this.spar);
  }

  /** Follows the event store for all projections until `stopp`. */
  start(): void {
    this.drift.start();
  }

  /** Finishes the batch in hand and lets go of all connections. Whoever waits in `kommIkapp` gets STOPPAD. */
  async stopp(): Promise<void> {
    await this.drift.stopp();
  }

  /**
   * Resolves when the named projections (default all) can be read at the ordinal (default: the store's head at the
   * call). Moves them itself when `start` has not been called. Waits without limit for an ordinal still to come.
   * @throws the error of the first named projection that fails (lost connections and the like are tried again first),
   * of the event store when it cannot be read, or Projektionsfel OKAND, STOPPAD.
   */
  async kommIkapp(
    options: {
      readonly namn?: readonly string[];
      readonly till?: number;
      readonly framsteg?: (f: Framsteg) => void;
    } = {},
  ): Promise<void> {
    const namn = options.namn ?? [...this.spar.keys()];
    namn.forEach((n) => this.finn(n));
    const till = options.till ?? (await this.store.head()).ordinal;
    if (namn.length > 0) await this.drift.vantaPa(namn, till, options.framsteg);
  }

  /** The event types that the named projections read. @throws Projektionsfel OKAND */
  typer(namn: readonly string[]): ReadonlySet<string> {
    return new Set(namn.flatMap((n) => this.finn(n).projektion.typer));
  }

  /** All projections of this process by name, with what the database knows of them. */
  async lista(): Promise<readonly Projektionslage[]> {
    const [rader, head] = await Promise.all([
      lasBokmarken(this.readStore.sql, [...this.spar.keys()]),
      this.store.head(),
    ]);
    return [...this.spar.values()].map((s) =>
      lage(s, { levande: rader.get(s.namn), bygge: rader.get(byggschema(s.namn)), slut: head.ordinal }),
    );
  }

  /**
   * Builds the projection anew beside the live one, from the first event to the live checkpoint, and compares their
   * digests. With `verifiera` that is all; without, the new one catches up and takes the live one's place in one
   * transaction, whether or not they were alike (a rebuild is the cure for a difference).
   * @throws Projektionsfel BYGGE_PAGAR, OKAND, NYARE_VERSION, VERSION_ANDRAD, VAXLING_HINDRAD; the projection's own errors.
   */
  async byggOm(namn: string, options: Ombyggnadsval): Promise<Ombyggnad> {
    return byggOm(this.store, this.readStore, this.finn(namn).projektion, options);
  }

  /**
   * Content digests of the live tables (of one, or of all that have tables) at one moment, each with the ordinal it
   * stands at: the same events give the same digest, however they were split and whenever they were applied.
   */
  async digest(namn?: string): Promise<readonly Innehall[]> {
    const finns = await lasBokmarken(this.readStore.sql);
    const namnen =
      namn === undefined ? [...this.spar.keys()].filter((n) => finns.has(n)) : [this.finn(namn).namn];
    return digestAvAlla(this.readStore, namnen);
  }

  /**
   * What `digest` gives when the tables stand at an ordinal that is passed: built beside, and thrown away.
   * @throws Projektionsfel BYGGE_PAGAR, OKAND, VERSION_ANDRAD
   */
  async digestVid(namn: string, ordinal: number): Promise<Innehall> {
    return digestVid(this.store, this.readStore, this.finn(namn).projektion, ordinal);
  }

  private finn(namn: string): Spar {
    const spar = this.spar.get(namn);
    if (!spar)
      throw new Projektionsfel(
        'OKAND',
        `Projektionen ${namn} finns inte. De som finns: ${[...this.spar.keys()].join(', ')}.`,
      );
    return spar;
  }
}

function lage(
  spar: Spar,
  db: { levande: Bokmarke | undefined; bygge: Bokmarke | undefined; slut: number },
): Projektionslage {
  const { levande, bygge, slut } = db;
  const ordinal = levande?.ordinal ?? 0;
  const fel = spar.fel?.message ?? levande?.fel ?? bygge?.fel;
  return {
    namn: spar.namn,
    version: levande?.version ?? spar.projektion.version,
    ordinal,
    efter: Math.max(0, slut - ordinal),
    uppdaterad: levande?.uppdaterad ?? null,
    ...(fel ? { fel } : {}),
    ...(bygge ? { bygge: { version: bygge.version, ordinal: bygge.ordinal } } : {}),
  };
}
