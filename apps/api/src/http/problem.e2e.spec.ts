import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { text as helaTexten } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { registreraLitetForbund } from '../../../../test/litet-forbund.js';
import { oppnaTestsystem, type Testsystem } from '../../../../test/system.js';
import { oppnaKlient, type Klient } from './klient.fixtures.js';

jest.setTimeout(60_000);

let system: Testsystem;
let klient: Klient;
let bas: string;

beforeAll(async () => {
  system = await oppnaTestsystem();
  await system.app.listen(0, '127.0.0.1');
  bas = await system.app.getUrl();
  klient = oppnaKlient(bas);
  await registreraLitetForbund(system);
});
afterAll(() => system.taBort());

const PROBLEM = 'application/problem+json; charset=utf-8';
const VERIFIKATIONER = '/api/v1/forbund/lilla/verifikationer';

async function anslut(): Promise<Socket> {
  const anslutning = connect(Number(new URL(bas).port), '127.0.0.1');
  await once(anslutning, 'connect');
  return anslutning;
}

/** Sends bytes as they are, and gives what comes back until the server hangs up. */
async function raderna(
  begaran: string,
): Promise<{ status: number; huvud: string; json: Record<string, unknown> }> {
  const anslutning = await anslut();
  anslutning.end(begaran);
  const svar = await helaTexten(anslutning);
  const [huvud = '', kropp = ''] = svar.split('\r\n\r\n');
  const json = kropp === '' ? {} : (JSON.parse(kropp) as Record<string, unknown>);
  return { status: Number(huvud.split(' ')[1]), huvud, json };
}

describe('allt som nekas har samma form, på svenska', () => {
  test.each([
    ['en väg som inte finns', 'GET', '/api/v1/finns-inte', {}, 404, 'VAG_OKAND'],
    ['roten', 'GET', '/', {}, 404, 'VAG_OKAND'],
    ['ett kommando till en väg som inte finns', 'POST', '/api/v1/finns-inte', {}, 404, 'VAG_OKAND'],
    ['en metod som vägen inte har', 'DELETE', VERIFIKATIONER, {}, 405, 'METOD_EJ_TILLATEN'],
    ['en metod som vägen inte har, i versaler', 'PUT', '/API/V1/HANDELSER/', {}, 405, 'METOD_EJ_TILLATEN'],
    ['ett kommando till det som bara läses', 'POST', '/health/live', {}, 405, 'METOD_EJ_TILLATEN'],
    ['ett svar som bild', 'GET', VERIFIKATIONER, { accept: 'image/png' }, 406, 'SVARSTYP_SAKNAS'],
    ['trasig procentkodning', 'GET', '/api/v1/handelser/%E0%A4%A', {}, 400, 'BEGARAN_OGILTIG'],
  ])('%s', async (_, method, vag, headers, status, code) => {
    const svar = await fetch(`${bas}${vag}`, { method, headers });
    const json = (await svar.json()) as Record<string, unknown>;
    expect([svar.status, svar.headers.get('content-type'), json['code'], json['status']]).toEqual([
      status,
      PROBLEM,
      code,
      status,
    ]);
    expect(json).toMatchObject({ type: 'about:blank', instance: vag });
    // A title of its own, and a sentence: what Node, Express and Nest say by themselves is English.
    expect(json['title']).not.toBe('Fel');
    expect(json['detail']).toMatch(/[.]$/);
    expect(JSON.stringify(json)).not.toMatch(/cannot|error|invalid|unsupported|not found/i);
  });

  test.each([
    ['form', { 'content-type': 'application/x-www-form-urlencoded' }, 'a=1', 415, 'INNEHALLSTYP_OGILTIG'],
    [
      'teckenkodning',
      { 'content-type': 'application/json; charset=ebcdic' },
      '{}',
      415,
      'INNEHALLSTYP_OGILTIG',
    ],
    ['packning', { 'content-encoding': 'zip' }, '{}', 415, 'INNEHALLSTYP_OGILTIG'],
    ['trasig packning', { 'content-encoding': 'gzip' }, '{}', 400, 'BEGARAN_OGILTIG'],
    ['trasig JSON', {}, '{"serie":', 400, 'BEGARAN_OGILTIG'],
    ['ensamt värde', {}, '"text"', 400, 'BEGARAN_OGILTIG'],
    ['ingenting', {}, '', 400, 'ANROP_OGILTIGT'],
    ['för mycket', {}, JSON.stringify({ text: 'x'.repeat(1_100_000) }), 413, 'BEGARAN_FOR_STOR'],
  ])('innehåll: %s', async (_, huvuden, text, status, code) => {
    const svar = await klient.postaText(VERIFIKATIONER, text, huvuden);
    expect([svar.status, svar.typ, svar.json['code']]).toEqual([status, PROBLEM, code]);
    expect(svar.json['title']).not.toBe('Fel');
    expect(svar.text).not.toMatch(/unexpected|unsupported|token|position/i);
  });

  test('varje väg säger vilka metoder den har', async () => {
    const { paths } = await klient.beskrivning();
    // An address may be what several routes answer: `kallelser` is also how some sammanträde could be called.
    const traffar = (mall: string, adress: string): boolean =>
      new RegExp(`^${mall.replaceAll(/\{[^}]+\}/g, '[^/]+')}$`).test(adress);
    for (const mall of Object.keys(paths)) {
      const adress = mall.replaceAll(/\{[^}]+\}/g, '1');
      const svar = await fetch(`${bas}${adress}`, { method: 'PATCH' });
      const metoder = [
        ...new Set(
          Object.entries(paths)
            .filter(([annan]) => traffar(annan, adress))
            .flatMap(([, atgarder]) => Object.keys(atgarder).map((m) => m.toUpperCase())),
        ),
      ];
      if (metoder.includes('GET')) metoder.push('HEAD');
      expect([mall, svar.status, svar.headers.get('allow')?.split(', ').sort()]).toEqual([
        mall,
        405,
        metoder.sort(),
      ]);
    }
  });

  test('HEAD säger detsamma som GET, utan innehåll', async () => {
    for (const [vag, status] of [
      [VERIFIKATIONER, 200],
      ['/api/v1/forbund/okant', 404],
      ['/api/v1/finns-inte', 404],
    ] as const) {
      const [huvud, svar] = await Promise.all([klient.huvudet(vag), klient.hamta(vag)]);
      expect([huvud.status, huvud.text, huvud.typ]).toEqual([status, '', svar.typ]);
    }
  });
});

describe('det som inte är någon hel begäran', () => {
  test('det som inte är HTTP, eller har för långa huvuden, får svar i samma form', async () => {
    const trasig = await raderna('HEJ\r\n\r\n');
    expect([trasig.status, trasig.json['code']]).toEqual([400, 'BEGARAN_OGILTIG']);
    const lang = await raderna(`GET /${'x'.repeat(20_000)} HTTP/1.1\r\nHost: x\r\n\r\n`);
    expect([lang.status, lang.json['code']]).toEqual([431, 'BEGARAN_FOR_STOR']);
    for (const { huvud, json } of [trasig, lang]) {
      expect(huvud).toContain(`Content-Type: ${PROBLEM}`);
      expect(json['detail']).toMatch(/^(Begäran|Adressen) .+[.]$/);
    }
  });

  test('ett kommando som avbryts på vägen utförs inte, och servern lever', async () => {
    const fore = await system.store.head();
    const anslutning = await anslut();
    anslutning.write(
      `POST ${VERIFIKATIONER} HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n` +
        'Idempotency-Key: avbrutet\r\nContent-Length: 1000\r\n\r\n{"serie":"a",',
    );
    anslutning.destroy();
    await once(anslutning, 'close');
    expect((await klient.hamta('/health/ready')).status).toBe(200);
    expect(await system.store.head()).toEqual(fore);
  });

  test('den som går innan svaret kommit får kommandot utfört en gång, och samma svar med samma nyckel', async () => {
    const kropp = {
      serie: 'a',
      datum: '2024-03-31',
      text: 'Lön',
      rader: [{ konto: '5800', beloppOre: 0 }],
      skal: { slag: 'anteckning', text: 'prov' },
    };
    const nyckel = { 'Idempotency-Key': 'gick' };
    const avbrott = new AbortController();
    const begaran = fetch(`${bas}${VERIFIKATIONER}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...nyckel },
      body: JSON.stringify(kropp),
      signal: avbrott.signal,
    }).catch(() => undefined);
    setTimeout(() => {
      avbrott.abort();
    }, 5);
    await begaran;
    const svar = await klient.posta(VERIFIKATIONER, kropp, nyckel);
    expect([200, 201]).toContain(svar.status);
    expect(await system.store.readStream(String(svar.json['stream']))).toHaveLength(1);
  });
});
