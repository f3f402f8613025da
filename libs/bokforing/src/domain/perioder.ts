import { arFor, dagFor, manadFor, manadsSlut, type Ar, type Datum, type Period } from '#kernel/datum.js';
import { DomanFel } from '#kernel/fel.js';
import type { Nyckel } from '#kernel/identiteter.js';
import type { Periodgrund } from './bokforing.events.js';

export type PeriodKod =
  | 'PERIOD_STANGD'
  | 'PERIOD_REDAN_STANGD'
  | 'PERIOD_EJ_STANGD'
  | 'PERIOD_EJ_HELA_MANADER'
  | 'PERIOD_UTANFOR_AR'
  | 'PERIOD_UTAN_GRUND';

/** What closed a month. */
export interface Stangning extends Period {
  readonly av: string;
  readonly grund: Periodgrund;
}

/** The closed months of a year, 1–12: at most twelve, whatever has been closed and opened. */
export type StangdaManader = ReadonlyMap<number, Stangning>;

const JANUARI = 1;
const DECEMBER = 12;

const fel = (kod: PeriodKod, text: string, falt: string, forvantat: string, data = {}): DomanFel<PeriodKod> =>
  new DomanFel(kod, text, { falt, forvantat, data });

function manader({ fran, till }: Period): number[] {
  const forsta = manadFor(fran);
  return Array.from({ length: manadFor(till) - forsta + 1 }, (_, n) => forsta + n);
}

export const medStangda = (stangda: StangdaManader, s: Stangning): StangdaManader =>
  new Map([...stangda, ...manader(s).map((m): [number, Stangning] => [m, s])]);

export function utanStangda(stangda: StangdaManader, period: Period): StangdaManader {
  const oppnade = new Set(manader(period));
  return new Map([...stangda].filter(([m]) => !oppnade.has(m)));
}

export const helaAretStangt = (stangda: StangdaManader): boolean => stangda.size === DECEMBER;

/** Whole months of the year, with a reason. */
export function kontrolleraPeriod(ar: Ar, { fran, till, grund }: Stangning): void {
  if (arFor(fran) !== ar || arFor(till) !== ar || fran > till)
    throw fel(
      'PERIOD_UTANFOR_AR',
      `${fran}–${till} är ingen period i räkenskapsåret ${ar}.`,
      'period',
      `en period i ${ar}`,
    );
  if (dagFor(fran) !== 1 || till !== manadsSlut(ar, manadFor(till)))
    throw fel(
      'PERIOD_EJ_HELA_MANADER',
      `${fran}–${till} är inte hela månader.`,
      'period',
      'från den första i en månad till den sista i en månad',
    );
  if (grund.slag === 'anteckning' && grund.text.trim() === '')
    throw fel('PERIOD_UTAN_GRUND', 'Skälet saknas.', 'grund.text', 'ett beslut eller ett skäl i ord');
}

export function kontrolleraAttStanga(stangda: StangdaManader, period: Period): void {
  if (manader(period).every((m) => stangda.has(m)))
    throw fel(
      'PERIOD_REDAN_STANGD',
      `Perioden ${period.fran}–${period.till} är redan stängd.`,
      'period',
      'en period med minst en öppen månad',
    );
}

export function kontrolleraAttOppna(stangda: StangdaManader, period: Period): void {
  if (!manader(period).some((m) => stangda.has(m)))
    throw fel(
      'PERIOD_EJ_STANGD',
      `Perioden ${period.fran}–${period.till} är inte stängd.`,
      'period',
      'en period med minst en stängd månad',
    );
}

function nekaStangd(s: Stangning, serie: Nyckel, falt: string): never {
  const grund = s.grund.slag === 'beslut' ? `beslut ${s.grund.beslut}` : s.grund.text;
  throw fel(
    'PERIOD_STANGD',
    `Perioden ${s.fran}–${s.till} är stängd i serie ${serie}, av ${s.av} (${grund}).`,
    falt,
    'en dag i en öppen period, eller att perioden öppnas först',
    { serie, fran: s.fran, till: s.till, av: s.av, grund: s.grund },
  );
}

/** @throws DomanFel PERIOD_STANGD */
export function kontrolleraOppen(stangda: StangdaManader, serie: Nyckel, dag: Datum): void {
  const s = stangda.get(manadFor(dag));
  if (s) nekaStangd(s, serie, 'datum');
}

/**
 * An opening balance stands on the year's first day. One that follows from a year-end closing is made when that is, often
 * after the first months are closed: it is refused only when the whole year is done, whose own closing rests on it.
 * @throws DomanFel PERIOD_STANGD
 */
export function kontrolleraOppenIngaende(stangda: StangdaManader, serie: Nyckel, urBokslut: boolean): void {
  const s = stangda.get(urBokslut ? DECEMBER : JANUARI);
  if (s) nekaStangd(s, serie, 'ar');
}
