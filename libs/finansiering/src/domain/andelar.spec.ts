import { describe, expect, it } from '@jest/globals';
import { arHelhet, sammaAndelar } from './andelar.js';
import type { Andelar } from './finansiering.events.js';

/** `1/2 1/4 1/4`: state, region, kommuner. */
const andelar = (text: string): Andelar => {
  const [stat, region, kommun] = text.split(' ').map((brak) => {
    const [taljare, namnare] = brak.split('/').map(Number);
    return { taljare: taljare!, namnare: namnare! };
  });
  return { stat: stat!, region: region!, kommun: kommun! };
};

describe('angivna andelar', () => {
  it.each(['1/2 1/4 1/4', '2/4 25/100 3/12', '1/2 0/1 1/2', '1/3 1/3 1/3'])('%s är en hel', (text) => {
    expect(arHelhet(andelar(text))).toBe(true);
  });

  it.each([
    '1/2 1/4 1/5',
    '1/2 1/2 1/4',
    '3/2 -1/4 -1/4',
    '1/0 0/1 0/1',
    '0.5/1 1/4 1/4',
    '1/2 1/4 100001/400004',
  ])('%s är det inte', (text) => {
    expect(arHelhet(andelar(text))).toBe(false);
  });

  it('är desamma hur de än är skrivna', () => {
    expect(sammaAndelar(andelar('1/2 1/4 1/4'), andelar('50/100 2/8 1/4'))).toBe(true);
    expect(sammaAndelar(andelar('1/2 1/4 1/4'), andelar('1/3 1/3 1/3'))).toBe(false);
  });
});
