import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { ar, datum, manadsSlut } from '#kernel/datum.js';
import { absolut } from '#kernel/ore.js';
import { aterstaendeBudget, dagar, enligtProfil, linjar, profil, sammaDag } from './metoder.js';
import type { TidigareAr } from './prognosunderlag.js';

const ore = fc.bigInt({ min: -10_000_000_000_00n, max: 10_000_000_000_00n });
const dag = fc
  .tuple(
    fc.integer({ min: 2000, max: 2050 }),
    fc.integer({ min: 1, max: 12 }),
    fc.integer({ min: 1, max: 28 }),
  )
  .map(([y, m, d]) => datum(`${y}-${String(m).padStart(2, '0')}-${String(d).padStart(2, '0')}`));
const tidigare = (sammaPeriod: bigint, helar: bigint, y = 2023): TidigareAr => ({
  ar: ar(y),
  utfallSammaPeriodOre: sammaPeriod,
  utfallHelarOre: helar,
});

describe('dagar', () => {
  it('räknar dagen själv och skottdagen', () => {
    // 31 + 29 + 31 + 30 + 31 + 30 + 31 + 31 = 244 in 2024, one less in 2023.
    expect(dagar(datum('2024-08-31'))).toEqual({ gangna: 244n, aret: 366n });
    expect(dagar(datum('2023-08-31'))).toEqual({ gangna: 243n, aret: 365n });
  });
});

describe('sammaDag', () => {
  it.each([
    ['2024-08-31', 2023, '2023-08-31'],
    ['2024-02-29', 2023, '2023-02-28'],
    // The last day of February answers to the last day of February.
    ['2023-02-28', 2024, '2024-02-29'],
    ['2024-02-28', 2023, '2023-02-28'],
    ['2024-05-15', 2020, '2020-05-15'],
  ])('%s i %i är %s', (per, y, vantat) => {
    expect(sammaDag(datum(per), y)).toBe(vantat);
  });
});

describe('linjar', () => {
  it('skriver fram till helår, utan flyttal', () => {
    // −74 580 600 × 366 ÷ 244 = −74 580 600 × 1,5 = −111 870 900
    expect(linjar(-74_580_600n, datum('2024-08-31'))).toBe(-111_870_900n);
    // 100 × 365 ÷ 243 = 150,205… → 150
    expect(linjar(100n, datum('2023-08-31'))).toBe(150n);
  });

  it('är utfallet på årets sista dag, och byter tecken med det', () => {
    fc.assert(
      fc.property(ore, dag, (belopp, per) => {
        expect(linjar(belopp, manadsSlut(ar(Number(per.slice(0, 4))), 12))).toBe(belopp);
        expect(linjar(-belopp, per)).toBe(-linjar(belopp, per));
      }),
    );
  });

  it('följer skalan så när som på avrundningen', () => {
    fc.assert(
      fc.property(ore, dag, fc.bigInt({ min: 1n, max: 1000n }), (belopp, per, k) => {
        // Each side is within half an öre of the exact value; the right one k times that.
        expect(2n * absolut(linjar(k * belopp, per) - k * linjar(belopp, per))).toBeLessThanOrEqual(k + 1n);
      }),
    );
  });
});

describe('aterstaendeBudget', () => {
  it('är budgeten utom periodbudgeten där den är känd', () => {
    // −170 000 000 − (−120 000 000)
    expect(aterstaendeBudget(-170_000_000n, -120_000_000n, datum('2024-08-31'))).toBe(-50_000_000n);
  });

  it('är annars en jämn andel av dagarna som är kvar', () => {
    // Gone: −170 000 000 × 244 ÷ 366 = −113 333 333,3 → −113 333 333; left: −56 666 667
    expect(aterstaendeBudget(-170_000_000n, null, datum('2024-08-31'))).toBe(-56_666_667n);
  });

  it('tappar inga ören: utfall enligt plan ger precis budgeten', () => {
    fc.assert(
      fc.property(ore, dag, (budget, per) => {
        const kvar = aterstaendeBudget(budget, null, per);
        const tillPer = budget - kvar;
        expect(tillPer + kvar).toBe(budget);
        const { gangna, aret } = dagar(per);
        // The part gone is the even share, to the nearest öre.
        expect(2n * absolut(tillPer * aret - budget * gangna)).toBeLessThanOrEqual(aret);
        expect(aterstaendeBudget(-budget, null, per)).toBe(-kvar);
      }),
    );
  });
});

describe('profil', () => {
  it('väger åren efter storlek', () => {
    // (60 + 20) ÷ (100 + 100) = 40 %, not the mean of 60 % and 20 % of years of other sizes
    const form = profil([tidigare(60n, 100n), tidigare(20n, 100n, 2022)]);
    expect(form).toEqual({ sammaPeriodOre: 80n, helarOre: 200n });
    // −1 000 ÷ 40 % = −2 500
    if (form !== undefined) expect(enligtProfil(-1_000n, form)).toBe(-2_500n);
  });

  it.each([
    ['precis fem procent', 5n, 100n, true],
    ['under fem procent', 4_99n, 100_00n, false],
    ['precis det dubbla', 200n, 100n, true],
    ['över det dubbla', 200_01n, 100_00n, false],
    ['olika tecken', -50n, 100n, false],
    ['inget bokfört då', 0n, 100n, false],
    ['inget på hela året', 50n, 0n, false],
    ['en kostnad', -60n, -100n, true],
  ])('tar andelen när den är rimlig: %s', (_, sammaPeriod, helar, rimlig) => {
    expect(profil([tidigare(sammaPeriod, helar)]) !== undefined).toBe(rimlig);
  });

  it('finns inte utan tidigare år', () => {
    expect(profil([])).toBeUndefined();
  });

  it('ger tillbaka året den är hämtad ur', () => {
    fc.assert(
      fc.property(ore, ore, (sammaPeriod, helar) => {
        const form = profil([tidigare(sammaPeriod, helar)]);
        fc.pre(form !== undefined);
        expect(enligtProfil(sammaPeriod, form)).toBe(helar);
        expect(enligtProfil(-sammaPeriod, form)).toBe(-helar);
      }),
    );
  });
});
