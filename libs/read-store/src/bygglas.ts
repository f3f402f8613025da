import type { ReadStore } from './read-store.js';
import type { EgenAnslutning } from './transaktion.js';

/**
 * At most one process builds a projection beside the live one. The lock is the session's, so a crash frees it; should
 * only the connection be lost, the token in the build's checkpoint row keeps the former holder out.
 */
export class Bygglas {
  private constructor(
    private readonly anslutning: EgenAnslutning,
    private readonly namn: string,
  ) {}

  /** Undefined when somebody holds it, in this process or another. */
  static async ta(readStore: ReadStore, namn: string): Promise<Bygglas | undefined> {
    const anslutning = readStore.egenAnslutning(`bygge ${namn}`);
    try {
      const [rad] = await anslutning.sql<{ taget: boolean }[]>`
        select pg_try_advisory_lock(hashtextextended(${`bygge:${namn}`}, 0)) as taget`;
      if (rad?.taget) return new Bygglas(anslutning, namn);
    } catch (fel) {
      await anslutning.stang();
      throw fel;
    }
    await anslutning.stang();
    return undefined;
  }

  async slapp(): Promise<void> {
    try {
      // Said aloud: the server notices a cut connection only a while later.
      await this.anslutning.sql`select pg_advisory_unlock(hashtextextended(${`bygge:${this.namn}`}, 0))`;
    } catch {
      // The connection is gone, and the lock with it.
    } finally {
      await this.anslutning.stang();
    }
  }
}
