import type { Datum, Period } from '#kernel/datum.js';
import { omojlig } from '#kernel/fel.js';
import type { Stod } from '#kernel/identiteter.js';
import type { Ore } from '#kernel/ore.js';
import type { Andelar, FinansieringHandelse, Huvudman } from './finansiering.events.js';
import { huvudmannyckel } from './huvudman.js';

/** What was said of a day, and on what. */
export interface Uppgift {
  readonly beloppOre: Ore;
  readonly stod: Stod;
}

export interface Faktura {
  readonly huvudman: Huvudman;
  readonly avser: Period;
  readonly faktureratOre: Ore;
  readonly krediteratOre: Ore;
  readonly mottagetOre: Ore;
}

export interface FinansieringState {
  /** Huvudman → day → what was decided from it. */
  readonly beslutat: ReadonlyMap<string, ReadonlyMap<Datum, Uppgift>>;
  readonly fakturor: ReadonlyMap<string, Faktura>;
  readonly kreditnotor: ReadonlySet<string>;
  /** Huvudman → day → what belongs to the year up to and including it. */
  readonly periodiserat: ReadonlyMap<string, ReadonlyMap<Datum, Uppgift>>;
  readonly andelar: { readonly andelar: Andelar; readonly stod: Stod } | undefined;
}

export const UTAN_UPPGIFTER: FinansieringState = {
  beslutat: new Map(),
  fakturor: new Map(),
  kreditnotor: new Set(),
  periodiserat: new Map(),
  andelar: undefined,
};

function medUppgift(
  karta: FinansieringState['beslutat'],
  huvudman: Huvudman,
  dag: Datum,
  { beloppOre, stod }: Uppgift,
): FinansieringState['beslutat'] {
  const nyckel = huvudmannyckel(huvudman);
  return new Map(karta).set(nyckel, new Map(karta.get(nyckel)).set(dag, { beloppOre, stod }));
}

function medFaktura(
  state: FinansieringState,
  nummer: string,
  andra: (faktura: Faktura) => Faktura,
): ReadonlyMap<string, Faktura> {
  const faktura = state.fakturor.get(nummer);
  return faktura ? new Map(state.fakturor).set(nummer, andra(faktura)) : state.fakturor;
}

export function evolve(state: FinansieringState, { typ, data }: FinansieringHandelse): FinansieringState {
  switch (typ) {
    case 'MedelBeslutade':
      return { ...state, beslutat: medUppgift(state.beslutat, data.huvudman, data.den, data) };
    case 'MedelPeriodiserade':
      return { ...state, periodiserat: medUppgift(state.periodiserat, data.huvudman, data.till, data) };
    case 'AndelarAngivna':
      return { ...state, andelar: { andelar: data.andelar, stod: data.stod } };
    case 'MedelFakturerade': {
      const { huvudman, avser, beloppOre: faktureratOre } = data;
      const ny: Faktura = { huvudman, avser, faktureratOre, krediteratOre: 0n, mottagetOre: 0n };
      return { ...state, fakturor: new Map(state.fakturor).set(data.faktura, ny) };
    }
    case 'MedelKrediterade':
      return {
        ...state,
        kreditnotor: new Set(state.kreditnotor).add(data.kreditnota),
        fakturor: medFaktura(state, data.faktura, (f) => ({
          ...f,
          krediteratOre: f.krediteratOre + data.beloppOre,
        })),
      };
    case 'MedelMottagna':
      return {
        ...state,
        fakturor: medFaktura(state, data.faktura, (f) => ({
          ...f,
          mottagetOre: f.mottagetOre + data.beloppOre,
        })),
      };
    default:
      return omojlig(typ);
  }
}
