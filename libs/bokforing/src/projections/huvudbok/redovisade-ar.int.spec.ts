import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { datum } from '#kernel/datum.js';
import { Lasprov } from '../../../../../test/databas/lasprov.js';
import { HuvudbokProjektion } from './huvudbok.projektion.js';
import { redovisadeAr, type RedovisadeAr } from './redovisade-ar.query.js';
import { bokford, ingaende } from './verifikat.fixtures.js';

let prov: Lasprov;
beforeEach(async () => {
  prov = await Lasprov.oppna(new HuvudbokProjektion());
});
afterEach(() => prov.stang());

const lasta = (ordinal: number, forbund = ['c', 'b', 'a']): Promise<RedovisadeAr> =>
  prov.fraga((sql) => redovisadeAr(sql, { forbund, ordinal }));

it('har varje år som något är bokfört i eller som är öppnat, med första och sista dag, vid varje ordning', async () => {
  await prov.lagg(
    bokford('a 2024-03-20 1', '6110 1, 1930 -1'),
    bokford('a 2024-03-10 2', '6110 1, 1930 -1'),
    bokford('a 2022-12-31 1', '6110 1, 1930 -1'),
    ingaende('a', 2024, '1930 5, 2070 -5'),
    ingaende('b', 2023, '1930 5, 2070 -5'),
    bokford('a 2024-05-02 3', '6110 1, 1930 -1'),
  );
  const vid = async (ordinal: number): Promise<string[]> =>
    (await lasta(ordinal)).alla
      .map((r) => `${r.forbund} ${r.ar} ${r.forsta ?? '-'} ${r.sista ?? '-'}${r.oppnat ? ' öppnat' : ''}`)
      .sort();
  expect(await vid(0)).toEqual([]);
  expect(await vid(1)).toEqual(['a 2024 2024-03-20 2024-03-20']);
  expect(await vid(3)).toEqual(['a 2022 2022-12-31 2022-12-31', 'a 2024 2024-03-10 2024-03-20']);
  expect(await vid(6)).toEqual([
    'a 2022 2022-12-31 2022-12-31',
    'a 2024 2024-03-10 2024-05-02 öppnat',
    'b 2023 - - öppnat',
  ]);
  expect((await lasta(6, ['b'])).alla.map((r) => r.forbund)).toEqual(['b']);
});

it('vet vilka som har balanser en dag: de som har bokfört något under året till dess, eller öppnat det', async () => {
  await prov.lagg(
    bokford('a 2024-03-10 1', '6110 1, 1930 -1'),
    ingaende('b', 2024, '1930 5, 2070 -5'),
    bokford('c 2023-12-31 1', '6110 1, 1930 -1'),
  );
  const vid = async (dag: string, ordinal: number): Promise<string[]> => {
    const redovisade = await lasta(ordinal);
    return ['a', 'b', 'c'].filter((f) => redovisade.harBalanser(f, datum(dag)));
  };
  expect(await vid('2024-03-10', 3)).toEqual(['a', 'b']);
  expect(await vid('2024-03-09', 3)).toEqual(['b']);
  expect(await vid('2024-12-31', 1)).toEqual(['a']);
  expect(await vid('2023-12-31', 3)).toEqual(['c']);
});

it('jämför ett år till samma dag, eller till den första dag som det är bokfört till', async () => {
  await prov.lagg(
    bokford('a 2023-08-31 1', '6110 1, 1930 -1'),
    bokford('a 2023-02-01 2', '6110 1, 1930 -1'),
    bokford('a 2022-12-31 1', '6110 1, 1930 -1'),
  );
  const vid = async (ordinal: number): Promise<string[]> => {
    const redovisade = await lasta(ordinal);
    return [2021, 2022, 2023].map((ar) => redovisade.jamforelsedag('a', ar, datum(`${ar}-06-30`)));
  };
  expect(await vid(1)).toEqual(['2021-06-30', '2022-06-30', '2023-08-31']);
  expect(await vid(3)).toEqual(['2021-06-30', '2022-12-31', '2023-06-30']);
});

it('vet vilket år som öppnades först', async () => {
  await prov.lagg(
    bokford('a 2021-03-10 1', '6110 1, 1930 -1'),
    ingaende('a', 2024, '1930 5, 2070 -5'),
    ingaende('a', 2023, '1930 5, 2070 -5'),
  );
  expect((await lasta(3)).forstaOppnade('a')).toBe(2023);
  expect((await lasta(2)).forstaOppnade('a')).toBe(2024);
  expect((await lasta(1)).forstaOppnade('a')).toBeUndefined();
});
