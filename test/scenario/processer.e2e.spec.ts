import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { oppnaKlient, type Klient } from '#apps/api/src/http/klient.fixtures.js';
import { startaBarn, type Barnprocess } from '../databas/barnprocess.js';
import { FORBUND, faststallBudget, registreraLitetForbund, TEAM } from '../litet-forbund.js';
import { oppnaTestsystem, type Testsystem } from '../system.js';

/** Four programs start, on a machine that runs other tests. */
jest.setTimeout(180_000);
const START_MS = 60_000;

type Program = 'api' | 'projector' | 'worker';

let system: Testsystem;
let barn: Barnprocess[];
beforeEach(async () => {
  system = await oppnaTestsystem();
  barn = [];
  await registreraLitetForbund(system);
  await faststallBudget(system, { ar: 2023, rader: { [TEAM]: -36_000n } });
});
afterEach(async () => {
  for (const b of barn) b.doda('SIGKILL');
  await Promise.all(barn.map((b) => b.slut));
  await system.taBort();
});

async function tills<T>(vad: string, fraga: () => T | undefined | Promise<T | undefined>): Promise<T> {
  for (const sedan = Date.now(); Date.now() - sedan < START_MS;) {
    const svar = await fraga();
    if (svar !== undefined) return svar;
    await new Promise((klart) => setTimeout(klart, 100));
  }
  throw new Error(`det hände aldrig: ${vad}`);
}

/** As a contributor or a container starts it, with the environment alone. */
const starta = (program: Program, miljo: Record<string, string> = {}): Barnprocess => {
  const b = startaBarn(fileURLToPath(new URL(`../../apps/${program}/src/main.ts`, import.meta.url)), [], {
    ...{ DATABASE_URL: system.url, PORT: '0', SERVICE_NAME: program },
    ...miljo,
  });
  barn.push(b);
  return b;
};

async function svarar(b: Barnprocess): Promise<Klient> {
  const adress = await tills('programmet svarar', () => /svarar på (\S+)/.exec(b.felutskrift())?.[1]);
  return oppnaKlient(adress);
}

const bokfor = (klient: Klient, beloppOre: number) =>
  klient.posta(`/api/v1/forbund/${FORBUND}/verifikationer`, {
    ...{ serie: 'a', datum: '2023-06-30', text: 'Team' },
    rader: [
      { konto: '5800', beloppOre: -beloppOre },
      { konto: '1930', beloppOre },
    ],
    skal: { slag: 'anteckning', text: 'prov' },
  });

interface Rad {
  readonly post: string;
  readonly utfall: number;
  readonly prognosBeraknad: { readonly belopp: number } | null;
}
async function teamet(klient: Klient): Promise<Rad | undefined> {
  const svar = await klient.hamta(`/api/v1/rapporter/budgetuppfoljning?omfattning=${FORBUND}&per=2023-12-31`);
  expect(svar.status).toBe(200);
  return (svar.json as unknown as { rader: Rad[] }).rader.find((r) => r.post === 'team');
}

describe('api, projector och worker för sig', () => {
  it('det som tas emot syns i rapporten, också efter att den som för fram läsmodellerna dödats', async () => {
    const forst = starta('projector');
    await svarar(forst);
    const api = await svarar(starta('api'));
    starta('worker');
    const andra = starta('projector');
    expect((await bokfor(api, -18_100)).status).toBe(201);
    expect(await teamet(api)).toMatchObject({ utfall: -18_100 });
    const raknad = await tills('prognosen räknas om', async () => {
      const rad = await teamet(api);
      return rad?.prognosBeraknad ?? undefined;
    });
    expect(raknad.belopp).toBe(-36_500);
    await svarar(andra);
    forst.doda('SIGKILL');
    expect((await bokfor(api, -900)).status).toBe(201);
    expect(await teamet(api)).toMatchObject({ utfall: -19_000 });
    const redo = await api.hamta('/health/ready');
    expect(redo.status).toBe(200);
  });

  it('varje program slutar i ordning på SIGTERM', async () => {
    const program = [starta('projector'), starta('worker'), starta('api')];
    await Promise.all(program.map(svarar));
    for (const p of program) p.doda('SIGTERM');
    expect(await Promise.all(program.map((p) => p.slut))).toEqual([0, 0, 0]);
  });

  it('utan en databas att dela säger de vad som saknas', async () => {
    const api = starta('api', { DATABASE_URL: '' });
    expect(await api.slut).toBe(3);
    expect(api.felutskrift()).toContain('DATABAS_SAKNAS: DATABASE_URL saknas');
  });
});
