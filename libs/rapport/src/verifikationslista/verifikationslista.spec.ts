import { describe, expect, it } from '@jest/globals';
import { datum } from '#kernel/datum.js';
import { nummerkontroll, sidorna, somMarkor, tolkaMarkor } from './verifikationslista.js';

const PER = datum('2024-06-30');
const huvuden = (...nummer: number[]) => nummer.map((n) => ({ nummer: n, datum: PER }));

describe('nummerkontroll', () => {
  it('räknar numren och finner inga luckor i en obruten följd', () => {
    expect(nummerkontroll('a', 4, huvuden(5, 6, 7), PER)).toEqual({
      ...{ serie: 'a', fran: 5, till: 7, antal: 3, luckor: [], senare: 0 },
    });
  });

  it('finner luckor i början, mitt i och över sidans gräns', () => {
    expect(nummerkontroll('a', 0, huvuden(2, 3, 7), PER).luckor).toEqual([
      { fran: 1, till: 1 },
      { fran: 4, till: 6 },
    ]);
    expect(nummerkontroll('a', 10, huvuden(12), PER).luckor).toEqual([{ fran: 11, till: 11 }]);
  });

  it('räknar det som är daterat senare, som finns men inte visas', () => {
    const senare = { nummer: 2, datum: datum('2024-07-01') };
    expect(nummerkontroll('a', 0, [...huvuden(1), senare], PER)).toMatchObject({
      ...{ antal: 2, luckor: [], senare: 1 },
    });
  });
});

describe('sidorna', () => {
  it('är debet och kredit, brutto', () => {
    expect(sidorna([5n, -3n, -2n, 0n].map((beloppOre) => ({ beloppOre })))).toEqual({
      ...{ debetOre: 5n, kreditOre: 5n },
    });
  });

  it('är alltid lika: annars är det vi som har läst fel', () => {
    expect(() => sidorna([{ beloppOre: 5n }, { beloppOre: -4n }])).toThrow('debet 5 är inte kredit 4');
  });
});

it('har en markör som säger efter vilken verifikation en sida börjar', () => {
  const plats = { forbund: 'norra-delen', serie: 'kalldok', nummer: 17 };
  expect(tolkaMarkor(somMarkor(plats))).toEqual(plats);
  for (const fel of ['', 'a.b', 'a.b.x', 'A.b.1', 'a.b.1.2', 'a.b.1234567890'])
    expect(tolkaMarkor(fel)).toBeUndefined();
});
