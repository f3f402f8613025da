import { describe, expect, it } from '@jest/globals';
import { forsamringar, lasReferens, medReferens } from './referens.js';

const MINNE = 'minne i vila: api, MiB';
const TAKT = 'kommandon: HTTP / lager';
const referens = { [MINNE]: 100, [TAKT]: 0.5 };

describe('referensen', () => {
  it.each([
    ['minne som är som det var', MINNE, 'hogre', 100, false],
    ['minne inom det som godtas', MINNE, 'hogre', 114.9, false],
    ['minne över det som godtas', MINNE, 'hogre', 115.1, true],
    ['mindre minne', MINNE, 'hogre', 10, false],
    ['takt inom det som godtas', TAKT, 'lagre', 0.43, false],
    ['takt under det som godtas', TAKT, 'lagre', 0.42, true],
    ['högre takt', TAKT, 'lagre', 5, false],
    ['det som inte har mätts förr', 'något nytt', 'hogre', 1e9, false],
  ] as const)('%s', (_, vad, samre, varde, forsamrat) => {
    expect(forsamringar([{ vad, varde, samre }], referens)).toHaveLength(forsamrat ? 1 : 0);
  });

  it('säger vad som är sämre, och gäller inte det som har ett mål i stället', () => {
    expect(forsamringar([{ vad: MINNE, varde: 120, samre: 'hogre' }], referens)).toEqual([
      `${MINNE}: 120.00, referens 100.00`,
    ]);
    const mal = { vad: MINNE, varde: 120, hogst: 200 };
    expect(medReferens([mal], referens)).toEqual([mal]);
    expect(forsamringar([mal], referens)).toEqual([]);
  });

  it('är inspelad för vart och ett av programmen', () => {
    const namn = Object.keys(lasReferens());
    for (const program of ['api', 'projector', 'worker', 'standalone'])
      expect(namn.filter((n) => n.includes(program)).length).toBeGreaterThanOrEqual(2);
  });
});
