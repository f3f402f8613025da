import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, jest, test } from '@jest/globals';
import postgres from 'postgres';
import type { System } from '#apps/standalone/src/system.js';
import { UtforKompletteraKontoplan } from '#bokforing/public.js';
import type { Ar } from '#kernel/datum.js';
import type { Kotakt } from '#jobs/granser.js';
import type { Ko } from '#jobs/ko.js';
import { oppnaKo } from '#jobs/oppna-ko.js';
import {
  bokfor,
  bokforManga,
  faststallBudget,
  FORBUND,
  registreraLitetForbund,
  TEAM,
} from '../../../../test/litet-forbund.js';
import { startaBarn } from '../../../../test/databas/barnprocess.js';
import { oppnaTestsystem, utfor, type Testsystem } from '../../../../test/system.js';
import { prognosStream } from '../domain/prognos.decider.js';
import type { PrognosBeraknad } from '../domain/prognos.events.js';
import { Prognosbevakning } from './prognosbevakning.js';
import type { Prognosjobb } from './prognosjobb.js';
import { Prognoskontroll } from './prognoskontroll.js';
import { Prognosomrakning } from './prognosomrakning.js';

/** A burst and its forecasts, on a machine that runs other tests meanwhile. */
jest.setTimeout(60_000);

const HANGANDE_ARBETARE = fileURLToPath(new URL('./hangande-arbetare.fixtures.ts', import.meta.url));

/** A worker that dies is found in seconds. */
const SNABB: Partial<Kotakt> = { aterforsokMs: 50, lasMs: 1_000, stallkontrollMs: 300, stangningMs: 2_000 };

let system: Testsystem;
const stangningar: (() => Promise<unknown>)[] = [];

afterEach(async () => {
  for (const stang of stangningar.splice(0).reverse()) await stang();
  await system.taBort();
});

interface Bevakad {
  readonly bevakning: Prognosbevakning;
  readonly ko: Ko<Prognosjobb>;
  /** The jobs that were run, in the order they began. */
  readonly korda: Prognosjobb[];
  readonly fel: unknown[];
  readonly stopp: () => Promise<void>;
}

/** Follows the events as a process does, and keeps what it was asked to do. */
async function bevaka(
  s: System,
  raknaOm: Prognosomrakning['raknaOm'] = (...arbete) => s.hamta(Prognosomrakning).raknaOm(...arbete),
): Promise<Bevakad> {
  const ko = await oppnaKo<Prognosjobb>({
    namn: 'prognos',
    anslutning: { slag: 'postgres', url: system.url },
    takt: SNABB,
  });
  stangningar.push(() => ko.close());
  const korda: Prognosjobb[] = [];
  const omrakning = {
    raknaOm: (jobb, ...signaler) => {
      korda.push(jobb);
      return raknaOm(jobb, ...signaler);
    },
  } satisfies Pick<Prognosomrakning, 'raknaOm'>;
  const bevakning = new Prognosbevakning(s.store, s.projektor, s.hamta(Prognoskontroll), omrakning, ko);
  const fel: unknown[] = [];
  s.projektor.start();
  await bevakning.start((varde) => fel.push(varde));
  const stopp = async (): Promise<void> => {
    await bevakning.stopp();
    await ko.close();
  };
  stangningar.push(stopp);
  return { bevakning, ko, korda, fel, stopp };
}

/** The recorded forecasts of a year, oldest first: what each gave the line TEAM, and what it had seen. */
async function prognoser(
  ar: Ar,
  forbund = FORBUND,
): Promise<{ team: bigint | undefined; underlag: number }[]> {
  const handelser = await system.store.readStream(prognosStream(forbund, ar));
  return handelser.map((h) => {
    const { rader, underlagOrdinal } = h.data as PrognosBeraknad['data'];
    return { team: rader.find((r) => r.post === TEAM)?.beloppOre, underlag: underlagOrdinal };
  });
}

async function ettAr(): Promise<void> {
  system = await oppnaTestsystem();
  await registreraLitetForbund(system);
  await faststallBudget(system, { ar: 2023, rader: { [TEAM]: -36_000n } });
}

const huvudet = async (): Promise<number> => (await system.store.head()).ordinal;

/** Long enough for any look, job and event of its own to have come. */
async function lugn(bevakad: Bevakad): Promise<void> {
  await new Promise((klart) => setTimeout(klart, 600));
  await bevakad.ko.vantaTomt(10_000);
}

describe('händelser ger jobb', () => {
  test('tusen händelser blir några få jobb, och det sista har sett den sista händelsen', async () => {
    await ettAr();
    const bevakad = await bevaka(system);
    await bokforManga(system, '2023-06-30', 700, -10n);
    for (let n = 0; n < 300; n++) await bokfor(system, '2023-06-30', TEAM, -10n);
    const sista = await huvudet();
    await bevakad.bevakning.ikapp();
    // A score, or some more on a machine where the writing takes longer; not one per event.
    expect(bevakad.korda.length).toBeLessThanOrEqual(100);
    const alla = await prognoser(2023);
    expect(alla.at(-1)!.underlag).toBeGreaterThanOrEqual(sista - alla.length);
    // 1 000 × 10 öre, and the budget for the 184 days that are left.
    expect(alla.at(-1)!.team).toBe(-28_148n);
    expect(bevakad.fel).toEqual([]);
  });

  test('de egna händelserna och oförändrade prognoser ger inget: lagret står still efteråt', async () => {
    await ettAr();
    await bokfor(system, '2023-06-30', TEAM, -18_100n);
    const bevakad = await bevaka(system);
    await bevakad.bevakning.ikapp();
    // A look under way while the last job ended may have queued one more, which finds nothing to do.
    await lugn(bevakad);
    const [efter, jobb] = [await huvudet(), bevakad.korda.length];
    expect(await prognoser(2023)).toHaveLength(1);
    await lugn(bevakad);
    expect([await huvudet(), bevakad.korda.length]).toEqual([efter, jobb]);
  });

  test('en händelse som inte ändrar prognosen räknas om, men registreras inte', async () => {
    await ettAr();
    const bevakad = await bevaka(system);
    await bokfor(system, '2023-06-30', TEAM, -18_100n);
    await bevakad.bevakning.ikapp();
    const [fore, jobb] = [await huvudet(), bevakad.korda.length];
    await bokfor(system, '2023-06-30', TEAM, -500n);
    await bokfor(system, '2023-06-30', TEAM, 500n);
    await bevakad.bevakning.ikapp();
    // Between the two the forecast may have been another one, and back again: what it ends at is the same.
    expect((await prognoser(2023)).at(-1)!.team).toBe(-36_500n);
    expect(bevakad.korda.length).toBeGreaterThan(jobb);
    await bevakad.stopp();
    await system
      .hamta(Prognosomrakning)
      .raknaOm({ forbund: FORBUND, ar: 2023, ordinal: fore }, inteAvbruten());
    const sist = await huvudet();
    await system
      .hamta(Prognosomrakning)
      .raknaOm({ forbund: FORBUND, ar: 2023, ordinal: fore }, inteAvbruten());
    expect(await huvudet()).toBe(sist);
  });

  test('ett rättat tidigare år räknar om de senare, som lär av det', async () => {
    await ettAr();
    await bokfor(system, '2022-06-30', TEAM, -100n);
    await bokfor(system, '2022-12-31', TEAM, -300n);
    await bokfor(system, '2023-06-30', TEAM, -200n);
    const bevakad = await bevaka(system);
    await bevakad.bevakning.ikapp();
    // A quarter of 2022 was booked by the same day.
    expect((await prognoser(2023)).map((p) => p.team)).toEqual([-800n]);
    await bokfor(system, '2022-11-30', TEAM, -400n);
    await bevakad.bevakning.ikapp();
    expect((await prognoser(2023)).map((p) => p.team)).toEqual([-800n, -1_600n]);
    expect(await prognoser(2022)).toHaveLength(2);
  });

  test('en ny överordnad rad i kontoplanen räknar om alla år', async () => {
    await ettAr();
    await bokfor(system, '2023-06-30', TEAM, -18_100n);
    const bevakad = await bevaka(system);
    await bevakad.bevakning.ikapp();
    await lugn(bevakad);
    const jobb = bevakad.korda.length;
    await utfor(
      system,
      FORBUND,
      (k) =>
        new UtforKompletteraKontoplan(
          {
            typ: 'KompletteraKontoplan',
            data: {
              forbund: FORBUND,
              konton: [],
              motparter: [],
              nyaPoster: [],
              andradePoster: [{ post: TEAM, rad: 'Team', grupp: 'individ', overordnad: 'kostnad:insatser' }],
            },
          },
          k,
        ),
    );
    await bevakad.bevakning.ikapp();
    const nya = bevakad.korda.slice(jobb).map(({ forbund, ar }) => `${forbund} ${ar}`);
    expect([...new Set(nya)]).toEqual([`${FORBUND} 2023`]);
  });
});

describe('det som går förlorat tas igen', () => {
  test('händelser medan ingen bevakade ger sina prognoser vid nästa start', async () => {
    await ettAr();
    const forsta = await bevaka(system);
    await forsta.bevakning.ikapp();
    await forsta.stopp();
    await bokfor(system, '2023-06-30', TEAM, -18_100n);
    const andra = await bevaka(system);
    // Nobody asks it to catch up: it looks for itself when it starts.
    await tills(async () => (await prognoser(2023)).at(-1)?.team === -36_500n);
    expect(andra.korda.length).toBeGreaterThan(0);
  });

  test('en tömd kö fylls igen', async () => {
    await ettAr();
    let vantar = true;
    const bevakad = await bevaka(system, async (jobb, signal) => {
      // The queue is wiped while its job runs, and the run gives up.
      if (vantar) throw new Error('avbruten');
      await system.hamta(Prognosomrakning).raknaOm(jobb, signal);
    });
    await bokfor(system, '2023-06-30', TEAM, -18_100n);
    await lugn(bevakad);
    await bevakad.ko.tom();
    vantar = false;
    expect(await prognoser(2023)).toEqual([]);
    const sedan = performance.now();
    await bevakad.bevakning.ikapp();
    // Not by the sweep that comes twice a minute anyway.
    expect(performance.now() - sedan).toBeLessThan(10_000);
    expect((await prognoser(2023)).map((p) => p.team)).toEqual([-36_500n]);
  });

  test('köns hela schema kan kastas mellan två starter', async () => {
    await ettAr();
    const forsta = await bevaka(system);
    await forsta.bevakning.ikapp();
    await forsta.stopp();
    await bokfor(system, '2023-06-30', TEAM, -18_100n);
    const sql = postgres(system.url, { max: 1, onnotice: () => undefined });
    await sql`drop schema jobb cascade`;
    await sql.end();
    const andra = await bevaka(system);
    await andra.bevakning.ikapp();
    expect((await prognoser(2023)).at(-1)!.team).toBe(-36_500n);
  });

  test('en glömd kontroll räknar om allt, och registrerar inget', async () => {
    await ettAr();
    await bokfor(system, '2023-06-30', TEAM, -18_100n);
    const bevakad = await bevaka(system);
    await bevakad.bevakning.ikapp();
    await lugn(bevakad);
    const [fore, jobb] = [await huvudet(), bevakad.korda.length];
    await system.readStore.sql`delete from prognosjobb.kontrollerad`;
    await bevakad.bevakning.ikapp();
    await lugn(bevakad);
    expect(bevakad.korda.length).toBeGreaterThan(jobb);
    expect(await prognoser(2023)).toHaveLength(1);
    expect(await huvudet()).toBe(fore);
  });

  test('ett jobb vars process dödas körs igen av en annan', async () => {
    await ettAr();
    await bokfor(system, '2023-06-30', TEAM, -18_100n);
    const barn = startaBarn(HANGANDE_ARBETARE, [system.url]);
    stangningar.push(() => {
      barn.doda('SIGKILL');
      return barn.slut;
    });
    const ko = await oppnaKo<Prognosjobb>({
      namn: 'prognos',
      anslutning: { slag: 'postgres', url: system.url },
    });
    const jobb = { forbund: FORBUND, ar: 2023, ordinal: await huvudet() };
    await ko.lagg(jobb, { dubblettnyckel: `${FORBUND}-2023` });
    await ko.close();
    expect(JSON.parse(await barn.rad())).toEqual(jobb);
    barn.doda('SIGKILL');
    await barn.slut;
    const annan = await bevaka(system);
    await annan.bevakning.ikapp();
    expect((await prognoser(2023)).map((p) => p.team)).toEqual([-36_500n]);
  });

  test('ett jobb som misslyckas görs om', async () => {
    await ettAr();
    let fel = 3;
    const bevakad = await bevaka(system, async (jobb, signal) => {
      if (fel-- > 0) throw new Error('databasen är borta');
      await system.hamta(Prognosomrakning).raknaOm(jobb, signal);
    });
    await bokfor(system, '2023-06-30', TEAM, -18_100n);
    await bevakad.bevakning.ikapp();
    expect((await prognoser(2023)).at(-1)!.team).toBe(-36_500n);
    expect(bevakad.korda.length).toBeGreaterThan(3);
  });
});

describe('start och stopp', () => {
  test('två arbetare samtidigt ger samma prognoser, var och en en gång', async () => {
    system = await oppnaTestsystem();
    const ar = [2021, 2022, 2023];
    for (const forbund of ['ett', 'tva', 'tre']) {
      await registreraLitetForbund(system, forbund);
      for (const a of ar) {
        await faststallBudget(system, { ar: a, rader: { [TEAM]: -1_000n }, forbund });
        await bokfor(system, `${a}-06-30`, TEAM, -400n, forbund);
      }
    }
    const [en, annan] = [await bevaka(system), await bevaka(await system.ettTill())];
    await Promise.all([en.bevakning.ikapp(), annan.bevakning.ikapp()]);
    for (const forbund of ['ett', 'tva', 'tre'])
      for (const a of ar) expect(await prognoser(a, forbund)).toHaveLength(1);
    expect([...en.fel, ...annan.fel]).toEqual([]);
  });

  test('två omräkningar av samma år samtidigt registrerar en prognos', async () => {
    await ettAr();
    await bokfor(system, '2023-06-30', TEAM, -18_100n);
    const annat = await system.ettTill();
    const jobb = { forbund: FORBUND, ar: 2023, ordinal: await huvudet() };
    await Promise.all(
      [system, annat, system, annat].map((s) => s.hamta(Prognosomrakning).raknaOm(jobb, inteAvbruten())),
    );
    expect(await prognoser(2023)).toHaveLength(1);
  });

  test('att stoppa mitt i en ström av händelser lämnar inget oavslutat och tappar inget', async () => {
    await ettAr();
    const bevakad = await bevaka(system);
    const skriver = (async () => {
      for (let n = 0; n < 100; n++) await bokfor(system, '2023-06-30', TEAM, -181n);
    })();
    await new Promise((klart) => setTimeout(klart, 100));
    await bevakad.stopp();
    await skriver;
    expect(bevakad.fel).toEqual([]);
    const nasta = await bevaka(system);
    await nasta.bevakning.ikapp();
    expect((await prognoser(2023)).at(-1)!.team).toBe(-36_500n);
  });

  test('ett avbrutet jobb registrerar inget', async () => {
    await ettAr();
    await bokfor(system, '2023-06-30', TEAM, -18_100n);
    const jobb = { forbund: FORBUND, ar: 2023, ordinal: await huvudet() };
    const avbrutet = AbortSignal.abort(new Error('låset gick förlorat'));
    await expect(system.hamta(Prognosomrakning).raknaOm(jobb, avbrutet)).rejects.toThrow(
      'låset gick förlorat',
    );
    expect(await prognoser(2023)).toEqual([]);
  });

  test('ett jobb som väntar på läsmodeller lämnas tillbaka när processen slutar', async () => {
    await ettAr();
    const slut = new AbortController();
    const jobb = { forbund: FORBUND, ar: 2023, ordinal: (await huvudet()) + 1 };
    const vantar = system.hamta(Prognosomrakning).raknaOm(jobb, inteAvbruten(), slut.signal);
    slut.abort(new Error('processen slutar'));
    await expect(vantar).rejects.toThrow('processen slutar');
  });

  test('ett fel i en läsmodell rapporteras, och bevakningen går vidare när den är hel', async () => {
    await ettAr();
    const bevakad = await bevaka(system);
    await bevakad.bevakning.ikapp();
    await system.readStore.sql`alter table prognosbehov.berord rename to borta`;
    await bokfor(system, '2023-06-30', TEAM, -18_100n);
    await tills(() => bevakad.fel.length > 0);
    await system.readStore.sql`alter table prognosbehov.borta rename to berord`;
    await tills(async () => (await prognoser(2023)).at(-1)?.team === -36_500n);
  });
});

/** Waits at most ten seconds for something to become true. */
async function tills(villkor: () => boolean | Promise<boolean>): Promise<void> {
  for (let varv = 0; varv < 200; varv++) {
    if (await villkor()) return;
    await new Promise((klart) => setTimeout(klart, 50));
  }
  throw new Error('det hände aldrig');
}

const inteAvbruten = (): AbortSignal => new AbortController().signal;
