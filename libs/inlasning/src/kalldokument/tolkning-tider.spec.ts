import { describe, expect, it } from '@jest/globals';
import { nekandetAv } from '../../../../test/given.js';
import { tolkaKalldokument } from './tolkning.js';

const tolka = (delar: Record<string, unknown>): (() => unknown) => {
  const tabell = {
    id: 'resultat',
    enhet: 'kr',
    tecken: 'kostnad_negativ',
    kolumner: [{ id: 'utfall', slag: 'utfall', fran: '2024-01-01', till: '2024-08-31' }],
    rader: [],
  };
  const forbund = { nyckel: 'ostra', namn: 'Östra' };
  return () =>
    tolkaKalldokument(
      JSON.stringify({ schema: 'kalldokument/1', id: 'delar', forbund, tabeller: [tabell], ...delar }),
    );
};
const [tidig, sen] = ['2024-01-31', '2024-02-01'];

describe('tider som registren skulle neka nekas innan inläsningen påbörjas', () => {
  const falten: [string, (fran: string, till: string) => Record<string, unknown>][] = [
    ['forbund.till', (fran, till) => ({ forbund: { nyckel: 'ostra', namn: 'Östra', fran, till } })],
    ['beslut[0].till', (fran, till) => ({ beslut: [{ fran, till, organ: 'styrelsen', rubrik: 'Budget' }] })],
    ['sammantraden[0].till', (fran, till) => ({ sammantraden: [{ fran, till, slag: 'styrelsemöte' }] })],
    ['insatser[0].slut', (start, slut) => ({ insatser: [{ insats: 'team', rubrik: 'Team', start, slut }] })],
  ];

  it.each(falten)('%s', (falt, med) => {
    expect(nekandetAv(tolka(med(sen, tidig)))).toEqual({
      kod: 'KALLDOKUMENT_PERIOD_OMVAND',
      falt,
      forvantat: 'en dag efter början',
    });
    expect(tolka(med(tidig, tidig))).not.toThrow();
  });
});

it('ett dokument med bara avvikelser talar inte om någon dag eller något år', () => {
  const kolumner = [{ id: 'avvikelse', slag: 'avvikelse', formel: 'budget-utfall' }];
  const tabeller = [{ id: 'resultat', enhet: 'kr', tecken: 'kostnad_negativ', kolumner, rader: [] }];
  expect(nekandetAv(tolka({ tabeller }))).toEqual({
    kod: 'KALLDOKUMENT_UTAN_SIFFROR',
    falt: 'tabeller',
    forvantat: 'minst en kolumn med utfall, budget, prognos, balans eller kassaflöde',
  });
});
