import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { datum } from '#kernel/datum.js';
import type { Prognosunderlag, Radprognos } from './prognosunderlag.js';
import { beraknaRadprognos } from './radprognos.js';

const AUGUSTI = datum('2024-08-31'); // day 244 of 366

const underlag = (delar: Partial<Prognosunderlag>): Prognosunderlag => ({
  ar: 2024,
  per: AUGUSTI,
  budgetOre: null,
  periodbudgetOre: null,
  utfallOre: null,
  tidigareAr: [],
  medel: null,
  ...delar,
});

function prognos(delar: Partial<Prognosunderlag>): Radprognos {
  const svar = beraknaRadprognos(underlag(delar));
  if (svar === null) throw new Error('ingen prognos');
  return svar;
}

describe('valet av metod', () => {
  it('är inget när varken budget eller utfall är känt', () => {
    expect(beraknaRadprognos(underlag({}))).toBeNull();
    const bara = [{ ar: 2023, utfallSammaPeriodOre: -50n, utfallHelarOre: -100n }];
    expect(beraknaRadprognos(underlag({ tidigareAr: bara }))).toBeNull();
  });

  it('är helårets utfall när året är slut, vad budgeten än säger', () => {
    expect(prognos({ per: datum('2024-12-31'), utfallOre: -123n, budgetOre: -500n })).toEqual({
      beloppOre: -123n,
      metod: 'helarsutfall',
      motiv: 'Året är slut: utfallet −1 kr är helårets.',
      alternativ: [],
    });
  });

  it.each([null, 0n])('är budgeten när inget är bokfört (%s)', (utfallOre) => {
    expect(prognos({ utfallOre, budgetOre: -170_000_000n })).toMatchObject({
      beloppOre: -170_000_000n,
      metod: 'budget',
      motiv: 'Inget är bokfört till 2024-08-31: budgeten −1 700 000 kr är det enda som är känt.',
    });
  });

  it('är noll, inte okänt, när utfallet är noll och budget saknas', () => {
    expect(prognos({ utfallOre: 0n })).toMatchObject({ beloppOre: 0n, metod: 'linjar' });
  });

  it.each([
    [null, 'Budget saknas'],
    [0n, 'Budgeten är noll'],
  ])('är linjärt utan budget att hålla sig till (%s)', (budgetOre, skal) => {
    // −74 580 600 × 366 ÷ 244 = −111 870 900
    expect(prognos({ utfallOre: -74_580_600n, budgetOre })).toMatchObject({
      beloppOre: -111_870_900n,
      metod: 'linjar',
      motiv: `Bokfört är −745 806 kr på 244 av årets 366 dagar. ${skal}: takten hittills skrivs fram till helår.`,
    });
  });

  it('är linjärt när takten och budgeten är eniga', () => {
    // Linear: −120 000 000 × 1,5 = −180 000 000. Rest of budget: −170 000 000 ÷ 3 = −56 666 667 → −176 666 667.
    // Apart: 3 333 333, 2,0 % of 170 000 000.
    expect(prognos({ utfallOre: -120_000_000n, budgetOre: -170_000_000n })).toEqual({
      beloppOre: -180_000_000n,
      metod: 'linjar',
      motiv:
        'Bokfört är −1 200 000 kr på 244 av årets 366 dagar. Linjär framskrivning ger −1 800 000 kr, utfallet med ' +
        'budgetens återstående del −1 766 667 kr; de skiljer 33 333 kr, 2,0 % av budgeten −1 700 000 kr. ' +
        'Det är högst 10 %: takten hittills väljs, för den har inträffat.',
      alternativ: [
        { metod: 'aterstaende-budget', beloppOre: -176_666_667n },
        { metod: 'budget', beloppOre: -170_000_000n },
      ],
    });
  });

  it('är återstående budget när de är oeniga, och säger varför', () => {
    // A team whose first eight months cost less than planned. Linear: −74 580 600 × 1,5 = −111 870 900.
    // Rest of budget: −56 666 667 → −131 247 267. Apart: 19 376 367, 11,4 % of 170 000 000.
    expect(prognos({ utfallOre: -74_580_600n, budgetOre: -170_000_000n })).toEqual({
      beloppOre: -131_247_267n,
      metod: 'aterstaende-budget',
      motiv:
        'Bokfört är −745 806 kr på 244 av årets 366 dagar. Linjär framskrivning ger −1 118 709 kr, utfallet med ' +
        'budgetens återstående del −1 312 473 kr; de skiljer 193 764 kr, 11,4 % av budgeten −1 700 000 kr. ' +
        'Det är över 10 %: takten hittills bär inte ett helår, och resten av året antas följa budgeten jämnt.',
      alternativ: [
        { metod: 'linjar', beloppOre: -111_870_900n },
        { metod: 'budget', beloppOre: -170_000_000n },
      ],
    });
  });

  it('går vid precis tio procent', () => {
    // Budget 36 600 leaves 36 600 − 24 400 = 12 200. Linear minus plan: 1,5 u − (u + 12 200) = 0,5 u − 12 200.
    // u = 31 720: 3 660 apart, 10 % of 36 600; u = 31 722: 3 661.
    expect(prognos({ utfallOre: 31_720n, budgetOre: 36_600n }).metod).toBe('linjar');
    expect(prognos({ utfallOre: 31_722n, budgetOre: 36_600n }).metod).toBe('aterstaende-budget');
  });

  it('tar periodbudgeten i stället för jämna dagar när den finns', () => {
    // Planned 1 January – 31 August −80 000 000, so −90 000 000 is left: −74 580 600 − 90 000 000 = −164 580 600.
    const svar = prognos({
      utfallOre: -74_580_600n,
      budgetOre: -170_000_000n,
      periodbudgetOre: -80_000_000n,
    });
    expect(svar).toMatchObject({ beloppOre: -164_580_600n, metod: 'aterstaende-budget' });
    expect(svar.motiv).toContain('periodbudgeten −800 000 kr visar att året inte är planerat jämnt');
  });

  it('är profilen när den missade minst på tidigare år', () => {
    // Both years booked 40 % by the end of August: the profile hits, the linear method misses.
    // 2022: −40 000 000 × 365 ÷ 243 = −60 082 305, miss 39 917 695. 2023: −44 000 000 → −66 090 535, miss 43 909 465.
    // This year: −74 580 600 ÷ 40 % = −186 451 500.
    expect(
      prognos({
        utfallOre: -74_580_600n,
        budgetOre: -170_000_000n,
        tidigareAr: [
          { ar: 2023, utfallSammaPeriodOre: -44_000_000n, utfallHelarOre: -110_000_000n },
          { ar: 2022, utfallSammaPeriodOre: -40_000_000n, utfallHelarOre: -100_000_000n },
        ],
      }),
    ).toEqual({
      beloppOre: -186_451_500n,
      metod: 'tidigare-ars-profil',
      motiv:
        'Bokfört är −745 806 kr på 244 av årets 366 dagar. Prövat på 2022, 2023: linjär framskrivning skulle ha missat ' +
        'med 838 272 kr (39,9 %), tidigare års profil 0 kr (0,0 %); profilen missade minst och väljs.',
      alternativ: [
        { metod: 'linjar', beloppOre: -111_870_900n },
        { metod: 'aterstaende-budget', beloppOre: -131_247_267n },
        { metod: 'budget', beloppOre: -170_000_000n },
      ],
    });
  });

  it('är linjärt när det missade minst på tidigare år', () => {
    // 2022: 24 300 × 365 ÷ 243 = 36 500, no miss; 2023: 23 000 → 34 547, miss 1 953.
    // Profile: 2022 with 2023's shape 24 300 × 36 500 ÷ 23 000 = 38 563, miss 2 063; 2023: 34 547, miss 1 953.
    const svar = prognos({
      utfallOre: 24_400n,
      tidigareAr: [
        { ar: 2022, utfallSammaPeriodOre: 24_300n, utfallHelarOre: 36_500n },
        { ar: 2023, utfallSammaPeriodOre: 23_000n, utfallHelarOre: 36_500n },
      ],
    });
    // 24 400 × 366 ÷ 244 = 36 600
    expect(svar).toMatchObject({ beloppOre: 36_600n, metod: 'linjar' });
    expect(svar.motiv).toContain('missat med 20 kr (2,7 %), tidigare års profil 40 kr (5,5 %)');
  });

  describe('med ett enda tidigare år', () => {
    it('är linjärt när det året var jämnt', () => {
      // 2023: 24 000 × 365 ÷ 243 = 36 049, miss 451 of 36 500: 1,2 %.
      const tidigareAr = [{ ar: 2023, utfallSammaPeriodOre: 24_000n, utfallHelarOre: 36_500n }];
      const svar = prognos({ utfallOre: 24_400n, tidigareAr });
      expect(svar).toMatchObject({ beloppOre: 36_600n, metod: 'linjar' });
      expect(svar.motiv).toContain('(1,2 %); profilen kan inte prövas utan ännu ett år');
    });

    it('är profilen när det året var ojämnt', () => {
      // 2023: 12 000 × 365 ÷ 243 = 18 025, miss 18 475 of 36 500. 24 400 × 36 500 ÷ 12 000 = 74 216,7 → 74 217
      const tidigareAr = [{ ar: 2023, utfallSammaPeriodOre: 12_000n, utfallHelarOre: 36_500n }];
      expect(prognos({ utfallOre: 24_400n, tidigareAr })).toMatchObject({
        beloppOre: 74_217n,
        metod: 'tidigare-ars-profil',
      });
    });
  });

  describe('av medel från huvudmännen', () => {
    // 62,5 % of the year is booked when 66,7 % of its days have gone: the pace would say 17 812 500 00.
    const bokfort = { utfallOre: 1_187_500_000n, budgetOre: 1_900_000_000n };

    it('är vad huvudmännen har beslutat, vad takten och budgeten än säger', () => {
      const svar = prognos({ ...bokfort, medel: { beslutatOre: 1_890_000_000n } });
      expect(svar).toEqual({
        beloppOre: 1_890_000_000n,
        metod: 'beslutade-medel',
        motiv:
          'Huvudmännen har beslutat om 18 900 000 kr för året. Bokfört är 11 875 000 kr på 244 av årets 366 dagar. ' +
          'Medel från huvudmännen är beslutade belopp: takten i bokföringen ändrar dem inte.',
        alternativ: [
          { metod: 'linjar', beloppOre: 1_781_250_000n },
          { metod: 'aterstaende-budget', beloppOre: 1_820_833_333n },
          { metod: 'budget', beloppOre: 1_900_000_000n },
        ],
      });
    });

    it('är styrelsens budget när besluten inte är kända, och säger det', () => {
      const svar = prognos({ ...bokfort, medel: { beslutatOre: null } });
      expect(svar).toMatchObject({ beloppOre: 1_900_000_000n, metod: 'beslutade-medel' });
      expect(svar.motiv).toContain('budgeten 19 000 000 kr är det belopp som styrelsen har antagit');
      expect(prognos({ budgetOre: 500n, medel: { beslutatOre: null } }).motiv).not.toContain('Bokfört');
    });

    it('är det också när inget är bokfört eller budgeterat', () => {
      expect(prognos({ medel: { beslutatOre: 500n } })).toMatchObject({
        beloppOre: 500n,
        metod: 'beslutade-medel',
      });
    });

    it('är det inte när mer redan är bokfört: då håller beslutet inte', () => {
      expect(prognos({ utfallOre: 500n, medel: { beslutatOre: 500n } }).metod).toBe('beslutade-medel');
      expect(prognos({ utfallOre: 501n, medel: { beslutatOre: 500n } }).metod).toBe('linjar');
    });

    it('är det inte när varken beslut eller budget är kända, eller när året är slut', () => {
      expect(prognos({ utfallOre: 500n, medel: { beslutatOre: null } }).metod).toBe('linjar');
      const slut = prognos({ ...bokfort, per: datum('2024-12-31'), medel: { beslutatOre: 1_900_000_000n } });
      expect(slut.metod).toBe('helarsutfall');
    });
  });

  it('bryr sig inte om tidigare år vars andel är orimlig, och säger det', () => {
    const tidigareAr = [{ ar: 2023, utfallSammaPeriodOre: 500n, utfallHelarOre: -100_000n }];
    const svar = prognos({ utfallOre: -120_000_000n, budgetOre: -170_000_000n, tidigareAr });
    expect(svar.metod).toBe('linjar');
    expect(svar.motiv).toContain('Tidigare års andel vid samma dag är orimlig');
    expect(svar.alternativ.map((a) => a.metod)).not.toContain('tidigare-ars-profil');
  });

  it('vägrar ett underlag som inte hör ihop', () => {
    expect(() => beraknaRadprognos(underlag({ per: datum('2023-08-31') }))).toThrow('ligger inte i 2024');
    const framtid = [{ ar: 2024, utfallSammaPeriodOre: 1n, utfallHelarOre: 1n }];
    expect(() => beraknaRadprognos(underlag({ utfallOre: 1n, tidigareAr: framtid }))).toThrow('tidigare år');
  });
});

const ore = fc.bigInt({ min: -1_000_000_000_00n, max: 1_000_000_000_00n });
const kanske = fc.option(ore, { nil: null });
const godtyckligt = fc.record({
  per: fc.integer({ min: 1, max: 12 }).map((m) => datum(`2024-${String(m).padStart(2, '0')}-15`)),
  budgetOre: kanske,
  periodbudgetOre: kanske,
  utfallOre: kanske,
  medel: fc.option(fc.record({ beslutatOre: kanske }), { nil: null }),
  tidigareAr: fc.uniqueArray(
    fc.record({ ar: fc.integer({ min: 2015, max: 2023 }), utfallSammaPeriodOre: ore, utfallHelarOre: ore }),
    { selector: (t) => t.ar, maxLength: 5 },
  ),
});

const gangerAlla = (u: Prognosunderlag, k: bigint): Prognosunderlag => {
  const ganger = (belopp: bigint | null): bigint | null => (belopp === null ? null : belopp * k);
  return {
    ...u,
    budgetOre: ganger(u.budgetOre),
    periodbudgetOre: ganger(u.periodbudgetOre),
    utfallOre: ganger(u.utfallOre),
    medel: u.medel && { beslutatOre: ganger(u.medel.beslutatOre) },
    tidigareAr: u.tidigareAr.map((t) => ({
      ar: t.ar,
      utfallSammaPeriodOre: t.utfallSammaPeriodOre * k,
      utfallHelarOre: t.utfallHelarOre * k,
    })),
  };
};

describe('vad som alltid gäller', () => {
  it('byter tecken när allt gör det, med samma metod', () => {
    fc.assert(
      fc.property(godtyckligt, (delar) => {
        const svar = beraknaRadprognos(underlag(delar));
        const speglat = beraknaRadprognos(gangerAlla(underlag(delar), -1n));
        expect(speglat?.metod).toBe(svar?.metod);
        expect(speglat?.beloppOre).toBe(svar === null ? undefined : -svar.beloppOre);
      }),
    );
  });

  it('följer skalan: hundra gånger så mycket väljer samma metod och ger hundra gånger så mycket', () => {
    // Whole multiples of the year's days and the days gone: nothing is rounded, so nothing may differ.
    const jamnt = fc.bigInt({ min: -1_000_000n, max: 1_000_000n }).map((n) => n * 366n * 244n);
    fc.assert(
      fc.property(jamnt, fc.option(jamnt, { nil: null }), (utfallOre, budgetOre) => {
        const u = underlag({ utfallOre, budgetOre });
        const svar = beraknaRadprognos(u);
        const stort = beraknaRadprognos(gangerAlla(u, 100n));
        expect(stort?.metod).toBe(svar?.metod);
        expect(stort?.beloppOre).toBe((svar?.beloppOre ?? 0n) * 100n);
      }),
    );
  });

  it('är helårets utfall till öret när året är slut', () => {
    fc.assert(
      fc.property(godtyckligt, ore, (delar, utfallOre) => {
        const svar = prognos({ ...delar, utfallOre, per: datum('2024-12-31') });
        expect([svar.metod, svar.beloppOre]).toEqual(['helarsutfall', utfallOre]);
      }),
    );
  });

  it('finns precis när budget eller utfall är känt, med alternativ av andra slag', () => {
    fc.assert(
      fc.property(godtyckligt, (delar) => {
        const svar = beraknaRadprognos(underlag(delar));
        const { budgetOre, utfallOre, medel } = delar;
        expect(svar === null).toBe(
          budgetOre === null && utfallOre === null && (medel?.beslutatOre ?? null) === null,
        );
        const metoder = [svar?.metod, ...(svar?.alternativ ?? []).map((a) => a.metod)];
        expect(new Set(metoder).size).toBe(metoder.length);
        if (svar !== null) expect(svar.motiv).toMatch(/^[A-ZÅÄÖ].*\.$/);
      }),
    );
  });

  it('går jämnt ut: ett utfall precis enligt budgetens plan ger budgeten', () => {
    fc.assert(
      fc.property(ore, ore, (budgetOre, periodbudgetOre) => {
        fc.pre(periodbudgetOre !== 0n);
        const svar = prognos({ budgetOre, periodbudgetOre, utfallOre: periodbudgetOre });
        const alla = [{ metod: svar.metod, beloppOre: svar.beloppOre }, ...svar.alternativ];
        expect(alla.find((a) => a.metod === 'aterstaende-budget')?.beloppOre).toBe(budgetOre);
      }),
    );
  });
});
