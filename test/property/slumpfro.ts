import fc from 'fast-check';

/** How long a property may take with all its runs and the search for a smaller counterexample: Jest's own limit is above. */
const LANGST_MS = 40_000;
/** For `it`: what is left when a property has been interrupted. */
export const TESTGRANS_MS = LANGST_MS + 20_000;

/**
 * The same histories each run, so that a red test is red again; another seed (`SLUMPFRO=7`) gives other histories. What
 * fails is printed with its seed and its path.
 */
export const slumpfro = Number(process.env['SLUMPFRO'] ?? 20_240_831);

/** So many runs from the seed. */
export const korningar = (numRuns: number) => ({
  numRuns,
  seed: slumpfro,
  plugins: [fc.interruptAfterTimeLimit(LANGST_MS)],
});
