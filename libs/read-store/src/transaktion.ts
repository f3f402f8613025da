import { arAnslutningsfel, oppnaPool, type Poolval, type Sql, type TransactionSql } from './anslutning.js';
import { Projektionsfel } from './projektionsfel.js';

/** Milliseconds that a rollback may take before the connection is cut instead. */
const ATERGANG_MS = 2_000;

/** False when the work is not done in time. Its timer ends with it: one left behind would hold a process open. */
function klartInom(ms: number, arbete: Promise<boolean>): Promise<boolean> {
  return new Promise((resolve) => {
    const grans = setTimeout(() => resolve(false), ms);
    void arbete.then((klart) => {
      clearTimeout(grans);
      resolve(klart);
    });
  });
}

/**
 * One connection of one's own, and transactions on it.
 *
 * Not `sql.begin`, because of what postgres.js 3.4 does when a connection dies within a transaction: it still sends
 * `rollback` (and whatever statement the caller's code has yet to run) on the dead connection. That throws from a
 * timer, which ends the process, or leaves a buffer behind that keeps the pool's slot silent for ever
 * (porsager/postgres issues 1154 and 1208); and a late statement can end up in the next transaction of the same slot.
 * Here a connection that failed gets no further statement and is thrown away.
 */
export class EgenAnslutning {
  /** For single statements outside a transaction. */
  readonly sql: Sql;
  private bruten = false;

  constructor(url: string, namn: string, val: Pick<Poolval, 'aterskapas' | 'tystHogstMs'> = {}) {
    this.sql = oppnaPool(url, {
      ...val,
      max: 1,
      namn,
      behall: true,
      vidBrott: () => {
        this.bruten = true;
      },
    });
  }

  /** False once the connection failed or was cut: throw it away. */
  get anvandbar(): boolean {
    return !this.bruten;
  }

  /**
   * Runs `arbete` between BEGIN and COMMIT. After an error everything is undone, and the connection is either clean
   * or no longer `anvandbar`. A failed statement that `arbete` swallowed is an error all the same.
   */
  async transaktion<T>(
    lage: '' | 'isolation level repeatable read read only',
    arbete: (tx: TransactionSql) => Promise<T>,
  ): Promise<T> {
    const halsa = { slut: false };
    try {
      const borjan = this.sql.unsafe(`begin ${lage}`).execute();
      // What only reads is sent without waiting for the answer; nothing is written that might be outside a transaction.
      if (lage === '') await borjan;
      const [svar] = await Promise.all([arbete(this.vaktad(halsa)), borjan]);
      halsa.slut = true;
      this.kravHel();
      const { command } = await this.sql.unsafe('commit');
      if (command !== 'COMMIT')
        throw new Projektionsfel(
          'TRANSAKTION_AVBRUTEN',
          'En sats i transaktionen hade misslyckats utan att det sades.',
        );
      return svar;
    } catch (fel) {
      halsa.slut = true;
      await this.aterga(fel);
      throw fel;
    }
  }

  /** Cuts the connection at once; what still runs on it fails. */
  async stang(): Promise<void> {
    this.bruten = true;
    await this.sql.end({ timeout: 0 });
  }

  /** Lets a running statement finish, at most this long. */
  async avsluta(sekunder: number): Promise<void> {
    await this.sql.end({ timeout: sekunder });
    this.bruten = true;
  }

  private kravHel(): void {
    if (this.bruten) throw new Projektionsfel('ANSLUTNING_BRUTEN', 'Anslutningen till databasen bröts.');
  }

  private async aterga(fel: unknown): Promise<void> {
    if (this.bruten || arAnslutningsfel(fel)) return this.stang();
    const klar = this.sql.unsafe('rollback').then(
      () => true,
      () => false,
    );
    if (!(await klartInom(ATERGANG_MS, klar))) await this.stang();
  }

  /** The connection as a transaction sees it: nothing can be asked after the transaction's end or the connection's. */
  private vaktad(halsa: { readonly slut: boolean }): TransactionSql {
    const vakt = (): void => {
      if (halsa.slut) throw new Projektionsfel('TRANSAKTION_AVBRUTEN', 'Transaktionen är redan slut.');
      this.kravHel();
    };
    return new Proxy(this.sql, {
      apply: (sql, _, argument: unknown[]): unknown => {
        vakt();
        return Reflect.apply(sql, undefined, argument);
      },
      get: (sql, namn): unknown => {
        if (namn === 'unsafe' || namn === 'file') vakt();
        return OTILLATET.has(namn) ? undefined : Reflect.get(sql, namn);
      },
    }) as unknown as TransactionSql;
  }
}

/** What would step outside the transaction. */
const OTILLATET: ReadonlySet<string | symbol> = new Set([
  'begin',
  'savepoint',
  'reserve',
  'end',
  'close',
  'listen',
]);
