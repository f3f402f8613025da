import type { EventStore } from '#event-store/event-store.js';
import { ogonblick } from '#kernel/ogonblick.js';

/** What `somAv` may be: an ordinal, or a moment of recording. */
export type SomAv = number | Date;

/** As it is said to whoever wrote something else. */
export const SOM_AV_FORVANTAT = 'ett händelsenummer, en dag (2024-09-11) eller en tid (2024-09-11T14:30)';

/** An ordinal (bare digits), or a day or time of recording (Europe/Stockholm; a day means its end); undefined when it is neither. */
export const tolkaSomAv = (text: string): SomAv | undefined =>
  /^\d{1,15}$/.test(text) ? Number(text) : ogonblick(text);

/** The ordinal that `somAv` means in a store. */
export const ordinalVid = async (store: EventStore, somAv: SomAv): Promise<number> =>
  typeof somAv === 'number' ? somAv : (await store.at(somAv)).ordinal;
