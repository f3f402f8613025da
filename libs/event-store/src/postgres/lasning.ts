import type { Handelsemetadata, StoredEvent } from '../event-store.js';
import { lasData } from '../serialisering.js';
import type { Upcasters } from '../upcasting.js';

/** A row of `handelser.handelse` as the queries here select it. */
export interface Rad {
  readonly ordinal: number;
  /** Milliseconds since 1970. */
  readonly recorded_ms: number;
  readonly id: string;
  readonly revision: number;
  readonly version: number;
  readonly stream: string;
  readonly typ: string;
  readonly data: string;
  readonly metadata: string;
}

/** Rows → events, in the same order. @throws ProgramFel for a stored version that is newer than this program. */
export function tillHandelser(rader: readonly Rad[], upcasters: Upcasters): StoredEvent[] {
  let text = '';
  let metadata: Handelsemetadata | undefined;
  return rader.map((rad) => {
    // The events of one command stand together and have the same metadata: parsed once for all of them.
    if (metadata === undefined || rad.metadata !== text) {
      text = rad.metadata;
      metadata = Object.freeze(JSON.parse(text) as Handelsemetadata);
    }
    return {
      id: rad.id,
      stream: rad.stream,
      revision: rad.revision,
      position: String(rad.ordinal),
      ordinal: rad.ordinal,
      typ: rad.typ,
      data: upcasters.uppgradera(rad.typ, rad.version, lasData(rad.data)),
      metadata,
      recordedAt: new Date(rad.recorded_ms),
    };
  });
}
