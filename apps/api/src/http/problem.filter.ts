import { Catch, HttpException, HttpStatus, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { Request, Response } from 'express';
import { DomanFel } from '#kernel/fel.js';

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
}

/** What each refusal is in HTTP; any other refusal of the domain is 422: understood, and not possible. */
const STATUS: Readonly<Record<string, HttpStatus>> = {
  OMFATTNING_OKAND: HttpStatus.NOT_FOUND,
  INGA_UPPGIFTER: HttpStatus.NOT_FOUND,
  HANDELSE_OKAND: HttpStatus.NOT_FOUND,
  FRAGA_OGILTIG: HttpStatus.BAD_REQUEST,
  DATUM_OGILTIGT: HttpStatus.BAD_REQUEST,
  AR_OGILTIGT: HttpStatus.BAD_REQUEST,
};

const TITLAR: Readonly<Partial<Record<number, string>>> = {
  [HttpStatus.BAD_REQUEST]: 'Frågan går inte att läsa',
  [HttpStatus.NOT_FOUND]: 'Finns inte',
  [HttpStatus.UNPROCESSABLE_ENTITY]: 'Går inte att utföra',
  [HttpStatus.INTERNAL_SERVER_ERROR]: 'Oväntat fel',
};

/** Every error leaves as application/problem+json; what we did not expect says nothing of the inside. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  catch(fel: unknown, vard: ArgumentsHost): void {
    const http = vard.switchToHttp();
    const svar = http.getResponse<Response>();
    const problem = somProblem(fel, http.getRequest<Request>().originalUrl);
    svar.status(problem.status).type('application/problem+json').send(JSON.stringify(problem));
  }
}

function somProblem(fel: unknown, instance: string): Problem {
  if (fel instanceof DomanFel) {
    const status = STATUS[fel.kod] ?? HttpStatus.UNPROCESSABLE_ENTITY;
    return {
      ...grund(status, instance),
      detail: fel.message,
      code: fel.kod,
      ...(fel.falt === undefined ? {} : { field: fel.falt }),
      ...(fel.forvantat === undefined ? {} : { expected: fel.forvantat }),
    };
  }
  if (fel instanceof HttpException) {
    const status = fel.getStatus();
    const finns = status !== 404;
    return {
      ...grund(status, instance),
      detail: finns ? fel.message : `Det finns inget på ${instance}.`,
      code: finns ? 'HTTP_FEL' : 'VAG_OKAND',
    };
  }
  return {
    ...grund(HttpStatus.INTERNAL_SERVER_ERROR, instance),
    detail: 'Något gick fel hos oss; felet är loggat.',
    code: 'INTERNT_FEL',
  };
}

const grund = (status: number, instance: string) => ({
  type: 'about:blank' as const,
  title: TITLAR[status] ?? 'Fel',
  status,
  instance,
});
