import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { ModuleRef } from '@nestjs/core';
import { CommandBus } from '@nestjs/cqrs';
import fc from 'fast-check';
import { SEEDMAPP } from '#platform/projektrot.js';
import type { System } from '#apps/standalone/src/system.js';
import { AndraAretsPerioder, bokforingStream, UtforBokforingskommando } from '#bokforing/public.js';
import { Kommandon } from '#event-store/kommandon.js';
import { START } from '#event-store/event-store.js';
import {
  Kalldokumentarkiv,
  Kalldokumentinlasning,
  Konteringsregelbok,
  tolkaKalldokument,
} from '#inlasning/public.js';
import { datum } from '#kernel/datum.js';
import { arDomanFel, type DomanFel } from '#kernel/fel.js';
import { BUDGETUPPFOLJNING, LasAvstamning, LasRapport, svarSomJson } from '#rapport/public.js';
import { trycktDokument, sanningar, tryckval } from '../property/tryckta-dokument.js';
import {
  handelserUtanPrognoser,
  oppnaTestsystem,
  seedaMedfoljande,
  sistaOrdinalen,
  utfor,
  VEM,
  type Testsystem,
} from '../system.js';

const MAPP = join(SEEDMAPP, 'kalldokument');
const VASTMANLAND = 'vastmanland-delarsrapport-2024-08-31';
const filen = (id: string): string => readFileSync(join(MAPP, `${id}.json`), 'utf8');
const ALLA = readdirSync(MAPP).map((f) => readFileSync(join(MAPP, f), 'utf8'));

let oppna: Testsystem[] = [];
const nytt = async (): Promise<Testsystem> => {
  const system = await oppnaTestsystem();
  oppna.push(system);
  return system;
};
afterEach(async () => {
  await Promise.all(oppna.map((system) => system.taBort()));
  oppna = [];
});

const las = (system: System, innehall: string) =>
  system.hamta(Kalldokumentinlasning).las(innehall, { vem: VEM });

/** Types and streams. */
const forloppet = async (system: System): Promise<string[]> =>
  (await handelserUtanPrognoser(system)).map((h) => `${h.stream} ${h.typ}`);

async function nekan(lofte: Promise<unknown>): Promise<DomanFel> {
  const fel: unknown = await lofte.then(
    () => new Error('inget nekades'),
    (f: unknown) => f,
  );
  if (arDomanFel(fel)) return fel;
  throw new Error('något annat än en nekan', { cause: fel });
}

/** The report without what only tells of the way there. */
async function rapporten(system: Testsystem, omfattning: string, per: string): Promise<unknown> {
  await system.prognoserIkapp();
  await system.projektor.kommIkapp();
  const rapport = await system.hamta(LasRapport).las(BUDGETUPPFOLJNING, { omfattning, per: datum(per) });
  const { underlag: _, ...resten } = svarSomJson(rapport);
  return resten;
}

async function avstamning(system: System, innehall: readonly string[]) {
  await system.projektor.kommIkapp();
  return system.hamta(LasAvstamning).las(innehall.map(tolkaKalldokument));
}
describe('the published documents', () => {
  let system: Testsystem;
  beforeAll(async () => {
    system = await oppnaTestsystem();
    await seedaMedfoljande(system);
  });
  afterAll(() => system.taBort());

  it('are reconciled: every cell, each difference classed as the documents themselves say', async () => {
    const svar = Object.fromEntries((await avstamning(system, ALLA)).map((d) => [d.id, d]));
    expect(svar[VASTMANLAND]).toMatchObject({ celler: 76, lika: 76 });
    expect(svar['norra-vastmanland-verksamhetsplan-2023']).toMatchObject({
      celler: 69,
      oforklarade: 0,
      kallfel: 1,
    });
    expect(svar['vasteras-delarsrapport-2022-06-30']).toMatchObject({
      celler: 197,
      oforklarade: 0,
      kallfel: 7,
      ejAvstamda: [],
    });
    // The källfel found are those that the documents' own lists name.
    for (const innehall of ALLA) {
      const { id, kanda_kallfel: kanda } = JSON.parse(innehall) as {
        id: string;
        kanda_kallfel: { tabell: string; kolumn: string; cell: string; kallan: number; beraknat: number }[];
      };
      const iOrdning = <T extends { tabell: string; cell: string }>(alla: readonly T[]): T[] =>
        [...alla].sort((a, b) => (`${a.tabell}|${a.cell}` < `${b.tabell}|${b.cell}` ? -1 : 1));
      const funna = svar[id]?.skillnader.filter((s) => s.slag === 'kallfel') ?? [];
      expect(
        iOrdning(funna).map(({ tabell, kolumn, cell, kallan, beraknat }) => ({
          tabell,
          kolumn,
          cell,
          kallan,
          beraknat,
        })),
      ).toEqual(
        iOrdning(kanda).map(({ tabell, kolumn, cell, kallan, beraknat }) => ({
          tabell,
          kolumn,
          cell,
          kallan,
          beraknat,
        })),
      );
    }
  });

  it('leave no total, cell of a deviation or copy of a figure in events beside what is booked', async () => {
    const text = JSON.stringify(
      (await system.store.readAll(START, 5_000)).map((h) => h.data),
      (_, v: unknown) => (typeof v === 'bigint' ? v.toString() : v),
    );
    for (const tal of ['1945000', '194500000', '2355335', '235533500', '-170332900', '24167100'])
      expect(text).not.toContain(tal);
  });

  it('are refused whole when they would book in a closed period, before anything is stored', async () => {
    const { forbund, ar } = { forbund: 'vastmanland', ar: 2024 };
    const period = { fran: datum(`${ar}-08-01`), till: datum(`${ar}-08-31`), av: VEM };
    const data = { forbund, ar, ...period, grund: { slag: 'anteckning' as const, text: 'prov' } };
    await utfor(system, forbund, (k) => new AndraAretsPerioder({ typ: 'BeslutaPeriodstangning', data }, k));
    const andrat = JSON.parse(filen(VASTMANLAND)) as { tabeller: { rader: { varden: unknown[] }[] }[] };
    for (const { rader } of andrat.tabeller)
      for (const rad of rader) rad.varden = rad.varden.map((v) => (typeof v === 'number' ? v * 2 : v));
    const fore = await sistaOrdinalen(system);
    const fel = await nekan(las(system, JSON.stringify({ ...andrat, id: 'vastmanland-rattad' })));
    expect([fel.kod, fel.data]).toMatchObject(['PERIOD_STANGD', { serie: 'kalldok', fran: `${ar}-08-01` }]);
    expect(await sistaOrdinalen(system)).toBe(fore);
  });

  it('answer from events alone: the stored copies gone, a voucher moves every cell that it feeds', async () => {
    const system = await nytt();
    await seedaMedfoljande(system);
    await system.readStore.sql`delete from arkiv.kalldokument`;
    expect(await system.hamta(Kalldokumentarkiv).alla()).toEqual([]);
    expect((await avstamning(system, [filen(VASTMANLAND)]))[0]).toMatchObject({ lika: 76 });
    // 2 000 kr from one insats to another: both rows move, no total does.
    await bokfor(system, [
      { konto: '4100', insats: 'samordningsteam-surahammar', beloppOre: 200_000n },
      { konto: '4100', insats: 'samordningsteam-hallstahammar', beloppOre: -200_000n },
    ]);
    const flyttad = (await avstamning(system, [filen(VASTMANLAND)]))[0];
    expect(flyttad?.skillnader.map((s) => [s.cell, s.kolumn, s.slag, s.beraknat - s.kallan])).toEqual([
      ['Samordningsteam Surahammar', 'utfall-2024-08-31', 'oforklarad', -2000],
      ['Samordningsteam Hallstahammar', 'utfall-2024-08-31', 'oforklarad', 2000],
    ]);
    // A cost on a konto that no line has still moves the result.
    await bokfor(system, [
      { konto: '6010', beloppOre: 0n },
      { konto: '6010', motpart: undefined, insats: 'samordningsteam-sala', beloppOre: 500_000n },
      { konto: '2999', beloppOre: -500_000n },
    ]);
    const kostnad = (await avstamning(system, [filen(VASTMANLAND)]))[0];
    expect(kostnad?.skillnader.map((s) => [s.cell, s.slag])).toContainEqual(['SUMMA', 'oforklarad']);
  });
});

async function bokfor(
  system: System,
  rader: { konto: string; beloppOre: bigint; insats?: string; motpart?: undefined }[],
): Promise<void> {
  await utfor(
    system,
    'vastmanland',
    (k) =>
      new UtforBokforingskommando(
        {
          typ: 'BokforVerifikation',
          data: {
            forbund: 'vastmanland',
            ar: 2024,
            serie: 'a',
            datum: datum('2024-08-15'),
            text: 'Omföring',
            rader: rader.map(({ motpart: _, ...r }) => r),
          },
        },
        k,
      ),
  );
}

describe('loading', () => {
  /** Loaded once, without interruption. */
  let hel: Testsystem;
  beforeAll(async () => {
    hel = await oppnaTestsystem();
    expect(await las(hel, filen(VASTMANLAND))).toMatchObject({ status: 'inlast' });
  });
  afterAll(() => hel.taBort());

  it('twice changes nothing', async () => {
    const fore = await sistaOrdinalen(hel);
    expect(await las(hel, filen(VASTMANLAND))).toMatchObject({ status: 'redan-inlast', kommandon: 0 });
    expect(await sistaOrdinalen(hel)).toBe(fore);
  });

  it('as a trial changes nothing, and tells every command that the load then is', async () => {
    const system = await nytt();
    for (const innehall of ALLA) {
      const fore = await sistaOrdinalen(system);
      const svar = await system.hamta(Kalldokumentinlasning).las(innehall, { vem: VEM, prova: true });
      expect([svar.status, await sistaOrdinalen(system)]).toEqual(['provad', fore]);
      expect(await las(system, innehall)).toMatchObject({ status: 'inlast', kommandon: svar.kommandon });
    }
  });

  it('that dies between any two commands is resumed to the same events as one that does not', async () => {
    const avbruten = await nytt();
    await expect(las2(avbruten, [1])).rejects.toThrow('strömavbrott');
    // It dies again and again, a few commands further on each time, and is resumed as at a start.
    for (let forsok = 0; forsok < 200; forsok++) {
      const klar = await ateruppta(avbruten, [2, 5, 3, 1][forsok % 4] ?? 1);
      if (klar) break;
    }
    expect(await forloppet(avbruten)).toEqual(await forloppet(hel));
    expect(await rapporten(avbruten, 'vastmanland', '2024-08-31')).toEqual(
      await rapporten(hel, 'vastmanland', '2024-08-31'),
    );
  });

  it('says in reports that it is not finished, until it is', async () => {
    const system = await nytt();
    await expect(las2(system, [40])).rejects.toThrow('strömavbrott');
    expect(await rapporten(system, 'vastmanland', '2024-08-31')).toMatchObject({
      anmarkningar: [expect.stringContaining(`Inläsningen av ${VASTMANLAND} är inte klar`)],
    });
    await system.hamta(Kalldokumentinlasning).ateruppta({ vem: VEM });
    expect(await rapporten(system, 'vastmanland', '2024-08-31')).toMatchObject({ anmarkningar: [] });
  });

  it('in two processes at once gives what one gives', async () => {
    const forsta = await nytt();
    const andra = await forsta.ettTill();
    await Promise.all([las(forsta, filen(VASTMANLAND)), las(andra, filen(VASTMANLAND))]);
    expect((await forloppet(forsta)).sort()).toEqual((await forloppet(hel)).sort());
    expect(await rapporten(forsta, 'vastmanland', '2024-08-31')).toEqual(
      await rapporten(hel, 'vastmanland', '2024-08-31'),
    );
  });

  it('of the same id with other content is refused with the cells that differ, and nothing is stored', async () => {
    const fore = await sistaOrdinalen(hel);
    const fel = await nekan(las(hel, filen(VASTMANLAND).replace('-478076', '-478077')));
    expect(fel.kod).toBe('KALLDOKUMENT_ANDRAT');
    expect(fel.data['skillnader']).toEqual([
      {
        tabell: 'ekonomiskt-utfall',
        rad: 'Samordningsteam Surahammar',
        kolumn: 'utfall-2024-08-31',
        fore: -478_076,
        efter: -478_077,
      },
    ]);
    expect(await sistaOrdinalen(hel)).toBe(fore);
  });

  it('of other content as a correction brings the books to it and back, and keeps what was handed in', async () => {
    const system = await nytt();
    await las(system, filen(VASTMANLAND));
    const fore = await rapporten(system, 'vastmanland', '2024-08-31');
    const rattad = filen(VASTMANLAND).replace('-478076', '-478077');
    const ratta = (innehall: string) =>
      system.hamta(Kalldokumentinlasning).las(innehall, { vem: VEM, rattelse: true });
    for (const innehall of [rattad, filen(VASTMANLAND), rattad, filen(VASTMANLAND)]) {
      expect(await ratta(innehall)).toMatchObject({ status: 'inlast' });
      const efter = await rapporten(system, 'vastmanland', '2024-08-31');
      expect(efter).toEqual(innehall === rattad ? expect.not.objectContaining(fore as object) : fore);
    }
    expect((await system.hamta(Kalldokumentarkiv).alla()).map((f) => f.innehall).sort()).toEqual(
      [filen(VASTMANLAND), rattad].sort(),
    );
    expect((await system.hamta(Kalldokumentinlasning).inlastaFiler()).map((f) => f.innehall)).toEqual([
      filen(VASTMANLAND),
    ]);
  });

  it('of a förbund’s other document without the copy of the first is refused, and says what to do', async () => {
    const system = await nytt();
    await las(system, filen(VASTMANLAND));
    await system.readStore.sql`delete from arkiv.kalldokument`;
    const annat = JSON.stringify({ ...(JSON.parse(filen(VASTMANLAND)) as object), id: 'annat' });
    expect(await nekan(las(system, annat))).toMatchObject({ kod: 'KALLDOKUMENT_KOPIA_SAKNAS' });
    // The same file again is enough.
    await las(system, filen(VASTMANLAND));
    expect(await las(system, annat)).toMatchObject({ status: 'inlast' });
  });
});

/** A bus that dies at the n-th command. */
class Avbrottsbuss extends CommandBus {
  constructor(
    private readonly buss: CommandBus,
    private kvar: number,
    system: System,
  ) {
    super(system.app.get(ModuleRef));
  }

  override execute<T>(kommando: Parameters<CommandBus['execute']>[0]): Promise<T> {
    if (this.kvar-- === 0) throw new Error('strömavbrott');
    return this.buss.execute(kommando);
  }
}

function doende(system: System, n: number): Kalldokumentinlasning {
  const avbrott = new Avbrottsbuss(system.hamta(CommandBus), n, system);
  const kommandon = system.hamta(Kommandon);
  return new Kalldokumentinlasning(
    avbrott,
    kommandon,
    system.hamta(Kalldokumentarkiv),
    system.app.get(Konteringsregelbok, { strict: false }),
  );
}

const las2 = async (system: System, [n = 0]: number[]) =>
  doende(system, n).las(filen(VASTMANLAND), { vem: VEM });

async function ateruppta(system: System, n: number): Promise<boolean> {
  return doende(system, n)
    .ateruppta({ vem: VEM })
    .then(
      () => true,
      (fel: unknown) => {
        if (fel instanceof Error && fel.message === 'strömavbrott') return false;
        throw fel;
      },
    );
}

describe('several documents of a förbund', () => {
  it('give the same reports in whatever order they are loaded, and the latest one reconciles', async () => {
    const urval = fc.sample(fc.tuple(sanningar, tryckval, sanningar, tryckval), {
      numRuns: 3,
      seed: 20_241_122,
    });
    const [framat, bakat] = await Promise.all([nytt(), nytt()]);
    for (const [n, [a, va, b, vb]] of urval.entries()) {
      const forbund = { nyckel: `prov${n}`, namn: `Provförbundet ${n}` };
      const delar = tillJson({
        ...trycktDokument(`a-delar-${n}`, 2024, a, { ...va, helar: false }),
        forbund,
      });
      const ars = tillJson({ ...trycktDokument(`b-ars-${n}`, 2024, b, { ...vb, helar: true }), forbund });
      await las(framat, delar);
      await las(framat, ars);
      await las(bakat, ars);
      await las(bakat, delar);
      for (const per of ['2024-06-30', '2024-12-31'])
        expect(await rapporten(bakat, forbund.nyckel, per)).toEqual(
          await rapporten(framat, forbund.nyckel, per),
        );
      expect((await avstamning(bakat, [ars]))[0]).toMatchObject({ oforklarade: 0 });
    }
  });

  it('keep the vouchers that they correct', async () => {
    const system = await nytt();
    const dokument = (id: string, team: number, mer: object = {}): string =>
      JSON.stringify({
        schema: 'kalldokument/1',
        id,
        forbund: { nyckel: 'provforbundet', namn: 'Provförbundet' },
        tabeller: [
          {
            id: 't',
            enhet: 'kr',
            tecken: 'kostnad_negativ',
            kolumner: [{ id: 'h', slag: 'utfall', fran: '2024-01-01', till: '2024-06-30' }],
            rader: [
              {
                rad: 'Team',
                post: 'team',
                slag: 'kostnad',
                grupp: 'individ',
                insats: 'team',
                varden: [team],
              },
            ],
            ...mer,
          },
        ],
      });
    await las(system, dokument('a', -1000));
    await las(system, dokument('b', -1200));
    const verifikationer = await system.store.readStream(bokforingStream('provforbundet', 2024, 'kalldok'));
    expect(verifikationer.map((v) => [v.typ, v.data])).toMatchObject([
      [
        'VerifikationBokford',
        { nummer: 1, dokument: 'a', rader: [{ beloppOre: 100_000n }, { beloppOre: -100_000n }] },
      ],
      [
        'RattelseBokford',
        { nummer: 2, dokument: 'b', rattar: 1, rader: [{ beloppOre: 20_000n }, { beloppOre: -20_000n }] },
      ],
    ]);
  });
});

/** What the reader accepted, as the file that it was. */
const tillJson = (dokument: object): string => JSON.stringify({ schema: 'kalldokument/1', ...dokument });
