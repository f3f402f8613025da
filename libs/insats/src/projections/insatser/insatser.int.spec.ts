import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { datum } from '#kernel/datum.js';
import { Lasprov } from '../../../../../test/databas/lasprov.js';
import type { InsatsHandelse } from '../../domain/insats.events.js';
import { InsatserProjektion } from './insatser.projektion.js';

let prov: Lasprov;
beforeEach(async () => {
  prov = await Lasprov.oppna(new InsatserProjektion());
});
afterEach(() => prov.stang());

const SPIRA = { forbund: 'a', insats: 'spira' };
const livslopp: readonly InsatsHandelse[] = [
  { typ: 'InsatsRegistrerad', data: { ...SPIRA, namn: 'SPIRA', slag: 'individ' } },
  { typ: 'InsatsRegistrerad', data: { ...SPIRA, forbund: 'b', namn: 'Spira i B' } },
  {
    typ: 'InsatsBeviljad',
    data: {
      ...SPIRA,
      fran: datum('2021-01-01'),
      till: datum('2021-12-31'),
      beloppOre: 9_007_199_254_740_991n,
      stod: { slag: 'beslut', beslut: 'paragraf-12' },
    },
  },
  { typ: 'InsatsStartad', data: { ...SPIRA, den: datum('2021-02-01') } },
  {
    typ: 'InsatsBeviljad',
    data: {
      ...SPIRA,
      fran: datum('2022-01-01'),
      till: datum('2022-12-31'),
      beloppOre: 5n,
      stod: { slag: 'dokument', dokument: 'arsredovisning' },
    },
  },
  { typ: 'InsatsAvslutad', data: { ...SPIRA, den: datum('2022-06-30'), overgarTill: 'kommunen' } },
];

it('har insatserna per förbund, med slag när källan ger det', async () => {
  await prov.lagg(...livslopp);
  const rader = await prov.fraga((sql) => sql`select * from insatser.insats order by ordinal`);
  expect([...rader]).toEqual([
    { ...SPIRA, ordinal: 1n, namn: 'SPIRA', slag: 'individ' },
    { forbund: 'b', insats: 'spira', ordinal: 2n, namn: 'Spira i B', slag: null },
  ]);
});

it('har vid varje ordning det skede som insatsen var i', async () => {
  await prov.lagg(...livslopp);
  const skede = (ordinal: number) =>
    prov.fraga(async (sql) => {
      const [rad] = await sql<{ status: string; den: string | null; overgar_till: string | null }[]>`
        select status, den, overgar_till from insatser.skede
        where forbund = 'a' and insats = 'spira' and ordinal <= ${ordinal} order by ordinal desc limit 1`;
      return rad && [rad.status, rad.den, rad.overgar_till];
    });
  expect(await Promise.all([0, 1, 3, 4, 5, 6].map(skede))).toEqual([
    undefined,
    ['registrerad', null, null],
    ['registrerad', null, null],
    ['startad', '2021-02-01', null],
    ['startad', '2021-02-01', null],
    ['avslutad', '2022-06-30', 'kommunen'],
  ]);
});

it('har varje beviljande för sig, med vad det vilar på', async () => {
  await prov.lagg(...livslopp);
  const rader = await prov.fraga((sql) => sql`select * from insatser.beviljat order by ordinal`);
  expect([...rader]).toEqual([
    {
      ...SPIRA,
      ordinal: 3n,
      fran: '2021-01-01',
      till: '2021-12-31',
      belopp_ore: 9_007_199_254_740_991n,
      stod_slag: 'beslut',
      stod: 'paragraf-12',
    },
    {
      ...SPIRA,
      ordinal: 5n,
      fran: '2022-01-01',
      till: '2022-12-31',
      belopp_ore: 5n,
      stod_slag: 'dokument',
      stod: 'arsredovisning',
    },
  ]);
});
