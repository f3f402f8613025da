import { describe, expect, it } from '@jest/globals';
import { ogonblick, svenskDag } from './ogonblick.js';

describe('ogonblick', () => {
  it.each([
    ['2024-01-15', '2024-01-15T22:59:59.999Z'],
    ['2024-07-15', '2024-07-15T21:59:59.999Z'],
    // The day the clocks go forward ends in summer time, the day they go back in winter time.
    ['2024-03-31', '2024-03-31T21:59:59.999Z'],
    ['2024-10-27', '2024-10-27T22:59:59.999Z'],
    ['2024-09-11T14:30', '2024-09-11T12:30:00.000Z'],
    ['2024-12-11 14:30:05', '2024-12-11T13:30:05.000Z'],
    ['2024-09-11T14:30:00Z', '2024-09-11T14:30:00.000Z'],
    ['2024-09-11T14:30:00+05:00', '2024-09-11T09:30:00.000Z'],
  ])('reads %s as %s', (text, moment) => {
    expect(ogonblick(text)?.toISOString()).toBe(moment);
  });

  it.each(['', 'igår', '2024-02-30', '2024-09-11T25:00', '2024-09-11T14', '12'])(
    'does not understand %p',
    (text) => {
      expect(ogonblick(text)).toBeUndefined();
    },
  );
});

it.each([
  ['2024-01-15T22:59:59.999Z', '2024-01-15'],
  ['2024-01-15T23:00:00Z', '2024-01-16'],
  ['2024-07-15T22:00:00Z', '2024-07-16'],
  ['2024-12-31T23:00:00Z', '2025-01-01'],
])('svenskDag: %s is on %s', (moment, dag) => {
  expect(svenskDag(new Date(moment))).toBe(dag);
});
