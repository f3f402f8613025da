import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { datum, type Period } from '#kernel/datum.js';
import { Lasprov } from '../../../../../test/databas/lasprov.js';
import type { RattelseBokford } from '../../domain/bokforing.events.js';
import { HuvudbokProjektion } from './huvudbok.projektion.js';
import { bokfortTill, kontonIPost, utfallPerPost } from './huvudbok.query.js';
import { naivtBokfortTill, naivtUtfall, ordnade } from './naiv-huvudbok.fixtures.js';
import { andradPost, bokford, ingaende, kontot, posten, rattelse } from './verifikat.fixtures.js';

let prov: Lasprov;
beforeEach(async () => {
  prov = await Lasprov.oppna(new HuvudbokProjektion());
});
afterEach(() => prov.stang());

const period = (fran: string, till: string): Period => ({ fran: datum(fran), till: datum(till) });

/** `kostnad:spira -100`, one line a post, for the förbund and period as known at an ordinal (the last, when absent). */
const utfall = (p: Period, val: { forbund?: string[]; ordinal?: number } = {}): Promise<string[]> =>
  prov.fraga(async (sql, sista) => {
    const { forbund = ['a'], ordinal = sista } = val;
    const summor = ordnade(await utfallPerPost(sql, { forbund, period: p, ordinal }));
    return summor.map((s) => `${forbund.length > 1 ? `${s.forbund} ` : ''}${s.post} ${s.beloppOre}`);
  });

const ARET = period('2024-01-01', '2024-12-31');

describe('utfall per post', () => {
  it('vänder tecken: intäkt är plus och kostnad minus, och balanskonton är inget utfall', async () => {
    await prov.lagg(
      posten('a', 'kostnad:spira', '5010/spira'),
      posten('a', 'intakt:bidrag', '3510'),
      bokford('a 2024-02-01 1', '5010/spira 100, 1930 -100'),
      bokford('a 2024-02-02 2', '1930 250, 3510 -250'),
    );
    expect(await utfall(ARET)).toEqual(['intakt:bidrag 250', 'kostnad:spira -100']);
  });

  it('räknar bara periodens dagar, i hela och brutna månader och över årsskiftet', async () => {
    await prov.lagg(
      posten('a', 'kostnad:spira', '5010/spira'),
      ...[
        '2023-12-14',
        '2023-12-15',
        '2023-12-31',
        '2024-01-01',
        '2024-01-31',
        '2024-02-29',
        '2024-03-01',
        '2024-03-02',
      ].map((dag, n) => bokford(`a ${dag} ${n + 1}`, `5010/spira ${10 ** n}, 1930 -${10 ** n}`)),
    );
    const spira = async (fran: string, till: string) => (await utfall(period(fran, till))).join();
    expect(await spira('2024-01-01', '2024-01-31')).toBe('kostnad:spira -11000');
    expect(await spira('2024-01-01', '2024-02-29')).toBe('kostnad:spira -111000');
    expect(await spira('2024-02-29', '2024-03-01')).toBe('kostnad:spira -1100000');
    expect(await spira('2024-01-02', '2024-03-01')).toBe('kostnad:spira -1110000');
    expect(await spira('2023-12-15', '2024-03-01')).toBe('kostnad:spira -1111110');
    expect(await spira('2023-12-01', '2024-03-31')).toBe('kostnad:spira -11111111');
    expect(await spira('2024-01-02', '2024-01-30')).toBe('');
    expect(await spira('2024-03-02', '2024-03-02')).toBe('kostnad:spira -10000000');
  });

  it('visar en rad på noll, och inget där inget är bokfört', async () => {
    await prov.lagg(
      posten('a', 'kostnad:spira', '5010/spira'),
      posten('a', 'kostnad:rmgt', '5010/rmgt'),
      bokford('a 2024-02-01 1', '5010/spira 0, 1930 0'),
    );
    expect(await utfall(ARET)).toEqual(['kostnad:spira 0']);
    expect(await utfall(period('2024-02-01', '2024-02-15'))).toEqual(['kostnad:spira 0']);
    expect(await utfall(period('2024-03-01', '2024-03-31'))).toEqual([]);
  });

  it('visar inget där den enda uppgiften har utgått, och noll där den rättats till noll', async () => {
    const utgatt: RattelseBokford = rattelse('a 2024-02-01 3', 1, '5010/spira -100, 1930 100');
    const utgar = {
      ...utgatt,
      data: { ...utgatt.data, rader: utgatt.data.rader.map((r) => ({ ...r, utgar: true as const })) },
    };
    const rattad = await prov.lagg(
      posten('a', 'kostnad:spira', '5010/spira'),
      posten('a', 'kostnad:rmgt', '5010/rmgt'),
      bokford('a 2024-02-01 1', '5010/spira 100, 5010/rmgt 70, 1930 -170'),
      rattelse('a 2024-02-01 2', 1, '5010/rmgt -70, 1930 70'),
    );
    expect(await utfall(ARET)).toEqual(['kostnad:rmgt 0', 'kostnad:spira -100']);
    await prov.lagg(utgar);
    expect(await utfall(ARET)).toEqual(['kostnad:rmgt 0']);
    expect(await utfall(period('2024-02-01', '2024-02-15'))).toEqual(['kostnad:rmgt 0']);
    expect(await utfall(ARET, { ordinal: rattad })).toEqual(['kostnad:rmgt 0', 'kostnad:spira -100']);
    await prov.lagg(bokford('a 2024-02-01 4', '5010/spira 0, 1930 0'));
    expect(await utfall(ARET)).toEqual(['kostnad:rmgt 0', 'kostnad:spira 0']);
  });

  it('låter en rättelse ändra summan från sin egen ordning', async () => {
    await prov.lagg(
      posten('a', 'kostnad:spira', '5010/spira'),
      bokford('a 2024-02-01 1', '5010/spira 100, 1930 -100'),
      rattelse('a 2024-02-01 2', 1, '5010/spira -40, 1930 40'),
      rattelse('a 2024-02-01 3', 1, '5010/spira -60, 1930 60'),
    );
    const vid = async (ordinal: number) => (await utfall(ARET, { ordinal })).join();
    expect(await Promise.all([1, 2, 3, 4].map(vid))).toEqual([
      '',
      'kostnad:spira -100',
      'kostnad:spira -60',
      'kostnad:spira 0',
    ]);
    expect(
      await prov.fraga((sql) => sql`select nummer, rattar from huvudbok.verifikation order by nummer`),
    ).toEqual([
      { nummer: 1, rattar: null },
      { nummer: 2, rattar: 1 },
      { nummer: 3, rattar: 1 },
    ]);
  });

  it('samlar det som ingen post har under sitt konto, tills en post läggs upp', async () => {
    const utan = await prov.lagg(
      bokford('a 2024-02-01 1', '6110 7, 6110/spira 20, 6110@kommunen 3, 3990 -30, 8310 0'),
    );
    const summor = [
      'intakt:konto-3990 30',
      'kostnad:konto-6110 -10',
      'kostnad:konto-6110-spira -20',
      'kostnad:konto-8310 0',
    ];
    expect(await utfall(ARET)).toEqual(summor);
    await prov.lagg(posten('a', 'kostnad:material', '6110/spira'));
    expect(await utfall(ARET)).toEqual([
      'intakt:konto-3990 30',
      'kostnad:konto-6110 -10',
      'kostnad:konto-8310 0',
      'kostnad:material -20',
    ]);
    expect(await utfall(ARET, { ordinal: utan })).toEqual(summor);
    expect(
      ['kostnad:konto-6110-spira', 'kostnad:material'].map((p) => kontonIPost(p as `kostnad:${string}`)),
    ).toEqual(['6110', undefined]);
  });

  it('håller förbunden isär, också när de har samma konton och poster', async () => {
    await prov.lagg(
      posten('a', 'kostnad:spira', '5010/spira'),
      posten('b', 'kostnad:annat', '5010/spira'),
      bokford('a 2024-02-01 1', '5010/spira 1, 1930 -1'),
      bokford('b 2024-02-01 1', '5010/spira 2, 1930 -2'),
      bokford('c 2024-02-01 1', '5010/spira 4, 1930 -4'),
    );
    expect(await utfall(ARET, { forbund: ['a', 'b', 'c'] })).toEqual([
      'a kostnad:spira -1',
      'b kostnad:annat -2',
      'c kostnad:konto-5010-spira -4',
    ]);
    expect(await utfall(ARET, { forbund: ['b', 'finns-inte'] })).toEqual(['b kostnad:annat -2']);
    expect(await utfall(ARET, { forbund: [] })).toEqual([]);
  });
});

describe('som det var känt', () => {
  const historia = [
    kontot('a', '5010', 'Insatser'),
    bokford('a 2023-12-31 1', '5010/spira 11, 3510 -11'),
    posten('a', 'kostnad:spira', '5010/spira'),
    bokford('a 2024-01-15 1', '5010/spira 100, 5010/spira 5, 5010/rmgt 7, 1930 -112'),
    bokford('b 2024-01-15 1', '5010/spira 900, 1930 -900'),
    rattelse('a 2024-02-20 2', 1, '5010/spira -5, 5010/rmgt 5'),
    posten('a', 'kostnad:rmgt', '5010/rmgt'),
    andradPost('a', 'kostnad:rmgt', { rad: 'RMGT', grupp: 'struktur' }),
    bokford('a 2024-01-31 3', '5010/rmgt 0, 3510@kommunen -40, 1930 40'),
    posten('a', 'intakt:kommunen', '3510@kommunen'),
    rattelse('a 2024-12-31 4', 2, '5010/rmgt -7, 1930 7'),
    bokford('b 2024-02-29 2', '7010 1, 1930 -1'),
  ];
  const perioder = [
    ARET,
    period('2023-01-01', '2023-12-31'),
    period('2023-06-01', '2024-06-30'),
    period('2024-01-15', '2024-02-20'),
    period('2024-01-16', '2024-02-19'),
    period('2024-02-29', '2024-02-29'),
  ];

  it.each([
    ['en händelse i taget', 1],
    ['i omgångar om fem', 5],
    ['på en gång', historia.length],
  ])('vid varje ordning är svaren de som en enkel genomräkning ger, när allt kom %s', async (_, omgang) => {
    for (let n = 0; n < historia.length; n += omgang) await prov.lagg(...historia.slice(n, n + omgang));
    const forbund = ['a', 'b'];
    await prov.fraga(async (sql) => {
      for (let ordinal = 0; ordinal <= historia.length; ordinal++) {
        for (const p of perioder) {
          const fraga = { forbund, period: p, ordinal };
          expect([fraga, ordnade(await utfallPerPost(sql, fraga))]).toEqual([
            fraga,
            naivtUtfall(historia, fraga),
          ]);
        }
        const bokfort = await bokfortTill(sql, { ordinal });
        expect([...bokfort].sort((x, y) => (`${x.forbund}${x.ar}` < `${y.forbund}${y.ar}` ? -1 : 1))).toEqual(
          naivtBokfortTill(historia, { ordinal }),
        );
      }
    });
  });
});

it('tar tretusen verifikationer i ett svep, med ett saldo för varje ordning', async () => {
  const antal = 3_000;
  const dag = (n: number): string => `2024-${String((n % 12) + 1).padStart(2, '0')}-15`;
  const historia = Array.from({ length: antal }, (_, n) =>
    bokford(`a ${dag(n)} ${n + 1}`, `5010/spira ${n}, 1930 -${n}`),
  );
  await prov.lagg(posten('a', 'kostnad:spira', '5010/spira'), ...historia);
  // 0 + 1 + … + 2 999
  expect(await utfall(ARET)).toEqual(['kostnad:spira -4498500']);
  // 0, 12, 24 … 2 988 came in January; half of them up to the voucher 1 488, which has ordinal 1 490
  expect(await utfall(period('2024-01-01', '2024-01-31'))).toEqual(['kostnad:spira -373500']);
  expect(await utfall(period('2024-01-01', '2024-01-31'), { ordinal: 1_490 })).toEqual([
    'kostnad:spira -93000',
  ]);
  const [antalRader] = await prov.fraga(
    (sql) => sql`
      select (select count(*) from huvudbok.verifikation) as verifikationer, (select count(*) from huvudbok.rad) as rader,
        (select count(*) from huvudbok.saldo) as saldon, (select count(*) from huvudbok.saldonyckel) as nycklar,
        (select count(*) from huvudbok.bokford_dag) as dagar`,
  );
  expect(antalRader).toEqual({
    verifikationer: 3_000n,
    rader: 6_000n,
    saldon: 6_000n,
    nycklar: 24n,
    dagar: 12n,
  });
});

describe('det som bokförs bredvid utfallet', () => {
  it('håller ingående balans för sig: den är ingen rörelse', async () => {
    await prov.lagg(
      ingaende('a', 2024, '1930 500, 2070@kommunen -500'),
      ingaende('a', 2024, '1930 600, 2070@kommunen -600'),
    );
    expect(await utfall(ARET)).toEqual([]);
    expect(
      await prov.fraga(
        (sql) =>
          sql`select ordinal, nr, konto, insats, motpart, belopp_ore from huvudbok.ingaende order by ordinal, nr`,
      ),
    ).toEqual([
      { ordinal: 1n, nr: 0, konto: '1930', insats: '', motpart: '', belopp_ore: 500n },
      { ordinal: 1n, nr: 1, konto: '2070', insats: '', motpart: 'kommunen', belopp_ore: -500n },
      { ordinal: 2n, nr: 0, konto: '1930', insats: '', motpart: '', belopp_ore: 600n },
      { ordinal: 2n, nr: 1, konto: '2070', insats: '', motpart: 'kommunen', belopp_ore: -600n },
    ]);
  });

  it('skriver rader och huvud som de kom, med belopp större än ett flyttal rymmer', async () => {
    const storst = 9_007_199_254_740_991n;
    await prov.lagg(
      bokford(
        'a 2024-02-29 1',
        `5010/spira@kommunen ${storst}, 5010/spira@kommunen ${storst}, 1930 -${storst}, 1930 -${storst}`,
      ),
    );
    expect(
      await prov.fraga(
        (sql) =>
          sql`select nr, datum, konto, insats, motpart, belopp_ore from huvudbok.rad where nr < 2 order by nr`,
      ),
    ).toEqual(
      [0, 1].map((nr) => ({
        nr,
        datum: '2024-02-29',
        konto: '5010',
        insats: 'spira',
        motpart: 'kommunen',
        belopp_ore: storst,
      })),
    );
    expect(await utfall(ARET)).toEqual(['kostnad:konto-5010-spira -18014398509481982']);
  });
});
