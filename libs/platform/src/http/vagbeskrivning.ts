import {
  applyDecorators,
  HttpStatus,
  UseGuards,
  UseInterceptors,
  type CallHandler,
  type CanActivate,
  type ExecutionContext,
  type NestInterceptor,
} from '@nestjs/common';
import {
  ApiCreatedResponse,
  ApiExtension,
  ApiHeader,
  ApiOkResponse,
  ApiOperation,
  ApiResponse,
} from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { map, type Observable } from 'rxjs';
import { arSedd, kvittoetikett, svarsetikett } from './etikett.js';
import { okantNamn, type HttpKod } from './httpkoder.js';
import type { Kvitto } from './kommandomottagare.js';
import { HELTAL, JA_NEJ, objekt, TEXT, type Schema } from './schema.js';

/** Where a route's codes stand in the OpenAPI document, until they are spread over its responses by status. */
export const KODER = 'x-koder';

const VID_ALLA: readonly HttpKod[] = ['FRAGA_OGILTIG', 'PARAMETER_OKAND'];
const VID_KOMMANDO: readonly (HttpKod | 'COMMAND_REUSED' | 'WRONG_EXPECTED_REVISION' | 'RECORD_TOO_LARGE')[] =
  [
    'ANROP_OGILTIGT',
    'FALT_OKANT',
    'IDEMPOTENCY_KEY_SAKNAS',
    'IDEMPOTENCY_KEY_OGILTIG',
    'IF_MATCH_OGILTIG',
    'REVISION_STAMMER_INTE',
    'COMMAND_REUSED',
    'WRONG_EXPECTED_REVISION',
    'RECORD_TOO_LARGE',
  ];

const KVITTO = objekt({
  stream: { ...TEXT, example: 'budget-vastmanland-2024' },
  revision: { ...HELTAL, example: 2 },
  position: { ...TEXT, example: '1234' },
  ordinal: { ...HELTAL, example: 1234 },
  upprepad: JA_NEJ,
});
const ETAG = {
  ETag: {
    description: 'Strömmens revision efter kommandot, för If-Match.',
    schema: { ...TEXT, example: '"2"' },
  },
};
const SVARSETAG = {
  ETag: {
    description:
      'Svarets innehåll, för If-None-Match. Gäller svaret en enda ström står dess revision först, och kan ges som ' +
      'If-Match till ett kommando om samma sak.',
    schema: { ...TEXT, example: '"2-9f86d081884c7d659a2feaa0c55ad015"' },
  },
};

/** 201 the first time, 200 for a command that had been carried out before; the revision as ETag. */
class Kvittosvar implements NestInterceptor<Kvitto, Kvitto> {
  intercept(vard: ExecutionContext, vidare: CallHandler<Kvitto>): Observable<Kvitto> {
    const svar = vard.switchToHttp().getResponse<Response>();
    return vidare.handle().pipe(
      map((kvitto) => {
        svar
          .status(kvitto.upprepad ? HttpStatus.OK : HttpStatus.CREATED)
          .setHeader('ETag', kvittoetikett(kvitto.revision));
        return kvitto;
      }),
    );
  }
}

/** The answer's ETag; 304 without a body for who has it already. */
class Etikettsvar implements NestInterceptor<unknown, string> {
  intercept(vard: ExecutionContext, vidare: CallHandler<unknown>): Observable<string> {
    const http = vard.switchToHttp();
    const svar = http.getResponse<Response>();
    const sedda = http.getRequest<Request>().get('if-none-match');
    return vidare.handle().pipe(
      map((kropp) => {
        // What is text already has the type that its route gave it.
        const text = typeof kropp === 'string' ? kropp : JSON.stringify(kropp);
        if (typeof kropp !== 'string') svar.type('json');
        const etikett = svarsetikett(text, revisionen(kropp));
        // To be kept by the one who asked, and asked about each time.
        svar.setHeader('Cache-Control', 'private, no-cache');
        svar.setHeader('ETag', etikett);
        // Not left to Express: it sends all again to who says no-cache, as every fetch with If-None-Match does.
        if (!arSedd(etikett, sedda)) return text;
        svar.status(HttpStatus.NOT_MODIFIED);
        return '';
      }),
    );
  }
}

/** Of an answer from `Lasning.las` with a stream. */
const revisionen = (kropp: unknown): number | null | undefined =>
  (kropp as { underlag?: { revision?: number | null } } | null)?.underlag?.revision;

class Parameterlos implements CanActivate {
  canActivate(vard: ExecutionContext): boolean {
    const [namn] = Object.keys(vard.switchToHttp().getRequest<Request>().query);
    if (namn !== undefined) throw okantNamn('PARAMETER_OKAND', namn);
    return true;
  }
}

/** Refuses every parameter of the query string: one that is not read would be thought to count. */
export const UtanParametrar = (): MethodDecorator => applyDecorators(UseGuards(new Parameterlos()));

/** A command's route: its headers, its receipt, and every code that it can be refused with. */
export const Kommandovag = (summary: string, koder: readonly string[]): MethodDecorator =>
  applyDecorators(
    UtanParametrar(),
    UseInterceptors(new Kvittosvar()),
    ApiOperation({ summary }),
    ApiHeader({
      name: 'Idempotency-Key',
      required: true,
      description: 'Samma nyckel och samma innehåll en gång till ger det första svaret.',
      schema: { type: 'string', minLength: 1, maxLength: 200 },
    }),
    ApiHeader({
      name: 'If-Match',
      required: false,
      description:
        'Vad kommandot bygger på: ETag från det som lästes eller från förra kommandot. Har något hänt sedan dess nekas kommandot.',
      schema: { type: 'string', example: '"2"' },
    }),
    ApiCreatedResponse({ description: 'Utfört.', schema: KVITTO, headers: ETAG }),
    ApiOkResponse({ description: 'Redan utfört med samma nyckel.', schema: KVITTO, headers: ETAG }),
    ApiExtension(KODER, [...VID_ALLA, ...VID_KOMMANDO, ...koder]),
  );

/**
 * A query's route: its answer, and every code that it can be refused with.
 * @param texttyper what it also can be had as, as text
 */
export const Fragevag = (
  summary: string,
  schema: Schema,
  koder: readonly string[] = [],
  texttyper: readonly string[] = [],
): MethodDecorator =>
  applyDecorators(
    UseInterceptors(new Etikettsvar()),
    ApiOperation({ summary }),
    ApiHeader({
      name: 'If-None-Match',
      required: false,
      description: 'ETag från ett tidigare svar på samma fråga.',
      schema: { type: 'string' },
    }),
    ApiOkResponse({
      description: 'Svaret och det underlag som det vilar på.',
      headers: SVARSETAG,
      content: {
        'application/json': { schema },
        ...Object.fromEntries(texttyper.map((typ) => [typ, { schema: TEXT }])),
      },
    }),
    ApiResponse({
      status: HttpStatus.NOT_MODIFIED,
      description: 'Som förut: utan innehåll.',
      headers: SVARSETAG,
    }),
    ApiExtension(KODER, [...VID_ALLA, 'LASMODELL_EFTER', ...koder]),
  );
