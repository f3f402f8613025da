/** An event as it is stored, whatever store it lies in: nothing upcast, data and metadata as canonical JSON. */
export interface LagradHandelse {
  readonly ordinal: number;
  readonly id: string;
  readonly stream: string;
  readonly revision: number;
  readonly typ: string;
  readonly version: number;
  readonly data: string;
  readonly metadata: string;
  /** Milliseconds since 1970. */
  readonly tid: number;
}

/** What one command stored: its events stand together in the total order. */
export type LagratKommando = readonly [LagradHandelse, ...LagradHandelse[]];

/** What a history can be copied from. */
export interface Kopieringskalla {
  /** At most `max` events after an ordinal, in order; fewer only where they end. */
  lasLagrat(efter: number, max: number): Promise<readonly LagradHandelse[]>;
  /** The last ordinal, with all that is stored counted. */
  sistaOrdinal(): Promise<number>;
}

/** A store whose history can be moved to another engine as it is, ordinals, times and ids with it. */
export interface Kopierbart extends Kopieringskalla {
  /**
   * Stores commands that come next in the total order, with the times they have.
   * @throws EventStoreError WRONG_EXPECTED_REVISION, HISTORY_CHANGED when somebody else writes to the store meanwhile
   */
  skrivLagrat(kommandon: readonly LagratKommando[]): Promise<void>;
}
