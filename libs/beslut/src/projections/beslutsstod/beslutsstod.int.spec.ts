import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { datum } from '#kernel/datum.js';
import type { Event } from '#kernel/handelse.js';
import type { Stod } from '#kernel/identiteter.js';
import { Lasprov } from '../../../../../test/databas/lasprov.js';
import { omLika } from '../../../../../test/property/ombyggnad.js';
import { BeslutProjektion } from '../beslut/beslut.projektion.js';
import { BeslutsstodProjektion } from './beslutsstod.projektion.js';
import { antalSomVilarPa, stodFor, vilarPa } from './beslutsstod.query.js';

const projektioner = () => [
  new BeslutProjektion(),
  new BeslutsstodProjektion(['BudgetFaststalld', 'GruppAndrad', 'BeslutFattat']),
];
let prov: Lasprov;
beforeEach(async () => {
  prov = await Lasprov.oppna(...projektioner());
});
afterEach(() => prov.stang());

const budget = (stod: Stod | undefined, forbund = 'a'): Event => ({
  typ: 'BudgetFaststalld',
  data: { forbund, ...(stod ? { stod } : {}) },
});
const beslutet = (beslut: string): Stod => ({ slag: 'beslut', beslut });
const dokument: Stod = { slag: 'dokument', dokument: 'rapport' };

const vilar = (
  beslut: string,
  mer: { forbund?: string; ordinal?: number; efter?: number; max?: number } = {},
) =>
  prov.fraga(async (sql, sista) =>
    (await vilarPa(sql, { forbund: 'a', beslut, ordinal: sista, efter: 0, max: 100, ...mer })).map(
      (v) => `${v.ordinal} ${v.typ} ${v.slag}`,
    ),
  );

it('har varje händelse som anger beslutet som sitt stöd eller sitt skäl, och ingen annan', async () => {
  await prov.lagg(budget(beslutet('x')), budget(dokument), budget(undefined), budget(beslutet('y')));
  await prov.laggMed({ skal: beslutet('x') }, budget(dokument), budget(beslutet('x')), budget(beslutet('y')));
  await prov.laggMed({ skal: beslutet('x') }, { typ: 'NagonAnnan', data: { forbund: 'a' } });
  expect(await vilar('x')).toEqual([
    '1 BudgetFaststalld stod',
    '5 BudgetFaststalld skal',
    '6 BudgetFaststalld stod',
    '7 BudgetFaststalld skal',
  ]);
  expect(await vilar('y')).toEqual(['4 BudgetFaststalld stod', '7 BudgetFaststalld stod']);
  expect(await vilar('okant')).toEqual([]);
});

it('nyckeln är beslutets i det förbund som händelsen gäller; utan ett eget i alla som kommandot gällde', async () => {
  await prov.laggMed({ forbund: ['b', 'c'], skal: beslutet('x') }, budget(undefined, 'a'), {
    typ: 'GruppAndrad',
    data: { grupp: 'alla' },
  });
  expect(await vilar('x')).toEqual(['1 BudgetFaststalld skal']);
  expect(await vilar('x', { forbund: 'b' })).toEqual(['2 GruppAndrad skal']);
  expect(await vilar('x', { forbund: 'c' })).toEqual(['2 GruppAndrad skal']);
});

it('sidor efter ordning, och så många som var kända vid en ordning', async () => {
  await prov.lagg(...Array.from({ length: 5 }, () => budget(beslutet('x'))));
  await prov.lagg(budget(beslutet('y')), budget(beslutet('x')));
  expect(await vilar('x', { max: 2, efter: 2 })).toEqual([
    '3 BudgetFaststalld stod',
    '4 BudgetFaststalld stod',
  ]);
  expect(await vilar('x', { ordinal: 2 })).toHaveLength(2);
  const antal = (ordinal: number) =>
    prov.fraga((sql) =>
      antalSomVilarPa(
        sql,
        ['y', 'okant', 'x'].map((beslut) => ({ forbund: 'a', beslut })),
        ordinal,
      ),
    );
  expect(await antal(0)).toEqual([0, 0, 0]);
  expect(await antal(3)).toEqual([0, 0, 3]);
  expect(await antal(7)).toEqual([1, 0, 6]);
});

it('från händelsen till besluten: också ett som registreras först senare', async () => {
  await prov.laggMed({ skal: beslutet('y') }, budget(beslutet('x')));
  await prov.lagg({
    typ: 'BeslutFattat',
    data: {
      forbund: 'a',
      beslut: 'x',
      organ: 'styrelsen',
      rubrik: 'Budget',
      fattat: { slag: 'dag', datum: datum('2023-11-24') },
      paragraf: 7,
      dnr: '2023/17',
      styrkt: 'protokoll',
    },
  });
  const vid = (handelse: number, ordinal: number) =>
    prov.fraga(async (sql) => [...(await stodFor(sql, { handelse, ordinal }))]);
  const x = { forbund: 'a', beslut: 'x', slag: 'stod' };
  const y = { forbund: 'a', beslut: 'y', slag: 'skal', rubrik: null, paragraf: null, dnr: null };
  expect(await vid(1, 1)).toEqual([{ ...x, rubrik: null, paragraf: null, dnr: null }, y]);
  expect(await vid(1, 2)).toEqual([{ ...x, rubrik: 'Budget', paragraf: 7, dnr: '2023/17' }, y]);
  expect(await vid(2, 2)).toEqual([]);
});

it('blir likadan ombyggd, hur händelserna än delas', async () => {
  const handelser = Array.from({ length: 30 }, (_, n) =>
    budget(n % 4 === 0 ? dokument : beslutet(n % 3 === 0 ? 'x' : 'y'), n % 5 === 0 ? 'b' : 'a'),
  );
  await omLika(projektioner(), handelser, { delningar: [1, 7, 3] });
});
