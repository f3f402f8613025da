import postgres from 'postgres';
import { Slump } from '#apps/ops/src/generera/slump.js';
import { nyDatabas } from '../databas/databas.js';
import { createServerFolder, removeServer, type Server } from '../databas/server.mjs';
import { Kurrentersattare } from '../kurrent/ersattare.js';
import type { Lagrad } from './kontroll.js';
import { lagratIErsattaren, lagratIPostgres } from './lagrat.js';
import { malen, type Mal, type Uppsattning } from './plan.js';
import { Redis } from '../redis.js';
import { Vakt } from './vakt.js';

export const PREFIX = 'kaos';

export interface Installationsval {
  readonly fro: number;
  readonly uppsattning: Uppsattning;
  /** The programs as they are built, as in production; else as they stand in TypeScript. */
  readonly byggt: boolean;
}

/** Programs, databases and queues of a run, all its own: others' tests notice nothing. */
export class Installation {
  private constructor(
    readonly server: Server,
    /** Read models, and the events where there is no stand-in. */
    readonly databasUrl: string,
    readonly ersattare: Kurrentersattare | undefined,
    readonly redis: Redis | undefined,
    readonly vakter: readonly Vakt[],
  ) {}

  static async starta({ fro, uppsattning, byggt }: Installationsval): Promise<Installation> {
    const server = await createServerFolder();
    const { url } = await nyDatabas(server.url);
    const ersattare = uppsattning.ersattare ? await Kurrentersattare.starta() : undefined;
    const redis = uppsattning.redis ? await Redis.starta() : undefined;
    const miljo: Record<string, string> = { DATABASE_URL: url, PORT: '0', EVENT_STORE_PREFIX: PREFIX };
    if (ersattare) miljo['EVENT_STORE_URL'] = ersattare.url;
    if (redis) miljo['REDIS_URL'] = redis.url;
    const vakter = malen(uppsattning).map((mal) => {
      const slump = new Slump('kaos', fro, mal.program, mal.nr);
      return new Vakt(mal, { ...miljo, SERVICE_NAME: mal.program }, byggt, slump);
    });
    return new Installation(server, url, ersattare, redis, vakter);
  }

  get handelselagerUrl(): string {
    return this.ersattare?.url ?? this.databasUrl;
  }

  vakt({ program, nr }: Mal): Vakt {
    const vakt = this.vakter.find((v) => v.mal.program === program && v.mal.nr === nr);
    if (!vakt) throw new Error(`det finns ingen ${program} ${nr + 1}`);
    return vakt;
  }

  /** Where the apis answer just now. */
  readonly adresser = (): readonly string[] =>
    this.vakter.filter((v) => v.mal.program === 'api').flatMap((v) => v.adress ?? []);

  async uppe(): Promise<void> {
    await Promise.all(this.vakter.map((v) => v.svarar()));
  }

  /** Straight into the database, past the programs. */
  async fraga<T>(arbete: (sql: postgres.Sql) => Promise<T>, url = this.databasUrl): Promise<T> {
    const sql = postgres(url, {
      max: 1,
      onnotice: () => undefined,
      connection: { application_name: 'kaos' },
    });
    try {
      return await arbete(sql);
    } finally {
      await sql.end();
    }
  }

  /** What is stored, read past the programs. @throws Error for a numbering that contradicts itself */
  lagrat(): Promise<Lagrad[]> {
    const { ersattare } = this;
    return ersattare
      ? Promise.resolve(lagratIErsattaren(ersattare.logg.poster, PREFIX))
      : this.fraga(lagratIPostgres);
  }

  async stang(): Promise<void> {
    await Promise.all(this.vakter.map((v) => v.kasta()));
    this.ersattare?.stanna();
    await this.redis?.stang();
    await removeServer(this.server);
  }
}
