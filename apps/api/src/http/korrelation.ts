import type { NextFunction, Request, RequestHandler, Response } from 'express';
import type { Logger } from 'pino';
import { iSammanhang, nyttSammanhang, type Sammanhang } from '#platform/sammanhang.js';

/** Asked for every few seconds by whoever watches: nothing to fill a log with. */
const HALSA = '/health/';
const HUVUD = 'X-Correlation-Id';
/** Stored with events for ever and shown in logs: bounded, and room for an id only. */
const ANVANDBAR = /^[A-Za-z0-9][A-Za-z0-9._-]{7,63}$/;
/** https://www.w3.org/TR/trace-context/: version 00, and a trace id that is not all zeros. */
const TRACEPARENT = /^00-(?!0{32})([0-9a-f]{32})-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}$/;

/** As the caller says, or else the trace that the caller is in, or else a new one: what cannot be used is as if it were not there. */
function franBegaran(las: (namn: string) => string | undefined): Sammanhang {
  const eget = las(HUVUD);
  if (eget !== undefined && ANVANDBAR.test(eget)) return { korrelation: eget };
  const spar = TRACEPARENT.exec(las('traceparent') ?? '')?.[1];
  return spar === undefined ? nyttSammanhang() : { korrelation: spar };
}

/** Gives every request its correlation id, says in the answer which it is, and logs how the request ended. */
export function korrelera(logg: Pick<Logger, 'info' | 'debug'>): RequestHandler {
  return (begaran: Request, svar: Response, vidare: NextFunction) => {
    const vilket = franBegaran((namn) => begaran.get(namn));
    const { method, path: url } = begaran;
    const sedan = performance.now();
    svar.setHeader(HUVUD, vilket.korrelation);
    svar.on('close', () => {
      const rad = { method, url, status: svar.statusCode, ms: Math.round(performance.now() - sedan) };
      iSammanhang(vilket, () => {
        logg[url.startsWith(HALSA) ? 'debug' : 'info'](rad, 'begäran');
      });
    });
    iSammanhang(vilket, vidare);
  };
}
