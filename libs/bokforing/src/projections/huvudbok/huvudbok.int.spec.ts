import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { datum, type Period } from '#kernel/datum.js';
import { Lasprov } from '../../../../../test/databas/lasprov.js';
import { HuvudbokProjektion } from './huvudbok.projektion.js';
import {
  bokfortTill,
  delaIManader,
  kontonamn,
  kontonIPost,
  postvisningar,
  utfallPerPost,
} from './huvudbok.query.js';
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
