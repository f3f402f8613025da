import type { PostId } from '#kernel/poster.js';

/** Of the posts of one förbund: those that were pointed out, and what was said of each. */
type Utpekade<T> = ReadonlyMap<PostId, T>;

/**
 * What was said of the nearest of a post and the coarser ones that it details; undefined for a post that holds no medel.
 * @param overordnad each post's coarser one, as the kontoplan has it
 */
export function medelspostFor<T>(
  post: PostId,
  utpekade: Utpekade<T>,
  overordnad: ReadonlyMap<PostId, PostId | null>,
): T | undefined {
  const sedda = new Set<PostId>();
  for (let p: PostId | null | undefined = post; p && !sedda.has(p); p = overordnad.get(p)) {
    const utpekad = utpekade.get(p);
    if (utpekad !== undefined) return utpekad;
    sedda.add(p);
  }
  return undefined;
}
