import { isNativeError } from 'node:util/types';

export type ProjektionsfelKod =
  /** The name is not a projection of this process, or it has no tables yet. */
  | 'OKAND'
  /** The database holds a newer version than the code: this process is older than another one. */
  | 'NYARE_VERSION'
  /** The stored version is not the one that this step was started for: somebody else swapped it. */
  | 'VERSION_ANDRAD'
  /** Another process moves the projection: this one looks on. */
  | 'SKRIVS_AV_ANNAN'
  /** Somebody else builds the same projection beside the live one right now. */
  | 'BYGGE_PAGAR'
  /** Readers held the tables so long that a finished build could not be swapped in. */
  | 'VAXLING_HINDRAD'
  /** The definition breaks a rule that rebuilds rest on (name, sequences, defaults that differ per run). */
  | 'OTILLATEN_DEFINITION'
  /** The event store gave events out of order or with a gap. */
  | 'HANDELSER_OORDNADE'
  /** The connection was lost within a transaction; nothing of it is stored, unless it was lost during COMMIT. */
  | 'ANSLUTNING_BRUTEN'
  /** A transaction was used after its end, or committed after one of its statements had failed. */
  | 'TRANSAKTION_AVBRUTEN'
  /** `stopp()` was called while somebody waited. */
  | 'STOPPAD';

/** What the read side itself refuses or finds wrong. The message is Swedish and names the projection. */
export class Projektionsfel extends Error {
  override readonly name = 'Projektionsfel';
  constructor(
    readonly kod: ProjektionsfelKod,
    meddelande: string,
    options?: ErrorOptions,
  ) {
    super(meddelande, options);
  }
}

/** `instanceof` would miss errors that Node itself makes when the code runs in another realm. */
export const felFran = (varde: unknown): Error => (isNativeError(varde) ? varde : new Error(String(varde)));
