import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { datum } from '#kernel/datum.js';
import { Lasprov } from '../../../../../test/databas/lasprov.js';
import type { SammantradeHallet, SammantradeKallat } from '../../domain/sammantrade.events.js';
import { BeslutProjektion } from './beslut.projektion.js';
import { sammantradesdetaljer, sammantradessida } from './sammantrade.query.js';

let prov: Lasprov;
beforeEach(async () => {
  prov = await Lasprov.oppna(new BeslutProjektion());
});
afterEach(() => prov.stang());

const DET = { forbund: 'a', sammantrade: 'motet' };
const kallat = (den: string, ...arenden: string[]): SammantradeKallat => ({
  typ: 'SammantradeKallat',
  data: {
    ...DET,
    slag: 'styrelsemöte',
    organ: 'Styrelsen',
    den: datum(den),
    lokal: 'Kansliet',
    arenden: arenden.map((rubrik) => ({ rubrik })),
  },
});
const hallet = (mer: Partial<SammantradeHallet['data']> = {}): SammantradeHallet => ({
  typ: 'SammantradeHallet',
  data: {
    ...DET,
    slag: 'styrelsemöte',
    antal: 1,
    period: { fran: datum('2024-09-11'), till: datum('2024-09-11') },
    ...mer,
  },
});
const sidan = (f: { ordinal?: number; per?: string; efter?: number } = {}) =>
  prov.fraga(async (sql, sista) =>
    (
      await sammantradessida(sql, {
        forbund: 'a',
        ordinal: f.ordinal ?? sista,
        per: f.per === undefined ? undefined : datum(f.per),
        efter: f.efter ?? 0,
        max: 10,
      })
    ).map((s) => `${s.sammantrade} ${s.skede} ${s.antal} ${s.fran}–${s.till}`),
  );
const detaljerna = (ordinal?: number) =>
  prov.fraga((sql, sista) => sammantradesdetaljer(sql, { ...DET, ordinal: ordinal ?? sista }));

it('kallas, kallas om och hålls: som det var känt vid varje ordning, på samma plats i registret', async () => {
  const period = { fran: datum('2024-01-01'), till: datum('2024-08-31') };
  await prov.lagg(
    kallat('2024-09-04', 'Delårsrapport'),
    hallet({ sammantrade: 'var', antal: 3, period }),
    kallat('2024-09-11', 'Delårsrapport', 'Val'),
    hallet(),
  );
  const var_ = 'var hallet 3 2024-01-01–2024-08-31';
  expect(await sidan({ ordinal: 1 })).toEqual(['motet kallat 1 2024-09-04–2024-09-04']);
  expect(await sidan({ ordinal: 3 })).toEqual(['motet kallat 1 2024-09-11–2024-09-11', var_]);
  expect(await sidan()).toEqual(['motet hallet 1 2024-09-11–2024-09-11', var_]);
  expect(await sidan({ efter: 1 })).toEqual([var_]);
  expect(await sidan({ per: '2024-08-31' })).toEqual([var_]);
});

it('har den senaste kallelsen, vilka platser som var där och protokollets dagar', async () => {
  const narvaro = [
    { plats: 'sala-1', tjanstgor: true },
    { plats: 'arboga-1', tjanstgor: false },
  ];
  const fore = await prov.lagg(kallat('2024-09-04', 'Delårsrapport'), kallat('2024-09-11', 'Val', 'Budget'));
  await prov.lagg(
    hallet({ narvaro }),
    { typ: 'ProtokollJusterat', data: { ...DET, den: datum('2024-09-11'), paragrafer: [7] } },
    { typ: 'ProtokollJusterat', data: { ...DET, den: datum('2024-09-18') } },
    { typ: 'ProtokollJusterat', data: { ...DET, den: datum('2024-09-19'), rattelse: true } },
  );
  const kallelse = {
    den: '2024-09-11',
    organ: 'Styrelsen',
    lokal: 'Kansliet',
    arenden: [
      { rubrik: 'Val', dnr: null },
      { rubrik: 'Budget', dnr: null },
    ],
  };
  expect(await detaljerna()).toEqual({
    kallelse,
    narvaro,
    protokoll: [
      { steg: 'justering', den: '2024-09-11', paragrafer: [7], rattelse: false },
      { steg: 'justering', den: '2024-09-18', paragrafer: null, rattelse: false },
      { steg: 'justering', den: '2024-09-19', paragrafer: null, rattelse: true },
    ],
  });
  expect(await detaljerna(fore)).toEqual({ kallelse, narvaro: null, protokoll: [] });
});

it('skiljer på att ingen var där och att det inte är känt vilka', async () => {
  await prov.lagg(hallet({ narvaro: [] }));
  expect(await detaljerna()).toEqual({ kallelse: null, narvaro: [], protokoll: [] });
});
