import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { datum } from '#kernel/datum.js';
import { Lasprov } from '../../../../../test/databas/lasprov.js';
import { HuvudbokProjektion } from './huvudbok.projektion.js';
import { bokfortIAr, bokfortTill } from './huvudbok.query.js';
import { bokford, rattelse } from './verifikat.fixtures.js';

let prov: Lasprov;
beforeEach(async () => {
  prov = await Lasprov.oppna(new HuvudbokProjektion());
});
afterEach(() => prov.stang());

/** `a 2024-03-20` per förbund and year. */
const till = (val: { hogst?: string; ordinal?: number } = {}): Promise<string[]> =>
  prov.fraga(async (sql, sista) => {
    const fraga = {
      ordinal: val.ordinal ?? sista,
      ...(val.hogst === undefined ? {} : { hogst: datum(val.hogst) }),
    };
    const dagar = await bokfortTill(sql, fraga);
    // One year at a time says the same.
    for (const ar of new Set(dagar.map((d) => d.ar)))
      expect([...(await bokfortIAr(sql, { ...fraga, forbund: ['a', 'b', 'c'], ar }))].sort()).toEqual(
        dagar
          .filter((d) => d.ar === ar)
          .map((d) => [d.forbund, d.datum])
          .sort(),
      );
    return dagar.map((d) => `${d.forbund} ${d.datum}`).sort();
  });

describe('bokfört till', () => {
  it('är den sista dagen per förbund och år, vid varje ordning', async () => {
    expect(await till()).toEqual([]);
    await prov.lagg(
      bokford('a 2024-03-20 1', '5010 1, 1930 -1'),
      bokford('a 2024-03-10 2', '5010 1, 1930 -1'),
      bokford('b 2024-01-31 1', '5010 1, 1930 -1'),
      rattelse('a 2024-05-02 3', 1, '5010 -1, 1930 1'),
      bokford('a 2023-12-31 1', '5010 1, 1930 -1'),
    );
    expect(await till({ ordinal: 2 })).toEqual(['a 2024-03-20']);
    expect(await till({ ordinal: 3 })).toEqual(['a 2024-03-20', 'b 2024-01-31']);
    expect(await till({ ordinal: 4 })).toEqual(['a 2024-05-02', 'b 2024-01-31']);
    expect(await till()).toEqual(['a 2023-12-31', 'a 2024-05-02', 'b 2024-01-31']);
  });

  it.each([
    ['i dagarnas ordning', ['10', '15', '20']],
    ['i omvänd ordning', ['20', '15', '10']],
  ])('till en dag mitt i månaden är detsamma när dagarna kommer %s', async (_, dagar) => {
    for (const [n, dag] of dagar.entries())
      await prov.lagg(bokford(`a 2024-03-${dag} ${n + 1}`, '5010 1, 1930 -1'));
    expect(await till({ hogst: '2024-03-09' })).toEqual([]);
    expect(await till({ hogst: '2024-03-14' })).toEqual(['a 2024-03-10']);
    expect(await till({ hogst: '2024-03-15' })).toEqual(['a 2024-03-15']);
    expect(await till({ hogst: '2024-03-31' })).toEqual(['a 2024-03-20']);
  });

  it('räknar samma dag från den första verifikationen på den', async () => {
    await prov.lagg(bokford('a 2024-03-20 1', '5010 1, 1930 -1'));
    await prov.lagg(
      bokford('a 2024-03-20 2', '5010 1, 1930 -1'),
      bokford('a 2024-04-01 3', '5010 1, 1930 -1'),
      bokford('a 2024-04-01 4', '5010 1, 1930 -1'),
    );
    expect(await till({ ordinal: 1 })).toEqual(['a 2024-03-20']);
    expect(await till({ ordinal: 2 })).toEqual(['a 2024-03-20']);
    expect(await till({ ordinal: 3 })).toEqual(['a 2024-04-01']);
  });
});
