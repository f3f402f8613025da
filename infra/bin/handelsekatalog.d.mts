export interface Katalogpost {
  readonly typ: string;
  readonly version: number;
  /** Where the type stands, from the root. */
  readonly fil: string;
  /** The function of the decider that names the stream. */
  readonly stromnamn: string;
  readonly betydelse: string;
  readonly schema: object;
}
export function handelsekatalogen(): readonly Katalogpost[];
/** Generated text by path from the root. */
export function katalogfiler(): Readonly<Record<string, string>>;
