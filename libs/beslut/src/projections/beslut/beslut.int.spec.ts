import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { datum } from '#kernel/datum.js';
import { Lasprov } from '../../../../../test/databas/lasprov.js';
import type { BeslutFattat, BeslutHandelse, Beslutstid } from '../../domain/beslut.events.js';
import type { SammantradeHandelse } from '../../domain/sammantrade.events.js';
import { BeslutProjektion } from './beslut.projektion.js';
import { beslutssida, somSokfraga, type Beslutsurval } from './beslut.query.js';
import { beslutsvyer, type Beslutsvy } from './beslutsvy.query.js';

let prov: Lasprov;
beforeEach(async () => {
  prov = await Lasprov.oppna(new BeslutProjektion());
});
afterEach(() => prov.stang());

const beslutet = (
  beslut: string,
  fattat: Beslutstid,
  mer: Partial<BeslutFattat['data']> = {},
): BeslutFattat => ({
  typ: 'BeslutFattat',
  data: {
    forbund: 'a',
    beslut,
    organ: 'styrelsen',
    rubrik: 'Budget',
    fattat,
    styrkt: 'kalldokument',
    ...mer,
  },
});

it('har tiden så noga som källan säger den: första och sista dag som den kan ha varit', async () => {
  await prov.lagg(
    beslutet('dagen', { slag: 'dag', datum: datum('2023-11-29') }),
    beslutet('aret', { slag: 'ar', ar: 2024 }),
    beslutet('perioden', {
      slag: 'period',
      period: { fran: datum('2022-10-01'), till: datum('2022-12-31') },
    }),
  );
  const rader = await prov.fraga(
    (sql) =>
      sql`select ordinal, beslut, fattat_slag, fattat_fran, fattat_till from beslut.beslut order by ordinal`,
  );
  expect([...rader]).toEqual([
    {
      ordinal: 1n,
      beslut: 'dagen',
      fattat_slag: 'dag',
      fattat_fran: '2023-11-29',
      fattat_till: '2023-11-29',
    },
    { ordinal: 2n, beslut: 'aret', fattat_slag: 'ar', fattat_fran: '2024-01-01', fattat_till: '2024-12-31' },
    {
      ordinal: 3n,
      beslut: 'perioden',
      fattat_slag: 'period',
      fattat_fran: '2022-10-01',
      fattat_till: '2022-12-31',
    },
  ]);
});

it('har vad beslutet gäller och vad som styrker det; det som källan inte ger är tomt', async () => {
  const tid: Beslutstid = { slag: 'ar', ar: 2024 };
  await prov.lagg(
    beslutet('utan', tid),
    beslutet('med', tid, {
      forbund: 'b',
      text: 'Budgeten fastställs.',
      paragraf: 7,
      dnr: '2023-11',
      avser: { budget: 2024, prognos: 2023 },
      styrkt: 'protokoll',
    }),
  );
  const rader = await prov.fraga(
    (sql) =>
      sql`select forbund, organ, rubrik, text, paragraf, dnr, avser_budget, avser_prognos, styrkt from beslut.beslut order by ordinal`,
  );
  const gemensamt = { organ: 'styrelsen', rubrik: 'Budget' };
  expect([...rader]).toEqual([
    {
      ...gemensamt,
      forbund: 'a',
      text: null,
      paragraf: null,
      dnr: null,
      avser_budget: null,
      avser_prognos: null,
      styrkt: 'kalldokument',
    },
    {
      ...gemensamt,
      forbund: 'b',
      text: 'Budgeten fastställs.',
      paragraf: 7,
      dnr: '2023-11',
      avser_budget: 2024,
      avser_prognos: 2023,
      styrkt: 'protokoll',
    },
  ]);
});

const dagen = (den: string): Beslutstid => ({ slag: 'dag', datum: datum(den) });
const hitta = (f: Partial<Beslutsurval>): Promise<string[]> =>
  prov.fraga(async (sql, sista) =>
    (await beslutssida(sql, { forbund: ['a'], ordinal: sista, efter: 0, max: 100, ...f })).map(
      (b) => b.beslut,
    ),
  );

describe('registret', () => {
  it('söks på organ, tid, ord och början på ord, § och dnr; alla ord ska stå där', async () => {
    await prov.lagg(
      beslutet('budget', dagen('2023-11-24'), {
        rubrik: 'Verksamhetsplan och budget 2024',
        text: 'Styrelsen fastställer budgeten.',
        paragraf: 52,
        dnr: '2023/17-3',
      }),
      beslutet('presidium', { slag: 'ar', ar: 2024 }, { rubrik: 'Val av presidium' }),
      beslutet(
        'avsikt',
        { slag: 'period', period: { fran: datum('2022-09-01'), till: datum('2022-12-31') } },
        { organ: 'Samtliga förbundsmedlemmar', rubrik: 'Avsiktsförklaring' },
      ),
      beslutet('annat', dagen('2023-11-24'), { forbund: 'b', rubrik: 'Budget 2024' }),
    );
    expect(await hitta({ sok: 'budgetar' })).toEqual(['budget']);
    expect(await hitta({ sok: 'BUDGET 2024' })).toEqual(['budget']);
    expect(await hitta({ sok: 'verksam' })).toEqual(['budget']);
    expect(await hitta({ sok: 'budget 2025' })).toEqual([]);
    expect(await hitta({ sok: '§ 52' })).toEqual(['budget']);
    expect(await hitta({ sok: '2023/17' })).toEqual(['budget']);
    expect(await hitta({ sok: 'förbundsmedlemmar' })).toEqual(['avsikt']);
    expect(await hitta({ sok: "' & | !" })).toEqual([]);
    expect(await hitta({ sok: 'budget', forbund: ['a', 'b'] })).toEqual(['budget', 'annat']);
    expect(await hitta({ organ: 'STYRELSEN' })).toEqual(['budget', 'presidium']);
    // An inexact time counts as any of its days.
    expect(await hitta({ fran: datum('2022-12-01'), till: datum('2023-11-24') })).toEqual([
      'budget',
      'avsikt',
    ]);
    expect(await hitta({ till: datum('2022-09-01') })).toEqual(['avsikt']);
    expect(await hitta({ fran: datum('2023-11-25') })).toEqual(['presidium']);
    expect(await hitta({ efter: 1, max: 1 })).toEqual(['presidium']);
  });

  it('har varje version från sin ordning, på samma plats i registret', async () => {
    const forst = beslutet('budget', { slag: 'ar', ar: 2023 });
    await prov.lagg(forst, beslutet('annat', dagen('2023-12-01')), {
      typ: 'BeslutRattat',
      data: {
        ...forst.data,
        fattat: dagen('2023-11-24'),
        paragraf: 52,
        styrkt: 'protokoll',
        orsak: 'protokollet',
      },
    });
    const vid = (ordinal: number) =>
      prov.fraga(async (sql) =>
        (await beslutssida(sql, { forbund: ['a'], ordinal, efter: 0, max: 10 })).map(
          (b) => `${b.beslut} ${b.fattatFran} ${b.paragraf ?? '-'} ${b.styrkt}`,
        ),
      );
    const annat = 'annat 2023-12-01 - kalldokument';
    expect(await vid(0)).toEqual([]);
    expect(await vid(2)).toEqual(['budget 2023-01-01 - kalldokument', annat]);
    expect(await vid(3)).toEqual(['budget 2023-11-24 52 protokoll', annat]);
    expect(await hitta({ efter: 1 })).toEqual(['annat']);
  });
});

describe('söktexten', () => {
  it.each([
    ['budget 2024', 'budget:* & 2024:*'],
    ["  d'Arc:* | !å ", 'd:* & Arc:* & å:*'],
    ['§ / -', undefined],
    [Array(20).fill('a').join(' '), Array(10).fill('a:*').join(' & ')],
  ])('%p blir %p', (text, fraga) => {
    expect(somSokfraga(text)).toBe(fraga);
  });
});

describe('ett beslut med allt som hänt det', () => {
  const B = { forbund: 'a', beslut: 'budget' };
  const S = { forbund: 'a', sammantrade: 'motet' };
  const period = { fran: datum('2024-09-11'), till: datum('2024-09-11') };
  const mote: SammantradeHandelse[] = [
    { typ: 'SammantradeHallet', data: { ...S, slag: 'styrelsemöte', antal: 1, period } },
    { typ: 'ProtokollJusterat', data: { ...S, den: datum('2024-09-11'), paragrafer: [7] } },
    { typ: 'ProtokollAnslaget', data: { ...S, den: datum('2024-09-12'), paragrafer: [7] } },
    { typ: 'ProtokollJusterat', data: { ...S, den: datum('2024-09-18') } },
    { typ: 'ProtokollAnslaget', data: { ...S, den: datum('2024-09-19') } },
  ];
  const iMotet = (beslut: string, paragraf: number): BeslutHandelse =>
    beslutet(beslut, dagen('2024-09-11'), { sammantrade: 'motet', paragraf });

  const vyer = (per: string, ordinal?: number): Promise<Record<string, Beslutsvy>> =>
    prov.fraga(async (sql, sista) => {
      const vid = ordinal ?? sista;
      const rader = await beslutssida(sql, { forbund: ['a', 'b'], ordinal: vid, efter: 0, max: 100 });
      const alla = await beslutsvyer(sql, rader, { ordinal: vid, per: datum(per) });
      return Object.fromEntries(alla.map((v) => [v.rad.beslut, v]));
    });

  it('går protokollets väg, en omedelbart justerad paragraf sin egen', async () => {
    await prov.lagg(...mote, iMotet('budget', 7), iMotet('val', 8), beslutet('utan', dagen('2024-09-11')));
    const nu = await vyer('2024-10-04');
    expect(nu['budget']?.lage).toMatchObject({ skede: 'laga_kraft', lagaKraft: '2024-10-04' });
    expect(nu['val']?.lage).toMatchObject({ skede: 'anslaget', lagaKraft: '2024-10-11' });
    expect(nu['utan']?.lage).toMatchObject({ skede: 'fattat', lagaKraft: null });
  });

  it('är som det var känt: protokollets dagar först från sin ordning', async () => {
    await prov.lagg(iMotet('val', 8), ...mote);
    const skeden = [];
    for (let ordinal = 1; ordinal <= 6; ordinal++)
      skeden.push((await vyer('2024-12-01', ordinal))['val']?.lage.skede);
    expect(skeden).toEqual(['fattat', 'fattat', 'fattat', 'fattat', 'justerat', 'laga_kraft']);
  });

  it('har överklaganden, det som fastställer och fastställs, och det som upphävt', async () => {
    const fore = await prov.lagg(
      ...mote,
      iMotet('budget', 7),
      beslutet('senare', dagen('2025-02-01')),
      beslutet('interim', dagen('2023-11-01'), { forbund: 'b' }),
    );
    await prov.lagg(
      {
        typ: 'BeslutOverklagat',
        data: { ...B, overklagande: 'm', den: datum('2024-09-20'), malnummer: '1-24' },
      },
      {
        typ: 'OverklagandeAvgjort',
        data: { ...B, overklagande: 'm', den: datum('2024-11-01'), utfall: 'avslaget' },
      },
      {
        typ: 'TidigareBeslutFaststallda',
        data: { ...B, faststaller: [{ forbund: 'b', beslut: 'interim' }] },
      },
      { typ: 'BeslutErsatt', data: { ...B, av: 'senare', den: datum('2025-02-01') } },
    );
    const { budget, senare, interim } = await vyer('2025-01-31');
    expect(budget?.lage).toMatchObject({ skede: 'laga_kraft', lagaKraft: '2024-11-01', upphort: null });
    expect(budget?.overklaganden).toEqual([
      { overklagande: 'm', den: '2024-09-20', malnummer: '1-24', utfall: 'avslaget', avgjort: '2024-11-01' },
    ]);
    expect(budget?.faststaller).toEqual([{ forbund: 'b', beslut: 'interim' }]);
    expect(interim?.faststalltAv).toEqual([{ forbund: 'a', beslut: 'budget' }]);
    expect(senare?.upphaver).toEqual(['budget']);
    const sedan = (await vyer('2025-02-01'))['budget']?.lage;
    expect(sedan).toMatchObject({
      skede: 'ersatt',
      upphort: { slag: 'ersatt', av: 'senare', den: '2025-02-01' },
    });
    const da = await vyer('2025-02-01', fore);
    expect([da['budget']?.lage.lagaKraft, da['budget']?.overklaganden, da['interim']?.faststalltAv]).toEqual([
      '2024-10-04',
      [],
      [],
    ]);
  });
});
