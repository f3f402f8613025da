/** One request, as a caller would write it. */
export interface Anrop {
  readonly metod: 'get' | 'post';
  /** Path and query. */
  readonly adress: string;
  readonly kropp?: object;
  /** Sent as it is, in place of a body. */
  readonly text?: string;
}

/** A request and what it gives: that it succeeds, or the code that it is refused with. */
export interface Prov extends Anrop {
  readonly ger: 'lyckas' | (string & {});
}

/** A context's requests, in an order where each gives what it says: routes that succeed, and what they refuse. */
export interface Kontextprov {
  readonly prov: readonly Prov[];
  /**
   * By route (`post /api/v1/forbund`): codes that it documents and that no request can provoke, with the reason. A
   * code that is provoked or no longer documented may not stand here.
   */
  readonly oprovade?: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** By path: why its lists come whole, without pages. */
  readonly odelade?: Readonly<Record<string, string>>;
}

export const get = (adress: string): Anrop => ({ metod: 'get', adress });
export const post = (adress: string, kropp: object): Anrop => ({ metod: 'post', adress, kropp });
export const postText = (adress: string, text: string): Anrop => ({ metod: 'post', adress, text });

export const lyckas = (anrop: Anrop): Prov => ({ ...anrop, ger: 'lyckas' });
export const nekas = (kod: string, anrop: Anrop): Prov => ({ ...anrop, ger: kod });

/** The förbund that all examples are about. */
export const LILLA = '/api/v1/forbund/lilla';
/** Nothing is registered about this one. */
export const OKANT = '/api/v1/forbund/okant';
export const skal = { slag: 'anteckning', text: 'prov' };
export const stod = { slag: 'dokument', dokument: 'provning' };
