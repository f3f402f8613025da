import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { datum } from '#kernel/datum.js';
import { Lasprov } from '../../../../../test/databas/lasprov.js';
import type { BeslutFattat, Beslutstid } from '../../domain/beslut.events.js';
import { BeslutProjektion } from './beslut.projektion.js';

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

it('har sammanträden, ett eller flera av ett slag under en period', async () => {
  const period = { fran: datum('2024-01-01'), till: datum('2024-08-31') };
  await prov.lagg(
    {
      typ: 'SammantradeHallet',
      data: { forbund: 'a', sammantrade: 'styrelsen', slag: 'styrelsemöte', antal: 4, period },
    },
    {
      typ: 'SammantradeHallet',
      data: {
        forbund: 'a',
        sammantrade: 'beredning',
        slag: 'beredningsmöte',
        antal: 0,
        period,
        notering: 'inga',
      },
    },
  );
  const rader = await prov.fraga((sql) => sql`select * from beslut.sammantrade order by ordinal`);
  const tid = { forbund: 'a', fran: '2024-01-01', till: '2024-08-31' };
  expect([...rader]).toEqual([
    { ...tid, sammantrade: 'styrelsen', ordinal: 1n, slag: 'styrelsemöte', antal: 4, notering: null },
    { ...tid, sammantrade: 'beredning', ordinal: 2n, slag: 'beredningsmöte', antal: 0, notering: 'inga' },
  ]);
});
