import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { datum } from '#kernel/datum.js';
import { Lasprov } from '../../../../../test/databas/lasprov.js';
import type { PrognosBeraknad } from '../../domain/prognos.events.js';
import { PrognosProjektion } from './prognos.projektion.js';
import { senasteBeraknade } from './prognos.query.js';

let prov: Lasprov;
beforeEach(async () => {
  prov = await Lasprov.oppna(new PrognosProjektion());
});
afterEach(() => prov.stang());

const beraknad = (forbund: string, per: string, spiraOre: bigint, ar = 2024): PrognosBeraknad => ({
  typ: 'PrognosBeraknad',
  data: {
    forbund,
    ar,
    per: datum(per),
    underlagOrdinal: 1,
    metodversion: '1',
    rader: [{ post: 'kostnad:spira', beloppOre: spiraOre, metod: 'linjär', motiv: `till ${per}` }],
  },
});

/** `a -100`, in the order of the förbund. */
const senaste = (
  per: string,
  val: { ordinal?: number; ar?: number; forbund?: string[] } = {},
): Promise<string[]> =>
  prov.fraga(async (sql, sista) => {
    const { ordinal = sista, ar = 2024, forbund = ['a', 'b'] } = val;
    const rader = await senasteBeraknade(sql, { forbund, ar, per: datum(per), ordinal });
    return rader.map((r) => `${r.forbund} ${r.beloppOre}`).sort();
  });

it('är den som byggde på utfall längst fram, till och med dagen, och av dem den sist beräknade', async () => {
  await prov.lagg(
    beraknad('a', '2024-04-30', -1n),
    beraknad('a', '2024-08-31', -2n),
    beraknad('b', '2024-06-30', -3n),
    beraknad('a', '2024-08-31', -4n),
    beraknad('a', '2024-04-30', -5n),
    beraknad('a', '2023-12-31', -6n, 2023),
  );
  expect(await senaste('2024-04-29')).toEqual([]);
  expect(await senaste('2024-04-30')).toEqual(['a -5']);
  expect(await senaste('2024-07-31')).toEqual(['a -5', 'b -3']);
  expect(await senaste('2024-12-31')).toEqual(['a -4', 'b -3']);
  expect(await senaste('2024-12-31', { ordinal: 2 })).toEqual(['a -2']);
  expect(await senaste('2024-12-31', { ordinal: 0 })).toEqual([]);
  expect(await senaste('2024-12-31', { ar: 2023 })).toEqual(['a -6']);
  expect(await senaste('2024-12-31', { forbund: ['b', 'finns-inte'] })).toEqual(['b -3']);
});

it('säger metod och skäl, och håller belopp som ett flyttal inte rymmer', async () => {
  await prov.lagg(beraknad('a', '2024-08-31', -9_007_199_254_740_993n));
  const rader = await prov.fraga((sql, ordinal) =>
    senasteBeraknade(sql, { forbund: ['a'], ar: 2024, per: datum('2024-12-31'), ordinal }),
  );
  expect(rader).toEqual([
    {
      forbund: 'a',
      post: 'kostnad:spira',
      beloppOre: -9_007_199_254_740_993n,
      ordinal: 1,
      metod: 'linjär',
      motiv: 'till 2024-08-31',
      per: '2024-08-31',
    },
  ]);
});

it('en beräkning utan rader döljer de tidigare: den är den senaste', async () => {
  const tom = beraknad('a', '2024-08-31', 0n);
  await prov.lagg(beraknad('a', '2024-04-30', -1n), { ...tom, data: { ...tom.data, rader: [] } });
  expect(await senaste('2024-08-31')).toEqual([]);
  expect(await senaste('2024-08-30')).toEqual(['a -1']);
});
