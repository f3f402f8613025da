import { afterAll, afterEach, beforeAll, describe, expect, jest, test } from '@jest/globals';
import type { Handelsemetadata } from '#event-store/event-store.js';
import { PostgresEventStore } from '#event-store/postgres/postgres-event-store.js';
import type { Event } from '#kernel/handelse.js';
import {
  bokfor,
  faststallBudget,
  FORBUND,
  registreraLitetForbund,
  TEAM,
} from '../../../../test/litet-forbund.js';
import { oppnaTestsystem, seedaMedfoljande, type Testsystem } from '../../../../test/system.js';

/** Loading what is bundled, on a machine that runs other tests meanwhile. */
jest.setTimeout(60_000);

type Json = Record<string, unknown>;

interface Svar {
  readonly status: number;
  readonly typ: string;
  readonly json: Json;
}

async function lyssna(system: Testsystem): Promise<string> {
  await system.app.listen(0, '127.0.0.1');
  return system.app.getUrl();
}

async function hamta(bas: string, vag: string, val?: RequestInit): Promise<Svar> {
  const svar = await fetch(`${bas}${vag}`, val);
  const json = JSON.parse(await svar.text()) as Json;
  return { status: svar.status, typ: svar.headers.get('content-type') ?? '', json };
}

const PROBLEM = 'application/problem+json; charset=utf-8';

/** Stores what the system itself would refuse to store, as another version of it might have. */
async function lagraOprovat(system: Testsystem, stream: string, handelser: readonly Event[]): Promise<void> {
  const oprovat = await PostgresEventStore.open({ url: system.url });
  const metadata: Handelsemetadata = {
    kommandoId: stream,
    vem: 'test',
    skal: { slag: 'anteckning', text: 'prov' },
    forbund: [FORBUND],
    indatahash: '0'.repeat(64),
  };
  await oprovat.append(stream, handelser, { expected: 'none', metadata });
  await oprovat.close();
}

describe('med det medföljande inläst', () => {
  let system: Testsystem;
  let bas: string;
  let forsta: Date;

  beforeAll(async () => {
    system = await oppnaTestsystem();
    await seedaMedfoljande(system);
    system.projektor.start();
    await (await system.bevakning()).ikapp();
    bas = await lyssna(system);
    forsta = (await system.store.readAll({ position: '0', ordinal: 0 }, 1))[0]!.recordedAt;
  });
  afterAll(() => system.taBort());

  const fraga = (vag: string): Promise<Svar> => hamta(bas, vag);
  const rapport = (fragestrang: string): Promise<Svar> =>
    fraga(`/api/v1/rapporter/budgetuppfoljning?${fragestrang}`);

  describe('hälsa', () => {
    test('processen lever', async () => {
      expect(await fraga('/health/live')).toMatchObject({ status: 200, json: { status: 'ok' } });
    });

    test('läsmodellerna är ikapp', async () => {
      const { status, json } = await fraga('/health/ready');
      const projektioner = json['projektioner'] as Json[];
      expect([status, json['status']]).toEqual([200, 'ok']);
      expect(projektioner.map((p) => p['namn'])).toContain('huvudbok');
      expect(projektioner.every((p) => p['fel'] === null)).toBe(true);
    });
  });

  describe('budgetuppföljningen', () => {
    test('har kontraktets form, öre som heltal och tomt som null', async () => {
      const { status, typ, json } = await rapport('omfattning=vastmanland&per=2024-08-31');
      expect([status, typ]).toEqual([200, 'application/json; charset=utf-8']);
      expect(json).toMatchObject({
        rapport: 'budgetuppfoljning',
        omfattning: 'vastmanland',
        ar: 2024,
        per: '2024-08-31',
        enhet: 'ore',
        saknas: [],
        underlag: { ordinal: expect.any(Number), per: '2024-08-31', regelversion: expect.any(String) },
      });
      const rader = json['rader'] as Json[];
      const sala = rader.find((r) => r['post'] === 'samordningsteam-sala');
      expect(sala).toMatchObject({
        rad: 'Samordningsteam Sala',
        forbund: 'vastmanland',
        grupp: 'individ',
        insats: 'samordningsteam-sala',
        budget: -170_000_000,
        utfall: -74_580_600,
        prognos: -170_000_000,
        avvikelse: 0,
        prognosBeraknad: { belopp: expect.any(Number), metod: expect.any(String), motiv: expect.any(String) },
      });
      for (const r of rader)
        for (const kolumn of ['budget', 'utfall', 'prognos', 'avvikelse'])
          expect(r[kolumn] === null || Number.isSafeInteger(r[kolumn])).toBe(true);
    });

    test('summan är radernas', async () => {
      const { json } = await rapport('omfattning=vastmanland&per=2024-08-31');
      const rader = json['rader'] as Record<'utfall', number | null>[];
      const utfall = rader.reduce((s, r) => s + (r.utfall ?? 0), 0);
      expect(json['summa']).toMatchObject({ utfall });
    });

    test('ett år utan uppgifter saknas: null, aldrig 0', async () => {
      const { status, json } = await rapport('omfattning=vastmanland&per=2030-12-31');
      expect([status, json['rader'], json['summa'], json['saknas']]).toEqual([
        200,
        [],
        { budget: null, utfall: null, prognos: null, avvikelse: null },
        ['budget', 'utfall', 'prognos'].map((kolumn) => ({ forbund: 'vastmanland', kolumn })),
      ]);
    });

    test('en grupp visar varje förbund, och saknas för det som inget har', async () => {
      const { json } = await rapport('omfattning=lanet&per=2023-12-31');
      const forbund = (json['forbund'] as Json[]).map((f) => f['forbund']);
      const saknas = new Set((json['saknas'] as Json[]).map((s) => s['forbund']));
      expect(forbund.length).toBeGreaterThan(1);
      expect(saknas.size).toBeGreaterThan(0);
      for (const f of saknas) expect(forbund).toContain(f);
    });

    test('ett annat budgetår än datumets', async () => {
      const { json } = await rapport('omfattning=vastmanland&per=2025-01-31&ar=2024');
      expect([json['ar'], json['per']]).toEqual([2024, '2025-01-31']);
    });

    test('som det var vid en händelse: samma underlag, samma svar', async () => {
      const nu = await rapport('omfattning=vastmanland&per=2024-08-31');
      const { ordinal } = nu.json['underlag'] as { ordinal: number };
      const samma = await rapport(`omfattning=vastmanland&per=2024-08-31&somAv=${ordinal}`);
      expect(samma.json).toEqual(nu.json);
      const dag = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Stockholm' }).format(forsta);
      const idag = await rapport(`omfattning=vastmanland&per=2024-08-31&somAv=${dag}`);
      expect((idag.json['underlag'] as Json)['ordinal']).toBeLessThanOrEqual(ordinal);
      const tid = new Date(Date.now() + 60_000).toISOString();
      const framat = await rapport(`omfattning=vastmanland&per=2024-08-31&somAv=${encodeURIComponent(tid)}`);
      expect(framat.json).toEqual(nu.json);
    });

    test.each([
      ['händelse noll', '0'],
      ['en dag före den första händelsen', '1999-12-31'],
      ['en tid före den första händelsen', '1999-12-31T12:00'],
    ])('inga uppgifter: %s', async (_, somAv) => {
      const svar = await rapport(`omfattning=vastmanland&per=2024-08-31&somAv=${somAv}`);
      expect(svar).toMatchObject({
        status: 404,
        typ: PROBLEM,
        json: { code: 'INGA_UPPGIFTER', field: 'somAv' },
      });
    });

    test.each([
      ['okänd', 'finns-inte'],
      ['ingen nyckel', 'FINNS INTE'],
      ['en bild', '%F0%9F%98%80'],
    ])('en omfattning som är %s räknar upp de kända', async (_, omfattning) => {
      const { status, typ, json } = await rapport(`omfattning=${omfattning}&per=2024-08-31`);
      expect([status, typ, json['code'], json['field']]).toEqual([
        404,
        PROBLEM,
        'OMFATTNING_OKAND',
        'omfattning',
      ]);
      expect(json['expected']).toContain('lanet');
      expect(json['expected']).toContain('vastmanland');
      expect(String(json['detail']).length).toBeLessThan(200);
    });

    test.each([
      ['per=2024-08-31', 'FRAGA_OGILTIG', 'omfattning'],
      ['omfattning=&per=2024-08-31', 'FRAGA_OGILTIG', 'omfattning'],
      ['omfattning=%00&per=2024-08-31', 'FRAGA_OGILTIG', 'omfattning'],
      [`omfattning=${'x'.repeat(3_000)}&per=2024-08-31`, 'FRAGA_OGILTIG', 'omfattning'],
      ['omfattning=lanet', 'FRAGA_OGILTIG', 'per'],
      ['omfattning=lanet&per=2024-02-30', 'FRAGA_OGILTIG', 'per'],
      ['omfattning=lanet&per=igar', 'FRAGA_OGILTIG', 'per'],
      ['omfattning=lanet&per=-1', 'FRAGA_OGILTIG', 'per'],
      ['omfattning=lanet&per=2024-08-31&ar=24', 'FRAGA_OGILTIG', 'ar'],
      ['omfattning=lanet&per=2024-08-31&ar=-2024', 'FRAGA_OGILTIG', 'ar'],
      ['omfattning=lanet&per=2024-08-31&ar=0x7e8', 'FRAGA_OGILTIG', 'ar'],
      ['omfattning=lanet&per=2024-08-31&ar=9999', 'FRAGA_OGILTIG', 'ar'],
      ['omfattning=lanet&per=2024-08-31&somAv=-1', 'FRAGA_OGILTIG', 'somAv'],
      ['omfattning=lanet&per=2024-08-31&somAv=igar', 'FRAGA_OGILTIG', 'somAv'],
      ['omfattning=lanet&per=2024-08-31&somAv=2024-13-01', 'FRAGA_OGILTIG', 'somAv'],
      [`omfattning=lanet&per=2024-08-31&somAv=${'9'.repeat(30)}`, 'FRAGA_OGILTIG', 'somAv'],
      ['omfattning=lanet&per=2024-08-31&per=2024-07-31', 'FRAGA_OGILTIG', 'per'],
      ['omfattning=lanet&per[a]=2024-08-31', 'PARAMETER_OKAND', 'per[a]'],
      ['omfattning=lanet&pre=2024-08-31', 'PARAMETER_OKAND', 'pre'],
    ])('nekar %s', async (fragestrang, code, field) => {
      const { status, typ, json } = await rapport(fragestrang);
      expect([status, typ, json['code'], json['field']]).toEqual([400, PROBLEM, code, field]);
      expect(json['expected']).toEqual(expect.any(String));
    });
  });

  describe('händelserna', () => {
    test('sida för sida, i ordning, utan luckor, till slutet', async () => {
      const { ordinal: slut } = await system.store.head();
      const sedda: number[] = [];
      for (let efter: number | null = 0, sidor = 0; efter !== null; sidor++) {
        expect(sidor).toBeLessThan(1_000);
        const { json } = await fraga(`/api/v1/handelser?efter=${efter}&max=97`);
        sedda.push(...(json['handelser'] as { ordinal: number }[]).map((h) => h.ordinal));
        efter = json['nasta'] as number | null;
      }
      expect(sedda).toEqual(Array.from({ length: slut }, (_, n) => n + 1));
    });

    test('en hel sida som är den sista har ingen fortsättning', async () => {
      const { ordinal: slut } = await system.store.head();
      const { json } = await fraga(`/api/v1/handelser?efter=${slut - 5}&max=5`);
      expect([(json['handelser'] as Json[]).length, json['nasta']]).toEqual([5, null]);
      expect((await fraga(`/api/v1/handelser?efter=${slut}`)).json).toEqual({ handelser: [], nasta: null });
    });

    test('en ström sida för sida är strömmen', async () => {
      const alla = await system.store.readAll({ position: '0', ordinal: 0 }, 10_000);
      const antal = new Map<string, number>();
      for (const h of alla) antal.set(h.stream, (antal.get(h.stream) ?? 0) + 1);
      const [stream] = [...antal].sort((a, b) => b[1] - a[1])[0]!;
      const strommens = alla.filter((h) => h.stream === stream).map((h) => h.ordinal);
      for (const max of [1, 7]) {
        const sedda: number[] = [];
        for (let efter: number | null = 0; efter !== null;) {
          const { json } = await fraga(`/api/v1/handelser?stream=${stream}&efter=${efter}&max=${max}`);
          sedda.push(...(json['handelser'] as { ordinal: number }[]).map((h) => h.ordinal));
          efter = json['nasta'] as number | null;
        }
        expect(sedda).toEqual(strommens);
      }
    });

    test('en händelse säger vad, vem, när och varför', async () => {
      const { status, json } = await fraga('/api/v1/handelser/1');
      expect(status).toBe(200);
      expect(json).toEqual({
        ordinal: 1,
        typ: expect.any(String),
        stream: expect.any(String),
        revision: 0,
        tid: forsta.toISOString(),
        vem: 'test',
        skal: expect.objectContaining({ slag: 'dokument' }),
        forbund: expect.any(Array),
        id: expect.any(String),
        korrelation: null,
        orsak: null,
        data: expect.any(Object),
      });
    });

    test.each([
      ['/api/v1/handelser/999999', 404, 'HANDELSE_OKAND'],
      ['/api/v1/handelser/0', 400, 'FRAGA_OGILTIG'],
      ['/api/v1/handelser/-1', 400, 'FRAGA_OGILTIG'],
      ['/api/v1/handelser/ett', 400, 'FRAGA_OGILTIG'],
      [`/api/v1/handelser/${'9'.repeat(25)}`, 400, 'FRAGA_OGILTIG'],
      ['/api/v1/handelser/1?med=allt', 400, 'PARAMETER_OKAND'],
      ['/api/v1/handelser?max=0', 400, 'FRAGA_OGILTIG'],
      ['/api/v1/handelser?max=1001', 400, 'FRAGA_OGILTIG'],
      ['/api/v1/handelser?max=-5', 400, 'FRAGA_OGILTIG'],
      ['/api/v1/handelser?max=1e2', 400, 'FRAGA_OGILTIG'],
      ['/api/v1/handelser?efter=-1', 400, 'FRAGA_OGILTIG'],
      ['/api/v1/handelser?efter=9007199254740993', 400, 'FRAGA_OGILTIG'],
      ['/api/v1/handelser?fran=1', 400, 'PARAMETER_OKAND'],
      ['/api/v1/handelser?stream=Finns%20Inte', 400, 'STREAM_NAME_INVALID'],
      ['/api/v1/handelser/%E0%A4%A', 400, 'BEGARAN_OGILTIG'],
      ['/api/v1/finns-inte', 404, 'VAG_OKAND'],
      ['/', 404, 'VAG_OKAND'],
      ['/metrics/finns-inte', 404, 'VAG_OKAND'],
    ])('nekar %s', async (vag, status, code) => {
      const svar = await fraga(vag);
      expect([svar.status, svar.typ, svar.json['code'], svar.json['status']]).toEqual([
        status,
        PROBLEM,
        code,
        status,
      ]);
      expect(svar.json).toMatchObject({ type: 'about:blank', instance: vag, title: expect.any(String) });
      expect(svar.json['detail']).toMatch(/[a-zåäö]/);
    });
  });
});

describe('när något är fel', () => {
  let system: Testsystem;
  afterEach(() => system.taBort());

  test('före den första händelsen finns inga uppgifter, och processen är redo', async () => {
    system = await oppnaTestsystem();
    const bas = await lyssna(system);
    expect((await hamta(bas, '/health/ready')).status).toBe(200);
    const svar = await hamta(bas, '/api/v1/rapporter/budgetuppfoljning?omfattning=lanet&per=2024-08-31');
    expect(svar).toMatchObject({ status: 404, json: { code: 'INGA_UPPGIFTER' } });
  });

  test('svaret har det som lagrades strax före frågan', async () => {
    system = await oppnaTestsystem();
    const bas = await lyssna(system);
    await registreraLitetForbund(system);
    await faststallBudget(system, { ar: 2024, rader: { [TEAM]: -1_000n } });
    for (let n = 1; n <= 5; n++) {
      await bokfor(system, '2024-03-31', TEAM, -10n);
      const svar = await hamta(
        bas,
        `/api/v1/rapporter/budgetuppfoljning?omfattning=${FORBUND}&per=2024-03-31`,
      );
      expect(svar.json['summa']).toEqual({ budget: -1_000, utfall: -10 * n, prognos: null, avvikelse: null });
    }
  });

  test('inte redo när en läsmodell ligger långt efter', async () => {
    system = await oppnaTestsystem();
    const bas = await lyssna(system);
    await system.projektor.kommIkapp();
    const handelser = Array.from({ length: 3_000 }, () => ({ typ: 'KontoUpplagt', data: {} }));
    for (const nyckel of ['a', 'b']) await lagraOprovat(system, `prov-${nyckel}`, handelser);
    const { status, json } = await hamta(bas, '/health/ready');
    expect([status, json['status']]).toEqual([503, 'efter']);
  });

  test('inte redo när en läsmodell har stannat, och frågan får ett svar som inget avslöjar', async () => {
    system = await oppnaTestsystem();
    const bas = await lyssna(system);
    await lagraOprovat(system, 'prov-trasig', [{ typ: 'BudgetFaststalld', data: { forbund: 'x' } }]);
    system.projektor.start();
    await system.projektor.kommIkapp({ namn: ['budget'] }).catch(() => undefined);
    const { status, json } = await hamta(bas, '/health/ready');
    const stannade = (json['projektioner'] as Json[]).filter((p) => p['fel'] !== null).map((p) => p['namn']);
    expect(status).toBe(503);
    expect(stannade).toContain('budget');
    const svar = await hamta(bas, '/api/v1/rapporter/budgetuppfoljning?omfattning=x&per=2024-03-31');
    expect(svar.json).toEqual({
      type: 'about:blank',
      title: 'Oväntat fel',
      status: 500,
      code: 'INTERNT_FEL',
      detail: 'Något gick fel hos oss; felet är loggat.',
      instance: '/api/v1/rapporter/budgetuppfoljning?omfattning=x&per=2024-03-31',
      correlationId: expect.stringMatching(/^[0-9a-f]{32}$/),
    });
  });

  test('bara den egna maskinen når servern', async () => {
    system = await oppnaTestsystem();
    expect(await lyssna(system)).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
  });
});
