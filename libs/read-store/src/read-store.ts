import { assert } from '#kernel/fel.js';
import { oppnaPool, type Poolval, type Sql, type TransactionSql } from './anslutning.js';
import { Anslutningspool } from './anslutningspool.js';
import { lasBokmarken, MIGRERINGAR, RUNNER_SCHEMA } from './checkpoints.js';
import { migrera } from './migreringar.js';
import { Projektionsfel } from './projektionsfel.js';
import { EgenAnslutning } from './transaktion.js';

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
  private readonly egna = new Set<EgenAnslutning>();

  private constructor(
    private readonly url: string,
    /**
     * Pool for single statements; for what reads more than one use `las`, for what writes `transaktion`.
     * bigint columns come back as bigint, date columns as text ÅÅÅÅ-MM-DD.
     */
    readonly sql: Sql,
    private readonly transaktioner: Anslutningspool,
  ) {}

  /** Connects and brings the runner's own schema up to date. Several processes may open at once. */
  static async open(options: {
    readonly url: string;
    readonly maxAnslutningar?: number;
  }): Promise<ReadStore> {
    const max = options.maxAnslutningar ?? ANSLUTNINGAR;
    const sql = oppnaPool(options.url, { max, namn: 'read-store' });
    try {
      await migrera(sql, RUNNER_SCHEMA, MIGRERINGAR);
    } catch (fel) {
      await sql.end({ timeout: 0 });
      throw fel;
    }
    return new ReadStore(options.url, sql, new Anslutningspool(options.url, 'read-store las', max));
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
    const lasning = async (tx: TransactionSql): Promise<T> => {
      // LOCK takes no snapshot, so the snapshot is taken after it: a swap is seen whole or not at all. The two are sent
      // together, the lock at once: a statement is otherwise sent when it is first waited for.
      const [, bokmarken] = await Promise.all([
        tx`lock table projektioner.vaxling in access share mode`.execute(),
        lasBokmarken(tx, projektioner),
      ]);
      const ordinaler = projektioner.map((namn) => {
        const bokmarke = bokmarken.get(namn);
        if (!bokmarke) throw new Projektionsfel('OKAND', `Projektionen ${namn} finns inte i databasen ännu.`);
        return bokmarke.ordinal;
      });
      return fraga(tx, { ordinal: Math.min(...ordinaler) });
    };
    return this.transaktioner.med((en) =>
      en.transaktion('isolation level repeatable read read only', lasning),
    );
  }

  /** Ties the read models to an installation's events, for ever. Returns the one they are tied to, which may be another. */
  async bindTill(installation: string): Promise<string> {
    await this
      .sql`insert into projektioner.installation (id) values (${installation}) on conflict do nothing`;
    const [rad] = await this.sql<{ id: string }[]>`select id from projektioner.installation`;
    return rad?.id ?? installation;
  }

  /** Runs `arbete` in one READ COMMITTED transaction: all of it is stored, or nothing. */
  async transaktion<T>(arbete: (sql: TransactionSql) => Promise<T>): Promise<T> {
    return this.transaktioner.med((en) => en.transaktion('', arbete));
  }

  /**
   * A connection of one's own, outside the pools: for the projection runner. Rows and checkpoint are lost together when
   * the server crashes just after a COMMIT, so it does not wait for the disk. Cut by its owner or by `close`.
   */
  egenAnslutning(namn: string, val: Pick<Poolval, 'tystHogstMs'> = {}): EgenAnslutning {
    const anslutning = new EgenAnslutning(this.url, namn, { ...val, aterskapas: true });
    for (const en of this.egna) if (!en.anvandbar) this.egna.delete(en);
    this.egna.add(anslutning);
    return anslutning;
  }

  /** Waits a few seconds for what runs, then cuts. */
  async close(): Promise<void> {
    await Promise.all([
      this.sql.end({ timeout: STANG_SEKUNDER }),
      this.transaktioner.stang(),
      ...[...this.egna].map((en) => en.stang()),
    ]);
    this.egna.clear();
  }
}
