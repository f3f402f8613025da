import type { Handelsemetadata, StoredEvent } from '#event-store/event-store.js';
import type { Event } from '#kernel/handelse.js';
import type { TransactionSql } from '#read-store/anslutning.js';
import { Minneslager } from '#read-store/minneslager.fixtures.js';
import type { Projektion } from '#read-store/projektion.js';
import { Projektor } from '#read-store/projektor.js';
import { ReadStore } from '#read-store/read-store.js';
import { nyDatabas, type TestDatabas } from './databas.js';

/** Projections on a database of their own: events in, rows and answers out. Close it with `stang`. */
export class Lasprov {
  private readonly lager = new Minneslager();
  private readonly projektor: Projektor;

  private constructor(
    private readonly databas: TestDatabas,
    readonly readStore: ReadStore,
    private readonly projektioner: readonly Projektion[],
  ) {
    this.projektor = new Projektor(this.lager, readStore, projektioner);
  }

  static async oppna(...projektioner: readonly Projektion[]): Promise<Lasprov> {
    const databas = await nyDatabas();
    const prov = new Lasprov(databas, await ReadStore.open({ url: databas.url }), projektioner);
    await prov.projektor.kommIkapp(); // makes the tables
    return prov;
  }

  /** The events stored so far, the one of ordinal n at place n − 1. */
  get handelser(): readonly StoredEvent[] {
    return this.lager.handelser;
  }

  /** Stores the events and applies them as one batch (several beyond 2 000). Gives the last ordinal. */
  lagg(...handelser: readonly Event[]): Promise<number> {
    return this.laggMed({}, ...handelser);
  }

  /** As `lagg`, for what also cares why and for whom. */
  async laggMed(metadata: Partial<Handelsemetadata>, ...handelser: readonly Event[]): Promise<number> {
    const ordinal = this.lager.laggMed(metadata, ...handelser);
    await this.projektor.kommIkapp();
    return ordinal;
  }

  /** Asks at one moment, with the ordinal that all projections have reached. */
  fraga<T>(fraga: (sql: TransactionSql, ordinal: number) => Promise<T>): Promise<T> {
    return this.readStore.las(
      this.projektioner.map((p) => p.namn),
      (sql, { ordinal }) => fraga(sql, ordinal),
    );
  }

  async stang(): Promise<void> {
    await this.projektor.stopp();
    await this.readStore.close();
    await this.databas.taBort();
  }
}
