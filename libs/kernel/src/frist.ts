import { arFor, dagenEfter, dagFor, datum, manadFor, type Ar, type Datum } from './datum.js';

const DYGN_MS = 86_400_000;
const SONDAG = 0;
const FREDAG = 5;
const LORDAG = 6;

const somMs = (d: Datum): number => Date.UTC(arFor(d), manadFor(d) - 1, dagFor(d));
const veckodag = (d: Datum): number => new Date(somMs(d)).getUTCDay();

/** So many days later (earlier, when negative). @throws DomanFel DATUM_OGILTIGT beyond 1900–2199. */
export const dagarEfter = (d: Datum, antal: number): Datum =>
  datum(new Date(somMs(d) + antal * DYGN_MS).toISOString().slice(0, 10));

/** Days from one day to another: 0 for the same day, negative backwards. */
export const dagarMellan = (fran: Datum, till: Datum): number => (somMs(till) - somMs(fran)) / DYGN_MS;

/** Easter Sunday of the Gregorian calendar (the Anonymous Gregorian computus: whole numbers all the way). */
function paskdagen(ar: Ar): Datum {
  const [a, b, c] = [ar % 19, Math.floor(ar / 100), ar % 100];
  const [d, e] = [Math.floor(b / 4), b % 4];
  const g = Math.floor((b - Math.floor((b + 8) / 25) + 1) / 3);
  const h = (19 * a + b - d - g + 15) % 30;
  const l = (32 + 2 * e + 2 * Math.floor(c / 4) - h - (c % 4)) % 7;
  const m = Math.floor((a + 11 * h + 22 * l) / 451);
  const dagar = h + l - 7 * m + 114;
  return datum(`${ar}-0${Math.floor(dagar / 31)}-${String((dagar % 31) + 1).padStart(2, '0')}`);
}

/** Långfredagen, annandag påsk and Kristi himmelsfärdsdag, in days from påskdagen. */
const EFTER_PASK = [-2, 1, 39];
/** Nyårsdagen, trettondedagen, första maj, nationaldagen, jul; and the eves that count as holidays for a time limit. */
const FASTA = new Set(['01-01', '01-06', '05-01', '06-06', '12-24', '12-25', '12-26', '12-31']);

/** Midsommardagen and alla helgons dag are Saturdays: only the eve of the former is a day of its own here. */
const arMidsommarafton = (d: Datum): boolean =>
  manadFor(d) === 6 && dagFor(d) >= 19 && dagFor(d) <= 25 && veckodag(d) === FREDAG;

/**
 * Whether what must be done at the latest that day may be done the next weekday instead: Saturdays, Sundays and
 * holidays (lagen 1989:253, as it reads since 2005), midsommarafton, julafton and nyårsafton (lagen 1930:173, 2 §).
 */
export const arHelg = (d: Datum): boolean =>
  veckodag(d) === SONDAG ||
  veckodag(d) === LORDAG ||
  FASTA.has(d.slice(5)) ||
  arMidsommarafton(d) ||
  EFTER_PASK.some((n) => dagarEfter(paskdagen(arFor(d)), n) === d);

/**
 * The last day of a time limit of whole days or weeks from a day: the day itself is not counted, so weeks end on the
 * same weekday (1930:173, 1 §), and an end on a holiday is moved to the next weekday (2 §).
 */
export function fristensSlut(fran: Datum, dagar: number): Datum {
  let slut = dagarEfter(fran, dagar);
  while (arHelg(slut)) slut = dagenEfter(slut);
  return slut;
}
