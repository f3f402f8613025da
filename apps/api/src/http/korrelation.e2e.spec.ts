import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { START } from '#event-store/event-store.js';
import { oppnaTestsystem, type Testsystem } from '../../../../test/system.js';
import { oppnaKlient, type Huvuden, type Klient, type Svar } from './klient.fixtures.js';

let system: Testsystem;
let klient: Klient;
beforeAll(async () => {
  system = await oppnaTestsystem();
  await system.app.listen(0, '127.0.0.1');
  klient = oppnaKlient(await system.app.getUrl());
});
afterAll(() => system.taBort());

const SPAR = '0af7651916cd43dd8448eb211c80319c';
const NYTT = /^[0-9a-f]{32}$/;
const id = (svar: Svar): string => svar.huvuden.get('x-correlation-id') ?? '';
const fraga = async (huvuden: Huvuden): Promise<string> => id(await klient.hamta('/health/live', huvuden));

describe('begärans id', () => {
  it('är det som den själv säger, annars spårets', async () => {
    expect(await fraga({ 'X-Correlation-Id': 'min-begaran.1' })).toBe('min-begaran.1');
    expect(await fraga({ traceparent: `00-${SPAR}-00f067aa0ba902b7-01` })).toBe(SPAR);
    expect(
      await fraga({ 'X-Correlation-Id': 'min-begaran.1', traceparent: `00-${SPAR}-00f067aa0ba902b7-01` }),
    ).toBe('min-begaran.1');
  });

  it.each([
    [{}],
    [{ 'X-Correlation-Id': 'kort' }],
    [{ 'X-Correlation-Id': 'a'.repeat(65) }],
    [{ 'X-Correlation-Id': 'med mellanslag' }],
    [{ 'X-Correlation-Id': '{"$ne":null}' }],
    [{ traceparent: `00-${'0'.repeat(32)}-00f067aa0ba902b7-01` }],
    [{ traceparent: `00-${SPAR}-${'0'.repeat(16)}-01` }],
    [{ traceparent: `01-${SPAR}-00f067aa0ba902b7-01` }],
    [{ traceparent: SPAR }],
  ])('%j ger ett nytt', async (huvuden) => {
    expect(await fraga(huvuden)).toMatch(NYTT);
  });

  it('är ett nytt varje gång', async () => {
    expect(await fraga({})).not.toBe(await fraga({}));
  });

  it.each([
    ['ett kommando som nekas', '/api/v1/forbund', '{}'],
    ['en kropp som inte går att läsa', '/api/v1/forbund', '{"a":'],
    ['en väg som inte finns', '/api/v1/finns-inte', '{}'],
    ['en metod som vägen inte har', '/api/v1/handelser', '{}'],
  ])('står i felet: %s', async (_, vag, text) => {
    const svar = await klient.postaText(vag, text, { 'X-Correlation-Id': 'fel-begaran' });
    expect(svar.status).toBeGreaterThanOrEqual(400);
    expect([svar.json['correlationId'], id(svar)]).toEqual(['fel-begaran', 'fel-begaran']);
  });

  it('lagras med händelsen, och upprepningen med ett annat id är samma kommando', async () => {
    const registrera = (korrelation: string) =>
      klient.posta(
        '/api/v1/forbund',
        {
          ...{ forbund: 'nytt', namn: 'Det nya', ersatter: [] },
          skal: { slag: 'anteckning', text: 'prov' },
        },
        { 'Idempotency-Key': 'registrering-1', 'X-Correlation-Id': korrelation },
      );
    const forst = await registrera('forsta-gangen');
    const igen = await registrera('andra-gangen');
    expect([forst.status, forst.json['upprepad'], igen.json['upprepad']]).toEqual([201, false, true]);
    const handelser = await system.store.readAll(START, 10);
    expect(handelser.map((h) => [h.typ, h.metadata.korrelation])).toEqual([
      ['ForbundRegistrerat', 'forsta-gangen'],
    ]);
  });
});
