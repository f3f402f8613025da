import { describe, expect, it } from '@jest/globals';
import { datum } from '#kernel/datum.js';
import { backtesta } from './backtest.js';

const halvar = datum('2023-06-30'); // day 181 of 365

describe('backtesta', () => {
  it('prövar den linjära metoden på varje år och profilen med de andras form', () => {
    const test = backtesta(halvar, [
      { ar: 2021, utfallSammaPeriodOre: -40_000n, utfallHelarOre: -100_000n },
      { ar: 2022, utfallSammaPeriodOre: -50_000n, utfallHelarOre: -110_000n },
    ]);
    // 2021 linear: −40 000 × 365 ÷ 181 = −80 662,98 → −80 663; miss 19 337
    // 2022 linear: −50 000 × 365 ÷ 181 = −100 828,7 → −100 829; miss 9 171
    expect(test.linjar).toEqual({
      ar: [
        { ar: 2021, prognosOre: -80_663n, utfallOre: -100_000n, missOre: 19_337n },
        { ar: 2022, prognosOre: -100_829n, utfallOre: -110_000n, missOre: 9_171n },
      ],
      missOre: 28_508n,
      utfallOre: 210_000n,
    });
    // 2021 with 2022's shape: −40 000 × 110 ÷ 50 = −88 000; miss 12 000
    // 2022 with 2021's shape: −50 000 × 100 ÷ 40 = −125 000; miss 15 000
    expect(test.profil).toEqual({
      ar: [
        { ar: 2021, prognosOre: -88_000n, utfallOre: -100_000n, missOre: 12_000n },
        { ar: 2022, prognosOre: -125_000n, utfallOre: -110_000n, missOre: 15_000n },
      ],
      missOre: 27_000n,
      utfallOre: 210_000n,
    });
    expect(test.jamforbara).toBe(2);
  });

  it('räknar med skottåret i det år som prövas', () => {
    // 30 June is day 182 of 366 in 2020: 18 200 × 366 ÷ 182 = 36 600
    const test = backtesta(halvar, [{ ar: 2020, utfallSammaPeriodOre: 18_200n, utfallHelarOre: 36_600n }]);
    expect(test.linjar.missOre).toBe(0n);
  });

  it('kan inte pröva profilen på ett enda år', () => {
    const test = backtesta(halvar, [{ ar: 2022, utfallSammaPeriodOre: -50_000n, utfallHelarOre: -110_000n }]);
    expect(test.jamforbara).toBe(0);
    expect(test.profil).toEqual({ ar: [], missOre: 0n, utfallOre: 0n });
    expect(test.linjar.missOre).toBe(9_171n);
  });

  it('jämför bara på år där båda kan prövas', () => {
    // Without 2021 there is −1 ÷ −100 = 1 % left: no profile to try 2021 with.
    const test = backtesta(halvar, [
      { ar: 2021, utfallSammaPeriodOre: -50_000n, utfallHelarOre: -100_000n },
      { ar: 2022, utfallSammaPeriodOre: -1n, utfallHelarOre: -100n },
    ]);
    expect(test.linjar.ar.map((a) => a.ar)).toEqual([2022]);
    expect(test.profil.ar.map((a) => a.ar)).toEqual([2022]);
  });
});
