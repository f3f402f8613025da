import { describe, expect, it } from '@jest/globals';
import type { Finansieringsfakta } from '#finansiering/public.js';
import { datum } from '#kernel/datum.js';
import type { PostId } from '#kernel/poster.js';
import { finansiering, type Forbundsuppgifter } from './finansiering.js';

const PER = datum('2022-06-30');
const FAKTA: Finansieringsfakta = {
  beslutade: [],
  fakturerade: [],
  mottagna: [],
  periodiserade: [],
  andelar: null,
};
const post = (p: PostId, part: 'stat' | 'region' | 'kommun' | null = null, medlem: string | null = null) => ({
  forbund: 'a',
  post: p,
  part,
  medlem,
});
const uppgifter = (delar: Partial<Forbundsuppgifter>): Forbundsuppgifter => ({
  forbund: 'a',
  namn: 'A',
  fakta: FAKTA,
  medelsposter: [
    post('intakt:bidrag'),
    post('intakt:statens', 'stat'),
    post('intakt:regionens', 'region'),
    post('intakt:stadens', 'kommun', 'staden'),
    post('skuld:forskott'),
  ],
  overordnad: new Map<PostId, PostId | null>([['intakt:rest', 'intakt:bidrag']]),
  utfall: new Map(),
  budget: new Map(),
  saldon: new Map(),
  medlemsnamn: new Map([['staden', 'Staden']]),
  ...delar,
});
const rapporten = (delar: Partial<Forbundsuppgifter>) => {
  const [f] = finansiering({ ar: 2022, per: PER, forbund: [uppgifter(delar)] }).forbund;
  return f!;
};
const perHuvudman = (stat: bigint, region: bigint, kommun: bigint) =>
  new Map<PostId, bigint>([
    ['intakt:statens', stat],
    ['intakt:regionens', region],
    ['intakt:stadens', kommun],
    ['intakt:ranta', 7n],
  ]);

describe('finansiering', () => {
  it('visar hur mycket av årets budget för medel som är bokfört, i promille', () => {
    const f = rapporten({
      budget: new Map<PostId, bigint>([['intakt:bidrag', 1_600n]]),
      utfall: new Map<PostId, bigint>([
        ['intakt:bidrag', 1_000n],
        ['intakt:ranta', 5n],
      ]),
    });
    expect([f.summa.beslutatOre, f.beslutatEnligt, f.summa.bokfortOre, f.summa.andelBokfort]).toEqual([
      1_600n,
      'budget',
      1_000n,
      625,
    ]);
    expect(f.kontroller.map((k) => k.varforInte)).toEqual([
      'uppgift saknas för stat, region, kommun',
      'pengar är bokförda utan huvudman',
    ]);
    expect(f.undantag).toEqual([]);
  });

  it('prövar det bokförda mot ½ ¼ ¼, per part och medlem, och visar skulden i huvudboken', () => {
    const f = rapporten({
      utfall: perHuvudman(200n, 100n, 100n),
      saldon: new Map<PostId, bigint>([['skuld:forskott', -150n]]),
    });
    expect(
      f.parter.map((p) => [p.part, p.bokfortOre, p.huvudman.map((h) => [h.namn, h.bokfortOre])]),
    ).toEqual([
      ['stat', 200n, []],
      ['region', 100n, []],
      ['kommun', 100n, [['Staden', 100n]]],
    ]);
    expect(f.kontroller[1]?.rader?.map((r) => r.avvikelseOre)).toEqual([0n, 0n, 0n]);
    expect(f.bokfordSkuldOre).toBe(150n);
    expect(f.undantag).toEqual([]);
  });

  it('visar avvikelser och justerar inget', () => {
    const f = rapporten({
      utfall: perHuvudman(210n, 90n, 100n),
      fakta: {
        ...FAKTA,
        periodiserade: (['stat', 'region', 'kommun'] as const).map((part) => ({
          part,
          medlem: null,
          till: PER,
          beloppOre: 100n,
        })),
      },
    });
    expect(f.undantag.map((u) => [u.slag, u.part, u.beloppOre])).toEqual([
      ['andel-avviker', 'stat', 10n],
      ['andel-avviker', 'region', -10n],
      ['periodiserat-skiljer-bokfort', null, -100n],
    ]);
  });

  it('räknar det som specificerar en medelspost till den, och det okända som saknat', () => {
    expect(rapporten({ utfall: new Map<PostId, bigint>([['intakt:rest', 3n]]) }).bokfortUtanHuvudmanOre).toBe(
      3n,
    );
    const { summa, bokfordSkuldOre, kontroller } = rapporten({});
    expect([summa.bokfortOre, summa.beslutatOre, bokfordSkuldOre]).toEqual([null, null, null]);
    expect(kontroller.map((k) => k.rader)).toEqual([null, null]);
  });
});
