import { readFileSync } from 'node:fs';
import { DomanFel } from '#kernel/fel.js';
import { systemkod } from '#platform/miljofel.js';

/** @throws DomanFel FIL_OLASLIG */
export function lasFil(fil: string): string {
  try {
    return readFileSync(fil, 'utf8');
  } catch (orsak) {
    throw new DomanFel(
      'FIL_OLASLIG',
      `Filen ${fil} går inte att läsa (${systemkod(orsak) ?? 'okänt fel'}).`,
      { falt: 'FIL', forvantat: 'en fil som finns' },
    );
  }
}
