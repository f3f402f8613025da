import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { datum } from '#kernel/datum.js';
import { Lasprov } from '../../../../../test/databas/lasprov.js';
import type { InsatsHandelse } from '../../domain/insats.events.js';
import { InsatserProjektion } from './insatser.projektion.js';
import { ansokningarOm, beviljatTill, insatssida } from './insatser.query.js';

let prov: Lasprov;
beforeEach(async () => {
  prov = await Lasprov.oppna(new InsatserProjektion());
});
afterEach(() => prov.stang());

const SPIRA = { forbund: 'a', insats: 'spira' };
const DOKUMENT = { slag: 'dokument', dokument: 'arsredovisning' } as const;
const registrerad: InsatsHandelse = {
  typ: 'InsatsRegistrerad',
  data: { ...SPIRA, namn: 'SPIRA', slag: 'individ' },
};
const beviljad = (fran: string, till: string, beloppOre: bigint, mer: object = {}): InsatsHandelse => ({
  typ: 'InsatsBeviljad',
  data: { ...SPIRA, fran: datum(fran), till: datum(till), beloppOre, stod: DOKUMENT, ...mer },
});
const startad: InsatsHandelse = { typ: 'InsatsStartad', data: { ...SPIRA, den: datum('2021-02-01') } };
const avslutad: InsatsHandelse = {
  typ: 'InsatsAvslutad',
  data: { ...SPIRA, den: datum('2022-06-30'), overgarTill: 'kommunen' },
};

interface Nar {
  readonly ordinal?: number;
  readonly per?: string;
}
const vid = (n: Nar, sista: number) => ({
  forbund: ['a'],
  ordinal: n.ordinal ?? sista,
  per: n.per === undefined ? undefined : datum(n.per),
});
/** Name, status, its day, and where it goes on. */
const insatsen = (n: Nar = {}): Promise<unknown> =>
  prov.fraga(async (sql, sista) => {
    const [rad] = await insatssida(sql, { ...vid(n, sista), efter: 0, max: 1, insats: 'spira' });
    return rad && [rad.namn, rad.status, rad.den, rad.overgarTill];
  });

it('har insatserna per förbund, i den ordning de registrerades, med slag när källan ger det', async () => {
  await prov.lagg(registrerad, {
    typ: 'InsatsRegistrerad',
    data: { forbund: 'b', insats: 'spira', namn: 'Spira i B' },
  });
  const rader = await prov.fraga((sql, ordinal) =>
    insatssida(sql, { forbund: ['b', 'a'], ordinal, per: undefined, efter: 0, max: 9 }),
  );
  const utan = { status: 'registrerad', den: null, overgarTill: null };
  expect([...rader]).toEqual([
    { ...SPIRA, ordinal: 1n, namn: 'SPIRA', slag: 'individ', ...utan },
    { forbund: 'b', insats: 'spira', ordinal: 2n, namn: 'Spira i B', slag: null, ...utan },
  ]);
});

describe('skedet', () => {
  it('är vid varje ordning det längst framme', async () => {
    await prov.lagg(
      registrerad,
      {
        typ: 'InsatsAnsokt',
        data: {
          ...SPIRA,
          ansokan: 'ett',
          sokande: 'Kommunen',
          beloppOre: 5n,
          fran: datum('2021-01-01'),
          till: datum('2021-12-31'),
          den: datum('2020-09-30'),
        },
      },
      {
        typ: 'InsatsansokanAvslagen',
        data: { ...SPIRA, ansokan: 'ett', den: datum('2020-11-24'), stod: DOKUMENT },
      },
      beviljad('2021-01-01', '2021-12-31', 7n, { den: datum('2020-12-15') }),
      startad,
      beviljad('2022-01-01', '2022-12-31', 5n),
      avslutad,
    );
    const skeden = await Promise.all([0, 1, 2, 3, 4, 5, 6, 7].map((ordinal) => insatsen({ ordinal })));
    expect(skeden).toEqual([
      undefined,
      ['SPIRA', 'registrerad', null, null],
      ['SPIRA', 'ansokt', '2020-09-30', null],
      ['SPIRA', 'avslagen', '2020-11-24', null],
      ['SPIRA', 'beviljad', '2020-12-15', null],
      ['SPIRA', 'startad', '2021-02-01', null],
      ['SPIRA', 'startad', '2021-02-01', null],
      ['SPIRA', 'avslutad', '2022-06-30', 'kommunen'],
    ]);
    const perDag = ['2020-01-01', '2020-10-01', '2020-12-01', '2021-01-31', '2022-06-29', '2022-06-30'];
    expect(await Promise.all(perDag.map((per) => insatsen({ per })))).toEqual([
      ['SPIRA', 'registrerad', null, null],
      ['SPIRA', 'ansokt', '2020-09-30', null],
      ['SPIRA', 'avslagen', '2020-11-24', null],
      ['SPIRA', 'beviljad', '2020-12-15', null],
      ['SPIRA', 'startad', '2021-02-01', null],
      ['SPIRA', 'avslutad', '2022-06-30', 'kommunen'],
    ]);
  });

  it('slutar dagen före den som tar vid; ett slut som redan fanns står kvar', async () => {
    const overlamnad: InsatsHandelse = {
      typ: 'InsatsOverlamnad',
      data: { ...SPIRA, fran: datum('2022-08-01'), medlem: 'kommunen' },
    };
    await prov.lagg(registrerad, startad, overlamnad);
    expect(await insatsen()).toEqual(['SPIRA', 'avslutad', '2022-07-31', null]);
    expect(await insatsen({ per: '2022-07-30' })).toEqual(['SPIRA', 'startad', '2021-02-01', null]);
  });

  it('som redan är slut ändras inte av vem som tog vid', async () => {
    await prov.lagg(registrerad, startad, avslutad, {
      typ: 'InsatsOverlamnad',
      data: { ...SPIRA, fran: datum('2022-07-01'), medlem: 'kommunen' },
    });
    expect(await insatsen()).toEqual(['SPIRA', 'avslutad', '2022-06-30', 'kommunen']);
  });
});

it('heter vid varje dag och ordning det som den hette', async () => {
  const byte = (namn: string, fran: string): InsatsHandelse => ({
    typ: 'InsatsNamnbytt',
    data: { ...SPIRA, namn, fran: datum(fran) },
  });
  await prov.lagg(registrerad, byte('Tredje', '2024-01-01'), byte('Andra', '2023-01-01'));
  const namn = async (n: Nar) => ((await insatsen(n)) as string[])[0];
  expect(await namn({})).toBe('Tredje');
  expect(await namn({ per: '2022-12-31' })).toBe('SPIRA');
  expect(await namn({ per: '2023-12-31' })).toBe('Andra');
  expect(await namn({ per: '2023-12-31', ordinal: 2 })).toBe('SPIRA');
  expect(await namn({ per: '2024-01-01', ordinal: 2 })).toBe('Tredje');
});

describe('beviljanden', () => {
  const beviljade = (n: Nar = {}) =>
    prov.fraga(async (sql, sista) =>
      (await beviljatTill(sql, { ...vid(n, sista), insats: 'spira' })).map((b) => [
        b.nummer,
        b.fran,
        b.till,
        b.beloppOre,
        b.den,
      ]),
    );

  it('har nummer i den ordning de gavs, och gäller som de är ändrade den dagen', async () => {
    await prov.lagg(
      registrerad,
      beviljad('2021-01-01', '2021-12-31', 9_007_199_254_740_991n),
      beviljad('2022-01-01', '2022-12-31', 100n),
      {
        typ: 'BeviljandeAndrat',
        data: {
          ...SPIRA,
          nummer: 2,
          den: datum('2022-06-22'),
          fran: datum('2022-01-01'),
          till: datum('2022-06-30'),
          beloppOre: 40n,
          stod: { slag: 'beslut', beslut: 'paragraf-12' },
        },
      },
      {
        typ: 'BeviljandeAndrat',
        data: {
          ...SPIRA,
          nummer: 2,
          den: datum('2022-03-01'),
          fran: datum('2022-01-01'),
          till: datum('2022-12-31'),
          beloppOre: 0n,
          stod: DOKUMENT,
        },
      },
    );
    const forsta = [1, '2021-01-01', '2021-12-31', 9_007_199_254_740_991, null];
    expect(await beviljade({ per: '2022-02-28' })).toEqual([
      forsta,
      [2, '2022-01-01', '2022-12-31', 100, null],
    ]);
    expect(await beviljade({ per: '2022-03-01' })).toEqual([
      forsta,
      [2, '2022-01-01', '2022-12-31', 0, '2022-03-01'],
    ]);
    const halvar = [2, '2022-01-01', '2022-06-30', 40, '2022-06-22'];
    expect(await beviljade({ per: '2022-06-22' })).toEqual([forsta, halvar]);
    expect(await beviljade()).toEqual([forsta, halvar]);
    expect(await beviljade({ ordinal: 3 })).toEqual([forsta, [2, '2022-01-01', '2022-12-31', 100, null]]);
    expect(await beviljade({ ordinal: 1 })).toEqual([]);
  });

  it('säger vad de vilar på', async () => {
    await prov.lagg(registrerad, beviljad('2021-01-01', '2021-12-31', 1n));
    const [beviljat] = await prov.fraga((sql, ordinal) => beviljatTill(sql, vid({}, ordinal)));
    expect(beviljat?.stod).toEqual({ slag: 'dokument', id: 'arsredovisning' });
  });
});

it('har ansökningarna med vad de ledde till, som det var känt och gällde', async () => {
  const ansokt = (ansokan: string, den: string): InsatsHandelse => ({
    typ: 'InsatsAnsokt',
    data: {
      ...SPIRA,
      ansokan,
      sokande: 'Kommunen',
      beloppOre: 5n,
      fran: datum('2021-01-01'),
      till: datum('2021-12-31'),
      den: datum(den),
    },
  });
  await prov.lagg(
    registrerad,
    ansokt('ett', '2020-09-30'),
    ansokt('tva', '2020-10-15'),
    {
      typ: 'InsatsansokanAvslagen',
      data: { ...SPIRA, ansokan: 'ett', den: datum('2020-11-24'), stod: DOKUMENT },
    },
    beviljad('2021-01-01', '2021-12-31', 4n, { ansokan: 'tva', den: datum('2020-12-01') }),
  );
  const ansokningar = (n: Nar = {}) =>
    prov.fraga(async (sql, sista) =>
      (await ansokningarOm(sql, { ...vid(n, sista), forbund: 'a', insats: 'spira' })).map((a) => [
        a.ansokan,
        a.sokande,
        a.beloppOre,
        a.utfall,
        a.avgjord,
      ]),
    );
  const ett = ['ett', 'Kommunen', 5, 'avslagen', '2020-11-24'];
  expect(await ansokningar()).toEqual([ett, ['tva', 'Kommunen', 5, 'beviljad', '2020-12-01']]);
  expect(await ansokningar({ per: '2020-11-30' })).toEqual([ett, ['tva', 'Kommunen', 5, 'provas', null]]);
  expect(await ansokningar({ per: '2020-10-01', ordinal: 3 })).toEqual([
    ['ett', 'Kommunen', 5, 'provas', null],
  ]);
});
