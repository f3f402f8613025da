import { setTimeout as vanta } from 'node:timers/promises';
import { startServer, stopServer } from '../databas/server.mjs';
import type { Anrop } from '../kurrent/ersattare.js';
import type { Installation } from './installation.js';
import { somText, type Fel, type Lagerfel, type Mal, type Steg } from './plan.js';

const ANROP: readonly Anrop[] = ['skriv', 'las', 'prenumerera'];

/** Carries out a plan of faults. Counts what it did, by kind and program. */
export class Injektor {
  readonly antal = new Map<string, number>();
  /** Faults that last while the plan goes on. */
  readonly #pagar = new Set<Promise<void>>();

  constructor(
    private readonly installation: Installation,
    private readonly rapportera: (rad: string) => void,
  ) {}

  get dodade(): number {
    return ['api', 'projector', 'worker'].reduce((s, p) => s + (this.antal.get(`kill -9 ${p}`) ?? 0), 0);
  }

  async utfor(plan: readonly Steg[]): Promise<void> {
    for (const { vilaMs, fel } of plan) {
      if (fel.slag === 'doda' && !fel.genast) await this.#uppe(fel.mal);
      if (fel.slag === 'hang') await this.#uppe([fel.mal]);
      await vanta(vilaMs);
      this.rapportera(`${String(this.dodade).padStart(4)} dödade · ${somText(fel)}`);
      await this.#gor(fel);
    }
    await Promise.all(this.#pagar);
  }

  #rakna(vad: string): void {
    this.antal.set(vad, (this.antal.get(vad) ?? 0) + 1);
  }

  #samtidigt(arbete: Promise<void>): void {
    this.#pagar.add(arbete);
    void arbete.then(() => this.#pagar.delete(arbete));
  }

  async #gor(fel: Fel): Promise<void> {
    switch (fel.slag) {
      case 'doda':
        this.#doda(fel.mal);
        return;
      case 'hang':
        this.#rakna(`SIGSTOP ${fel.mal.program}`);
        this.#samtidigt(this.#hang(fel));
        return;
      case 'databas':
        this.#rakna(`PostgreSQL ${fel.satt}`);
        return this.#startaOmDatabasen(fel);
      case 'klipp':
        this.#rakna('anslutningar klippta');
        return this.#klipp(fel.procent);
      case 'redis':
        return this.#redis(fel.satt);
      case 'lager':
        this.#rakna(`lagret ${fel.fel}`);
        this.#samtidigt(this.#lagret(fel.fel, fel.ms));
    }
  }

  async #uppe(mal: readonly Mal[]): Promise<void> {
    await Promise.all(mal.map((m) => this.installation.vakt(m).svarar()));
  }

  #doda(mal: readonly Mal[]): void {
    for (const m of mal) {
      this.installation.vakt(m).doda();
      this.#rakna(`kill -9 ${m.program}`);
    }
  }

  async #hang({ mal, ms }: Extract<Fel, { slag: 'hang' }>): Promise<void> {
    const vakt = this.installation.vakt(mal);
    vakt.hang();
    await vanta(ms);
    vakt.fortsatt();
  }

  async #startaOmDatabasen({ satt, ms }: Extract<Fel, { slag: 'databas' }>): Promise<void> {
    const { server } = this.installation;
    await stopServer(server, satt);
    await vanta(ms);
    await startServer(server);
  }

  async #klipp(procent: number): Promise<void> {
    await this.installation.fraga(
      (sql) => sql`
        select pg_terminate_backend(pid) from pg_stat_activity
        where datname = current_database() and pid <> pg_backend_pid() and random() * 100 < ${procent}`,
    );
  }

  /** Where there is no Redis the queues are in PostgreSQL. */
  async #redis(satt: 'tom' | 'omstart'): Promise<void> {
    const { redis } = this.installation;
    if (!redis) return;
    this.#rakna(`Redis ${satt}`);
    await (satt === 'tom' ? redis.tom() : redis.omstart());
  }

  async #lagret(fel: Lagerfel, ms: number): Promise<void> {
    const { ersattare } = this.installation;
    if (!ersattare) return;
    if (fel === 'brutna') ersattare.brytPrenumerationer();
    else if (fel === 'avslutade') ersattare.avslutaPrenumerationer();
    else if (fel === 'omstart') {
      ersattare.stanna();
      await vanta(ms);
      await ersattare.starta();
    } else {
      for (const anrop of ANROP) ersattare.fela(anrop, fel, Number.POSITIVE_INFINITY);
      await vanta(ms);
      ersattare.lagad();
    }
  }
}
