import type { Duplex } from 'node:stream';
import { STATUS_CODES } from 'node:http';

const OLASLIG = { status: 400, code: 'BEGARAN_OGILTIG', detail: 'Begäran går inte att läsa som HTTP.' };
const SARSKILDA: Readonly<Record<string, typeof OLASLIG>> = {
  HPE_HEADER_OVERFLOW: {
    status: 431,
    code: 'BEGARAN_FOR_STOR',
    detail: 'Adressen och huvudena är längre än vad som tas emot.',
  },
  ERR_HTTP_REQUEST_TIMEOUT: {
    status: 408,
    code: 'BEGARAN_OGILTIG',
    detail: 'Begäran kom inte fram hel i tid.',
  },
};

/** What Node gives up on before there is a request to answer: told in the form of all other refusals, written by hand. */
export function svaraOlaslig(fel: NodeJS.ErrnoException, anslutning: Duplex): void {
  if (fel.code === 'ECONNRESET' || !anslutning.writable) {
    anslutning.destroy();
    return;
  }
  const { status, code, detail } = SARSKILDA[fel.code ?? ''] ?? OLASLIG;
  const kropp = JSON.stringify({
    type: 'about:blank',
    title: 'Begäran går inte att läsa',
    status,
    code,
    detail,
  });
  anslutning.end(
    [
      `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}`,
      'Connection: close',
      'Content-Type: application/problem+json; charset=utf-8',
      `Content-Length: ${Buffer.byteLength(kropp)}`,
      '',
      kropp,
    ].join('\r\n'),
  );
}
