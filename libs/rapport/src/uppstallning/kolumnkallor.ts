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
import type { Kalla } from '../stomme/belopp.js';

export interface Kolumnfraga {
  /** The report's year. */
  readonly ar: Ar;
  readonly per: Datum;
  /** The day that another year is compared at: the same day, or where nothing is booked by then, the first that it is booked to. */
  readonly jamforelsedag: (ar: Ar, sammaDag: Datum) => Datum;
  /** The last day that a year is booked to; undefined when nothing is. */
  readonly bokfortTill: (ar: Ar) => Datum | undefined;
}

/** The report's day in its own year or another; 29 February becomes 28. A day after the report's year is the year's end. */
export function sammaDag(f: { readonly ar: Ar; readonly per: Datum }, ar: Ar): Datum {
  if (arFor(f.per) > f.ar) return arsSlut(ar);
  const manad = manadFor(f.per);
  const dagen = Math.min(dagFor(f.per), dagarIManad(ar, manad));
  return datum(`${ar}-${f.per.slice(5, 8)}${String(dagen).padStart(2, '0')}`);
}

/** Where a column's money comes from. Undefined for an avvikelse, and for what of a year has not begun. */
export function kolumnensKalla(kolumn: Kolumndefinition, f: Kolumnfraga): Kalla | undefined {
  if (kolumn.slag === 'avvikelse') return undefined;
  const ar = f.ar + kolumn.ar;
  const planensDag = kolumn.ar < 0 && arsSlut(ar) < f.per ? arsSlut(ar) : f.per;
  if (kolumn.slag === 'budget' || kolumn.slag === 'prognos')
    return { slag: kolumn.slag, ar, per: planensDag };
  if (arFor(f.per) < f.ar) return undefined;
  const dag = sammaDag(f, ar);
  // A year that is not over is not told of beyond the report's day.
  const slut = arsSlut(ar) < f.per ? arsSlut(ar) : f.per;
  switch (kolumn.slag) {
    case 'utfall': {
      const till = { till_per: dag, samma_period: f.jamforelsedag(ar, dag), helar: slut }[kolumn.period];
      return { slag: 'utfall', period: { fran: arsStart(ar), till } };
    }
    case 'periodbudget':
      return { slag: 'periodbudget', period: { fran: arsStart(ar), till: dag }, per: planensDag };
    case 'saldo':
      return { slag: 'saldo', per: kolumn.vid === 'arsslut' ? slut : dag };
  }
}

/** A column's heading, with the year and days that it is of. */
export function kolumnrubrik(rubrik: string, kalla: Kalla | undefined, ar: Ar): string {
  const period = kalla && 'period' in kalla ? kalla.period : undefined;
  const ord: Readonly<Record<string, string>> = {
    ar: String(ar),
    per: kalla?.slag === 'saldo' ? kalla.per : (period?.till ?? ''),
    fran: period?.fran ?? '',
    till: period?.till ?? '',
  };
  return rubrik.replace(/\{(\w+)\}/g, (helt, namn: string) => ord[namn] ?? helt).trim();
}

/** What a reader must know before comparing a column: that it is of other days than it looks. */
export function kolumnensAnmarkning(kolumn: Kolumndefinition, f: Kolumnfraga): string | undefined {
  if (kolumn.slag !== 'utfall') return undefined;
  const kalla = kolumnensKalla(kolumn, f);
  const ar = f.ar + kolumn.ar;
  const dag = sammaDag(f, ar);
  if (kolumn.period === 'samma_period' && kalla?.slag === 'utfall' && kalla.period.till > dag)
    return `${ar} jämförs till ${kalla.period.till}: inget är bokfört till och med ${dag}.`;
  const till = f.bokfortTill(ar);
  return kolumn.period === 'helar' && till !== undefined && till < arsSlut(ar)
    ? `${ar} är bokfört till ${till}.`
    : undefined;
}
