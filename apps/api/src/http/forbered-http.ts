import type { IncomingMessage } from 'node:http';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';
import { svaraOlaslig } from './olasliga.js';
import { openapi } from './openapi.js';
import { vagvakt } from './vagvakt.js';

/** A command is some kilobytes, the largest voucher some hundred. */
const MAX_KOMMANDO = '1mb';
/** A published report as a källdokument: what its reader takes. */
const MAX_KALLDOKUMENT = '10mb';

const arKalldokument = (begaran: IncomingMessage): boolean =>
  begaran.method === 'POST' && /^\/api\/v1\/kalldokument\/?(?:\?|$)/i.test(begaran.url ?? '');

/** What has to stand before the routes: bounded bodies, and the description of the interface. */
export function forberedHttp(app: NestExpressApplication): void {
  app.getHttpServer().on('clientError', svaraOlaslig);
  let beskrivning: OpenAPIObject | undefined;
  const beskriv = (): OpenAPIObject => (beskrivning ??= openapi(app));
  app.use(vagvakt(beskriv));
  // As text, byte for byte: the document's hash is that of the file. First, so that it is not parsed as a command too.
  app.useBodyParser('text', { limit: MAX_KALLDOKUMENT, type: arKalldokument });
  app.useBodyParser('json', { limit: MAX_KOMMANDO });
  SwaggerModule.setup('docs', app, beskriv, {
    jsonDocumentUrl: 'openapi.json',
    raw: ['json'],
    customSiteTitle: 'Samordningsförbund: API',
  });
}
