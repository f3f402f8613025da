import { setTimeout as vanta } from 'node:timers/promises';
import type { EventStore } from '#event-store/event-store.js';
import type { Arbetare, Ko } from '#jobs/ko.js';
import { avbrytbart } from '#platform/avbrytbart.js';
import { nyttSammanhang } from '#platform/sammanhang.js';
import type { Projektor } from '#read-store/projektor.js';
import type { Prognosjobb } from './prognosjobb.js';
import type { Prognoskontroll } from './prognoskontroll.js';
import type { Prognosomrakning } from './prognosomrakning.js';

/** Years computed at once in a process: each takes a connection, and PostgreSQL does the work. */
const SAMTIDIGA = 2;
/** Rest after a look: a burst of events becomes a few jobs. */
const PAUS_MS = 250;
/** Also without news: finds what a wiped queue or a lost job left. */
const SOPNING_MS = 30_000;
/** Rest before the store is followed again after it could not be reached. */
const NYTT_FORSOK_MS = 1_000;
/** Between looks when all are to be finished. */
const KONTROLL_MS = 50;
/** A year that is not done in so long has a fault that waiting does not mend. */
const MAX_STILLA_MS = 120_000;

const nyckel = ({ forbund, ar }: Prognosjobb): string => `${forbund}-${ar}`;

/** Queues a recomputation of each förbund's year that events have touched, and carries them out. */
export class Prognosbevakning {
  readonly #slut = new AbortController();
  /** The ordinal that each stale year was last queued for: the same news is queued once, until a sweep. */
  #lagda: ReadonlyMap<string, number> = new Map();
  #foljer: Promise<unknown> | undefined;
  #arbetare: Arbetare | undefined;
  #senasteFel: unknown;

  constructor(
    private readonly store: EventStore,
    private readonly projektor: Projektor,
    private readonly kontroll: Prognoskontroll,
    private readonly omrakning: Pick<Prognosomrakning, 'raknaOm'>,
    private readonly ko: Ko<Prognosjobb>,
  ) {}

  /** @param rapportera told what kept a look from being made; it is made again */
  async start(rapportera: (fel: unknown) => void = () => undefined): Promise<void> {
    this.#arbetare = await this.ko.arbeta(
      async (jobb, { signal }) => {
        try {
          await this.omrakning.raknaOm(jobb, signal, this.#slut.signal);
        } catch (fel) {
          this.#senasteFel = fel;
          throw fel;
        }
      },
      { samtidiga: SAMTIDIGA },
    );
    this.#foljer = Promise.all([this.#folj(rapportera), this.#sopaIbland(rapportera)]);
  }

  /** Queues every year that is out of date, also one that was queued before. A job that waits already is not doubled. */
  async sopa(): Promise<number> {
    this.#lagda = new Map();
    return this.#titta();
  }

  /**
   * Resolves when no year is out of date.
   * @param framsteg told how many are left, each time it changes
   * @throws Error when nothing has been finished for a long time, with the last job's error as its cause
   */
  async ikapp(framsteg: (kvar: number) => void = () => undefined): Promise<void> {
    for (let forra = -1, sedan = Date.now(); ;) {
      const kvar = await this.#titta();
      if (kvar !== forra) {
        framsteg(kvar);
        sedan = Date.now();
      }
      if (kvar === 0) return;
      if (Date.now() - sedan > MAX_STILLA_MS)
        throw new Error(`${kvar} prognoser har inte kunnat räknas om.`, { cause: this.#senasteFel });
      forra = kvar;
      await vanta(KONTROLL_MS, undefined, { signal: this.#slut.signal });
      const { vantar, aktiva } = await this.ko.antal();
      // Stale years and nobody at work on them: the queue was wiped, or gave a job up.
      if (vantar + aktiva === 0) this.#lagda = new Map();
    }
  }

  /**
   * Waits for the jobs that run, not for looks: one that is under way finds the queue closed. A job that waits for read
   * models is given back: who moves them may be stopping as well.
   */
  async stopp(): Promise<void> {
    this.#slut.abort();
    await this.#foljer;
    await this.#arbetare?.stang();
  }

  /** Queues what has become stale since the last look. */
  async #titta(): Promise<number> {
    await this.projektor.kommIkapp({ namn: ['prognosbehov'] });
    const inaktuella = await this.kontroll.inaktuella();
    const lagda = new Map<string, number>();
    for (const jobb of inaktuella) {
      if ((this.#lagda.get(nyckel(jobb)) ?? 0) < jobb.ordinal)
        await this.ko.lagg(await this.#medUrsprung(jobb), { dubblettnyckel: nyckel(jobb) });
      lagda.set(nyckel(jobb), jobb.ordinal);
    }
    this.#lagda = lagda;
    return inaktuella.length;
  }

  /** The job as a part of what its event was a part of, and with the event as its cause. */
  async #medUrsprung(jobb: Prognosjobb): Promise<Prognosjobb> {
    const [handelse] = await this.store.readOrdinals([jobb.ordinal]);
    if (!handelse) return jobb;
    const { korrelation = nyttSammanhang().korrelation, traceparent } = handelse.metadata;
    const sammanhang = { korrelation, orsak: handelse.id };
    return { ...jobb, sammanhang, ...(traceparent === undefined ? {} : { traceparent }) };
  }

  /** Events wake it. When the store drops it, it begins again where the store then stands, with a look at all before. */
  async #folj(rapportera: (fel: unknown) => void): Promise<void> {
    const { signal } = this.#slut;
    while (!this.#stoppar()) {
      try {
        // The place is taken before the look: an event is seen by the look or comes by the subscription.
        const fran = await this.store.head();
        await avbrytbart(this.sopa(), signal);
        for await (const _ of this.store.subscribe(fran, { signal })) {
          await avbrytbart(this.#titta(), signal);
          await this.#vila(PAUS_MS);
        }
      } catch (fel) {
        if (!this.#stoppar()) rapportera(fel);
      }
      await this.#vila(NYTT_FORSOK_MS);
    }
  }

  async #sopaIbland(rapportera: (fel: unknown) => void): Promise<void> {
    const { signal } = this.#slut;
    for (await this.#vila(SOPNING_MS); !this.#stoppar(); await this.#vila(SOPNING_MS))
      await avbrytbart(this.sopa(), signal).catch((fel: unknown) => {
        if (!this.#stoppar()) rapportera(fel);
      });
  }

  #stoppar(): boolean {
    return this.#slut.signal.aborted;
  }

  #vila(ms: number): Promise<unknown> {
    return vanta(ms, undefined, { signal: this.#slut.signal }).catch(() => undefined);
  }
}
