import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { absolut, summa } from '#kernel/ore.js';
import type { Andelar } from '../../domain/finansiering.events.js';
import { kontrolleraAndelar, LAGENS_ANDELAR } from './andelskontroll.js';

/** `1/2 1/4 1/4`: state, region, kommuner. */
const andelar = (text: string): Andelar => {
  const [stat, region, kommun] = text.split(' ').map((brak) => {
    const [taljare, namnare] = brak.split('/').map(Number);
    return { taljare: taljare!, namnare: namnare! };
  });
  return { stat: stat!, region: region!, kommun: kommun! };
};
const rader = (stat: bigint, region: bigint, kommun: bigint, efter = LAGENS_ANDELAR) =>
  kontrolleraAndelar({ stat, region, kommun }, efter).map((r) => [
    r.part,
    r.vantatOre,
    r.avvikelseOre,
    r.andelPromille,
    r.vantadPromille,
    r.avvikelsePromille,
  ]);

describe('kontrollen av ½ ¼ ¼', () => {
  it('finner inget när hälften och två fjärdedelar är exakta', () => {
    expect(rader(274_900_000n, 137_450_000n, 137_450_000n)).toEqual([
      ['stat', 274_900_000n, 0n, 500, 500, 0],
      ['region', 137_450_000n, 0n, 250, 250, 0],
      ['kommun', 137_450_000n, 0n, 250, 250, 0],
    ]);
  });

  it('säger vad varje part avviker med, i ören och promille, och justerar inget', () => {
    // 1 000 in all: 500, 250, 250 by the law.
    expect(rader(480n, 260n, 260n)).toEqual([
      ['stat', 500n, -20n, 480, 500, -20],
      ['region', 250n, 10n, 260, 250, 10],
      ['kommun', 250n, 10n, 260, 250, 10],
    ]);
  });

  it('fördelar ett udda öre med största rest, så att det väntade är summan', () => {
    // 1 003: 501,5 250,75 250,75. The two öre that are left go to the parts that lack most.
    expect(rader(501n, 251n, 251n).map((r) => r.slice(0, 3))).toEqual([
      ['stat', 501n, 0n],
      ['region', 251n, 0n],
      ['kommun', 251n, 0n],
    ]);
  });

  it('håller mot andra andelar när parterna har kommit överens om det', () => {
    // A kommun that belongs to no region gives the other half.
    expect(rader(500n, 0n, 500n, andelar('1/2 0/1 1/2')).map((r) => r[2])).toEqual([0n, 0n, 0n]);
  });

  it.each([
    ['inget', 0n, 0n, 0n],
    ['delar med olika tecken', 100n, -50n, 50n],
  ])('har ingen andel att säga av %s', (_vad, stat, region, kommun) => {
    expect(rader(stat, region, kommun).map((r) => [r[3], r[5]])).toEqual([
      [null, null],
      [null, null],
      [null, null],
    ]);
  });

  it('tappar inget öre och ingen promille, vad beloppen och andelarna än är', () => {
    const belopp = fc.bigInt({ min: 0n, max: 10n ** 13n });
    const delning = fc
      .tuple(fc.integer({ min: 0, max: 100 }), fc.integer({ min: 0, max: 100 }))
      .filter(([a, b]) => a + b <= 100)
      .map(([a, b]) => andelar(`${a}/100 ${b}/100 ${100 - a - b}/100`));
    fc.assert(
      fc.property(belopp, belopp, belopp, delning, (stat, region, kommun, efter) => {
        const svar = kontrolleraAndelar({ stat, region, kommun }, efter);
        expect(summa(svar.map((r) => r.vantatOre))).toBe(stat + region + kommun);
        expect(summa(svar.map((r) => r.avvikelseOre))).toBe(0n);
        expect(svar.reduce((s, r) => s + r.vantadPromille, 0)).toBe(1000);
        if (stat + region + kommun === 0n) return;
        expect(svar.reduce((s, r) => s + (r.andelPromille ?? 0), 0)).toBe(1000);
        expect(svar.reduce((s, r) => s + (r.avvikelsePromille ?? 0), 0)).toBe(0);
      }),
    );
  });

  it('avviker med högst ett öre när parterna delar så nära de kan', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 10n ** 13n }), (total) => {
        const fjardedel = total / 4n;
        for (const r of kontrolleraAndelar(
          { stat: total - 2n * fjardedel, region: fjardedel, kommun: fjardedel },
          LAGENS_ANDELAR,
        ))
          expect(absolut(r.avvikelseOre) <= 2n).toBe(true);
      }),
    );
  });
});
