import type { Dokumentavstamning } from '../avstamning/avstamning.js';

const ANTAL = ['celler', 'lika', 'avrundning', 'kallfel', 'oforklarade'] as const;

/** The avstämning as the contract has it: each document, and the sums over them. */
export function avstamningSomJson(dokument: readonly Dokumentavstamning[]) {
  const summa = Object.fromEntries(ANTAL.map((a) => [a, dokument.reduce((s, d) => s + d[a], 0)]));
  return { dokument, summa };
}
