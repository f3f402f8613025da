import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { datum, dagarIManad, manadsSlut, type Period } from '#kernel/datum.js';
import type { TransactionSql } from '#read-store/anslutning.js';
import { Lasprov } from '../../../../../test/databas/lasprov.js';
import { grundbokshuvuden } from './grundbok.query.js';
import { HuvudbokProjektion } from './huvudbok.projektion.js';
import { utfallPerKontering, utfallPerPost } from './huvudbok.query.js';
import { kontonasRader, rorelseTillRaden } from './kontonas-rader.query.js';
import { radsida, type Radmarkor } from './radsida.query.js';
import { redovisadeAr } from './redovisade-ar.query.js';
import { saldon } from './saldon.query.js';
import { bokford, posten } from './verifikat.fixtures.js';

/** Two förbund, two years: enough history that reading it through would be the planner's choice if it had no better. */
const VERIFIKATIONER = 20_000;
const FORBUND = ['a', 'b'];
const INSATSER = 10;
/** To a page. */
const RADER = 20;
/** Rows of the chart and of open months that a report may touch; far below the 40 000 rows of history. */
const POSTER = FORBUND.length * (INSATSER + 1);

const HELT_AR: Period = { fran: datum('2024-01-01'), till: datum('2024-12-31') };
const BRUTET: Period = { fran: datum('2023-12-15'), till: datum('2024-08-20') };

let prov: Lasprov;
/** The last ordinal, and one in the middle of history. */
let sista: number;
let mitten: number;

/** Every month of both years is booked from the start to the end of history, as when late vouchers keep coming. */
function verifikation(n: number) {
  const manad = (n % 12) + 1;
  const ar = 2023 + (Math.floor(n / 12) % 2);
  const dag = manadsSlut(ar, manad).slice(0, 8) + String((n % dagarIManad(ar, manad)) + 1).padStart(2, '0');
  const insats = `insats-${n % INSATSER}`;
  return bokford(`${FORBUND[n % 2] ?? ''} ${dag} ${n + 1}`, `5010/${insats} ${n}, 1930 -${n}`);
}

beforeAll(async () => {
  prov = await Lasprov.oppna(new HuvudbokProjektion());
  await prov.lagg(
    ...FORBUND.flatMap((f) =>
      Array.from({ length: INSATSER }, (_, i) => posten(f, `kostnad:insats-${i}`, `5010/insats-${i}`)),
    ),
  );
  sista = await prov.lagg(...Array.from({ length: VERIFIKATIONER }, (_, n) => verifikation(n)));
  mitten = Math.floor(sista / 2);
  // What autovacuum does within a minute.
  await prov.readStore.sql`analyze`;
}, 60_000);
afterAll(() => prov.stang());

interface Steg {
  readonly 'Node Type': string;
  readonly 'Relation Name'?: string;
  readonly 'Index Name'?: string;
  readonly 'Actual Rows': number;
  readonly 'Actual Loops': number;
  readonly Plans?: readonly Steg[];
}

/** The same connection, but the plan of every statement that somebody waits for is noted. */
function forklarande(sql: TransactionSql, ut: Steg[]): TransactionSql {
  return new Proxy(sql, {
    apply: (mal, sjalv, argument: Parameters<TransactionSql>) => {
      const fraga = Reflect.apply(mal, sjalv, argument) as ReturnType<TransactionSql>;
      const forklara = async (): Promise<unknown> => {
        const [rad] = await sql<
          { 'QUERY PLAN': { Plan: Steg }[] }[]
        >`explain (analyze, format json) ${fraga}`;
        ut.push(rad!['QUERY PLAN'][0]!.Plan);
        return Reflect.apply(mal, sjalv, argument) as ReturnType<TransactionSql>;
      };
      // A part of a statement is never waited for, and stays what it was.
      return Object.assign(fraga, {
        then: (klar: (rader: unknown) => unknown, fel: (f: unknown) => unknown) => forklara().then(klar, fel),
      });
    },
  });
}

const alla = (steg: Steg): Steg[] => [steg, ...(steg.Plans ?? []).flatMap(alla)];

async function plan(period: Period, ordinal: number): Promise<Steg[]> {
  const planer: Steg[] = [];
  await prov.fraga((sql) => utfallPerPost(forklarande(sql, planer), { forbund: FORBUND, period, ordinal }));
  expect(planer).toHaveLength(1);
  return alla(planer[0]!);
}

/** `Index Scan saldo saldo_pkey`, for what reads a table of the ledger. */
const lasningar = (steg: readonly Steg[]): string[] =>
  steg
    .filter((s) => s['Relation Name'] !== undefined)
    .map((s) => `${s['Node Type']} ${s['Relation Name']!} ${s['Index Name'] ?? ''}`.trim());

const rorda = (steg: readonly Steg[], tabell: string): number =>
  steg
    .filter((s) => s['Relation Name'] === tabell)
    .reduce((n, s) => n + s['Actual Rows'] * s['Actual Loops'], 0);

describe('saldon över tjugotusen verifikationer', () => {
  it.each([
    ['i en hel månad', '2024-12-31'],
    ['mitt i en månad', '2024-08-20'],
  ])('läser månadernas saldon med index %s, och av rader bara den brutna månadens', async (_, per) => {
    const planer: Steg[] = [];
    const fraga = { forbund: FORBUND, per: datum(per), ordinal: sista };
    await prov.fraga((sql) => saldon(forklarande(sql, planer), fraga));
    const steg = planer.flatMap(alla);
    expect(lasningar(steg).filter((l) => /^Seq Scan (saldo|rad)$/.test(l))).toEqual([]);
    expect(rorda(steg, 'saldo')).toBeLessThanOrEqual(POSTER * 24);
    // A twelfth of two years, and no more than that.
    expect(rorda(steg, 'rad')).toBeLessThanOrEqual((VERIFIKATIONER * 2) / 24);
  });
});

describe('en sida av rader över tjugotusen verifikationer', () => {
  const sidan = async (efter?: Radmarkor) => {
    const planer: Steg[] = [];
    const plats = { forbund: 'a', konto: '5010', insats: 'insats-0', motpart: null };
    const fraga = { spann: [{ ...plats, period: HELT_AR }], ordinal: sista, efter, max: RADER };
    const sida = await prov.fraga((sql) => radsida(forklarande(sql, planer), fraga));
    return { sida, steg: planer.flatMap(alla) };
  };

  it('läser ingen växande tabell hel, på första sidan eller en senare', async () => {
    const forsta = await sidan();
    const senare = await sidan(forsta.sida.nasta);
    for (const { sida, steg } of [forsta, senare]) {
      expect(sida.rader).toHaveLength(RADER);
      expect(lasningar(steg).filter((l) => /^Seq Scan (saldo|rad|verifikation)$/.test(l))).toEqual([]);
      // A page, and one more of the month that is sorted together with its last.
      expect(rorda(steg, 'saldo')).toBeLessThanOrEqual(RADER * 3);
      expect(rorda(steg, 'rad')).toBeLessThanOrEqual(RADER * 3);
      expect(rorda(steg, 'verifikation')).toBeLessThanOrEqual(RADER + 1);
    }
    expect(forsta.sida.rader.at(-1)?.ordinal).not.toBe(senare.sida.rader[0]?.ordinal);
  });
});

describe('utfall per post över tjugotusen verifikationer', () => {
  it.each([
    // All that is asked for is what was last written; halfway all months have moved since.
    ['nu', () => sista, 0],
    ['som det var känt halvvägs', () => mitten, POSTER * 12],
  ])('läser hela månader ur saldon med index, %s', async (_, ordinal, tidigare) => {
    const steg = await plan(HELT_AR, ordinal());
    expect(lasningar(steg).filter((l) => / (saldo|rad)\b/.test(l))).toEqual(['Index Scan saldo saldo_pkey']);
    // One row per key and month, however many vouchers moved it, and none of the other year's.
    expect(rorda(steg, 'saldo')).toBeLessThanOrEqual(tidigare);
    expect(rorda(steg, 'saldonyckel')).toBeLessThanOrEqual(POSTER * 12);
  });

  it.each([
    ['nu', () => sista],
    ['som det var känt halvvägs', () => mitten],
  ])('läser av brutna månader bara deras rader, %s', async (_, ordinal) => {
    const steg = await plan(BRUTET, ordinal());
    expect(lasningar(steg).filter((l) => /^Seq Scan (saldo|rad)$/.test(l))).toEqual([]);
    const [{ antal } = { antal: 0n }] = await prov.readStore.sql<{ antal: bigint }[]>`
      select count(*) as antal from huvudbok.rad
      where (datum between '2023-12-15' and '2023-12-31' or datum between '2024-08-01' and '2024-08-20')
        and ordinal <= ${ordinal()} and konto >= '3'`;
    expect(Number(antal)).toBeGreaterThan(0);
    expect(rorda(steg, 'rad')).toBe(Number(antal));
  });

  it('slår upp en månad som flera perioder delar en gång, och ingen av ett annat år', async () => {
    const planer: Steg[] = [];
    const perioder = [HELT_AR, { fran: datum('2024-01-01'), till: datum('2024-08-31') }];
    const fraga = { forbund: FORBUND.slice(0, 1), perioder, ordinal: sista };
    await prov.fraga((sql) => utfallPerKontering(forklarande(sql, planer), fraga));
    const steg = planer.flatMap(alla);
    expect(rorda(steg, 'saldonyckel')).toBeLessThanOrEqual((INSATSER + 1) * 12);
    expect(rorda(steg, 'saldo')).toBeLessThanOrEqual((INSATSER + 1) * 12);
  });

  it('har samma plan som av en tidigare ordning som nu', async () => {
    for (const period of [HELT_AR, BRUTET])
      expect(lasningar(await plan(period, mitten))).toEqual(lasningar(await plan(period, sista)));
  });

  /** Rows of a table that questions read in operation, with plans made for the question or with those that the server keeps. */
  const lastaIDrift = (lage: 'force_custom_plan' | 'force_generic_plan') =>
    prov.fraga(async (sql) => {
      await sql`select set_config('plan_cache_mode', ${lage}, true)`;
      const perioder = [HELT_AR, BRUTET];
      for (const ordinal of [mitten, sista])
        for (const forbund of [FORBUND, FORBUND.slice(0, 1)]) {
          for (const period of perioder) await utfallPerPost(sql, { forbund, period, ordinal });
          await utfallPerKontering(sql, { forbund, perioder, ordinal });
          await saldon(sql, { forbund, per: BRUTET.till, ordinal });
        }
      const tabeller = await sql<{ relname: string; seq_scan: bigint; rader: bigint }[]>`
        select relname, seq_scan, idx_tup_fetch as rader from pg_stat_xact_user_tables
        where schemaname = 'huvudbok' and relname in ('rad', 'saldo') order by relname`;
      return tabeller.map((t) => ({ tabell: t.relname, hela: t.seq_scan, rader: Number(t.rader) }));
    });

  it('gör i drift vad planerna säger, också med de planer som servern behåller', async () => {
    const gjorda = await lastaIDrift('force_custom_plan');
    const behallna = await lastaIDrift('force_generic_plan');
    for (const [i, tabell] of ['rad', 'saldo'].entries()) {
      expect(gjorda[i]).toMatchObject({ tabell, hela: 0n });
      expect(behallna[i]).toMatchObject({ tabell, hela: 0n });
      expect(gjorda[i]!.rader).toBeGreaterThan(0);
      expect(behallna[i]!.rader / gjorda[i]!.rader).toBeLessThan(1.5);
    }
  });
});

describe('böckerna över tjugotusen verifikationer', () => {
  const SIDA = 100;
  const period = { fran: datum('2024-01-01'), till: datum('2024-12-31') };
  const efter = { konto: '1930', datum: datum('2024-06-15'), ordinal: 0, nr: 0 };

  async function steg(fraga: (sql: TransactionSql) => Promise<unknown>): Promise<Steg[]> {
    const planer: Steg[] = [];
    await prov.fraga((sql) => fraga(forklarande(sql, planer)));
    return planer.flatMap(alla);
  }
  const hela = (s: readonly Steg[]): string[] => lasningar(s).filter((l) => l.startsWith('Seq Scan'));

  it.each([
    ['nu', () => sista],
    ['som det var känt halvvägs', () => mitten],
  ])('läser av huvudboken sidans rader, med index, %s', async (_, ordinal) => {
    const s = await steg((sql) =>
      kontonasRader(sql, {
        ...{ forbund: 'a', konton: ['1930'], period, ordinal: ordinal(), efter, max: SIDA },
      }),
    );
    expect(hela(s)).toEqual([]);
    expect(lasningar(s).filter((l) => / rad\b/.test(l))).toEqual(['Index Scan rad rad_konto']);
    expect(rorda(s, 'rad')).toBe(SIDA);
    expect(rorda(s, 'verifikation')).toBeLessThanOrEqual(SIDA);
  });

  it('räknar fram saldot vid en rad ur dess månad, och inte ur året', async () => {
    const fran = datum('2024-06-01');
    const s = await steg((sql) => rorelseTillRaden(sql, { forbund: 'a', fran, till: efter, ordinal: sista }));
    expect(hela(s)).toEqual([]);
    expect(rorda(s, 'rad')).toBeLessThanOrEqual(VERIFIKATIONER / FORBUND.length / 12);
  });

  it('läser av en serie de nummer som står på sidan', async () => {
    const fraga = { forbund: 'a', ar: 2024, serie: 'a', efter: 5_000, ordinal: sista, max: SIDA };
    const s = await steg((sql) => grundbokshuvuden(sql, fraga));
    expect(hela(s)).toEqual([]);
    expect(rorda(s, 'verifikation')).toBe(SIDA);
  });

  it('finner de redovisade åren utan att läsa de dagar som de är bokförda på', async () => {
    const s = await steg((sql) => redovisadeAr(sql, { forbund: FORBUND, ordinal: sista }));
    // The first and the last day of two years each.
    expect(rorda(s, 'bokford_dag')).toBeLessThanOrEqual(FORBUND.length * 4);
  });
});
