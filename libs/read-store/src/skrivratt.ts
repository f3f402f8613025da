import { Projektionsfel } from './projektionsfel.js';
import type { ReadStore } from './read-store.js';
import type { EgenAnslutning } from './transaktion.js';

/** A process that hangs for so long has lost its projections to the others. */
const TYST_HOGST_MS = 5_000;

/**
 * One process at a time writes a schema. The lock is the writing session's own: whoever has lost it has lost the
 * connection too, and cannot write. The server ends a session that has been silent too long, so a process that hangs
 * keeps nobody out; one that has nothing to write says so now and then (`hall`).
 */
export class Skrivratt {
  private anslutning: EgenAnslutning | undefined;
  private har = false;

  constructor(
    private readonly readStore: ReadStore,
    private readonly schema: string,
  ) {}

  /** The connection to write on. @throws Projektionsfel SKRIVS_AV_ANNAN */
  async ta(): Promise<EgenAnslutning> {
    if (!this.anslutning?.anvandbar) {
      this.har = false;
      this.anslutning = this.readStore.egenAnslutning(`projektion ${this.schema}`, {
        tystHogstMs: TYST_HOGST_MS,
      });
    }
    const { anslutning, schema } = this;
    if (!this.har) {
      const [rad] = await anslutning.sql<{ taget: boolean }[]>`
        select pg_try_advisory_lock(hashtextextended(${nyckel(schema)}, 0)) as taget`;
      this.har = rad?.taget ?? false;
    }
    if (!this.har)
      throw new Projektionsfel('SKRIVS_AV_ANNAN', `${schema} förs fram av en annan process just nu.`);
    return anslutning;
  }

  /** Keeps the session alive while there is nothing to write. */
  async hall(): Promise<void> {
    if (this.har && this.anslutning?.anvandbar) await this.anslutning.sql`select 1`.catch(() => this.stang());
  }

  /** Lets others write; the connection is kept for the next time. */
  async slapp(): Promise<void> {
    if (!this.har || !this.anslutning?.anvandbar) return;
    this.har = false;
    await this.anslutning.sql`select pg_advisory_unlock(hashtextextended(${nyckel(this.schema)}, 0))`.catch(
      () => this.stang(),
    );
  }

  async stang(): Promise<void> {
    const anslutning = this.anslutning;
    this.anslutning = undefined;
    this.har = false;
    await anslutning?.stang();
  }
}

const nyckel = (schema: string): string => `projektion:${schema}`;
