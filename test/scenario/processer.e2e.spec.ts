import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import type { Klient } from '#apps/api/src/http/klient.fixtures.js';
import type { Barnprocess } from '../databas/barnprocess.js';
import { FORBUND, faststallBudget, registreraLitetForbund, TEAM } from '../litet-forbund.js';
import { startaProgram, svarar, tills, type Program } from '../programprocess.js';
import { oppnaTestsystem, type Testsystem } from '../system.js';

/** Four programs start, on a machine that runs other tests. */
jest.setTimeout(180_000);

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

const starta = (program: Program, miljo: Record<string, string> = {}): Barnprocess => {
  const b = startaProgram(program, system.url, miljo);
  barn.push(b);
  return b;
};

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
