import { ProgramFel } from '#kernel/fel.js';
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
  /** The events of a command stand together and have the same: it comes with the last of them, and of the page. */
  readonly metadata: string | null;
}

/** Rows → events, in the same order. @throws ProgramFel for a stored version that is newer than this program. */
export function tillHandelser(rader: readonly Rad[], upcasters: Upcasters): StoredEvent[] {
  let metadata: Handelsemetadata | undefined;
  // From the end, since that is where a command's metadata is.
  return rader
    .toReversed()
    .map((rad) => {
      if (rad.metadata !== null) metadata = Object.freeze(JSON.parse(rad.metadata) as Handelsemetadata);
      if (metadata === undefined) throw new ProgramFel(`händelse ${rad.ordinal} har ingen metadata`);
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
    })
    .reverse();
}
