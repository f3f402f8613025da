import { describe, expect, it } from '@jest/globals';
import type { Huvudmannatyp } from '#forbund/domain/forbund.events.js';
import { datum } from '#kernel/datum.js';
import { LAGENS_ANDELAR } from './andelskontroll.js';
import type { Finansieringsfakta } from './finansiering.query.js';
import { partbelopp, partlagen, summalage, type Medelslage, type Partlage } from './lage.js';

const JUNI = datum('2022-06-30');
const vems = (text: string) => {
  const [part, medlem] = text.split(':');
  return { part: part as Huvudmannatyp, medlem: medlem ?? null };
};
const beslutat = (vem: string, beloppOre: bigint) => ({
  ...vems(vem),
  beloppOre,
  den: datum('2021-11-24'),
  stod: { slag: 'beslut', id: 'medel' },
});
const fakturerat = (vem: string, beloppOre: bigint, fran: string, till: string, den = fran) => ({
  ...vems(vem),
  beloppOre,
  den: datum(den),
  avser: { fran: datum(fran), till: datum(till) },
});
const periodiserat = (vem: string, beloppOre: bigint, till = JUNI) => ({ ...vems(vem), till, beloppOre });
const fakta = (delar: Partial<Finansieringsfakta>): Finansieringsfakta => ({
  beslutade: [],
  fakturerade: [],
  mottagna: [],
  periodiserade: [],
  andelar: null,
  ...delar,
});
const parten = (part: Huvudmannatyp, delar: Partial<Finansieringsfakta>, per = JUNI): Partlage =>
  partlagen(fakta(delar), per).find((p) => p.part === part)!;
/** decided, invoiced, received, periodised, unpaid, prepaid */
const tal = (l: Medelslage) => [
  l.beslutatOre,
  l.faktureratOre,
  l.mottagetOre,
  l.periodiseratOre,
  l.obetaltOre,
  l.forutbetaltOre,
];
const TRE_KVARTAL = [
  fakturerat('stat', 1_000n, '2022-01-01', '2022-03-31'),
  fakturerat('stat', 1_000n, '2022-04-01', '2022-06-30'),
  fakturerat('stat', 1_000n, '2022-07-01', '2022-09-30', '2022-06-15'),
];

describe('en part', () => {
  it('har ett kvartal i förskott som skuld, och det obetalda som fordran', () => {
    const stat = parten('stat', {
      beslutade: [beslutat('stat', 4_000n)],
      fakturerade: TRE_KVARTAL,
      mottagna: [{ ...vems('stat'), beloppOre: 2_500n }],
    });
    expect(tal(stat)).toEqual([4_000n, 3_000n, 2_500n, 2_000n, 500n, 1_000n]);
  });

  it('har det som hör till tiden men faktureras senare som fordran', () => {
    const sent = [fakturerat('stat', 1_000n, '2022-04-01', '2022-06-30', '2022-07-10')];
    expect(tal(parten('stat', { fakturerade: sent }))).toEqual([null, 0n, 0n, 1_000n, 0n, -1_000n]);
  });

  it('säger inget om det som ingen källa säger', () => {
    expect(tal(parten('region', {}))).toEqual([null, null, null, null, null, null]);
    expect(tal(parten('region', { periodiserade: [periodiserat('region', 7n)] }))).toEqual([
      null,
      null,
      null,
      7n,
      null,
      null,
    ]);
  });

  it('är summan av sina medlemmar när inget är sagt om den som helhet', () => {
    const kommun = parten('kommun', {
      beslutade: [beslutat('kommun:sala', 60n), beslutat('kommun:arboga', 40n)],
    });
    expect([kommun.beslutatOre, kommun.ofordelatOre]).toEqual([100n, null]);
    expect(kommun.huvudman.map((h) => [h.medlem, h.beslutatOre])).toEqual([
      ['arboga', 40n],
      ['sala', 60n],
    ]);
  });

  it('visar vad medlemmarna inte förklarar av det som är beslutat för hela', () => {
    const kommun = parten('kommun', {
      beslutade: [beslutat('kommun', 250n), beslutat('kommun:sala', 60n)],
    });
    expect([kommun.beslutatOre, kommun.ofordelatOre]).toEqual([250n, 190n]);
    expect(kommun.huvudman.map((h) => h.medlem)).toEqual([null, 'sala']);
  });

  it('räknar vidare på medlemmarnas fakturor från den dag som det är sagt om hela', () => {
    const fakturerade = [
      fakturerat('kommun:sala', 300n, '2022-04-01', '2022-06-30'),
      fakturerat('kommun:sala', 300n, '2022-07-01', '2022-09-30'),
    ];
    const periodiserade = [periodiserat('kommun', 1_000n)];
    expect(parten('kommun', { fakturerade, periodiserade }).periodiseratOre).toBe(1_000n);
    expect(parten('kommun', { fakturerade, periodiserade }, datum('2022-07-31')).periodiseratOre).toBe(
      1_100n,
    );
  });
});

describe('förbundet', () => {
  const halvar = fakta({
    periodiserade: [
      periodiserat('stat', 2_000n),
      periodiserat('region:regionen', 1_000n),
      periodiserat('kommun:staden', 1_000n),
    ],
    beslutade: [beslutat('stat', 4_000n), beslutat('region', 2_000n)],
    fakturerade: TRE_KVARTAL,
  });

  it('är summan av parterna; okänt när en part som ska bidra är det', () => {
    const parter = partlagen(halvar, JUNI);
    expect(tal(summalage(parter, null))).toEqual([null, 3_000n, 0n, 4_000n, 3_000n, 1_000n]);
  });

  it('behöver inget av en part som inte ska bidra', () => {
    const andelar = {
      ...LAGENS_ANDELAR,
      region: { taljare: 0, namnare: 1 },
      kommun: { taljare: 1, namnare: 2 },
    };
    const parter = partlagen(
      fakta({ beslutade: [beslutat('stat', 10n), beslutat('kommun', 10n)], andelar }),
      JUNI,
    );
    expect(summalage(parter, andelar).beslutatOre).toBe(20n);
    expect(summalage(parter, null).beslutatOre).toBeNull();
    const av = (p: Huvudmannatyp) => parter.find((x) => x.part === p)?.beslutatOre ?? null;
    expect(partbelopp(av, andelar)).toEqual({ stat: 10n, region: 0n, kommun: 10n });
    expect(partbelopp(av, null)).toBeNull();
  });
});
