import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { datum } from '#kernel/datum.js';
import { BUDGETUPPFOLJNING, LasRapport, svarSomJson, svarSomTabell } from '#rapport/public.js';
import { oppnaTestsystem, seedaMedfoljande, type Testsystem } from '../system.js';

let system: Testsystem;
beforeAll(async () => {
  system = await oppnaTestsystem();
  await seedaMedfoljande(system);
  await system.projektor.kommIkapp();
  await system.prognoserIkapp();
  await system.projektor.kommIkapp();
});
afterAll(() => system.taBort());

const las = (omfattning: string, per: string, mer: { ar?: number; somAv?: number } = {}) =>
  system.hamta(LasRapport).las(BUDGETUPPFOLJNING, { omfattning, per: datum(per), ...mer });

/** What a reader sees: no-break spaces as plain ones. */
const synligt = (text: string): string => text.replaceAll('\u00A0', ' ');

describe('a förbund', () => {
  it('has its lines and sums in öre, as the contract writes them', async () => {
    const json = svarSomJson(await las('vastmanland', '2024-08-31'));
    expect(json).toMatchObject({
      rapport: 'budgetuppfoljning',
      omfattning: 'vastmanland',
      ar: 2024,
      per: '2024-08-31',
      enhet: 'ore',
      summa: { budget: -194_500_000, utfall: 235_533_500, prognos: -170_332_900, avvikelse: 24_167_100 },
      saknas: [],
    });
    expect(json.rader.find((r) => r.post === 'samordningsteam-sala')).toEqual({
      id: 'vastmanland/kostnad:samordningsteam-sala',
      rad: 'Samordningsteam Sala',
      post: 'samordningsteam-sala',
      slag: 'kostnad',
      forbund: 'vastmanland',
      grupp: 'individ',
      insats: 'samordningsteam-sala',
      overordnad: null,
      budget: -170_000_000,
      utfall: -74_580_600,
      prognos: -170_000_000,
      avvikelse: 0,
      prognosBeraknad: {
        belopp: expect.any(Number),
        metod: 'aterstaende-budget',
        motiv: expect.stringContaining('244 av årets 366 dagar'),
      },
    });
  });

  it('adds up: the lines to the sums, in every column', async () => {
    for (const [omfattning, per] of [
      ['vastmanland', '2024-08-31'],
      ['lanet', '2022-12-31'],
      ['vasteras', '2022-06-30'],
    ] as const) {
      const { rader, summa } = svarSomJson(await las(omfattning, per));
      for (const kolumn of ['budget', 'utfall', 'prognos'] as const)
        expect(rader.reduce((s, r) => s + (r[kolumn] ?? 0), 0)).toBe(summa[kolumn] ?? 0);
    }
  });

  it('has the kronor that its lines in thousands leave unexplained as a line of their own', async () => {
    const { rader, summa } = svarSomJson(await las('vasteras', '2022-06-30'));
    expect(summa.utfall).toBe(-176_493_900);
    expect(rader.filter((r) => r.post.startsWith('ej-specificerat')).map((r) => [r.grupp, r.utfall])).toEqual(
      [['administration', -12_600]],
    );
  });

  it('shows what was known at an earlier event', async () => {
    const nu = await las('vastmanland', '2024-08-31');
    const tidigare = nu.underlag.ordinal - 60;
    const da = await las('vastmanland', '2024-08-31', { somAv: tidigare });
    expect(da.underlag.ordinal).toBe(tidigare);
    expect(da.resultat.rader.length).toBeLessThan(nu.resultat.rader.length);
    await expect(las('vastmanland', '2024-08-31', { somAv: 0 })).rejects.toMatchObject({
      kod: 'INGA_UPPGIFTER',
    });
  });
});

describe('a group', () => {
  it('has the förbund that belonged to it that year, and says which have no figures', async () => {
    const { resultat: rapport } = await las('lanet', '2022-12-31');
    expect(rapport.forbund.map((f) => [f.forbund, f.bokfortTill])).toEqual([
      ['vasteras', '2022-06-30'],
      ['norra-vastmanland', null],
      ['vastra-malardalen', null],
    ]);
    expect(rapport.saknas).toEqual([
      { forbund: 'norra-vastmanland', kolumn: 'utfall' },
      ...(['budget', 'utfall', 'prognos'] as const).map((kolumn) => ({
        forbund: 'vastra-malardalen',
        kolumn,
      })),
    ]);
  });

  it('tells no deviation over förbund of which only some have both budget and prognosis', async () => {
    // Norra Västmanland's prognosis of 2022 was made in November: at midsummer only its budget is known.
    const { resultat: rapport } = await las('lanet', '2022-06-30');
    expect(rapport.summa.avvikelseOre).toBeNull();
    expect(rapport.forbund.map((f) => f.summa.avvikelseOre)).toEqual([0n, null, null]);
  });

  it('is readable in a terminal', async () => {
    const text = synligt(svarSomTabell(await las('lanet', '2024-08-31')));
    expect(text).toContain('BUDGETUPPFÖLJNING 2024 · Västmanlands län · per 2024-08-31 · kronor');
    expect(text).toMatch(
      / {2}Samordningsteam Sala +−1 700 000 +−745 806 +−1 700 000 +0 +−1 312 473 +aterstaende-budget/,
    );
    expect(text).toMatch(/RESULTAT +−1 945 000 +2 355 335 +−1 703 329 +241 671/);
    expect(synligt(svarSomTabell(await las('lanet', '2023-12-31')))).toContain(
      'saknas: inga uppgifter i källorna för 2023',
    );
  });
});
