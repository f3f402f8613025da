import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import type { Klient } from '#apps/api/src/http/klient.fixtures.js';
import { START, type StoredEvent } from '#event-store/event-store.js';
import type { Barnprocess } from '../databas/barnprocess.js';
import { FORBUND } from '../litet-forbund.js';
import { svarar, tills, type Program } from '../programprocess.js';
import { oppnaProgramsystem, type Programsystem } from '../programsystem.js';

/** Three programs start, on a machine that runs other tests. */
jest.setTimeout(180_000);

let programmen: Programsystem;
beforeEach(async () => {
  programmen = await oppnaProgramsystem();
});
afterEach(() => programmen.taBort());

const starta = (program: Program): Barnprocess => programmen.starta(program, { LOG_LEVEL: 'info' });

const bokfor = (klient: Klient, huvuden: Record<string, string>) =>
  klient.posta(
    `/api/v1/forbund/${FORBUND}/verifikationer`,
    {
      ...{ serie: 'a', datum: '2023-06-30', text: 'Team' },
      rader: [
        { konto: '5800', beloppOre: 18_100 },
        { konto: '1930', beloppOre: -18_100 },
      ],
      skal: { slag: 'anteckning', text: 'prov' },
    },
    huvuden,
  );

const handelser = (): Promise<readonly StoredEvent[]> => programmen.system.store.readAll(START, 1_000);

/** The lines of a program's log that belong to something. */
const loggrader = (b: Barnprocess, korrelation: string): Record<string, unknown>[] =>
  b
    .felutskrift()
    .split('\n')
    .filter((rad) => rad.startsWith('{'))
    .map((rad) => JSON.parse(rad) as Record<string, unknown>)
    .filter((rad) => rad['korrelation'] === korrelation);

describe('ett id följer begäran', () => {
  it('till händelsen, jobbet, dess loggrad och det som jobbet lagrar, i tre processer', async () => {
    const [api, projector, worker] = [starta('api'), starta('projector'), starta('worker')];
    const klient = await svarar(api);
    await Promise.all([projector, worker].map(svarar));
    // What stood there when the worker started is computed first: the voucher is alone after it.
    await tills('den första prognosen', async () =>
      (await handelser()).find((h) => h.typ === 'PrognosBeraknad'),
    );
    const id = 'prov-korrelation-1';
    const svar = await bokfor(klient, { 'X-Correlation-Id': id });
    expect([svar.status, svar.huvuden.get('x-correlation-id')]).toEqual([201, id]);
    const prognos = await tills('prognosen räknas om', async () =>
      (await handelser()).filter((h) => h.typ === 'PrognosBeraknad').at(1),
    );
    const bokford = (await handelser()).find((h) => h.typ === 'VerifikationBokford');
    expect(bokford?.metadata).toMatchObject({ korrelation: id, vem: 'api' });
    // Nobody caused it but who asked; and no trace is made, since nobody receives one.
    for (const falt of ['orsak', 'traceparent']) expect(bokford?.metadata).not.toHaveProperty(falt);
    expect(prognos.metadata).toMatchObject({ korrelation: id, orsak: bokford?.id, vem: 'prognosjobbet' });
    const rad = await tills('jobbets loggrad', () => loggrader(worker, id).at(0));
    expect(rad).toMatchObject({
      ...{ level: 'info', slag: 'klart', ko: 'prognos' },
      ...{ dubblettnyckel: `${FORBUND}-2023`, orsak: bokford?.id },
    });
    expect(loggrader(api, id)).toEqual([
      expect.objectContaining({ msg: 'begäran', method: 'POST', status: 201, level: 'info' }),
    ]);
    await klient.hamta('/health/live', { 'X-Correlation-Id': 'halsofragan' });
    const visad = await klient.hamta(`/api/v1/handelser/${prognos.ordinal}`);
    expect(visad.json).toMatchObject({ korrelation: id, orsak: bokford?.id });
    // The later question is logged; that for health is not.
    await tills('den sista frågans rad', () =>
      loggrader(api, visad.huvuden.get('x-correlation-id') ?? '').at(0),
    );
    expect(loggrader(api, 'halsofragan')).toEqual([]);
  });
});
