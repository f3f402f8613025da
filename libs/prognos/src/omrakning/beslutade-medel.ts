import { medelspostFor } from '#finansiering/public.js';
import { summa, type Ore } from '#kernel/ore.js';
import type { PostId } from '#kernel/poster.js';

/** Whose medel a post holds: `stat`, `kommun`, `kommun:sala-kommun`; the money of all is ''. */
export type Vems = string;
const ALLAS: Vems = '';

/** Medel of a year, as far as a forecast needs to know. */
export interface Arsmedel {
  readonly poster: ReadonlyMap<PostId, Vems>;
  /** What is decided for the year, by whose it is. */
  readonly beslutat: ReadonlyMap<Vems, Ore>;
  /** What all have decided together; null when some part has not. */
  readonly allasOre: Ore | null;
}

const parten = (v: Vems): string => v.split(':')[0] ?? '';
/** Whether the two can hold the same money: the same huvudman, or a part as a whole and a member of it. */
const delarPengar = (a: Vems, b: Vems): boolean =>
  a === ALLAS || b === ALLAS || a === b || (parten(a) === parten(b) && (a === parten(a) || b === parten(b)));

/**
 * What is decided of the medel that a line holds: `null` within when that is not known, null when the line holds anything
 * else. A decided amount is told of one line: where another holds money of the same huvudman, it is told of neither.
 * @param delar the line's posts that have figures
 * @param andras posts with figures of other lines
 */
export function medelPaLinjen(
  delar: readonly PostId[],
  andras: readonly PostId[],
  medel: Arsmedel,
  overordnad: ReadonlyMap<PostId, PostId | null>,
): { readonly beslutatOre: Ore | null } | null {
  const vemsAv = (post: PostId): Vems | undefined => medelspostFor(post, medel.poster, overordnad);
  const egna = delar.map(vemsAv);
  if (egna.length === 0 || egna.includes(undefined)) return null;
  const vems = [...new Set(egna.filter((v) => v !== undefined))];
  const andrasVems = andras.map(vemsAv).filter((v) => v !== undefined);
  if (andrasVems.length === 0) return { beslutatOre: medel.allasOre };
  if (vems.some((v) => andrasVems.some((a) => delarPengar(v, a)))) return { beslutatOre: null };
  const belopp = vems.map((v) => medel.beslutat.get(v));
  return { beslutatOre: belopp.includes(undefined) ? null : summa(belopp.filter((b) => b !== undefined)) };
}
