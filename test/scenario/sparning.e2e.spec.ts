import type { ServerResponse } from 'node:http';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import type { Klient } from '#apps/api/src/http/klient.fixtures.js';
import { START, type StoredEvent } from '#event-store/event-store.js';
import type { Barnprocess } from '../databas/barnprocess.js';
import { KURRENTDB } from '../kurrent/server.js';
import { FORBUND } from '../litet-forbund.js';
import { baraPostgres, somIProduktion } from '../motorer.js';
import { startaSamlare, type Samlare, type Span } from '../otlp-samlare.js';
import { svarar, tills, type Program } from '../programprocess.js';
import { oppnaProgramsystem, type Programsystem } from '../programsystem.js';
import { UTAN_REDIS } from '../redis.js';

/** Three programs start, on a machine that runs other tests. */
jest.setTimeout(180_000);

let programmen: Programsystem;
let samlare: Samlare;
afterEach(async () => {
  await programmen.taBort();
  await samlare.stang();
});

const starta = (program: Program): Barnprocess =>
  programmen.starta(program, { OTEL_EXPORTER_OTLP_ENDPOINT: samlare.adress });

const TRACE = '0af7651916cd43dd8448eb211c80319c';
const ANROPARENS = 'b7ad6b7169203331';

const bokfor = (klient: Klient, beloppOre: number) =>
  klient.posta(
    `/api/v1/forbund/${FORBUND}/verifikationer`,
    {
      ...{ serie: 'a', datum: '2023-06-30', text: 'Team' },
      rader: [
        { konto: '5800', beloppOre },
        { konto: '1930', beloppOre: -beloppOre },
      ],
      skal: { slag: 'anteckning', text: 'prov' },
    },
    { traceparent: `00-${TRACE}-${ANROPARENS}-01` },
  );

const handelser = async (typ: string): Promise<StoredEvent[]> =>
  (await programmen.system.store.readAll(START, 1_000)).filter((h) => h.typ === typ);

/** A span with those that it lies in, outermost first. */
function kedjan(spans: readonly Span[], innerst: Span | undefined): string[] {
  if (innerst === undefined) return [];
  const yttre = spans.find((s) => s.spanId === innerst.parentSpanId);
  return [...kedjan(spans, yttre), `${innerst.tjanst}: ${innerst.name}`];
}

describe.each([
  ['PostgreSQL', baraPostgres],
  [`${KURRENTDB} och ${UTAN_REDIS ? 'PostgreSQL' : 'Redis'}`, somIProduktion],
])('en begärans spår på %s', (_, oppnaMotorer) => {
  beforeEach(async () => {
    programmen = await oppnaProgramsystem(oppnaMotorer);
  });

  it('går genom api, projector och worker till det som jobbet lagrar', async () => {
    samlare = await startaSamlare();
    const klient = await svarar(starta('api'));
    await Promise.all([starta('projector'), starta('worker')].map(svarar));
    await tills('den första prognosen', async () => (await handelser('PrognosBeraknad')).at(0));
    expect((await bokfor(klient, 18_100)).status).toBe(201);
    const prognos = await tills('prognosen', async () => (await handelser('PrognosBeraknad')).at(1));
    const [bokford] = await handelser('VerifikationBokford');
    expect([bokford?.metadata.korrelation, prognos.metadata.korrelation]).toEqual([TRACE, TRACE]);
    expect(await programmen.stoppa()).toEqual([0, 0, 0]);

    const sparets = samlare.spans.filter((s) => s.traceId === TRACE);
    const vag = 'samordning-api: POST /api/v1/forbund/:forbund/verifikationer';
    const bokforingen = [vag, 'samordning-api: kommando BokforVerifikation', 'samordning-api: append'];
    const append = sparets.find(
      (s) => s.name === 'append' && s.attribut['samordning.stream'] === bokford?.stream,
    );
    expect(kedjan(sparets, append)).toEqual(bokforingen);
    expect(bokford?.metadata.traceparent).toBe(`00-${TRACE}-${append?.spanId}-01`);
    const rot = sparets.find((s) => s.name.startsWith('POST '));
    expect([rot?.parentSpanId, rot?.attribut['http.response.status_code']]).toEqual([ANROPARENS, '201']);
    expect(
      kedjan(
        sparets,
        sparets.find((s) => s.name === 'projicera huvudbok'),
      ),
    ).toEqual([...bokforingen, 'samordning-projector: projicera huvudbok']);
    const lagrad = sparets.find((s) => s.tjanst === 'samordning-worker' && s.name === 'append');
    expect(kedjan(sparets, lagrad)).toEqual([
      ...bokforingen,
      'samordning-worker: jobb prognos',
      'samordning-worker: kommando RegistreraPrognos',
      'samordning-worker: append',
    ]);
    expect(prognos.metadata.traceparent).toBe(`00-${TRACE}-${lagrad?.spanId}-01`);
  });
});

describe('en begärans spår', () => {
  beforeEach(async () => {
    programmen = await oppnaProgramsystem();
  });

  it('med händelser ur flera spår har läsmodellens sida ett eget, som namnger dem', async () => {
    samlare = await startaSamlare();
    const klient = await svarar(starta('api'));
    await bokfor(klient, 100);
    await klient.posta(
      `/api/v1/forbund/${FORBUND}/verifikationer`,
      {
        ...{ serie: 'a', datum: '2023-07-31', text: 'Team' },
        rader: [
          { konto: '5800', beloppOre: 200 },
          { konto: '1930', beloppOre: -200 },
        ],
        skal: { slag: 'anteckning', text: 'prov' },
      },
      { 'X-Correlation-Id': 'ett-annat' },
    );
    const bokforda = await handelser('VerifikationBokford');
    await svarar(starta('projector'));
    await tills('läsmodellen kommer ikapp', async () => {
      const svar = await klient.hamta(
        `/api/v1/rapporter/budgetuppfoljning?omfattning=${FORBUND}&per=2023-12-31`,
      );
      return svar.status === 200 ? svar : undefined;
    });
    expect(await programmen.stoppa()).toEqual([0, 0]);
    const sida = samlare.spans.find(
      (s) => s.name === 'projicera huvudbok' && s.links !== undefined && s.links.length > 0,
    );
    expect(sida?.parentSpanId ?? '').toBe('');
    expect(sida?.links?.map((l) => `00-${l.traceId}-${l.spanId}-01`)).toEqual(
      bokforda.map((h) => h.metadata.traceparent),
    );
    expect(sida?.links?.map((l) => l.traceId)).not.toContain(sida?.traceId);
  });

  it.each([
    ['inte svarar', () => undefined],
    ['nekar', (svar: ServerResponse) => svar.writeHead(500).end()],
  ])('en mottagare som %s stör inte', async (_, svara: (svar: ServerResponse) => unknown) => {
    samlare = await startaSamlare(svara);
    const api = starta('api');
    expect((await bokfor(await svarar(api), 100)).status).toBe(201);
    const sedan = Date.now();
    expect(await programmen.stoppa()).toEqual([0]);
    expect(Date.now() - sedan).toBeLessThan(20_000);
    expect(api.felutskrift()).not.toMatch(/Error/);
  });
});
