import { assert } from '#kernel/fel.js';
import { oppnaPool, type Sql, type TransactionSql } from './anslutning.js';
import { lasBokmarken, MIGRERINGAR, RUNNER_SCHEMA } from './checkpoints.js';
import { migrera } from './migreringar.js';
import { Projektionsfel } from './projektionsfel.js';

/** Connections for queries when nothing else is said: more than two cores can use, few enough for a small server. */
const ANSLUTNINGAR = 10;

/** Seconds that `close` waits for running queries before it cuts them. */
const STANG_SEKUNDER = 5;

/** What a read rests on: all events up to and including the ordinal. */
export interface Lasunderlag {
  readonly ordinal: number;
}

/** The PostgreSQL database that read models live in. */
export class ReadStore {
  private readonly egna = new Set<Sql>();

  private constructor(
    private readonly url: string,
    /** Pool for queries. bigint columns come back as bigint, date columns as text ÅÅÅÅ-MM-DD. */
    readonly sql: Sql,
  ) {}

  /** Connects and brings the runner's own schema up to date. Several processes may open at once. */
  static async open(options: {
    readonly url: string;
    readonly maxAnslutningar?: number;
  }): Promise<ReadStore> {
    const sql = oppnaPool(options.url, { max: options.maxAnslutningar ?? ANSLUTNINGAR, namn: 'read-store' });
    try {
      await migrera(sql, RUNNER_SCHEMA, MIGRERINGAR);
    } catch (fel) {
      await sql.end({ timeout: 0 });
      throw fel;
    }
    return new ReadStore(options.url, sql);
  }

  /**
   * Runs a query in one REPEATABLE READ, READ ONLY transaction: all it reads is of one moment. The basis is the
   * lowest ordinal that the named projections have reached at that moment.
   * @throws Projektionsfel OKAND when one of them has no tables yet (`Projektor.kommIkapp` makes them).
   */
  async las<T>(
    projektioner: readonly string[],
    fraga: (sql: TransactionSql, underlag: Lasunderlag) => Promise<T>,
  ): Promise<T> {
    assert(projektioner.length > 0, 'las behöver veta vilka projektioner frågan läser');
    const { svar } = await this.sql.begin('isolation level repeatable read read only', async (tx) => {
      // LOCK takes no snapshot, so the snapshot is taken after it: a swap is seen whole or not at all.
      await tx`lock table projektioner.vaxling in access share mode`;
      const bokmarken = await lasBokmarken(tx, projektioner);
      const ordinaler = projektioner.map((namn) => {
        const bokmarke = bokmarken.get(namn);
        if (!bokmarke) throw new Projektionsfel('OKAND', `Projektionen ${namn} finns inte i databasen ännu.`);
        return bokmarke.ordinal;
      });
      return { svar: await fraga(tx, { ordinal: Math.min(...ordinaler) }) };
    });
    return svar;
  }

  /**
   * A connection of one's own, outside the pool: for the projection runner. Ended by its owner or by `close`.
   * `behall` keeps it open while idle (for session locks).
   */
  egenAnslutning(namn: string, val: { readonly behall?: boolean } = {}): EgenAnslutning {
    const sql = oppnaPool(this.url, { max: 1, namn, ...(val.behall ? { behall: true } : {}) });
    this.egna.add(sql);
    return {
      sql,
      stang: async () => {
        this.egna.delete(sql);
        await sql.end({ timeout: 0 });
      },
    };
  }

  async close(): Promise<void> {
    const alla = [this.sql, ...this.egna];
    this.egna.clear();
    await Promise.all(alla.map((sql) => sql.end({ timeout: STANG_SEKUNDER })));
  }
}

export interface EgenAnslutning {
  readonly sql: Sql;
  /** Cuts the connection at once; what still runs on it fails and can never run on another. */
  stang(): Promise<void>;
}
