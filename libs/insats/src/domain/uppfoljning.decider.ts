import { innehaller, type Period } from '#kernel/datum.js';
import { omojlig } from '#kernel/fel.js';
import type { Decider } from '#kernel/handelse.js';
import { arNyckel, type ForbundId, type InsatsId, type Nyckel } from '#kernel/identiteter.js';
import { kanoniskJson } from '#kernel/kanonisk.js';
import { arPersonnyckel, kontrolleraTexter, omPerson } from './personuppgift.js';
import type {
  Malutfall,
  Maluppgifter,
  UppfoljningHandelse,
  Uppfoljningsuppgifter,
} from './uppfoljning.events.js';
import {
  fel,
  type RapporteraMalutfall,
  type RapporteraUppfoljning,
  type RattaMalutfall,
  type RattaUppfoljning,
  type SattMal,
  type UppfoljningKommando,
} from './uppfoljning.kommandon.js';
import { kontrolleraUppgifter, kravAndel } from './uppfoljningsuppgifter.js';

/** A fact, and the källdokument that it was read out of, when it was. */
interface Belagd {
  readonly ur?: string | undefined;
}

export interface Uppfoljningsrapport extends Belagd {
  readonly period: Period;
  readonly uppgifter: Uppfoljningsuppgifter;
  /** The number of the one that corrected it. */
  readonly rattadAv?: number;
}

export interface UppfoljningState {
  readonly mal: ReadonlyMap<string, Belagd & { readonly uppgifter: Maluppgifter }>;
  readonly utfall: ReadonlyMap<string, Belagd & { readonly utfall: Malutfall }>;
  /** The n-th stands at place n − 1. */
  readonly rapporter: readonly Uppfoljningsrapport[];
}

/** Two hyphens between the keys: neither key can hold them, so no two pairs share a stream. */
export const uppfoljningStream = (forbund: ForbundId, insats: InsatsId): string =>
  `uppfoljning-${forbund}--${insats}`;

/** A goal's, or an outcome's, place: its key and its period. */
export const malnyckel = (mal: Nyckel, { fran, till }: Period): string => `${mal}|${fran}|${till}`;

const lika = (a: object, b: object): boolean => kanoniskJson(a) === kanoniskJson(b);

/** The follow-up of a period that no correction has replaced. */
export const gallandeRapport = (state: UppfoljningState, period: Period): number | undefined => {
  const n = state.rapporter.findIndex((r) => r.rattadAv === undefined && lika(r.period, period));
  return n < 0 ? undefined : n + 1;
};

function kravTid({ fran, till }: Period): void {
  if (fran > till)
    throw fel(
      'UPPFOLJNING_TID_OMVAND',
      `Perioden slutar ${till} innan den börjar ${fran}.`,
      'period.till',
      'en dag efter period.fran',
    );
}

function kravOrsak(orsak: string): void {
  kontrolleraTexter({ orsak });
  if (orsak.trim() === '')
    throw fel('RATTELSE_UTAN_ORSAK', 'En rättelse säger vad som var fel.', 'orsak', 'vad som var fel');
}

function sattMal({ data }: SattMal, state: UppfoljningState): UppfoljningHandelse[] {
  const { mal, period, indikator, enhet, riktning, malvardeHundradelar } = data;
  if (!arNyckel(mal))
    throw fel(
      'MAL_NYCKEL_OGILTIG',
      `"${mal}" kan inte vara nyckel för ett mål.`,
      'mal',
      'gemener a–z, siffror och bindestreck',
    );
  if (arPersonnyckel(mal)) throw omPerson('mal', 'Målet gäller en enskild person.');
  kontrolleraTexter({ indikator });
  kravTid(period);
  const fore = state.mal.get(malnyckel(mal, period));
  if (fore && lika(fore.uppgifter, { mal, period, indikator, enhet, riktning, malvardeHundradelar }))
    throw fel('MAL_OFORANDRAT', `Målet ${mal} är redan så.`, 'mal', 'något som ändras');
  return [{ typ: fore ? 'MalAndrat' : 'MalSatt', data }];
}

/** Of two periods around the same one: begins later, or ends sooner. */
const narmare = (a: Period, b: Period): boolean => (a.fran === b.fran ? a.till < b.till : a.fran > b.fran);

/** The goal that an outcome is held against: of that key, over the closest period that the outcome's lies within. */
export function maletFor(
  mal: Iterable<Maluppgifter>,
  utfall: { readonly mal: Nyckel; readonly period: Period },
): Maluppgifter | undefined {
  let funnet: Maluppgifter | undefined;
  for (const m of mal)
    if (m.mal === utfall.mal && innehaller(m.period, utfall.period))
      if (!funnet || narmare(m.period, funnet.period)) funnet = m;
  return funnet;
}

function malutfall(
  { typ, data }: RapporteraMalutfall | RattaMalutfall,
  state: UppfoljningState,
): UppfoljningHandelse[] {
  const { mal, period, utfall } = data;
  kravTid(period);
  const malet = maletFor(
    [...state.mal.values()].map((m) => m.uppgifter),
    data,
  );
  if (!malet)
    throw fel(
      'MAL_OKANT',
      `Inget mål ${mal} omfattar ${period.fran}–${period.till}.`,
      'mal',
      'ett satt mål vars period omfattar utfallets',
    );
  if (utfall.slag === 'andel') {
    if (malet.enhet !== 'procent')
      throw fel('MALUTFALL_FEL_ENHET', `Målet mäts i ${malet.enhet}.`, 'utfall.slag', 'slag varde');
    kravAndel(utfall, 'utfall');
  } else if (utfall.hundradelar < 0)
    throw fel(
      'UPPFOLJNING_ANTAL_OGILTIGT',
      'Utfallet är mindre än noll.',
      'utfall.hundradelar',
      'noll eller mer',
    );
  const fore = state.utfall.get(malnyckel(mal, period));
  if (typ === 'RapporteraMalutfall') {
    if (fore)
      throw fel(
        'MALUTFALL_FINNS',
        `Utfallet av ${mal} för perioden är redan rapporterat.`,
        'period',
        'en ny period, eller en rättelse',
      );
    return [{ typ: 'MalutfallRapporterat', data }];
  }
  const { orsak } = data;
  kravOrsak(orsak);
  if (!fore)
    throw fel(
      'MALUTFALL_OKANT',
      `Utfallet av ${mal} för perioden är inte rapporterat.`,
      'period',
      'en period med rapporterat utfall',
    );
  if (lika(fore.utfall, utfall))
    throw fel('MALUTFALL_OFORANDRAT', 'Utfallet är redan så.', 'utfall', 'ett annat utfall');
  return [{ typ: 'MalutfallRattat', data: { ...data, orsak } }];
}

function kravLedig(period: Period, state: UppfoljningState, utom?: number): void {
  const finns = gallandeRapport(state, period);
  if (finns !== undefined && finns !== utom)
    throw fel(
      'UPPFOLJNING_FINNS',
      `Perioden ${period.fran}–${period.till} har redan en uppföljning, nummer ${finns}.`,
      'period',
      `en annan period, eller en rättelse av nummer ${finns}`,
    );
}

function rapportera({ data }: RapporteraUppfoljning, state: UppfoljningState): UppfoljningHandelse[] {
  kravTid(data.period);
  kontrolleraUppgifter(data.uppgifter);
  kravLedig(data.period, state);
  return [{ typ: 'UppfoljningRapporterad', data: { ...data, nummer: state.rapporter.length + 1 } }];
}

function ratta({ data }: RattaUppfoljning, state: UppfoljningState): UppfoljningHandelse[] {
  kravTid(data.period);
  kravOrsak(data.orsak);
  kontrolleraUppgifter(data.uppgifter);
  const fore = state.rapporter[data.rattar - 1];
  if (!fore)
    throw fel(
      'UPPFOLJNING_OKAND',
      `Insatsen har ${state.rapporter.length} uppföljningar, ingen med nummer ${data.rattar}.`,
      'rattar',
      'numret på en uppföljning',
    );
  if (fore.rattadAv !== undefined)
    throw fel(
      'UPPFOLJNING_REDAN_RATTAD',
      `Uppföljning ${data.rattar} är redan rättad av nummer ${fore.rattadAv}.`,
      'rattar',
      `den som gäller: ${fore.rattadAv}`,
    );
  if (lika(fore.period, data.period) && lika(fore.uppgifter, data.uppgifter))
    throw fel('UPPFOLJNING_OFORANDRAD', 'Uppföljningen är redan så.', 'uppgifter', 'något som ändras');
  kravLedig(data.period, state, data.rattar);
  return [{ typ: 'UppfoljningRattad', data: { ...data, nummer: state.rapporter.length + 1 } }];
}

function decide(kommando: UppfoljningKommando, state: UppfoljningState): UppfoljningHandelse[] {
  switch (kommando.typ) {
    case 'SattMal':
      return sattMal(kommando, state);
    case 'RapporteraMalutfall':
    case 'RattaMalutfall':
      return malutfall(kommando, state);
    case 'RapporteraUppfoljning':
      return rapportera(kommando, state);
    case 'RattaUppfoljning':
      return ratta(kommando, state);
    default:
      return omojlig(kommando);
  }
}

function evolve(state: UppfoljningState, { typ, data }: UppfoljningHandelse): UppfoljningState {
  switch (typ) {
    case 'MalSatt':
    case 'MalAndrat': {
      const { mal, period, indikator, enhet, riktning, malvardeHundradelar, ur } = data;
      const uppgifter = { mal, period, indikator, enhet, riktning, malvardeHundradelar };
      return { ...state, mal: new Map([...state.mal, [malnyckel(mal, period), { uppgifter, ur }]]) };
    }
    case 'MalutfallRapporterat':
    case 'MalutfallRattat': {
      const { mal, period, utfall, ur } = data;
      return { ...state, utfall: new Map([...state.utfall, [malnyckel(mal, period), { utfall, ur }]]) };
    }
    case 'UppfoljningRapporterad':
      return { ...state, rapporter: [...state.rapporter, somRapport(data)] };
    case 'UppfoljningRattad': {
      const { rattar, nummer } = data;
      const rapporter = state.rapporter.map((r, n) => (n === rattar - 1 ? { ...r, rattadAv: nummer } : r));
      return { ...state, rapporter: [...rapporter, somRapport(data)] };
    }
    default:
      return omojlig(typ);
  }
}

const somRapport = ({ period, uppgifter, ur }: Uppfoljningsrapport): Uppfoljningsrapport => ({
  period,
  uppgifter,
  ur,
});

export const uppfoljningDecider: Decider<UppfoljningState, UppfoljningKommando, UppfoljningHandelse> = {
  start: { mal: new Map(), utfall: new Map(), rapporter: [] },
  decide,
  evolve,
};
