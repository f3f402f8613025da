import { setTimeout as vanta } from 'node:timers/promises';
import { startaArbetare, type Ursprung } from './bull-arbetare.js';
import { inomFrist } from './frist.js';
import {
  ANROPSFRIST_MS,
  DUBBLETTNYCKEL_MAX_TECKEN,
  FORDROJNING_MAX_MS,
  JOBBDATA_MAX_BYTES,
  OPPNINGSFRIST_MS,
  TAKT,
  TOMKONTROLL_MS,
  VANTANDE_LASTA,
  type Kotakt,
} from './granser.js';
import {
  Ko,
  KoFel,
  type Arbetare,
  type Arbetsval,
  type KoAnslutning,
  type Koantal,
  type Kohandelse,
  type Laggning,
  type Utforare,
} from './ko.js';
import { nyMotorko, slappMotor, type Motorko } from './motor.js';
import { provaRedis } from './redisprov.js';
import { laggSammanslaget } from './sammanslagning.js';
import { Tillaggsko } from './tillaggsko.js';

export interface Kooppning {
  /** Lower case and hyphens, e.g. `prognos`. */
  readonly namn: string;
  readonly anslutning: KoAnslutning;
  /** Told about lost connections (which are recovered), failed jobs and crashed workers. */
  readonly rapportera?: (handelse: Kohandelse) => void;
  /** For tests that cannot wait. */
  readonly takt?: Partial<Kotakt>;
}

/**
 * Opens a queue, with its tables where they are missing.
 * @throws KoFel KO_NAMN; KO_SVARAR_INTE when the store cannot be reached now; KO_SERVERN_DUGER_INTE for a Redis that is too old
 * or may throw jobs away
 */
export async function oppnaKo<Data extends object>(oppning: Kooppning): Promise<Ko<Data>> {
  const { namn, anslutning, rapportera = () => undefined } = oppning;
  if (!/^[a-z][a-z0-9-]{0,47}$/.test(namn))
    throw new KoFel('KO_NAMN', `"${namn}" är inget könamn: små bokstäver, siffror och bindestreck, högst 48`);
  if (anslutning.slag === 'redis') await provaRedis(anslutning.url);
  const ursprung = { namn, anslutning, rapportera, takt: { ...TAKT, ...oppning.takt } };
  const slapp = new AbortController();
  const motor = nyMotorko(namn, anslutning, ursprung.takt, slapp.signal);
  motor.on('error', (fel) => {
    rapportera({ slag: 'motorfel', ko: namn, fel });
  });
  try {
    await inomFrist(motor.waitUntilReady(), OPPNINGSFRIST_MS, 'KO_SVARAR_INTE', `kön ${namn}`);
  } catch (orsak) {
    await slappMotor(motor, slapp);
    throw new KoFel('KO_SVARAR_INTE', `kön ${namn} kan inte nås`, { cause: orsak });
  }
  return new BullKo<Data>(ursprung, motor, slapp);
}

class BullKo<Data extends object> extends Ko<Data> {
  readonly #pagaende = new Set<Promise<unknown>>();
  readonly #arbetare = new Set<Arbetare>();
  readonly #tillagg = new Tillaggsko<Data>((data, laggning) => laggSammanslaget(this.motor, data, laggning));
  #stangning: Promise<void> | undefined;

  constructor(
    private readonly ursprung: Ursprung,
    private readonly motor: Motorko,
    private readonly slapp: AbortController,
  ) {
    super();
  }

  private get namn(): string {
    return this.ursprung.namn;
  }

  async lagg(data: Data, laggning: Laggning): Promise<void> {
    granska(data, laggning);
    await this.#anropa('lagg', () => this.#tillagg.laggTill(data, laggning));
  }

  async arbeta(utfor: Utforare<Data>, val: Arbetsval): Promise<Arbetare> {
    if (this.#stangning !== undefined) throw new KoFel('KO_STANGD', `kön ${this.namn} är stängd`);
    const arbetare = await startaArbetare(this.ursprung, utfor, val);
    this.#arbetare.add(arbetare);
    return arbetare;
  }

  async antal(): Promise<Koantal> {
    const n = await this.#anropa('antal', () => this.motor.getJobCounts());
    const av = (tillstand: string): number => n[tillstand] ?? 0;
    return {
      vantar: av('waiting') + av('delayed') + av('prioritized') + av('paused'),
      aktiva: av('active'),
      misslyckade: av('failed'),
      klara: av('completed'),
    };
  }

  async langstVantan(): Promise<number> {
    const jobb = await this.#anropa('langstVantan', () =>
      this.motor.getJobs(['waiting', 'prioritized', 'delayed'], 0, VANTANDE_LASTA - 1, true),
    );
    const nu = Date.now();
    return Math.max(0, ...jobb.map((j) => nu - j.timestamp));
  }

  async tom(): Promise<void> {
    await this.#anropa('tom', () => this.motor.obliterate({ force: true }));
  }

  async vantaTomt(timeoutMs: number): Promise<void> {
    const slut = performance.now() + timeoutMs;
    for (let paus: number = TOMKONTROLL_MS.fran; ; paus = Math.min(paus * 2, TOMKONTROLL_MS.till)) {
      const { vantar, aktiva } = await this.antal();
      if (vantar + aktiva === 0) return;
      if (performance.now() + paus > slut)
        throw new KoFel(
          'KO_EJ_TOM',
          `kön ${this.namn}: ${vantar} väntar och ${aktiva} körs efter ${timeoutMs} ms`,
        );
      await vanta(paus);
    }
  }

  close(): Promise<void> {
    this.#stangning ??= this.#stang();
    return this.#stangning;
  }

  async #stang(): Promise<void> {
    try {
      await Promise.all([...this.#arbetare].map((a) => a.stang()));
    } finally {
      // A command to a closing connection is never answered: let those under way finish first.
      await Promise.allSettled(this.#pagaende);
      // The server may be away: what is closed has nothing left to say.
      await inomFrist(
        this.motor.close(),
        this.ursprung.takt.avbrottMs,
        'KO_SVARAR_INTE',
        `kön ${this.namn}`,
      ).catch(() => undefined);
      await slappMotor(this.motor, this.slapp);
    }
  }

  async #anropa<T>(vad: string, anrop: () => Promise<T>): Promise<T> {
    if (this.#stangning !== undefined) throw new KoFel('KO_STANGD', `kön ${this.namn} är stängd`);
    const arbete = inomFrist(anrop(), ANROPSFRIST_MS, 'KO_SVARAR_INTE', `kön ${this.namn}, ${vad}`);
    this.#pagaende.add(arbete);
    try {
      return await arbete;
    } catch (orsak) {
      if (orsak instanceof KoFel) throw orsak;
      throw new KoFel('KO_SVARAR_INTE', `kön ${this.namn}, ${vad}`, { cause: orsak });
    } finally {
      this.#pagaende.delete(arbete);
    }
  }
}

function granska(data: object, { dubblettnyckel, fordrojningMs = 0 }: Laggning): void {
  if (dubblettnyckel === '' || dubblettnyckel.length > DUBBLETTNYCKEL_MAX_TECKEN)
    throw new KoFel('KO_JOBB', `dubblettnyckeln ska ha 1–${DUBBLETTNYCKEL_MAX_TECKEN} tecken`);
  if (!Number.isInteger(fordrojningMs) || fordrojningMs < 0 || fordrojningMs > FORDROJNING_MAX_MS)
    throw new KoFel('KO_JOBB', `fordrojningMs är ${fordrojningMs}; ska vara 0–${FORDROJNING_MAX_MS}`);
  let text: string;
  try {
    text = JSON.stringify(data);
  } catch (orsak) {
    throw new KoFel('KO_JOBB', 'jobbets data kan inte skrivas som JSON (bigint?)', { cause: orsak });
  }
  if (Buffer.byteLength(text) > JOBBDATA_MAX_BYTES)
    throw new KoFel('KO_JOBB', `jobbets data är större än ${JOBBDATA_MAX_BYTES} byte`);
}
