/** A fraction as it is written: 1/2. */
export interface Brak {
  readonly taljare: number;
  readonly namnare: number;
}

/**
 * Fractions over one denominator, exactly: 1/2, 1/4, 1/4 → 16, 8, 8 of 32. They are a whole when the numerators add up
 * to the denominator.
 * @param brak whole numbers, no denominator zero
 */
export function likanamniga(brak: readonly Brak[]): {
  readonly taljare: readonly bigint[];
  readonly namnare: bigint;
} {
  const namnare = brak.reduce((produkt, b) => produkt * BigInt(b.namnare), 1n);
  return { taljare: brak.map((b) => (BigInt(b.taljare) * namnare) / BigInt(b.namnare)), namnare };
}
