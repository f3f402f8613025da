import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import type { Klient } from '#apps/api/src/http/klient.fixtures.js';
import { FORBUND } from '../litet-forbund.js';
import { svarar, tills } from '../programprocess.js';
import { oppnaProgramsystem, type Programsystem } from '../programsystem.js';

/** Four programs start, on a machine that runs other tests. */
jest.setTimeout(180_000);

let programmen: Programsystem;
beforeEach(async () => {
  programmen = await oppnaProgramsystem();
});
afterEach(() => programmen.taBort());

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
    const forst = programmen.starta('projector');
    await svarar(forst);
    const api = await svarar(programmen.starta('api'));
    programmen.starta('worker');
    const andra = programmen.starta('projector');
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
    const namnen = ['projector', 'worker', 'api'] as const;
    await Promise.all(namnen.map((namn) => svarar(programmen.starta(namn))));
    expect(await programmen.stoppa()).toEqual([0, 0, 0]);
  });

  it('en worker slutar i ordning också när ingen för fram de läsmodeller som den väntar på', async () => {
    await svarar(programmen.starta('worker'));
    expect(await programmen.stoppa()).toEqual([0]);
  });

  it('utan en databas att dela säger de vad som saknas', async () => {
    const api = programmen.starta('api', { DATABASE_URL: '' });
    expect(await api.slut).toBe(3);
    expect(api.felutskrift()).toContain('DATABAS_SAKNAS: DATABASE_URL saknas');
  });
});
