import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { natt, type Jamforelse } from './resultat.js';

/** So much worse than what was recorded is a fault; less is the machine. */
const FORSAMRING_MAX = 0.15;
const FIL = fileURLToPath(new URL('referens.json', import.meta.url));

/** What was measured once and stands: by the comparison's name. */
export type Referens = Readonly<Record<string, number>>;

interface Referensfil {
  /** When, and on what: to tell by, not compared. */
  readonly tid: string;
  readonly maskin: string;
  readonly varden: Referens;
}

const lasFil = (): Referensfil => JSON.parse(readFileSync(FIL, 'utf8')) as Referensfil;

export const lasReferens = (): Referens => lasFil().varden;

/** Those that are compared with a reference get it as their bound, but for what may be worse; one that is new has none. */
export function medReferens(jamforelser: readonly Jamforelse[], referens: Referens): Jamforelse[] {
  return jamforelser.map((j) => {
    const varde = referens[j.vad];
    if (varde === undefined || j.samre === undefined) return j;
    return j.samre === 'hogre'
      ? { ...j, hogst: varde * (1 + FORSAMRING_MAX) }
      : { ...j, minst: varde * (1 - FORSAMRING_MAX) };
  });
}

/** What is worse than its reference by more than what is let through, in words. */
export const forsamringar = (jamforelser: readonly Jamforelse[], referens: Referens): string[] =>
  medReferens(jamforelser, referens)
    .filter((j) => j.samre !== undefined && j.vad in referens && natt(j) === false)
    .map((j) => `${j.vad}: ${j.varde.toFixed(2)}, referens ${referens[j.vad]?.toFixed(2) ?? ''}`);

/** Renews what was measured now, and leaves the rest. */
export function sparaReferens(jamforelser: readonly Jamforelse[], tid: string, maskin: string): void {
  const nya = jamforelser
    .filter((j) => j.samre !== undefined)
    .map((j) => [j.vad, avrundad(j.varde)] as const);
  const fil: Referensfil = { tid, maskin, varden: { ...lasReferens(), ...Object.fromEntries(nya) } };
  writeFileSync(FIL, `${JSON.stringify(fil, null, 2)}\n`);
}

const avrundad = (n: number): number => Number(n.toPrecision(4));
