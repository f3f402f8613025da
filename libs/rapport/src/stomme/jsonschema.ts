import { ellerNull, ORE, TEXT, type Schema } from '#platform/http/schema.js';

/** What a report's `json` gives: its fields, all of them always present. */
export type Svarsfalt = Readonly<Record<string, Schema>>;

/** Null where there is no figure, never 0. */
export const BELOPP = ellerNull(ORE);

/** What the figures of a row are opened with. */
export const RAD_ID: Schema = { ...TEXT, description: 'Vad siffrorna öppnas med: rad i /harledning.' };
