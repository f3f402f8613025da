import { isSpanContextValid, TraceFlags, type SpanContext } from '@opentelemetry/api';

/** https://www.w3.org/TR/trace-context/, version 00 */
const TRACEPARENT = /^00-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})$/;
/** A batch may have events of more traces than this: the first are named. */
const SPAR_MAX = 100;

export const somTraceparent = ({ traceId, spanId, traceFlags }: SpanContext): string =>
  `00-${traceId}-${spanId}-${traceFlags.toString(16).padStart(2, '0')}`;

/** Undefined for what is none, as the standard says: then a trace begins here. */
export function tolkaTraceparent(text: string | undefined): SpanContext | undefined {
  const [, traceId = '', spanId = '', flaggor = ''] = TRACEPARENT.exec(text ?? '') ?? [];
  const traceFlags = Number.parseInt(flaggor, 16) & TraceFlags.SAMPLED;
  const kontext = { traceId, spanId, traceFlags, isRemote: true };
  return isSpanContextValid(kontext) ? kontext : undefined;
}

/** Each trace context once, in the order they come. */
export const spareni = (traceparenter: readonly (string | undefined)[]): SpanContext[] =>
  [...new Set(traceparenter)].slice(0, SPAR_MAX).flatMap((t) => tolkaTraceparent(t) ?? []);
