import type { Datum } from '#kernel/datum.js';
import type { Event } from '#kernel/handelse.js';
import type { Layoutnamn, Rapportdefinition } from './rapportdefinition.js';

export type { Rapportdefinition } from './rapportdefinition.js';

/** A förbund sets up a report in its own way, in reports of a day from `fran` on, until the next layout. */
export type RapportlayoutFaststalld = Event<
  'RapportlayoutFaststalld',
  Layoutnamn & { readonly fran: Datum; readonly definition: Rapportdefinition }
>;

export type RapportlayoutHandelse = RapportlayoutFaststalld;
