import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { INestApplication } from '@nestjs/common';
import type { NextFunction, Request, RequestHandler, Response } from 'express';
import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import { APPEND, type Appendmatning } from '#event-store/appendmatning.js';
import type { Projektor } from '#read-store/projektor.js';

const PREFIX = 'samordning_';
const MS = 1_000;
/** Seconds: from a point lookup to what nobody waits for. */
const HINKAR = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10, 30];

/** What is known only by asking, when somebody reads the measures. */
export interface Fragor {
  readonly projektor: Projektor;
  /** Years whose prognosis has not seen the latest events. */
  readonly inaktuellaPrognoser: () => Promise<number>;
}

/** What a process tells Prometheus, by its /metrics. */
export class Matvarden {
  readonly #register = new Registry();
  readonly #svar: Histogram;
  readonly #append: Histogram;

  constructor(fragor: Fragor) {
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
    const efter: Gauge = new Gauge({
      ...{ name: `${PREFIX}projektion_efter_handelser`, registers, labelNames: ['projektion'] },
      help: 'Events that a read model has not reached.',
    });
    const sekunder: Gauge = new Gauge({
      ...{ name: `${PREFIX}projektion_efter_sekunder`, registers, labelNames: ['projektion'] },
      help: 'Seconds since a read model that is behind last moved; 0 for one that is not.',
      collect: () => lasEfterslapning(fragor.projektor, efter, sekunder),
    });
    const inaktuella: Gauge = new Gauge({
      ...{ name: `${PREFIX}prognoser_inaktuella`, registers },
      help: 'Years whose prognosis has not seen the latest events.',
      collect: async () => {
        inaktuella.set(await fragor.inaktuellaPrognoser().catch(() => NaN));
      },
    });
    subscribe(APPEND.start.name, this.#borjar);
    subscribe(APPEND.asyncStart.name, this.#slutar);
  }

  /** Measures every answer, and answers /metrics; to stand before the routes. */
  koppla(app: INestApplication): void {
    app.use(this.#matSvar);
    app.use('/metrics', (_: Request, svar: Response, vidare: NextFunction) => {
      this.#register
        .metrics()
        .then((text) => svar.type(this.#register.contentType).send(text))
        .catch(vidare);
    });
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
}

/** A store that does not answer gives no measures of it: what is missing is what to alert on. */
async function lasEfterslapning(projektor: Projektor, efter: Gauge, sekunder: Gauge): Promise<void> {
  efter.reset();
  sekunder.reset();
  const lagen = await projektor.lista().catch(() => []);
  for (const { namn: projektion, efter: antal, uppdaterad } of lagen) {
    efter.set({ projektion }, antal);
    sekunder.set({ projektion }, antal === 0 || !uppdaterad ? 0 : (Date.now() - uppdaterad.getTime()) / MS);
  }
}
