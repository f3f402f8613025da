import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { bokfor, FORBUND, registreraLitetForbund, TEAM } from '../../../../test/litet-forbund.js';
import { oppnaTestsystem, type Testsystem } from '../../../../test/system.js';

jest.setTimeout(60_000);

let system: Testsystem;
let bas: string;
beforeAll(async () => {
  system = await oppnaTestsystem();
  await system.app.listen(0, '127.0.0.1');
  bas = await system.app.getUrl();
  await registreraLitetForbund(system);
});
afterAll(() => system.taBort());

interface Meddelande {
  readonly event: string;
  readonly id: number | null;
  readonly data: Record<string, unknown>;
}

const tolka = (block: string): Meddelande[] => {
  const falt = new Map(block.split('\n').map((r) => [r.split(': ')[0], r.slice(r.indexOf(': ') + 2)]));
  const [event, id, data] = [falt.get('event'), falt.get('id'), falt.get('data')];
  if (event === undefined || data === undefined) return [];
  return [
    { event, id: id === undefined ? null : Number(id), data: JSON.parse(data) as Record<string, unknown> },
  ];
};

/** Reads whole messages until there are as many events as asked for, then leaves: the body is cancelled and the connection cut. */
async function las(antal: number, vag: string, huvuden: Record<string, string> = {}): Promise<Meddelande[]> {
  const svar = await fetch(`${bas}${vag}`, { headers: huvuden });
  expect([svar.status, svar.headers.get('content-type')]).toEqual([200, 'text/event-stream; charset=utf-8']);
  const ut: Meddelande[] = [];
  let rest = '';
  const avkodare = new TextDecoder();
  for await (const bit of svar.body ?? []) {
    rest += avkodare.decode(bit as Uint8Array, { stream: true });
    const block = rest.split('\n\n');
    rest = block.pop() ?? '';
    for (const b of block) {
      ut.push(...tolka(b));
      if (ut.filter((m) => m.event === 'handelse').length === antal) return ut;
    }
  }
  return ut;
}

test('den som kopplas ifrån och fortsätter med Last-Event-ID missar och dubblerar inget', async () => {
  const fore = (await system.store.head()).ordinal;
  const antal = 30;
  const skriver = (async () => {
    for (let n = 0; n < antal; n++) await bokfor(system, '2024-03-01', TEAM, BigInt(-100 - n));
  })();
  const sedda: number[] = [];
  const rapporter: Meddelande[] = [];
  while (sedda.length < fore + antal) {
    const senast = sedda.at(-1);
    const huvuden = senast === undefined ? {} : { 'Last-Event-ID': String(senast) };
    const kvar = fore + antal - sedda.length;
    const lasta = await las(Math.min(7, kvar), '/api/v1/handelser/strom?efter=0', huvuden);
    sedda.push(...lasta.flatMap((m) => (m.id === null ? [] : [m.id])));
    rapporter.push(...lasta.filter((m) => m.event === 'rapport'));
  }
  await skriver;
  expect(sedda).toEqual(Array.from({ length: fore + antal }, (_, n) => n + 1));
  expect(rapporter.at(-1)?.data).toMatchObject({ forbund: FORBUND, ar: 2024 });
});

test('stängs systemet slutar strömmen, och stängningen väntar inte på den', async () => {
  const annat = await oppnaTestsystem();
  await annat.app.listen(0, '127.0.0.1');
  const svar = await fetch(`${await annat.app.getUrl()}/api/v1/handelser/strom`);
  const slut = svar.text();
  await annat.taBort();
  expect(await slut).toBe('');
});

test('HEAD ger huvudena och håller ingen plats', async () => {
  for (let n = 0; n < 3; n++) {
    const svar = await fetch(`${bas}/api/v1/handelser/strom`, { method: 'HEAD' });
    expect([svar.status, svar.headers.get('content-type')]).toEqual([
      200,
      'text/event-stream; charset=utf-8',
    ]);
  }
});

test('fler än hundra på en gång nekas, och en plats som lämnas blir ledig', async () => {
  const adress = `${bas}/api/v1/handelser/strom`;
  const slut = new AbortController();
  const lasare = await Promise.all(
    Array.from({ length: 100 }, () => fetch(adress, { signal: slut.signal }).then((svar) => svar.status)),
  );
  expect(new Set(lasare)).toEqual(new Set([200]));
  const nekad = await fetch(adress);
  expect([nekad.status, await nekad.json()]).toMatchObject([503, { code: 'STROMMAR_FULLA' }]);
  slut.abort();
  for (let forsok = 0; forsok < 100; forsok++) {
    const svar = await fetch(adress);
    await svar.body?.cancel();
    if (svar.status === 200) return;
  }
  throw new Error('ingen plats blev ledig');
});
