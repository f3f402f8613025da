import { setTimeout as vanta } from 'node:timers/promises';
import type { EventStore } from '#event-store/event-store.js';
import type { Arbetare, Ko } from '#jobs/ko.js';
import type { Projektor } from '#read-store/projektor.js';
import type { Prognoskontroll } from './prognoskontroll.js';
import type { Prognosjobb } from './prognosjobb.js';
import type { Prognosomrakning } from './prognosomrakning.js';

/** Years computed at once in a process: each takes a connection, and PostgreSQL does the work. */
const SAMTIDIGA = 2;
/** Rest after a look: a burst of events becomes a few jobs. */
const PAUS_MS = 100;
/** Also without news: finds what a wiped queue or a lost job left. */
const SOPNING_MS = 30_000;
/** Between looks when all are to be finished. */
const KONTROLL_MS = 50;
/** A year that is not done in so long has a fault that waiting does not mend. */
const MAX_STILLA_MS = 120_000;

/** Queues a recomputation of each förbund's year that events have touched, and carries them out. */
export class Prognosbevakning {
  readonly #slut = new AbortController();
  #foljer: Promise<void> | undefined;
  #arbetare: Arbetare | undefined;

  constructor(
    private readonly store: EventStore,
    private readonly projektor: Projektor,
    private readonly kontroll: Prognoskontroll,
    private readonly omrakning: Prognosomrakning,
    private readonly ko: Ko<Prognosjobb>,
  ) {}

  async start(): Promise<void> {
    this.#arbetare = await this.ko.arbeta((jobb) => this.omrakning.raknaOm(jobb), { samtidiga: SAMTIDIGA });
    this.#foljer = this.#folj();
  }

  /** Queues every year that is out of date. Safe to do at any time: a job that waits already is not doubled. */
  async sopa(): Promise<number> {
    await this.projektor.kommIkapp({ namn: ['prognosbehov'] });
    const inaktuella = await this.kontroll.inaktuella();
    for (const jobb of inaktuella) await this.ko.lagg(jobb, { dubblettnyckel: `${jobb.forbund}-${jobb.ar}` });
    return inaktuella.length;
  }

  /**
   * Resolves when no year is out of date.
   * @param framsteg told how many are left, each time it changes
   * @throws Error when nothing has been finished for a long time
   */
  async ikapp(framsteg: (kvar: number) => void = () => undefined): Promise<void> {
    for (let forra = -1, sedan = Date.now(); ;) {
      const kvar = await this.sopa();
      if (kvar !== forra) {
        framsteg(kvar);
        sedan = Date.now();
      }
      if (kvar === 0) return;
      if (Date.now() - sedan > MAX_STILLA_MS) throw new Error(`${kvar} prognoser har inte kunnat räknas om.`);
      forra = kvar;
      await vanta(KONTROLL_MS);
    }
  }

  async stopp(): Promise<void> {
    this.#slut.abort();
    await this.#foljer;
    await this.#arbetare?.stang();
  }

  /** Events wake it; time does too, should a job have been lost. A look that fails is made up for by the next. */
  async #folj(): Promise<void> {
    const { signal } = this.#slut;
    const sopa = (): Promise<unknown> => this.sopa().catch(() => undefined);
    const tid = setInterval(() => void sopa(), SOPNING_MS);
    try {
      await sopa();
      for await (const _ of this.store.subscribe(await this.store.head(), { signal })) {
        await sopa();
        await vanta(PAUS_MS, undefined, { signal }).catch(() => undefined);
      }
    } finally {
      clearInterval(tid);
    }
  }
}
