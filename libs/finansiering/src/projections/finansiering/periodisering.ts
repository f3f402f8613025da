import { arFor, dagarIManad, dagFor, manadFor, type Datum, type Period } from '#kernel/datum.js';
import { divideraAvrundat, summa, type Ore } from '#kernel/ore.js';

/** 28 · 29 · 30 · 31: a month in parts that a day of any month is a whole number of. */
const DELAR_PER_MANAD = 755_160n;

/** How much time a period is, where every month weighs the same and every day of a month the same. */
function vikt({ fran, till }: Period): bigint {
  const manader = (d: Datum): bigint => {
    const [ar, manad] = [arFor(d), manadFor(d)];
    return BigInt(ar * 12 + manad) * DELAR_PER_MANAD;
  };
  const dagar = (d: Datum, antal: number): bigint =>
    (BigInt(antal) * DELAR_PER_MANAD) / BigInt(dagarIManad(arFor(d), manadFor(d)));
  return manader(till) + dagar(till, dagFor(till)) - manader(fran) - dagar(fran, dagFor(fran) - 1);
}

/** What of an amount for a period belongs to the time up to and including a day, rounded once, half away from zero. */
export function hanforligtTill(belopp: { readonly avser: Period; readonly beloppOre: Ore }, dag: Datum): Ore {
  const { avser, beloppOre } = belopp;
  if (dag < avser.fran) return 0n;
  if (dag >= avser.till) return beloppOre;
  return divideraAvrundat(beloppOre * vikt({ fran: avser.fran, till: dag }), vikt(avser));
}

export interface Periodiseringsunderlag {
  readonly uttalanden: readonly { readonly till: Datum; readonly beloppOre: Ore }[];
  readonly fakturerade: readonly { readonly avser: Period; readonly beloppOre: Ore }[];
}

/** What a row adds to an amount, or takes from it. */
export interface Del<R> {
  readonly av: R;
  readonly beloppOre: Ore;
}

/**
 * What of a year's money belongs to 1 January up to and including a day, row by row: what was last said of a day, and from
 * there on what the invoices' periods give. Null when neither tells.
 */
export function periodiseradeDelar<
  U extends Periodiseringsunderlag['uttalanden'][number],
  F extends Periodiseringsunderlag['fakturerade'][number],
>(
  u: { readonly uttalanden: readonly U[]; readonly fakturerade: readonly F[] },
  dag: Datum,
): Del<U | F>[] | null {
  const bas = u.uttalanden
    .filter((s) => s.till <= dag)
    .reduce<U | null>((a, b) => (a && a.till > b.till ? a : b), null);
  if (!bas && u.fakturerade.length === 0) return null;
  const fakturornas = u.fakturerade.map((f): Del<F> => {
    const fore = bas ? hanforligtTill(f, bas.till) : 0n;
    return { av: f, beloppOre: hanforligtTill(f, dag) - fore };
  });
  return bas ? [{ av: bas, beloppOre: bas.beloppOre }, ...fakturornas] : fakturornas;
}

/** The sum of it. */
export function periodiseratTill(u: Periodiseringsunderlag, dag: Datum): Ore | null {
  const delar = periodiseradeDelar(u, dag);
  return delar && summa(delar.map((d) => d.beloppOre));
}
