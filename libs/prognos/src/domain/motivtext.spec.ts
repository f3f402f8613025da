import { describe, expect, it } from '@jest/globals';
import { kr, procent } from './motivtext.js';

describe('kr', () => {
  it.each([
    [0n, '0 kr'],
    [49n, '0 kr'],
    [-50n, '−1 kr'],
    [100n, '1 kr'],
    [99_999n, '1 000 kr'],
    [-74_580_600n, '−745 806 kr'],
    [123_456_789_00n, '123 456 789 kr'],
  ])('%s öre skrivs %s', (belopp, text) => {
    expect(kr(belopp)).toBe(text);
  });
});

describe('procent', () => {
  it.each([
    [1n, 3n, '33,3 %'],
    [-1n, 8n, '12,5 %'],
    [0n, 5n, '0,0 %'],
    [50n, 1n, '5 000,0 %'],
    [1n, 0n, 'ingen andel'],
  ])('%s av %s är %s', (del, helhet, text) => {
    expect(procent(del, helhet)).toBe(text);
  });
});
