import { AsyncLocalStorage } from 'node:async_hooks';
import { subscribe, unsubscribe, type TracingChannel } from 'node:diagnostics_channel';
import { setTimeout as vanta } from 'node:timers/promises';
import type { INestApplication } from '@nestjs/common';
import {
  ROOT_CONTEXT,
  SpanKind,
  SpanStatusCode,
  trace,
  type Attributes,
  type Context,
  type Span,
  type Tracer,
} from '@opentelemetry/api';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { BatchSpanProcessor, RandomIdGenerator, TracerProvider } from '@opentelemetry/sdk-trace';
import type { Request, RequestHandler, Response } from 'express';
import { APPEND, KOMMANDO } from '#event-store/appendmatning.js';
import { JOBB } from '#jobs/jobbmatning.js';
import { arDomanFel } from '#kernel/fel.js';
import { sammanhang } from '#platform/sammanhang.js';
import { PROJICERING } from '#read-store/projiceringsmatning.js';
import { somTraceparent, spareni } from './traceparent.js';

/** What a collector that is slow or away may cost a program that stops; before that it costs nothing. */
const AVSLUT_MS = 2_000;
const SPAR_ID = /^(?!0{32})[0-9a-f]{32}$/;
const VART_FEL = 500;

interface Borjan {
  readonly namn: string;
  readonly kind?: SpanKind;
  readonly attributes: Attributes;
  /** The traces of what this is an answer to; without it this is a part of what runs. */
  readonly ur?: readonly (string | undefined)[];
}

const slump = new RandomIdGenerator();
/** A trace that begins here has the correlation id for its own where that could be one: what finds the lines finds the trace. */
const idgivare = {
  generateSpanId: slump.generateSpanId,
  generateTraceId: (): string => {
    const { korrelation = '' } = sammanhang() ?? {};
    return SPAR_ID.test(korrelation) ? korrelation : slump.generateTraceId();
  },
};

/** Makes traces of what the libs tell of on their channels, and sends them to a collector. Loaded only where there is one. */
export class Sparning {
  readonly #plats = new AsyncLocalStorage<Context>();
  readonly #oppna = new WeakMap<object, Span>();
  readonly #slapp: (() => void)[] = [];
  readonly #leverantor: TracerProvider;
  readonly #tracer: Tracer;

  /** @param adress the collector's, as OTEL_EXPORTER_OTLP_ENDPOINT has it */
  constructor(adress: string, namn: string) {
    const exporter = new OTLPTraceExporter({
      url: `${adress.replace(/\/$/, '')}/v1/traces`,
      timeoutMillis: AVSLUT_MS,
    });
    this.#leverantor = new TracerProvider({
      resource: resourceFromAttributes({ 'service.name': namn }),
      idGenerator: idgivare,
      spanProcessors: [new BatchSpanProcessor({ exporter })],
    });
    this.#tracer = this.#leverantor.getTracer('samordning');
    this.#folj(KOMMANDO, ({ typ, stream, forbund }) => ({
      namn: `kommando ${typ}`,
      attributes: { 'samordning.stream': stream, 'samordning.forbund': [...forbund] },
    }));
    this.#folj(
      APPEND,
      ({ stream, handelser }) => ({
        namn: 'append',
        attributes: { 'samordning.stream': stream, 'samordning.handelser': handelser },
      }),
      (matning, span) => {
        matning.traceparent = somTraceparent(span.spanContext());
      },
    );
    this.#folj(PROJICERING, ({ projektion, handelser }) => ({
      namn: `projicera ${projektion}`,
      kind: SpanKind.CONSUMER,
      attributes: { 'samordning.projektion': projektion, 'samordning.handelser': handelser.length },
      ur: handelser.map((h) => h.metadata.traceparent),
    }));
    this.#folj(JOBB, ({ ko, dubblettnyckel, forsok, ursprung }) => ({
      namn: `jobb ${ko}`,
      kind: SpanKind.CONSUMER,
      attributes: { 'samordning.jobb': dubblettnyckel ?? '', 'samordning.forsok': forsok },
      ur: [ursprung.traceparent],
    }));
  }

  /** Every request is a span; to stand where its correlation id is known. */
  koppla(app: INestApplication): void {
    app.use(this.#sparaBegaran);
  }

  /** Sends what is left, if the collector takes it in time. */
  async stang(): Promise<void> {
    for (const slapp of this.#slapp.splice(0)) slapp();
    const klart = this.#leverantor.shutdown().catch(() => undefined);
    await Promise.race([klart, vanta(AVSLUT_MS, undefined, { ref: false })]);
  }

  /** A span for each piece of work on a channel, around all that the work does. */
  #folj<M extends object>(
    kanal: TracingChannel<unknown, M>,
    borjan: (matning: M) => Borjan,
    borjad: (matning: M, span: Span) => void = () => undefined,
  ): void {
    const sluta = (matning: unknown): void => this.#oppna.get(matning as M)?.end();
    const felade = (matning: unknown): void => {
      const span = this.#oppna.get(matning as M);
      if (span) markera(span, (matning as { error?: unknown }).error);
    };
    kanal.start.bindStore(this.#plats, (matning) => {
      const { span, kontext } = this.#borja(borjan(matning));
      this.#oppna.set(matning, span);
      borjad(matning, span);
      return kontext;
    });
    subscribe(kanal.error.name, felade);
    subscribe(kanal.asyncEnd.name, sluta);
    this.#slapp.push(() => {
      kanal.start.unbindStore(this.#plats);
      unsubscribe(kanal.error.name, felade);
      unsubscribe(kanal.asyncEnd.name, sluta);
    });
  }

  /** An answer to one trace is a part of it, after the last that led here. An answer to several has one of its own, and names them. */
  #borja({ namn, kind = SpanKind.INTERNAL, attributes, ur }: Borjan): { span: Span; kontext: Context } {
    const upphov = spareni(ur ?? []);
    const sista = new Set(upphov.map((u) => u.traceId)).size === 1 ? upphov.at(-1) : undefined;
    const grund = ur === undefined ? (this.#plats.getStore() ?? ROOT_CONTEXT) : ROOT_CONTEXT;
    const fore = sista === undefined ? grund : trace.setSpanContext(grund, sista);
    const links = upphov.filter((u) => u !== sista).map((context) => ({ context }));
    const span = this.#tracer.startSpan(namn, { kind, attributes, links }, fore);
    return { span, kontext: trace.setSpan(fore, span) };
  }

  readonly #sparaBegaran: RequestHandler = (begaran: Request, svar: Response, vidare) => {
    const { method } = begaran;
    const { span, kontext } = this.#borja({
      namn: method,
      kind: SpanKind.SERVER,
      attributes: {
        'http.request.method': method,
        'samordning.korrelation': sammanhang()?.korrelation ?? '',
      },
      ur: [begaran.get('traceparent')],
    });
    svar.on('close', () => {
      const { path } = (begaran.route ?? {}) as { path?: string };
      if (path !== undefined) span.updateName(`${method} ${path}`).setAttribute('http.route', path);
      span.setAttribute('http.response.status_code', svar.statusCode);
      if (svar.statusCode >= VART_FEL) span.setStatus({ code: SpanStatusCode.ERROR });
      span.end();
    });
    this.#plats.run(kontext, vidare);
  };
}

/** By code or class alone: what an error says may be somebody's. A refusal is an answer, no fault. */
function markera(span: Span, fel: unknown): void {
  if (arDomanFel(fel)) {
    span.setAttribute('error.type', fel.kod);
    return;
  }
  span.setAttribute('error.type', fel instanceof Error ? fel.name : typeof fel);
  span.setStatus({ code: SpanStatusCode.ERROR });
}
