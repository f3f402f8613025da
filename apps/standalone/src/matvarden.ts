import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { INestApplication } from '@nestjs/common';
import type { NextFunction, Request, RequestHandler, Response } from 'express';
import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import { APPEND, type Appendmatning } from '#event-store/appendmatning.js';
import type { EventStore } from '#event-store/event-store.js';
import type { Ko } from '#jobs/ko.js';
import type { Projektionslage, Projektor } from '#read-store/projektor.js';

const PREFIX = 'samordning_';
const MS = 1_000;
/** Seconds: from a point lookup to what nobody waits for. */
const HINKAR = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10, 30];

/** What is known only by asking, when somebody reads the measures. */
export interface Fragor {
  readonly store: EventStore;
  readonly projektor: Projektor;
  /** Years whose prognosis has not seen the latest event that touched it, with that event's ordinal. */
  readonly inaktuellaPrognoser: () => Promise<readonly { readonly ordinal: number }[]>;
}

/** What a process tells Prometheus, by its /metrics. */
export class Matvarden {
  readonly #register = new Registry();
  readonly #svar: Histogram;
  readonly #append: Histogram;

  constructor(private readonly fragor: Fragor) {
    const registers = [this.#register];
    collectDefaultMetrics({ register: this.#register });
    this.#svar = new Histogram({
      ...{ name: `${PREFIX}svar_sekunder`, registers, buckets: HINKAR },
      help: 'Time to answer a request, by route.',
      labelNames: ['metod', 'vag', 'status'],
    });
    this.#append = new Histogram({
      ...{ name: `${PREFIX}append_sekunder`, registers, buckets: HINKAR },
      help: 'Time for the event store to take a command, by outcome.',
      labelNames: ['utfall'],
    });
    this.#perProjektion('efter_handelser', 'Events that a read model has not reached.', (lagen) =>
      Promise.resolve(lagen.map((l) => l.efter)),
    );
    this.#perProjektion(
      'efter_sekunder',
      'Seconds since the first event that a read model has not reached was recorded; 0 for one that is not behind.',
      (lagen) => this.#aldrar(lagen.map((l) => (l.efter > 0 ? l.ordinal + 1 : 0))),
    );
    this.#fragad(
      'prognoser_inaktuella',
      'Years whose prognosis has not seen the latest events.',
      async () => {
        return (await fragor.inaktuellaPrognoser()).length;
      },
    );
    this.#fragad(
      'prognoser_inaktuella_sekunder',
      'Seconds that some prognosis has been out of date, at the least: since the last event that touched the year.',
      async () => {
        const ordinaler = (await fragor.inaktuellaPrognoser()).map((i) => i.ordinal);
        const [sekunder = 0] = await this.#aldrar(ordinaler.length > 0 ? [Math.min(...ordinaler)] : []);
        return sekunder;
      },
    );
    subscribe(APPEND.start.name, this.#borjar);
    subscribe(APPEND.asyncStart.name, this.#slutar);
  }

  /** Measures every answer, and answers /metrics; to stand before the routes. */
  koppla(app: INestApplication): void {
    app.use(this.#matSvar);
    app.use('/metrics', (begaran: Request, svar: Response, vidare: NextFunction) => {
      if (begaran.method !== 'GET' || begaran.path !== '/') {
        vidare();
        return;
      }
      this.#register
        .metrics()
        .then((text) => svar.type(this.#register.contentType).send(text))
        .catch(vidare);
    });
  }

  /** From here also the jobs that wait are measured. */
  foljKon(ko: Pick<Ko<never>, 'langstVantan'>): void {
    this.#fragad(
      'jobb_aldsta_sekunder',
      'Seconds since the oldest job that has not begun was added; 0 when none waits.',
      async () => (await ko.langstVantan()) / MS,
    );
  }

  stang(): void {
    unsubscribe(APPEND.start.name, this.#borjar);
    unsubscribe(APPEND.asyncStart.name, this.#slutar);
  }

  readonly #matSvar: RequestHandler = (begaran, svar, vidare) => {
    const sedan = performance.now();
    svar.on('finish', () => {
      const { path } = (begaran.route ?? {}) as { path?: string };
      const etiketter = { metod: begaran.method, vag: path ?? 'okand', status: svar.statusCode };
      // A stream lasts as long as its reader wants.
      if (path?.endsWith('/strom') !== true) this.#svar.observe(etiketter, (performance.now() - sedan) / MS);
    });
    vidare();
  };

  readonly #borjar = (m: unknown): void => {
    (m as Appendmatning).sedan = performance.now();
  };

  readonly #slutar = (m: unknown): void => {
    const { sedan = NaN, error } = m as Appendmatning;
    this.#append.observe(
      { utfall: error === undefined ? 'lagrad' : 'nekad' },
      (performance.now() - sedan) / MS,
    );
  };

  /** What is asked for when somebody reads the measures; no number when there is no answer. */
  #fragad(namn: string, help: string, varde: () => Promise<number>): void {
    const matare: Gauge = new Gauge({
      ...{ name: `${PREFIX}${namn}`, registers: [this.#register], help },
      collect: async () => {
        matare.set(await varde().catch(() => NaN));
      },
    });
  }

  /** Seconds since each of some events was recorded; 0 for one that is not there. */
  async #aldrar(ordinaler: readonly number[]): Promise<number[]> {
    const sokta = [...new Set(ordinaler.filter((o) => o > 0))];
    const handelser = sokta.length > 0 ? await this.fragor.store.readOrdinals(sokta) : [];
    const tid = new Map(handelser.map((h) => [h.ordinal, h.recordedAt.getTime()]));
    const nu = Date.now();
    // The store's clock may be another machine's.
    return ordinaler.map((o) => Math.max(0, nu - (tid.get(o) ?? nu)) / MS);
  }

  /** A store that does not answer gives no measures of it: what is missing is what to alert on. */
  #perProjektion(
    namn: string,
    help: string,
    varden: (lagen: readonly Projektionslage[]) => Promise<readonly number[]>,
  ): void {
    const matare: Gauge = new Gauge({
      ...{
        name: `${PREFIX}projektion_${namn}`,
        registers: [this.#register],
        labelNames: ['projektion'],
        help,
      },
      collect: async () => {
        matare.reset();
        const lagen = await this.fragor.projektor.lista().catch(() => []);
        const varde = await varden(lagen).catch(() => []);
        lagen.forEach(({ namn: projektion }, i) => {
          if (varde[i] !== undefined) matare.set({ projektion }, varde[i]);
        });
      },
    });
  }
}
