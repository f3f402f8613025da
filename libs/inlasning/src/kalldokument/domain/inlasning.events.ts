import type { Datum } from '#kernel/datum.js';
import type { Event } from '#kernel/handelse.js';
import type { ForbundId } from '#kernel/identiteter.js';

/** A document has been checked whole and its loading begun: until it is finished, reports over the förbund say so. */
export type InlasningPaborjad = Event<
  'InlasningPaborjad',
  {
    forbund: ForbundId;
    dokument: string;
    sha256: string;
    titel: string;
    datum: Datum;
    /** Which program read it: a later one may find more in the same file. 1 when absent. */
    lasare?: number;
    /** The file that this one corrects, which was loaded under the same id. */
    ersatter?: string;
  }
>;
/** All that the document says has been recorded. */
export type InlasningSlutford = Event<
  'InlasningSlutford',
  { forbund: ForbundId; dokument: string; sha256: string; lasare?: number }
>;

export type InlasningHandelse = InlasningPaborjad | InlasningSlutford;
