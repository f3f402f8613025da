import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { INestApplication } from '@nestjs/common';
import type { NextFunction, Request, RequestHandler, Response } from 'express';
import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import { APPEND, type Appendmatning } from '#event-store/appendmatning.js';
import type { Projektionslage, Projektor } from '#read-store/projektor.js';

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
    this.#perProjektion(
      'efter_handelser',
      'Events that a read model has not reached.',
      fragor.projektor,
      (l) => l.efter,
    );
    this.#perProjektion(
      'efter_sekunder',
      'Seconds since a read model that is behind last moved; 0 for one that is not.',
      fragor.projektor,
      ({ efter, uppdaterad }) => (efter === 0 || !uppdaterad ? 0 : (Date.now() - uppdaterad.getTime()) / MS),
    );
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

  /** A store that does not answer gives no measures of it: what is missing is what to alert on. */
  #perProjektion(
    namn: string,
    help: string,
    projektor: Projektor,
    varde: (lage: Projektionslage) => number,
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
        for (const lage of await projektor.lista().catch(() => []))
          matare.set({ projektion: lage.namn }, varde(lage));
      },
    });
  }
}
