import { Catch, HttpException, HttpStatus, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { Request, Response } from 'express';
import type { Logger } from 'pino';
import { EventStoreError } from '#event-store/event-store.js';
import { DomanFel } from '#kernel/fel.js';
import { sammanhang } from '#platform/sammanhang.js';
import { arOvergaende } from '#read-store/anslutning.js';
import { Projektionsfel } from '#read-store/projektionsfel.js';
import { LAGERFEL, STATUS, VART_FEL } from './statuskoder.js';

/** An error as RFC 9457 has it, with the code that scripts can rely on. */
interface Problem {
  readonly type: 'about:blank';
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly code: string;
  readonly instance: string;
  readonly field?: string;
  readonly expected?: string;
  readonly correlationId?: string;
}

type Beskrivning = Pick<Problem, 'status' | 'code' | 'detail' | 'field' | 'expected'>;

const TITLAR: Readonly<Partial<Record<number, string>>> = {
  [HttpStatus.BAD_REQUEST]: 'Frågan går inte att läsa',
  [HttpStatus.NOT_FOUND]: 'Finns inte',
  [HttpStatus.METHOD_NOT_ALLOWED]: 'Görs inte så',
  [HttpStatus.NOT_ACCEPTABLE]: 'Finns inte i det formatet',
  [HttpStatus.CONFLICT]: 'Går inte ihop med det som redan finns',
  [HttpStatus.PRECONDITION_FAILED]: 'Har ändrats under tiden',
  [HttpStatus.PAYLOAD_TOO_LARGE]: 'För stort',
  [HttpStatus.UNSUPPORTED_MEDIA_TYPE]: 'Tas inte emot i det formatet',
  [HttpStatus.UNPROCESSABLE_ENTITY]: 'Går inte att utföra',
  [HttpStatus.INTERNAL_SERVER_ERROR]: 'Oväntat fel',
  [HttpStatus.SERVICE_UNAVAILABLE]: 'Inte just nu',
};

/** Every error leaves as application/problem+json; what we did not expect says nothing of the inside, but is logged. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(private readonly logg: Pick<Logger, 'error'>) {}

  catch(fel: unknown, vard: ArgumentsHost): void {
    const http = vard.switchToHttp();
    const svar = http.getResponse<Response>();
    const { method, originalUrl } = http.getRequest<Request>();
    const beskrivning = beskriv(fel, `${method} ${originalUrl}`);
    if (beskrivning.status >= VART_FEL)
      this.logg.error({ err: fel, method, url: originalUrl }, beskrivning.code);
    // Half an answer cannot be taken back: the connection is cut, so that nobody takes it for a whole one.
    if (svar.headersSent) {
      svar.destroy();
      return;
    }
    const korrelation = sammanhang()?.korrelation;
    const problem: Problem = {
      type: 'about:blank',
      title: TITLAR[beskrivning.status] ?? 'Fel',
      instance: originalUrl,
      ...beskrivning,
      ...(korrelation === undefined ? {} : { correlationId: korrelation }),
    };
    svar.status(problem.status).type('application/problem+json').send(JSON.stringify(problem));
  }
}

function beskriv(fel: unknown, begaran: string): Beskrivning {
  if (arDomanFel(fel)) return nekat(fel);
  if (fel instanceof EventStoreError) return { code: fel.code, ...LAGERFEL[fel.code] };
  if (fel instanceof Projektionsfel)
    return {
      status: HttpStatus.SERVICE_UNAVAILABLE,
      code: 'LASMODELL_EJ_REDO',
      detail: 'En läsmodell som svaret vilar på är inte redo: försök igen om en stund.',
    };
  if (arOvergaende(fel))
    return {
      status: HttpStatus.SERVICE_UNAVAILABLE,
      code: 'UNAVAILABLE',
      detail: 'Databasen svarar inte: försök igen om en stund.',
    };
  return medStatus(begaran, statusAv(fel));
}

const arDomanFel = (fel: unknown): fel is DomanFel => fel instanceof DomanFel;

const nekat = (fel: DomanFel): Beskrivning => ({
  // A code without a place in the table comes from a lib that no route leads to: a refusal all the same.
  status: (STATUS as Readonly<Record<string, HttpStatus>>)[fel.kod] ?? HttpStatus.UNPROCESSABLE_ENTITY,
  code: fel.kod,
  detail: fel.message,
  ...(fel.falt === undefined ? {} : { field: fel.falt }),
  ...(fel.forvantat === undefined ? {} : { expected: fel.forvantat }),
});

/** What Nest and Express refuse by themselves carries a status; what they say is in English and about the inside. */
function statusAv(fel: unknown): number {
  if (fel instanceof HttpException) return fel.getStatus();
  const status = typeof fel === 'object' && fel !== null && 'status' in fel ? fel.status : undefined;
  return typeof status === 'number' && status >= 400 && status < VART_FEL ? status : VART_FEL;
}

function medStatus(begaran: string, status: number): Beskrivning {
  if (status === (HttpStatus.NOT_FOUND as number))
    return { status, code: 'VAG_OKAND', detail: `Det finns inget som svarar på ${begaran}.` };
  if (status === (HttpStatus.PAYLOAD_TOO_LARGE as number))
    return { status, code: 'BEGARAN_FOR_STOR', detail: 'Begäran är större än vad som tas emot.' };
  if (status === (HttpStatus.UNSUPPORTED_MEDIA_TYPE as number))
    return {
      status,
      code: 'INNEHALLSTYP_OGILTIG',
      detail: 'Begärans innehåll är i ett format som inte tas emot.',
      field: 'Content-Type',
      expected: 'application/json, i UTF-8',
    };
  if (status < VART_FEL) return { status, code: 'BEGARAN_OGILTIG', detail: 'Begäran går inte att tolka.' };
  return { status, code: 'INTERNT_FEL', detail: 'Något gick fel hos oss; felet är loggat.' };
}
