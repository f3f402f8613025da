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

/**
 * What of a year's money belongs to 1 January up to and including a day: what was last said of a day, and from there on
 * what the invoices' periods give. Null when neither tells.
 */
export function periodiseratTill(u: Periodiseringsunderlag, dag: Datum): Ore | null {
  const bas = u.uttalanden
    .filter((s) => s.till <= dag)
    .reduce<{ till: Datum; beloppOre: Ore } | null>((a, b) => (a && a.till > b.till ? a : b), null);
  if (!bas && u.fakturerade.length === 0) return null;
  const enligtFakturor = (d: Datum): Ore => summa(u.fakturerade.map((f) => hanforligtTill(f, d)));
  return bas ? bas.beloppOre + enligtFakturor(dag) - enligtFakturor(bas.till) : enligtFakturor(dag);
}
