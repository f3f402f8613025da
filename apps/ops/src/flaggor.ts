import { InvalidArgumentError } from 'commander';
import { ar, datum, type Ar, type Datum } from '#kernel/datum.js';
import { arDomanFel } from '#kernel/fel.js';

/** A wrong value of an option is wrong use, not refused data. */
export const somVal =
  <T>(tolka: (text: string) => T | undefined, forvantat: string) =>
  (text: string): T => {
    try {
      const varde = tolka(text);
      if (varde !== undefined) return varde;
    } catch (fel) {
      if (!arDomanFel(fel)) throw fel;
    }
    throw new InvalidArgumentError(`Väntat: ${forvantat}.`);
  };

export const somDag: (text: string) => Datum = somVal(datum, 'en dag, ÅÅÅÅ-MM-DD');

export const somAr: (text: string) => Ar = somVal(
  (text) => (/^\d{4}$/.test(text) ? ar(Number(text)) : undefined),
  'ett årtal',
);
