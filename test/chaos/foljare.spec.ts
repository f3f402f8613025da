import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { Foljare } from './foljare.js';
import { Journal } from './journal.js';

const svaret = (ordinal: number): string => `id: ${ordinal}\nevent: handelse\ndata: {}\n\n`;

let server: Server;
let fragat: (string | undefined)[];
beforeEach(async () => {
  fragat = [];
  // Cut off in the midst of an event, then with a gap.
  const svaren = [`: puls\n\n${svaret(1)}${svaret(2)}id: 3\nevent: hand`, `${svaret(3)}${svaret(5)}`];
  server = createServer((begaran, svar) => {
    fragat.push(begaran.headers['last-event-id'] as string | undefined);
    svar.end(svaren.shift());
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
});
afterEach(() => {
  server.closeAllConnections();
  server.close();
});

it('den som följer strömmen fortsätter där den var, och ser en lucka', async () => {
  const journal = new Journal();
  const slut = new AbortController();
  const adress = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const foljare = new Foljare(journal, () => [adress]);
  const foljer = foljare.folj(slut.signal);
  while (foljare.efter(5).length > 0) await once(server, 'request');
  slut.abort();
  await foljer;
  expect(fragat.slice(0, 2)).toEqual(['0', '2']);
  expect(journal.oriktiga).toEqual(['strömmen gav 5 efter 3']);
  expect(foljare.efter(6)).toEqual(['den som följer strömmen har nåtts av 5 av 6']);
});
