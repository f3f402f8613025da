import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { korningar } from '../property/slumpfro.js';
import { malen, MOTORER, planera, somText, uppsattning, type Steg } from './plan.js';

const dodadeI = (plan: readonly Steg[]): number =>
  plan.reduce((summa, { fel }) => summa + (fel.slag === 'doda' ? fel.mal.length : 0), 0);

const FALL = fc.record({
  fro: fc.nat(),
  dodade: fc.integer({ min: 1, max: 300 }),
  installation: fc.record({ motorer: fc.constantFrom(...MOTORER), liten: fc.boolean() }),
});

describe('planen', () => {
  it('är fröets, dödar så många som sägs, och bryter bara det som finns', () => {
    fc.assert(
      fc.property(FALL, ({ fro, dodade, installation }) => {
        const det = uppsattning(installation.motorer, installation.liten);
        const plan = planera(fro, dodade, det);
        expect(planera(fro, dodade, det)).toEqual(plan);
        expect(dodadeI(plan)).toBe(dodade);
        expect(plan[0]?.fel).toMatchObject({ slag: 'doda', genast: true });
        const finns = malen(det);
        for (const { fel } of plan) {
          if (fel.slag === 'doda') {
            expect(finns).toEqual(expect.arrayContaining([...fel.mal]));
            expect(new Set(fel.mal).size).toBe(fel.mal.length);
          }
          if (fel.slag === 'hang') expect(finns).toContainEqual(fel.mal);
          if (fel.slag === 'redis') expect(det.redis).toBe(true);
          if (fel.slag === 'lager') expect(det.ersattare).toBe(true);
        }
      }),
      korningar(40),
    );
  });

  it('har alla slags fel i en lång körning', () => {
    const slag = (plan: readonly Steg[]): string[] => [...new Set(plan.map(({ fel }) => fel.slag))].sort();
    const alla = ['databas', 'doda', 'hang', 'klipp', 'lager', 'redis'];
    expect(slag(planera(1, 200, uppsattning('ersattare', false)))).toEqual(alla);
    expect(somText({ slag: 'klipp', procent: 50 })).toBe('klipper 50 % av anslutningarna');
  });
});
