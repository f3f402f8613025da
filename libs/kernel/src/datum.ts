import { assert, DomanFel, visaVarde, type KarnKod } from './fel.js';

declare const marke: unique symbol;

/** A calendar day `2024-08-31`, without time or zone. Compares and sorts as text. */
export type Datum = string & { readonly [marke]: 'Datum' };
/** A calendar year, 1900–2199. */
export type Ar = number;
/** Both days included. */
export interface Period {
  readonly fran: Datum;
  readonly till: Datum;
}

const DAGAR = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const;
const arSkottar = (ar: number): boolean => (ar % 4 === 0 && ar % 100 !== 0) || ar % 400 === 0;

/** Days in a month 1–12. */
export function dagarIManad(ar: Ar, manad: number): number {
  const dagar = DAGAR[manad - 1];
  if (dagar === undefined) throw new RangeError(`månad ${manad}`);
  return manad === 2 && arSkottar(ar) ? 29 : dagar;
}

export const arDatum = (text: unknown): text is Datum => {
  const m = typeof text === 'string' ? /^(\d{4})-(\d{2})-(\d{2})$/.exec(text) : null;
  if (!m) return false;
  const [ar, manad, dag] = [Number(m[1]), Number(m[2]), Number(m[3])];
  return ar >= 1900 && ar < 2200 && manad >= 1 && manad <= 12 && dag >= 1 && dag <= dagarIManad(ar, manad);
};

/** @throws DomanFel DATUM_OGILTIGT for anything but an existing day written ÅÅÅÅ-MM-DD. */
export function datum(text: unknown, falt = 'datum'): Datum {
  if (!arDatum(text))
    throw new DomanFel<KarnKod>('DATUM_OGILTIGT', `${visaVarde(text)} i ${falt} är inte ett datum.`, {
      falt,
      forvantat: 'en dag som finns, skriven ÅÅÅÅ-MM-DD',
    });
  return text;
}

/** @throws DomanFel AR_OGILTIGT outside 1900–2199. */
export function ar(varde: unknown, falt = 'ar'): Ar {
  if (typeof varde !== 'number' || !Number.isInteger(varde) || varde < 1900 || varde > 2199)
    throw new DomanFel<KarnKod>('AR_OGILTIGT', `${visaVarde(varde)} i ${falt} är inte ett år.`, {
      falt,
      forvantat: 'ett årtal med fyra siffror',
    });
  return varde;
}

/** @throws ProgramFel for a day that is none or lies outside 1900–2199: it would not be read again as a Datum. */
function skriv(y: number, m: number, d: number): Datum {
  const text = `${y}-${String(m).padStart(2, '0')}-${String(d).padStart(2, '0')}`;
  assert(arDatum(text), `${text} är inget datum`);
  return text;
}

export const arFor = (d: Datum): Ar => Number(d.slice(0, 4));
export const manadFor = (d: Datum): number => Number(d.slice(5, 7));
export const dagFor = (d: Datum): number => Number(d.slice(8, 10));
export const arsStart = (y: Ar): Datum => skriv(y, 1, 1);
export const arsSlut = (y: Ar): Datum => skriv(y, 12, 31);
export const manadsSlut = (y: Ar, manad: number): Datum => skriv(y, manad, dagarIManad(y, manad));

export function dagenFore(d: Datum): Datum {
  const [y, m, dag] = [arFor(d), manadFor(d), dagFor(d)];
  if (dag > 1) return skriv(y, m, dag - 1);
  return m > 1 ? manadsSlut(y, m - 1) : arsSlut(y - 1);
}

export function dagenEfter(d: Datum): Datum {
  const [y, m, dag] = [arFor(d), manadFor(d), dagFor(d)];
  if (dag < dagarIManad(y, m)) return skriv(y, m, dag + 1);
  return m < 12 ? skriv(y, m + 1, 1) : arsStart(y + 1);
}

/** Days from 1 January up to and including the day: 2024-08-31 → 244. */
export function dagPaAret(d: Datum): number {
  let dagar = dagFor(d);
  for (let m = 1; m < manadFor(d); m++) dagar += dagarIManad(arFor(d), m);
  return dagar;
}

export const innehaller = (yttre: Period, inre: Period): boolean =>
  yttre.fran <= inre.fran && inre.till <= yttre.till;
