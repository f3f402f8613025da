import {
  arFor,
  arsSlut,
  arsStart,
  dagarIManad,
  dagFor,
  datum,
  manadFor,
  type Ar,
  type Datum,
} from '#kernel/datum.js';
import type { Kolumndefinition } from '#rapportlayout/public.js';
import type { Kalla } from './belopp.js';

export interface Kolumnfraga {
  /** The report's year. */
  readonly ar: Ar;
  readonly per: Datum;
  /**
   * The day that another year is compared to, when the same day has nothing booked at or before it: the first day that
   * the year is booked to.
   */
  readonly jamforelsedag: (ar: Ar, dag: Datum) => Datum;
}

/** The same day of another year; 29 February becomes 28. */
function sammaDag(dag: Datum, ar: Ar): Datum {
  const manad = manadFor(dag);
  const dagen = Math.min(dagFor(dag), dagarIManad(ar, manad));
  return datum(`${ar}-${dag.slice(5, 8)}${String(dagen).padStart(2, '0')}`);
}

/** Where a column's money comes from, in the years that the report is of; undefined for a year that has not begun. */
export function kolumnensKalla(kolumn: Kolumndefinition, f: Kolumnfraga): Kalla | undefined {
  if (kolumn.slag === 'avvikelse') return undefined;
  const per = f.per < arsSlut(f.ar) ? f.per : arsSlut(f.ar);
  if (arFor(per) < f.ar) return planForeAret(kolumn, f);
  const ar = f.ar + kolumn.ar;
  const dag = sammaDag(per, ar);
  switch (kolumn.slag) {
    case 'utfall': {
      const till =
        kolumn.period === 'helar'
          ? arsSlut(ar)
          : kolumn.period === 'samma_period' && kolumn.ar !== 0
            ? f.jamforelsedag(ar, dag)
            : dag;
      return { slag: 'utfall', period: { fran: arsStart(ar), till } };
    }
    case 'budget':
    case 'prognos':
      return { slag: kolumn.slag, ar, per: planensDag(f.per, ar, kolumn.ar) };
    case 'periodbudget':
      return {
        slag: 'periodbudget',
        period: { fran: arsStart(ar), till: dag },
        per: planensDag(f.per, ar, kolumn.ar),
      };
    case 'saldo':
      return { slag: 'saldo', per: kolumn.vid === 'arsslut' ? arsSlut(ar) : dag };
  }
}

/** Another year's plan as it was at its end; this year's as it holds on the day asked for. */
const planensDag = (per: Datum, ar: Ar, forskjutning: number): Datum =>
  forskjutning < 0 && arsSlut(ar) < per ? arsSlut(ar) : per;

/** Before the year nothing is booked in it; it may have a budget. */
function planForeAret(
  kolumn: Exclude<Kolumndefinition, { slag: 'avvikelse' }>,
  f: Kolumnfraga,
): Kalla | undefined {
  return kolumn.slag === 'budget' || kolumn.slag === 'prognos'
    ? { slag: kolumn.slag, ar: f.ar + kolumn.ar, per: f.per }
    : undefined;
}

/** A column's heading with what it is of. */
export function kolumnrubrik(rubrik: string, kalla: Kalla | undefined, ar: Ar): string {
  const period = kalla && 'period' in kalla ? kalla.period : undefined;
  const per = kalla?.slag === 'saldo' ? kalla.per : (period?.till ?? '');
  const ord: Readonly<Record<string, string>> = {
    ar: String(ar),
    per,
    fran: period?.fran ?? '',
    till: period?.till ?? '',
  };
  return rubrik.replace(/\{(\w+)\}/g, (helt, namn: string) => ord[namn] ?? helt).trim();
}
