import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
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
import { oppnaTestsystem, seedaMedfoljande, type Testsystem } from '../system.js';

let system: Testsystem;
beforeAll(async () => {
  system = await oppnaTestsystem();
  await seedaMedfoljande(system);
  await system.projektor.kommIkapp();
  await (await system.bevakning()).ikapp();
  await system.projektor.kommIkapp();
});
afterAll(() => system.taBort());

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

const INTE_FIGURER = new Set(['niva']);

/** Every figure of a report that has one: row, column, value. */
async function figurer(rapport: Rapport, omfattning: string, per: string) {
  const svar = await system.hamta(LasRapport).las(rapport, { omfattning, per: datum(per) });
  const { rader = [] } = svarSomJson(svar) as { rader?: Rad[] };
  return rader.flatMap((r) =>
    Object.entries(r).flatMap(([kolumn, varde]) =>
      typeof varde === 'number' && typeof r['id'] === 'string' && !INTE_FIGURER.has(kolumn)
        ? [{ rad: r['id'], kolumn, varde }]
        : [],
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
      expect({ rad, kolumn, varde: h.figur.belopp }).toEqual({ rad, kolumn, varde });
      expect(summan(h.bidrag)).toBe(varde);
      expect(h.nasta).toBeNull();
      expect(summan([...h.planer, ...h.ingaende, ...h.verifikationsrader])).toBe(varde);
      if (h.termer.length > 0) expect(summan(h.termer)).toBe(varde);
      for (const u of [...h.planer, ...h.ingaende, ...h.verifikationsrader])
        expect(u.handelse?.vem).toBeDefined();
    }
  });
});

describe('a figure', () => {
  const resultatrakning = RAPPORTER.find((r) => r.namn === 'resultatrakning');
  const plats = {
    ...{ omfattning: 'vasteras', per: '2022-06-30' },
    ...{ rad: 'vasteras/resultatrakning/resultat', kolumn: 'utfall' },
  };

  it('comes page by page, the same rows as at once', async () => {
    if (!resultatrakning) throw new Error('resultatrakning');
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
    if (!resultatrakning) throw new Error('resultatrakning');
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
    const uppfoljning = RAPPORTER.find((r) => r.namn === 'budgetuppfoljning');
    if (!uppfoljning) throw new Error('budgetuppfoljning');
    const h = await oppna(uppfoljning, {
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

  it('is refused where the report has none', async () => {
    if (!resultatrakning) throw new Error('resultatrakning');
    await expect(oppna(resultatrakning, { ...plats, kolumn: 'okand' })).rejects.toMatchObject({
      kod: 'FIGUR_OKAND',
    });
  });
});
