import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Lasprov } from '../../../../../test/databas/lasprov.js';
import { HuvudbokProjektion } from './huvudbok.projektion.js';
import { kontonamn, postvisningar } from './huvudbok.query.js';
import { andradPost, kontot, posten } from './verifikat.fixtures.js';

let prov: Lasprov;
beforeEach(async () => {
  prov = await Lasprov.oppna(new HuvudbokProjektion());
});
afterEach(() => prov.stang());

describe('kontoplanen', () => {
  it('visar poster i den ordning de lades upp, som de beskrevs vid ordningen', async () => {
    const fore = await prov.lagg(
      posten('a', 'kostnad:spira', '5010/spira', { rad: 'Spira' }),
      posten('a', 'intakt:bidrag', '3510', { rad: 'Bidrag', grupp: 'intakter' }),
      posten('b', 'kostnad:spira', '5010', { rad: 'Insatser' }),
    );
    const efter = await prov.lagg(
      andradPost('a', 'kostnad:spira', { rad: 'SPIRA', grupp: 'struktur', overordnad: 'kostnad:insatser' }),
      posten('a', 'kostnad:rmgt', '5010/rmgt', { rad: 'RMGT', overordnad: 'kostnad:insatser' }),
    );
    const poster = (ordinal: number, forbund: string[]) =>
      prov.fraga((sql) => postvisningar(sql, forbund, ordinal));
    const bidrag = {
      forbund: 'a',
      post: 'intakt:bidrag',
      rad: 'Bidrag',
      grupp: 'intakter',
      overordnad: null,
      insats: null,
      ordning: '000000000002',
      konto: '3510',
      motpart: null,
    };
    const spira = {
      ...{ forbund: 'a', post: 'kostnad:spira', insats: 'spira', ordning: '000000000001' },
      ...{ konto: '5010', motpart: null },
    };
    expect(await poster(fore, ['a'])).toEqual([
      { ...spira, rad: 'Spira', grupp: 'individ', overordnad: null },
      bidrag,
    ]);
    expect(await poster(efter, ['a'])).toEqual([
      { ...spira, rad: 'SPIRA', grupp: 'struktur', overordnad: 'kostnad:insatser' },
      bidrag,
      {
        forbund: 'a',
        post: 'kostnad:rmgt',
        rad: 'RMGT',
        grupp: 'individ',
        overordnad: 'kostnad:insatser',
        insats: 'rmgt',
        ordning: '000000000005',
        konto: '5010',
        motpart: null,
      },
    ]);
    expect((await poster(efter, ['b', 'a'])).map((p) => `${p.forbund} ${p.rad}`)).toEqual([
      'a SPIRA',
      'a Bidrag',
      'a RMGT',
      'b Insatser',
    ]);
    expect(await poster(0, ['a', 'b'])).toEqual([]);
  });

  it('visar en post på sin angivna plats, också när den beskrivs om utan en', async () => {
    await prov.lagg(
      posten('a', 'kostnad:spira', '5010/spira', { ordning: '2024/b' }),
      posten('a', 'kostnad:rmgt', '5010/rmgt', { ordning: '2024/a' }),
      andradPost('a', 'kostnad:spira', { rad: 'SPIRA', grupp: 'individ' }),
    );
    const poster = await prov.fraga((sql, sista) => postvisningar(sql, ['a'], sista));
    expect(poster.map((p) => [p.post, p.ordning])).toEqual([
      ['kostnad:rmgt', '2024/a'],
      ['kostnad:spira', '2024/b'],
    ]);
  });

  it('ger kontonas namn per förbund, och motparter med vad de är', async () => {
    await prov.lagg(
      kontot('a', '5010', 'Insatser'),
      kontot('b', '5010', 'Köpta insatser'),
      {
        typ: 'MotpartUpplagd',
        data: { forbund: 'a', motpart: { nyckel: 'kommunen', namn: 'Kommunen', medlem: true } },
      },
      {
        typ: 'MotpartUpplagd',
        data: { forbund: 'a', motpart: { nyckel: 'b', namn: 'Förbundet B', forbund: 'b' } },
      },
    );
    const namn = (ordinal: number) => prov.fraga((sql) => kontonamn(sql, ['a', 'b'], ordinal));
    expect(await namn(1)).toEqual(new Map([['a|5010', 'Insatser']]));
    expect(await namn(4)).toEqual(
      new Map([
        ['a|5010', 'Insatser'],
        ['b|5010', 'Köpta insatser'],
      ]),
    );
    expect(await prov.fraga((sql) => sql`select * from huvudbok.motpart order by ordinal`)).toEqual([
      { forbund: 'a', motpart: 'kommunen', ordinal: 3n, namn: 'Kommunen', annat_forbund: null, medlem: true },
      { forbund: 'a', motpart: 'b', ordinal: 4n, namn: 'Förbundet B', annat_forbund: 'b', medlem: null },
    ]);
  });
});
