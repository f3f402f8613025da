import { describe, expect, it, jest } from '@jest/globals';
import { igen, kor } from './korning.js';
import { uppsattning, type Motorer } from './plan.js';

/** Programs that start again and again, on a machine that runs other tests. */
jest.setTimeout(600_000);

const DODADE = 3;
const KLIENTER = 4;
const STORSTA_FRO = 1_000_000;
/** Another one each time: a fault that it finds is found again with the command that is printed. */
const NYTT_FRO = Date.now() % STORSTA_FRO;

const FALL: readonly { motorer: Motorer; fro: number }[] = [
  { motorer: 'postgres', fro: 3 },
  { motorer: 'ersattare', fro: NYTT_FRO },
];

/** The short form of `npm run chaos`. */
describe('det som kvitteras finns, en gång och helt, och det andra blir som utan fel', () => {
  it.each(FALL)('$motorer, frö $fro', async ({ motorer, fro }) => {
    const val = { fro, dodade: DODADE, klienter: KLIENTER };
    const logg: string[] = [];
    const { fel, kvitterade, dodade } = await kor({
      ...val,
      uppsattning: uppsattning(motorer, true),
      byggt: false,
      rapportera: (rad) => void logg.push(rad),
    });
    expect({ igen: igen({ ...val, motorer, liten: true }), logg, fel }).toMatchObject({ fel: [] });
    expect(dodade).toBe(DODADE);
    expect(kvitterade).toBeGreaterThan(DODADE);
  });
});
