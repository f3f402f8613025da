import type { IncomingMessage } from 'node:http';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { SwaggerModule } from '@nestjs/swagger';
import { openapi } from './openapi.js';

/** A command is some kilobytes, the largest voucher some hundred. */
const MAX_KOMMANDO = '1mb';
/** A published report as a källdokument: what its reader takes. */
const MAX_KALLDOKUMENT = '10mb';

const arKalldokument = (begaran: IncomingMessage): boolean =>
  begaran.method === 'POST' && /^\/api\/v1\/kalldokument(?:\?|$)/.test(begaran.url ?? '');

/** What has to stand before the routes: bounded bodies, and the description of the interface. */
export function forberedHttp(app: NestExpressApplication): void {
  // As text, byte for byte: the document's hash is that of the file. First, so that it is not parsed as a command too.
  app.useBodyParser('text', { limit: MAX_KALLDOKUMENT, type: arKalldokument });
  app.useBodyParser('json', { limit: MAX_KOMMANDO });
  SwaggerModule.setup('docs', app, () => openapi(app), {
    jsonDocumentUrl: 'openapi.json',
    raw: ['json'],
    customSiteTitle: 'Samordningsförbund: API',
  });
}
