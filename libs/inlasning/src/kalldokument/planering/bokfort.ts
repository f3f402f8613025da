import { konteringsnyckel, type BokforingHandelse, type Verifikationshandelse } from '#bokforing/public.js';
import type { Datum } from '#kernel/datum.js';
import { omojlig } from '#kernel/fel.js';
import type { Ore } from '#kernel/ore.js';

/** The series of vouchers that källdokument make: what the documents have booked, and nothing else, stands there. */
export const SERIE = 'kalldok';

export interface Bokford {
  /** Ledger sign: debit positive. */
  readonly beloppOre: Ore;
  /** The last voucher that touched it: what a rättelse names. */
  readonly nummer: number;
}

/** Day → kontering → what the documents have booked there, and not withdrawn. */
export interface BokfortState {
  readonly dagar: ReadonlyMap<Datum, ReadonlyMap<string, Bokford>>;
  /** Kontering → öre, ledger sign, of the opening balance that holds; undefined when there is none. */
  readonly ingaende?: ReadonlyMap<string, Ore>;
}

function laggTill(state: BokfortState, handelse: Verifikationshandelse): BokfortState {
  const { datum, nummer, rader } = handelse.data;
  const dag = new Map(state.dagar.get(datum));
  for (const rad of rader) {
    const nyckel = konteringsnyckel(rad);
    if (rad.utgar) {
      dag.delete(nyckel);
      continue;
    }
    dag.set(nyckel, { beloppOre: (dag.get(nyckel)?.beloppOre ?? 0n) + rad.beloppOre, nummer });
  }
  return { ...state, dagar: new Map(state.dagar).set(datum, dag) };
}

/** Folds one year's series: bounded by what the documents state, whatever else is booked. */
export const bokfortFold = {
  start: { dagar: new Map() } satisfies BokfortState as BokfortState,
  evolve: (state: BokfortState, handelse: BokforingHandelse): BokfortState => {
    switch (handelse.typ) {
      case 'VerifikationBokford':
      case 'RattelseBokford':
        return laggTill(state, handelse);
      case 'IngaendeBalansBokford':
        return {
          ...state,
          ingaende: new Map(handelse.data.rader.map((r) => [konteringsnyckel(r), r.beloppOre])),
        };
      case 'PeriodStangd':
      case 'PeriodOppnad':
        return state;
      default:
        return omojlig(handelse);
    }
  },
};
