import { describe, expect, it } from '@jest/globals';
import { datum } from '#kernel/datum.js';
import { delaIManader } from './huvudbok.query.js';

describe('en period delas', () => {
  const delad = (fran: string, till: string): string => {
    const { hela, brutna } = delaIManader({ fran: datum(fran), till: datum(till) });
    return [
      ...hela.map((m) => `${m.ar}-${String(m.manad).padStart(2, '0')}`),
      ...brutna.map((p) => `${p.fran}..${p.till}`),
    ].join(' ');
  };
  it.each([
    ['2024-02-01', '2024-02-29', '2024-02'],
    ['2024-02-01', '2024-02-28', '2024-02-01..2024-02-28'],
    ['2023-02-01', '2023-02-28', '2023-02'],
    ['2023-11-30', '2024-02-01', '2023-12 2024-01 2023-11-30..2023-11-30 2024-02-01..2024-02-01'],
    ['2024-03-05', '2024-03-07', '2024-03-05..2024-03-07'],
    ['2024-03-07', '2024-03-05', ''],
  ])('%s – %s i hela månader och brutna', (fran, till, svar) => {
    expect(delad(fran, till)).toBe(svar);
  });
});
