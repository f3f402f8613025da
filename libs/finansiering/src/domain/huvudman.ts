import type { Huvudman } from './finansiering.events.js';

const medlemmen = (h: Huvudman): string => (h.part === 'stat' ? '' : (h.medlem ?? ''));

/** `stat`, `region`, `kommun:sala-kommun`: as a key, and in what is told to people. */
export const huvudmannyckel = (h: Huvudman): string =>
  medlemmen(h) === '' ? h.part : `${h.part}:${medlemmen(h)}`;

/** Whether something is decided of the huvudman's money: its own, that of its whole part, or of any member of a whole part. */
export function harBeslut(beslutat: ReadonlyMap<string, unknown>, h: Huvudman): boolean {
  if (beslutat.has(huvudmannyckel(h)) || beslutat.has(h.part)) return true;
  return medlemmen(h) === '' && [...beslutat.keys()].some((nyckel) => nyckel.startsWith(`${h.part}:`));
}
