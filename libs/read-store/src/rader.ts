/**
 * An answer's rows, made into something else, and let go of. postgres.js keeps what a question was answered until Node's next
 * full collection, long after anybody can ask for it; what is left in the list would be moved there by each young one.
 */
export function omgjorda<R, T>(rader: R[], gor: (rad: R) => T): T[] {
  const ut = rader.map(gor);
  rader.length = 0;
  return ut;
}
