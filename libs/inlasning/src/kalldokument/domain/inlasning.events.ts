import type { Datum } from '#kernel/datum.js';
import type { Event } from '#kernel/handelse.js';
import type { ForbundId } from '#kernel/identiteter.js';

/** A document has been checked whole and its loading begun: until it is finished, reports over the förbund say so. */
export type InlasningPaborjad = Event<
  'InlasningPaborjad',
  { forbund: ForbundId; dokument: string; sha256: string; titel: string; datum: Datum }
>;
/** All that the document says has been recorded. */
export type InlasningSlutford = Event<
  'InlasningSlutford',
  { forbund: ForbundId; dokument: string; sha256: string }
>;

export type InlasningHandelse = InlasningPaborjad | InlasningSlutford;
