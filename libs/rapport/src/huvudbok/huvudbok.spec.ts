import { describe, expect, it } from '@jest/globals';
import { datum } from '#kernel/datum.js';
import { huvudbokskonto, somMarkor, tolkaMarkor, type Kontounderlag } from './huvudbok.js';

const rad = (beloppOre: bigint): Kontounderlag['rader'][number] => ({
  ...{ konto: '1930', datum: datum('2024-03-10'), ordinal: 7, nr: 0, insats: null, motpart: null, beloppOre },
  ...{ ar: 2024, serie: 'a', nummer: 1, text: 'Prov', rattar: null, motpartsnamn: null, makulerar: false },
  ...{ rattasAv: [], periodisering: null, vander: null, vandsAv: null },
});

const underlag = (mer: Partial<Kontounderlag>): Kontounderlag => ({
  ...{ konto: '1930', namn: 'Bank', fortsatter: false, ingaendeOre: 100n, rader: [rad(50n), rad(-30n)] },
  ...{ debetOre: 50n, kreditOre: 30n, utgaendeOre: 120n, slutar: true },
  ...mer,
});

describe('ett konto i huvudboken', () => {
  it('har löpande saldo från det ingående till det utgående', () => {
    const k = huvudbokskonto(underlag({}));
    expect(k.rader.map((r) => r.saldoOre)).toEqual([150n, 120n]);
    expect(k.slut).toEqual({ debetOre: 50n, kreditOre: 30n, utgaendeOre: 120n });
  });

  it('har inget slut på en sida där det går vidare', () => {
    const k = huvudbokskonto(underlag({ rader: [rad(50n)], slutar: false }));
    expect([k.rader.map((r) => r.saldoOre), k.slut]).toEqual([[150n], null]);
  });

  it('vägrar om raderna inte slutar på saldot', () => {
    expect(() => huvudbokskonto(underlag({ utgaendeOre: 121n }))).toThrow(
      'konto 1930: raderna slutar på 120, saldot är 121',
    );
  });
});

it('har en markör som säger efter vilken rad en sida börjar', () => {
  const plats = { forbund: 'norra-delen', konto: '1930', datum: datum('2024-02-29'), ordinal: 17, nr: 2 };
  expect(tolkaMarkor(somMarkor(plats))).toEqual(plats);
  for (const fel of [
    '',
    'a.1930.2024-02-30.1.0',
    'a.19x0.2024-02-01.1.0',
    'a.1930.2024-02-01.1',
    'A.1930.2024-02-01.1.0',
  ])
    expect(tolkaMarkor(fel)).toBeUndefined();
});
