import { arTest, type Fynd, type Kallfil } from './kallfil.js';

/** Shorter numbers meet by chance: years, ports, account numbers. */
const MINSTA_SIFFROR = 6;
/** 100 000 and 1 200 000 are limits as often as amounts. */
const MINSTA_GILTIGA_SIFFROR = 3;

/** What is left when the unit (tusental kronor, kronor, öre) no longer shows: 1 374 500 kr and 137 450 000 öre → 13745. */
const utanEnhet = (siffror: string): string => siffror.replace(/^0+|0+$/g, '');

/** The amounts of a source document, each without sign and unit. */
export function siffrorI(dokument: unknown): ReadonlySet<string> {
  if (typeof dokument === 'number') {
    const siffror = Math.abs(dokument).toString();
    const matchbar =
      /^\d+$/.test(siffror) &&
      siffror.length >= MINSTA_SIFFROR &&
      utanEnhet(siffror).length >= MINSTA_GILTIGA_SIFFROR;
    return new Set(matchbar ? [utanEnhet(siffror)] : []);
  }
  if (dokument === null || typeof dokument !== 'object') return new Set();
  return new Set(Object.values(dokument).flatMap((del: unknown) => [...siffrorI(del)]));
}

/**
 * A published figure in the source is an answer written down instead of computed. Tests may hold them: there they are
 * what the computation is compared with.
 */
export function publiceradeSiffror(fil: Kallfil, publicerade: ReadonlySet<string>): readonly Fynd[] {
  if (!/^(apps|libs)\//.test(fil.sokvag) || arTest(fil.sokvag)) return [];
  return fil.text.split('\n').flatMap((text, i) =>
    [...text.matchAll(/(?<![\w.])\d(?:_?\d)*/g)]
      .map((traff) => traff[0].replaceAll('_', ''))
      .filter((tal) => tal.length >= MINSTA_SIFFROR && publicerade.has(utanEnhet(tal)))
      .map((tal) => ({ sokvag: fil.sokvag, rad: i + 1, vad: `${tal} är en publicerad siffra` })),
  );
}
