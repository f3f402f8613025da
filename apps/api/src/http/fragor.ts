import { EventStore } from '#event-store/event-store.js';
import { ar as somAr, type Ar } from '#kernel/datum.js';
import { DomanFel, visaVarde } from '#kernel/fel.js';
import { ogonblick } from '#kernel/ogonblick.js';
import type { ApiKod } from './statuskoder.js';

/** A query that cannot be understood. */
export const fragaOgiltig = (falt: string, forvantat: string): DomanFel<ApiKod> =>
  new DomanFel('FRAGA_OGILTIG', `Värdet för ${falt} går inte att läsa.`, { falt, forvantat });

/**
 * The query string's parameters by name. One that we do not know is refused: left out of account, `?pre=2024-08-31`
 * would give the figures of another day than was meant.
 * @throws DomanFel PARAMETER_OKAND, and FRAGA_OGILTIG for one that is given twice
 */
export function parametrar<Namn extends string>(
  query: Readonly<Record<string, unknown>>,
  kanda: readonly Namn[],
): Partial<Record<Namn, string>> {
  const ut: Partial<Record<Namn, string>> = {};
  for (const [namn, varde] of Object.entries(query)) {
    const kand = kanda.find((k) => k === namn);
    if (kand === undefined)
      throw new DomanFel<ApiKod>('PARAMETER_OKAND', `Parametern ${visaVarde(namn)} finns inte.`, {
        falt: namn,
        forvantat: kanda.length === 0 ? 'inga parametrar' : `någon av ${kanda.join(', ')}`,
      });
    if (typeof varde !== 'string') throw fragaOgiltig(namn, 'ett värde');
    ut[kand] = varde;
  }
  return ut;
}

/** A whole number of a query string, within bounds. */
export function heltal(
  text: string | undefined,
  falt: string,
  grans: { min: number; max: number; annars: number },
): number {
  if (text === undefined) return grans.annars;
  const tal = Number(text);
  if (!/^\d+$/.test(text) || tal < grans.min || tal > grans.max)
    throw fragaOgiltig(falt, `ett heltal ${grans.min}–${grans.max}`);
  return tal;
}

/** @throws DomanFel FRAGA_OGILTIG, AR_OGILTIGT */
export function artal(text: string, falt = 'ar'): Ar {
  if (!/^\d{4}$/.test(text)) throw fragaOgiltig(falt, 'ett årtal med fyra siffror');
  return somAr(Number(text), falt);
}

/** What `somAv` may be: an ordinal, or a moment of recording. */
export type SomAv = number | Date;

/**
 * An ordinal (bare digits), or a day or time of recording (Europe/Stockholm; a day means its end).
 * @throws DomanFel FRAGA_OGILTIG
 */
export function tolkaSomAv(text: string): SomAv {
  const som = /^\d+$/.test(text) ? Number(text) : ogonblick(text);
  if (som === undefined || (typeof som === 'number' && !Number.isSafeInteger(som)))
    throw fragaOgiltig('somAv', 'ett händelsenummer, en dag (2024-09-11) eller en tid (2024-09-11T14:30)');
  return som;
}

/** The ordinal that `somAv` means in a store. */
export const ordinalVid = async (store: EventStore, somAv: SomAv): Promise<number> =>
  typeof somAv === 'number' ? somAv : (await store.at(somAv)).ordinal;
