import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { oppnaTestsystem, type Testsystem } from '../../../../test/system.js';
import { ALLA_PROV } from './anrop/alla.fixtures.js';
import { oppnaKlient, type Klient } from './klient.fixtures.js';

jest.setTimeout(60_000);

let system: Testsystem;
let klient: Klient;

beforeAll(async () => {
  system = await oppnaTestsystem();
  await system.app.listen(0, '127.0.0.1');
  klient = oppnaKlient(await system.app.getUrl());
  const grunden = ALLA_PROV.flatMap((k) => k.prov).filter((p) => p.metod === 'post' && p.ger === 'lyckas');
  for (const anrop of grunden) expect((await klient.skicka(anrop)).status).toBeLessThan(300);
});
afterAll(() => system.taBort());

const SKAL = { slag: 'anteckning', text: 'prov' };
const verifikation = (mer: object = {}) => ({
  serie: 'a',
  datum: '2024-03-31',
  text: 'Lön',
  rader: [
    { konto: '5800', beloppOre: 100 },
    { konto: '1930', beloppOre: -100 },
  ],
  skal: SKAL,
  ...mer,
});
const VERIFIKATIONER = '/api/v1/forbund/lilla/verifikationer';

describe('kommandon', () => {
  test('samma nyckel och innehåll ger samma svar en gång till, som 200; annat innehåll nekas', async () => {
    const forsta = await klient.posta(VERIFIKATIONER, verifikation(), { 'Idempotency-Key': 'v-1' });
    expect([forsta.status, forsta.etag]).toEqual([201, `"${String(forsta.json['revision'])}"`]);
    const igen = await klient.posta(VERIFIKATIONER, verifikation(), { 'Idempotency-Key': 'v-1' });
    expect([igen.status, igen.json]).toEqual([200, { ...forsta.json, upprepad: true }]);
    await klient.kontrolleraMotBeskrivning('post', '/api/v1/forbund/{forbund}/verifikationer', igen);
    const annat = await klient.posta(VERIFIKATIONER, verifikation({ text: 'Hyra' }), {
      'Idempotency-Key': 'v-1',
    });
    expect([annat.status, annat.json['code']]).toEqual([409, 'COMMAND_REUSED']);
    const annatSkal = await klient.posta(
      VERIFIKATIONER,
      verifikation({ skal: { slag: 'anteckning', text: 'ett annat' } }),
      { 'Idempotency-Key': 'v-1' },
    );
    expect([annatSkal.status, annatSkal.json['code']]).toEqual([409, 'COMMAND_REUSED']);
  });

  test('If-Match: den revision som gäller godtas, en äldre nekas med den som gäller', async () => {
    const forsta = await klient.posta(VERIFIKATIONER, verifikation());
    const revision = Number(forsta.json['revision']);
    const nasta = await klient.posta(VERIFIKATIONER, verifikation(), { 'If-Match': forsta.etag });
    expect([nasta.status, nasta.json['revision']]).toEqual([201, revision + 1]);
    const gammal = await klient.posta(VERIFIKATIONER, verifikation(), { 'If-Match': forsta.etag });
    expect([gammal.status, gammal.json['code'], gammal.json['expected']]).toEqual([
      412,
      'REVISION_STAMMER_INTE',
      `"${revision + 1}"`,
    ]);
    await klient.kontrolleraMotBeskrivning('post', '/api/v1/forbund/{forbund}/verifikationer', gammal);
  });

  test('nyckeln krävs och är begränsad', async () => {
    for (const [nyckel, kod] of [
      [undefined, 'IDEMPOTENCY_KEY_SAKNAS'],
      ['x'.repeat(201), 'IDEMPOTENCY_KEY_OGILTIG'],
    ] as const) {
      const svar = await klient.posta(VERIFIKATIONER, verifikation(), { 'Idempotency-Key': nyckel });
      expect([svar.status, svar.json['code'], svar.json['field']]).toEqual([400, kod, 'Idempotency-Key']);
    }
  });

  test.each([
    ['okänt fält', { extra: 1 }, 'FALT_OKANT', 'extra'],
    ['okänt fält i en rad', { rader: [{ konto: '5800', beloppOre: 0, x: 1 }] }, 'FALT_OKANT', 'rader[0].x'],
    [
      'ören med decimaler',
      { rader: [{ konto: '5800', beloppOre: 0.5 }] },
      'ANROP_OGILTIGT',
      'rader[0].beloppOre',
    ],
    [
      'för stort belopp',
      { rader: [{ konto: '5800', beloppOre: 2 ** 53 }] },
      'ANROP_OGILTIGT',
      'rader[0].beloppOre',
    ],
    ['rad som inte är ett objekt', { rader: [null] }, 'ANROP_OGILTIGT', 'rader[0]'],
    [
      'för många rader',
      { rader: Array(5_001).fill({ konto: '5800', beloppOre: 0 }) },
      'ANROP_OGILTIGT',
      'rader',
    ],
    ['en dag som inte finns', { datum: '2024-02-30' }, 'ANROP_OGILTIGT', 'datum'],
    ['skäl utan text', { skal: { slag: 'anteckning' } }, 'ANROP_OGILTIGT', 'skal.text'],
    ['skäl med för mycket', { skal: { ...SKAL, beslut: 'b' } }, 'ANROP_OGILTIGT', 'skal.beslut'],
    ['utan skäl', { skal: undefined }, 'ANROP_OGILTIGT', 'skal'],
  ])('%s nekas med sin plats', async (_namn, mer, kod, falt) => {
    const svar = await klient.posta(VERIFIKATIONER, verifikation(mer));
    expect([svar.status, svar.json['code'], svar.json['field']]).toEqual([400, kod, falt]);
    expect(svar.json['expected']).toEqual(expect.any(String));
  });

  test('innehåll som inte är JSON, inget objekt eller för stort nekas', async () => {
    const trasigt = await klient.postaText(VERIFIKATIONER, '{"serie":');
    expect([trasigt.status, trasigt.json['code']]).toEqual([400, 'BEGARAN_OGILTIG']);
    const lista = await klient.postaText(VERIFIKATIONER, '[]');
    expect([lista.status, lista.json['code']]).toEqual([400, 'ANROP_OGILTIGT']);
    const stort = await klient.postaText(VERIFIKATIONER, JSON.stringify({ text: 'x'.repeat(1_100_000) }));
    expect([stort.status, stort.json['code']]).toEqual([413, 'BEGARAN_FOR_STOR']);
  });

  test('vem, skäl och förbund står i händelsen', async () => {
    const { json } = await klient.posta(VERIFIKATIONER, verifikation());
    const handelse = await klient.hamta(`/api/v1/handelser/${String(json['ordinal'])}`);
    expect(handelse.json).toMatchObject({ vem: 'test', skal: SKAL, forbund: ['lilla'] });
  });
});

describe('frågor', () => {
  test('sidor: alla verifikationer en gång var, och sedan null', async () => {
    const nummer: number[] = [];
    for (let efter: number | null = 0; efter !== null;) {
      const { json }: { json: Record<string, unknown> } = await klient.hamta(
        `${VERIFIKATIONER}?ar=2024&serie=a&max=2&efter=${efter}`,
      );
      const rader = json['verifikationer'] as { nummer: number }[];
      expect(rader.length).toBeLessThanOrEqual(2);
      nummer.push(...rader.map((r) => r.nummer));
      efter = json['nasta'] as number | null;
    }
    expect(nummer).toEqual(nummer.map((_, n) => n + 1));
    expect(nummer.length).toBeGreaterThan(2);
  });

  test('somAv visar vad som var känt', async () => {
    const { json } = await klient.hamta('/api/v1/forbund?somAv=0');
    expect(json).toEqual({ forbund: [], nasta: null, underlag: { ordinal: 0 } });
  });
});
