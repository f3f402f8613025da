import { arDatum, arFor, arsStart, type Datum, type Period } from '#kernel/datum.js';
import { DomanFel, visaVarde } from '#kernel/fel.js';
import type { Konto } from '#kernel/identiteter.js';
import type { RapportKod } from '../rapportfel.js';
import { tillDag, type Rapportsammanhang, type Rapportval } from './rapport.js';

/** Rows to a page: enough to read at once, and never more than a page may be. */
const ANTAL = { vanligt: 100, hogst: 1_000 } as const;

export const FRAN: Rapportval = {
  namn: 'fran',
  beskrivning: 'Från och med vilken dag under året; årets början om inget anges.',
  exempel: '2024-07-01',
};
export const SIDVAL: readonly Rapportval[] = [
  {
    namn: 'antal',
    beskrivning: `Högst så många på en sida, 1–${ANTAL.hogst}; ${ANTAL.vanligt} om inget anges.`,
    exempel: '100',
  },
  { namn: 'efter', beskrivning: 'Fortsätt efter: nasta i svaret på sidan före.', exempel: 'vasteras.a.100' },
];

/** What a cursor is expected to be. */
export const SIDMARKOR = 'nasta i svaret på sidan före, på samma fråga';

/** An option that cannot be read is refused as every parameter is. */
export const ogiltigtVal = (falt: string, varde: string, forvantat: string): DomanFel<RapportKod> =>
  new DomanFel('FRAGA_OGILTIG', `Värdet ${visaVarde(varde)} för ${falt} går inte att läsa.`, {
    falt,
    forvantat,
  });

/**
 * The days of the year that the report is about, up to `per`; undefined when the year begins after it.
 * @throws DomanFel FRAGA_OGILTIG for a `fran` that is no day of them
 */
export function bokperiod({ ar, per, val }: Rapportsammanhang): Period | undefined {
  const till = tillDag({ ar, per });
  const { fran } = val;
  if (fran === undefined) return till < arsStart(ar) ? undefined : { fran: arsStart(ar), till };
  if (!arDatum(fran) || arFor(fran) !== ar || fran > till)
    throw ogiltigtVal('fran', fran, `en dag ${ar}, inte efter ${till}, skriven ÅÅÅÅ-MM-DD`);
  return { fran, till };
}

/** @throws DomanFel FRAGA_OGILTIG */
export function valtAntal({ val }: Rapportsammanhang): number {
  const { antal } = val;
  if (antal === undefined) return ANTAL.vanligt;
  const n = /^\d{1,4}$/.test(antal) ? Number(antal) : 0;
  if (n < 1 || n > ANTAL.hogst) throw ogiltigtVal('antal', antal, `ett heltal 1–${ANTAL.hogst}`);
  return n;
}

/** @throws DomanFel FRAGA_OGILTIG */
export function valtKonto({ val }: Rapportsammanhang, namn: string): Konto | undefined {
  const konto = val[namn];
  if (konto !== undefined && !/^\d{4}$/.test(konto)) throw ogiltigtVal(namn, konto, 'fyra siffror');
  return konto;
}

/** The first day of a day's month. */
export const manadsStart = (d: Datum): Datum => `${d.slice(0, 8)}01` as Datum;
