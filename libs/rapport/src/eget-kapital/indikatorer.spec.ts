import { describe, expect, it } from '@jest/globals';
import { datum } from '#kernel/datum.js';
import { indikatorerna, type Kapitaluppgifter } from './indikatorer.js';
import { gallandeRegel, medfoljandeKapitalregler, type Kapitalregler } from './kapitalregler.js';

const REGLER: Kapitalregler = {
  schema: 'kapitalregler/1',
  titel: 'Prov',
  balanskrav: [
    { fran: datum('2010-01-01'), aterstallsInomAr: 2, kalla: 'gammal' },
    { fran: datum('2020-01-01'), aterstallsInomAr: 3, kalla: 'ny' },
  ],
  kapitaltak: [
    {
      fran: datum('2015-01-01'),
      kalla: 'trappan',
      steg: [
        { medelFranKr: 0, medelTillKr: 100, hogstPromille: 500 },
        { medelFranKr: 200, medelTillKr: 300, hogstPromille: 200 },
      ],
    },
  ],
};
const UPPGIFTER: Kapitaluppgifter = {
  ...{ forbund: 'a', namn: 'A', resultatOre: -7n, prognosOre: null, tidigare: [] },
  ...{ kapitalOre: null, medelOre: null },
};
const av = (mer: Partial<Kapitaluppgifter>, per = '2024-06-30') =>
  indikatorerna({ ...UPPGIFTER, ...mer }, { per: datum(per), regler: REGLER });
const ar = (...resultat: (bigint | null)[]) =>
  resultat.map((resultatOre, n) => ({ ar: 2024 - resultat.length + n, resultatOre }));

describe('balanskravet', () => {
  it('har underskotten kvar till det år de senast ska vara återställda, det äldsta först', () => {
    const tidigare = ar(-100n, -50n, 120n);
    expect(av({ tidigare }).balanskrav).toEqual({
      ...{ resultatOre: -7n, prognosOre: null, tidigare, kalla: 'ny' },
      attAterstalla: [{ ar: 2022, kvarOre: 30n, senast: 2025 }],
    });
    expect(av({ tidigare: ar(120n, -50n, 0n) }).balanskrav.attAterstalla).toEqual([
      { ar: 2022, kvarOre: 50n, senast: 2025 },
    ]);
    expect(av({ tidigare: ar(-50n, 50n, 10n) }).balanskrav.attAterstalla).toEqual([]);
  });

  it('räknar inte ett år som inte är känt till slutet, och säger det', () => {
    const tidigare = ar(-50n, null, 20n);
    expect(av({ tidigare }).balanskrav).toMatchObject({
      ...{ tidigare, attAterstalla: [{ ar: 2021, kvarOre: 30n }] },
    });
  });

  it('följer den regel som gällde dagen, också ingen', () => {
    const tidigare = ar(-50n, 0n, 0n);
    expect(av({ tidigare }, '2019-12-31').balanskrav).toMatchObject({ kalla: 'gammal', attAterstalla: [] });
    expect(av({ tidigare }, '2009-12-31').balanskrav).toMatchObject({ kalla: null, resultatOre: -7n });
  });
});

describe('kapitaltaket', () => {
  it('är en andel av årets medel, i det steg som medlen är i', () => {
    expect(av({ kapitalOre: 6_000n, medelOre: 25_000n }).kapitaltak).toEqual({
      ...{ kapitalOre: 6_000n, medelOre: 25_000n, andelPromille: 240, takOre: 5_000n, overTaketOre: 1_000n },
      ...{ varforInte: null, kalla: 'trappan', steg: REGLER.kapitaltak[0]?.steg[1] },
    });
    expect(av({ kapitalOre: 1_000n, medelOre: 10_000n }).kapitaltak).toMatchObject({ overTaketOre: -4_000n });
    expect(av({ medelOre: 20_000n }).kapitaltak).toMatchObject({ takOre: 4_000n, overTaketOre: null });
  });

  it('är inte känt utan medel, mellan stegen, eller före den första rekommendationen', () => {
    const tak = (mer: Partial<Kapitaluppgifter>, per?: string) => {
      const { takOre, varforInte } = av({ kapitalOre: 1n, ...mer }, per).kapitaltak;
      return [takOre, varforInte];
    };
    expect(tak({})).toEqual([null, 'årets medel är inte kända']);
    expect(tak({ medelOre: 15_000n })).toEqual([
      null,
      'ingen källa anger något tak för medel av den storleken',
    ]);
    expect(tak({ medelOre: 10_000n }, '2014-12-31')).toEqual([null, 'ingen rekommendation gäller den dagen']);
  });
});

it('de medföljande reglerna går att läsa, och var och en har en källa', () => {
  const regler = medfoljandeKapitalregler();
  expect(gallandeRegel(regler.balanskrav, datum('2024-08-31'))).toMatchObject({ aterstallsInomAr: 3 });
  for (const { kalla } of [...regler.balanskrav, ...regler.kapitaltak]) expect(kalla).not.toBe('');
});
