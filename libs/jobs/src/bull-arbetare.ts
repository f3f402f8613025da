import { iSammanhang } from '#platform/sammanhang.js';
import {
  KORTID_MAX_MS,
  KRASCHER_MAX,
  NYTT_FORSOK_MS,
  OPPNINGSFRIST_MS,
  SAMTIDIGA_MAX,
  type Kotakt,
} from './granser.js';
import { inomFrist } from './frist.js';
import {
  KoFel,
  type Arbetare,
  type Arbetsval,
  type Jobbursprung,
  type KoAnslutning,
  type Kohandelse,
  type Utforare,
} from './ko.js';
import { JOBB } from './jobbmatning.js';
import { nyMotorarbetare, slappMotor, type Motorarbetare } from './motor.js';

export interface Ursprung {
  readonly namn: string;
  readonly anslutning: KoAnslutning;
  readonly takt: Kotakt;
  readonly rapportera: (handelse: Kohandelse) => void;
}

/** @throws KoFel KO_SVARAR_INTE when the store cannot be reached now; later losses are reported and recovered. */
export async function startaArbetare<Data extends object>(
  ursprung: Ursprung,
  utfor: Utforare<Data>,
  val: Arbetsval,
): Promise<Arbetare> {
  const { namn, anslutning, takt, rapportera } = ursprung;
  if (!Number.isInteger(val.samtidiga) || val.samtidiga < 1 || val.samtidiga > SAMTIDIGA_MAX)
    throw new KoFel('KO_JOBB', `samtidiga är ${val.samtidiga}; ska vara 1–${SAMTIDIGA_MAX}`);
  const slapp = new AbortController();
  const pagaende = new Set<Promise<void>>();
  const motor = nyMotorarbetare(
    namn,
    anslutning,
    // Three parameters: the library makes a signal only for a function that declares it.
    async (jobb, _las, signal) => {
      const langst = AbortSignal.timeout(KORTID_MAX_MS);
      const ursprung = jobb.data as Jobbursprung;
      const { deduplicationId: dubblettnyckel, attemptsStarted: forsok } = jobb;
      const sedan = performance.now();
      await iSammanhang(ursprung.sammanhang, async () => {
        // Only `lagg` of the same queue adds jobs, and it takes Data: what is read is what was written.
        const korning = JOBB.tracePromise(
          () =>
            utfor(jobb.data as Data, {
              forsok,
              signal: signal === undefined ? langst : AbortSignal.any([signal, langst]),
            }),
          { ko: namn, dubblettnyckel, forsok, ursprung },
        );
        pagaende.add(korning);
        await korning.finally(() => pagaende.delete(korning));
        const ms = Math.round(performance.now() - sedan);
        rapportera({ slag: 'klart', ko: namn, dubblettnyckel, ms });
      });
    },
    {
      concurrency: val.samtidiga,
      lockDuration: takt.lasMs,
      stalledInterval: takt.stallkontrollMs,
      maxStalledCount: KRASCHER_MAX,
      runRetryDelay: NYTT_FORSOK_MS,
    },
    slapp.signal,
  );
  lyssna(motor, ursprung);
  const arbetare = new BullArbetare(ursprung, motor, pagaende, slapp);
  try {
    await inomFrist(motor.waitUntilReady(), OPPNINGSFRIST_MS, 'KO_SVARAR_INTE', `arbetare för kön ${namn}`);
  } catch (orsak) {
    await slappMotor(motor, slapp);
    throw new KoFel('KO_SVARAR_INTE', `kön ${namn} kan inte nås`, { cause: orsak });
  }
  return arbetare;
}

function lyssna(motor: Motorarbetare, { namn, rapportera }: Ursprung): void {
  motor.on('error', (fel) => {
    rapportera({ slag: 'motorfel', ko: namn, fel });
  });
  motor.on('failed', (jobb, fel) => {
    iSammanhang((jobb?.data as Jobbursprung | undefined)?.sammanhang, () => {
      rapportera({
        slag: 'jobbfel',
        ko: namn,
        dubblettnyckel: jobb?.deduplicationId,
        forsok: jobb?.attemptsStarted ?? 0,
        slutgiltigt: jobb?.finishedOn !== undefined,
        fel,
      });
    });
  });
  motor.on('stalled', (jobb) => {
    rapportera({ slag: 'avstannat', ko: namn, jobb });
  });
  // Another worker may take the job now: the run here should stop before both write.
  motor.on('lockRenewalFailed', (jobb) => {
    for (const id of jobb) motor.cancelJob(id, 'låset gick förlorat');
  });
}

class BullArbetare implements Arbetare {
  #stangning: Promise<void> | undefined;

  constructor(
    private readonly ursprung: Ursprung,
    private readonly motor: Motorarbetare,
    private readonly pagaende: ReadonlySet<Promise<void>>,
    private readonly slapp: AbortController,
  ) {}

  stang(): Promise<void> {
    this.#stangning ??= this.#stang();
    return this.#stangning;
  }

  async #stang(): Promise<void> {
    const { namn, takt } = this.ursprung;
    const klart = this.motor.close();
    const korningar = Promise.allSettled(this.pagaende);
    if (!(await this.#inom(Promise.race([klart, korningar]), takt.stangningMs)))
      this.motor.cancelAllJobs('arbetaren stänger');
    if (await this.#inom(klart, takt.avbrottMs)) return;
    // The server is away, or a run does not heed its signal. Its lock runs out, and it is run again: at least once.
    await slappMotor(this.motor, this.slapp);
    if (this.pagaende.size > 0)
      throw new KoFel('KO_STANGNING_AVBROTS', `kön ${namn}: en körning avslutades inte`);
  }

  async #inom(vad: Promise<unknown>, fristMs: number): Promise<boolean> {
    try {
      await inomFrist(vad, fristMs, 'KO_STANGNING_AVBROTS', `kön ${this.ursprung.namn}`);
      return true;
    } catch (fel) {
      if (fel instanceof KoFel && fel.kod === 'KO_STANGNING_AVBROTS') return false;
      throw fel;
    }
  }
}
