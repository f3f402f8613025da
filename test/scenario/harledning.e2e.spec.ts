import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { UtforUppfoljningskommando } from '#insats/public.js';
import { datum } from '#kernel/datum.js';
import {
  harledningensLasmodeller,
  harledningSomJson,
  LasHarledning,
  LasRapport,
  RAPPORTER,
  svarSomJson,
  type Rapport,
} from '#rapport/public.js';
import { oppnaTestsystem, seedaMedfoljande, utfor, type Testsystem } from '../system.js';

let system: Testsystem;
beforeAll(async () => {
  system = await oppnaTestsystem();
  await seedaMedfoljande(system);
  await system.projektor.kommIkapp();
  await (await system.bevakning()).ikapp();
  await system.projektor.kommIkapp();
});
afterAll(() => system.taBort());

function rapporten(namn: string): Rapport {
  const rapport = RAPPORTER.find((r) => r.namn === namn);
  if (!rapport) throw new Error(`${namn} finns inte`);
  return rapport;
}

type Rad = Readonly<Record<string, unknown>>;
type Harlett = ReturnType<typeof harledningSomJson>;

const oppna = (
  rapport: Rapport,
  fraga: { omfattning: string; per: string; rad: string; kolumn: string; efter?: string; max?: number },
): Promise<Harlett> =>
  system.readStore.las(harledningensLasmodeller(rapport), async (sql, { ordinal }) =>
    harledningSomJson(
      await system
        .hamta(LasHarledning)
        .lasVid(sql, ordinal, rapport, { max: 1_000, ...fraga, per: datum(fraga.per) }),
    ),
  );

const INTE_FIGURER = new Set(['niva', 'nummer', 'rattar', 'paragraf']);

/** All rows of a report that have an id, however deep. */
function raderna(svar: unknown): Rad[] {
  if (typeof svar !== 'object' || svar === null) return [];
  const inre = Object.entries(svar).flatMap(([namn, v]) => (namn === 'kolumner' ? [] : raderna(v)));
  return typeof (svar as Rad)['id'] === 'string' ? [svar as Rad, ...inre] : inre;
}

async function figurer(rapport: Rapport, omfattning: string, per: string) {
  const svar = await system.hamta(LasRapport).las(rapport, { omfattning, per: datum(per) });
  return raderna(svarSomJson(svar)).flatMap((r) =>
    Object.entries(r).flatMap(([kolumn, varde]) =>
      typeof varde === 'number' && !INTE_FIGURER.has(kolumn) ? [{ rad: String(r['id']), kolumn, varde }] : [],
    ),
  );
}

const summan = (rader: readonly { belopp: number | null }[]): number =>
  rader.reduce((s, r) => s + (r.belopp ?? 0), 0);

describe('every figure of the bundled documents opens to what it is made of', () => {
  const fall = RAPPORTER.flatMap((rapport) =>
    [
      ['vasteras', '2022-06-30'],
      ['vastmanland', '2024-08-31'],
      ['lanet', '2022-12-31'],
    ].map(([omfattning = '', per = '']) => ({ rapport, omfattning, per, namn: rapport.namn })),
  );

  it.each(fall)('$namn, $omfattning $per', async ({ rapport, omfattning, per }) => {
    for (const { rad, kolumn, varde } of await figurer(rapport, omfattning, per)) {
      const h = await oppna(rapport, { omfattning, per, rad, kolumn });
      const { belopp, enhet } = h.figur;
      expect({ rad, kolumn, varde: belopp ?? h.figur.varde }).toEqual({ rad, kolumn, varde });
      expect(h.nasta).toBeNull();
      const underlag = [...h.planer, ...h.ingaende, ...h.uppgifter, ...h.verifikationsrader];
      if (enhet === 'ore') {
        expect(summan([...h.bidrag, ...h.uppgifter])).toBe(varde);
        expect(summan(underlag)).toBe(varde);
        if (h.termer.length > 0)
          expect({ rad, kolumn, termer: summan(h.termer) }).toEqual({ rad, kolumn, termer: varde });
      } else if (enhet === 'antal')
        expect(h.uppgifter.reduce((sum, u) => sum + (u.antal ?? 0), 0)).toBe(varde);
      if (enhet !== 'promille' && varde !== 0) expect(underlag.length).toBeGreaterThan(0);
      for (const u of underlag) expect(u.handelse?.vem).toBeDefined();
    }
  });
});

describe('a figure', () => {
  const resultatrakning = rapporten('resultatrakning');
  const plats = {
    ...{ omfattning: 'vasteras', per: '2022-06-30' },
    ...{ rad: 'vasteras/resultatrakning/resultat', kolumn: 'utfall' },
  };

  it('comes page by page, the same rows as at once', async () => {
    const hela = await oppna(resultatrakning, plats);
    const rader: Harlett['verifikationsrader'][number][] = [];
    for (let efter: string | null | undefined; efter !== null;) {
      const sida = await oppna(resultatrakning, {
        ...plats,
        max: 3,
        ...(efter === undefined ? {} : { efter }),
      });
      rader.push(...sida.verifikationsrader);
      efter = sida.nasta;
    }
    expect(rader).toEqual(hela.verifikationsrader);
    expect(hela.verifikationsrader.length).toBeGreaterThan(10);
  });

  it('names the voucher, its document, and who recorded it', async () => {
    const h = await oppna(resultatrakning, {
      ...plats,
      rad: 'vasteras/resultatrakning/kostnad/post:kostnad:lon-forbundschef',
    });
    expect(h.verifikationsrader).toEqual([
      expect.objectContaining({
        ...{ konto: '5010', serie: 'kalldok', datum: '2022-06-30', belopp: -34_900_000 },
        kalldokument: expect.objectContaining({ dokument: 'vasteras-delarsrapport-2022-06-30' }),
        handelse: expect.objectContaining({ typ: 'VerifikationBokford', vem: 'test' }),
      }),
    ]);
  });

  it('names the beslut that a plan rests on', async () => {
    const h = await oppna(rapporten('budgetuppfoljning'), {
      ...{ omfattning: 'norra-vastmanland', per: '2023-12-31' },
      ...{ rad: 'norra-vastmanland/kostnad:samordningsteam-sala', kolumn: 'budget' },
    });
    expect(h.planer).toEqual([
      expect.objectContaining({
        ...{ slag: 'budget', den: '2022-11-24', belopp: -150_000_000 },
        beslut: expect.objectContaining({
          rubrik: 'Verksamhetsplan och budget 2023',
          organ: 'Förbundsstyrelsen',
        }),
      }),
    ]);
  });

  it('counts the events that rest on a beslut, page by page, after those that recorded it', async () => {
    const beslut = rapporten('beslut');
    const [forst] = (await figurer(beslut, 'vasteras', '2022-06-30')).filter((f) => f.varde > 1);
    if (!forst) throw new Error('inget vilar på något beslut');
    const fraga = { omfattning: 'vasteras', per: '2022-06-30', ...forst, max: 1 };
    const uppgifter: Harlett['uppgifter'][number][] = [];
    for (let efter: string | null | undefined; efter !== null;) {
      const sida = await oppna(beslut, { ...fraga, ...(efter === undefined ? {} : { efter }) });
      uppgifter.push(...sida.uppgifter);
      efter = sida.nasta;
    }
    expect(uppgifter[0]).toMatchObject({ antal: null, handelse: { typ: 'BeslutFattat' } });
    const vilande = uppgifter.filter((u) => u.antal !== null);
    expect(vilande).toHaveLength(forst.varde);
    expect(vilande[0]).toMatchObject({ beslut: { beslut: forst.rad.split('/')[1] } });
  });

  it('of a follow-up names the event, and nothing else that it told; a protected one does not open', async () => {
    const insatser = rapporten('insatser');
    const plats = { omfattning: 'vasteras', per: '2022-06-30', kolumn: 'antal' };
    const h = await oppna(insatser, { ...plats, rad: 'vasteras/spira/uppfoljning/1/antal.unika-deltagare' });
    expect(h.figur).toMatchObject({ varde: 104, enhet: 'antal', belopp: null });
    expect(h.uppgifter).toEqual([
      {
        ...{ forbund: 'vasteras', ordinal: expect.any(Number), stod: null, belopp: null, antal: 104 },
        vad: 'uppföljning 1, 2018-09-01–2022-06-30',
        handelse: expect.objectContaining({ typ: 'UppfoljningRapporterad' }),
        kalldokument: expect.objectContaining({ dokument: 'vasteras-delarsrapport-2022-06-30' }),
        beslut: null,
      },
    ]);
    await utfor(
      system,
      'vasteras',
      (k) =>
        new UtforUppfoljningskommando(
          {
            typ: 'RapporteraUppfoljning',
            data: {
              ...{ forbund: 'vasteras', insats: 'sim' },
              period: { fran: datum('2022-01-01'), till: datum('2022-03-31') },
              uppgifter: { antal: [{ vad: 'avhopp', antal: 3 }] },
            },
          },
          k,
        ),
    );
    await system.projektor.kommIkapp();
    const skyddad = { ...plats, rad: 'vasteras/sim/uppfoljning/2/antal.avhopp' };
    await expect(oppna(insatser, skyddad)).rejects.toMatchObject({ kod: 'FIGUR_SKYDDAD' });
  });

  it('is refused where the report has none', async () => {
    await expect(oppna(resultatrakning, { ...plats, kolumn: 'okand' })).rejects.toMatchObject({
      kod: 'FIGUR_OKAND',
    });
  });
});
