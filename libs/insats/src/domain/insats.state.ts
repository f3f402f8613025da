import { dagenFore, type Datum } from '#kernel/datum.js';
import { ProgramFel, omojlig } from '#kernel/fel.js';
import type { Nyckel } from '#kernel/identiteter.js';
import type { Ore } from '#kernel/ore.js';
import type { Insatsadress, InsatsHandelse } from './insats.events.js';

/** Who carries the work on after the insats, and from when. */
export type Vidare =
  | { readonly slag: 'insats'; readonly fran: Datum; readonly till: readonly Insatsadress[] }
  | { readonly slag: 'medlem'; readonly fran: Datum; readonly medlem: Nyckel };

/** Where in its life the insats is. `den` of an end is the last day. */
export type Skede =
  | { readonly status: 'registrerad' | 'ansokt' | 'avslagen' | 'beviljad' }
  | { readonly status: 'startad'; readonly den: Datum }
  | { readonly status: 'avslutad'; readonly den: Datum; readonly vidare?: Vidare };

/** Without `fran`: from the beginning. */
export interface Namnversion {
  readonly fran?: Datum;
  readonly namn: string;
}

/** Without `den`: as first granted. */
export interface Beviljandeversion {
  readonly den?: Datum;
  readonly fran: Datum;
  readonly till: Datum;
  readonly beloppOre: Ore;
}

export interface Insatsuppgifter {
  readonly namn: readonly Namnversion[];
  readonly ansokningar: ReadonlyMap<Nyckel, 'provas' | 'beviljad' | 'avslagen'>;
  /** The n-th grant stands at place n − 1, with its versions as they were recorded. */
  readonly beviljanden: readonly (readonly Beviljandeversion[])[];
}

export type Registrerad = Insatsuppgifter & Skede;
export type InsatsState = { readonly status: 'saknas' } | Registrerad;

/** The version that holds on a day: of those from the latest day at or before it, the last recorded. */
export function gallandeVersion<V>(
  versioner: readonly V[],
  dag: (v: V) => Datum | undefined,
  vid: Datum,
): V | undefined {
  let funnen: V | undefined;
  for (const v of versioner) {
    const fran = dag(v) ?? '';
    if (fran <= vid && (funnen === undefined || fran >= (dag(funnen) ?? ''))) funnen = v;
  }
  return funnen;
}

/** An end that came before leaves its day: what is told afterwards is only who went on. */
const slut = (state: Registrerad, vidare: Vidare): Registrerad => ({
  ...utanSkede(state),
  status: 'avslutad',
  den: state.status === 'avslutad' ? state.den : dagenFore(vidare.fran),
  vidare,
});

const utanSkede = ({ namn, ansokningar, beviljanden }: Insatsuppgifter): Insatsuppgifter => ({
  namn,
  ansokningar,
  beviljanden,
});

/** What comes before the start does not undo it; a grant outweighs applications. */
const fore = (state: Registrerad, status: 'ansokt' | 'avslagen' | 'beviljad'): Registrerad =>
  state.status === 'startad' || state.status === 'avslutad' || state.status === 'beviljad'
    ? state
    : { ...state, status };

const medAnsokan = (
  state: Registrerad,
  ansokan: Nyckel,
  hur: 'provas' | 'beviljad' | 'avslagen',
): Registrerad => ({ ...state, ansokningar: new Map([...state.ansokningar, [ansokan, hur]]) });

export function evolve(state: InsatsState, handelse: InsatsHandelse): InsatsState {
  if (handelse.typ === 'InsatsRegistrerad')
    return {
      status: 'registrerad',
      namn: [{ namn: handelse.data.namn }],
      ansokningar: new Map(),
      beviljanden: [],
    };
  if (state.status === 'saknas') throw new ProgramFel(`${handelse.typ} utan registrerad insats`);
  switch (handelse.typ) {
    case 'InsatsAnsokt':
      return fore(medAnsokan(state, handelse.data.ansokan, 'provas'), 'ansokt');
    case 'InsatsansokanAvslagen': {
      const avslagen = medAnsokan(state, handelse.data.ansokan, 'avslagen');
      const provasAnnan = [...avslagen.ansokningar.values()].includes('provas');
      return provasAnnan ? avslagen : fore(avslagen, 'avslagen');
    }
    case 'InsatsBeviljad': {
      const { fran, till, beloppOre, ansokan } = handelse.data;
      const beviljad = { ...state, beviljanden: [...state.beviljanden, [{ fran, till, beloppOre }]] };
      return fore(ansokan === undefined ? beviljad : medAnsokan(beviljad, ansokan, 'beviljad'), 'beviljad');
    }
    case 'BeviljandeAndrat': {
      const { nummer, den, fran, till, beloppOre } = handelse.data;
      const beviljanden = state.beviljanden.map((versioner, n) =>
        n === nummer - 1 ? [...versioner, { den, fran, till, beloppOre }] : versioner,
      );
      return { ...state, beviljanden };
    }
    case 'InsatsStartad':
      return { ...utanSkede(state), status: 'startad', den: handelse.data.den };
    case 'InsatsNamnbytt':
      return { ...state, namn: [...state.namn, { fran: handelse.data.fran, namn: handelse.data.namn }] };
    case 'InsatsFortsatt':
      return slut(state, { slag: 'insats', fran: handelse.data.fran, till: [handelse.data.som] });
    case 'InsatsDelad':
      return slut(state, { slag: 'insats', fran: handelse.data.fran, till: handelse.data.till });
    case 'InsatsSammanford':
      return slut(state, { slag: 'insats', fran: handelse.data.fran, till: [handelse.data.till] });
    case 'InsatsOverlamnad':
      return slut(state, { slag: 'medlem', fran: handelse.data.fran, medlem: handelse.data.medlem });
    case 'InsatsAvslutad':
      return { ...utanSkede(state), status: 'avslutad', den: handelse.data.den };
    default:
      return omojlig(handelse);
  }
}
