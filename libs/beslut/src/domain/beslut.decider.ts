import type { Datum } from '#kernel/datum.js';
import { assert, omojlig } from '#kernel/fel.js';
import type { Command, Decider } from '#kernel/handelse.js';
import { arNyckel, type BeslutId, type ForbundId, type Nyckel } from '#kernel/identiteter.js';
import { kanoniskJson } from '#kernel/kanonisk.js';
import { nekat } from './beslutsfel.js';
import {
  mojligaDagar,
  type BeslutErsatt,
  type BeslutFattat,
  type BeslutHandelse,
  type BeslutOverklagat,
  type BeslutRattat,
  type Beslutsref,
  type Beslutsuppgifter,
  type BeslutUpphavt,
  type OverklagandeAvgjort,
  type Overklagandeutfall,
  type TidigareBeslutFaststallda,
} from './beslut.events.js';

export type FattaBeslut = Command<'FattaBeslut', BeslutFattat['data']>;
/** Corrects or completes the record, e.g. when the protokoll of what a report tells of is found. */
export type RattaBeslut = Command<'RattaBeslut', BeslutRattat['data']>;
export type OverklagaBeslut = Command<'OverklagaBeslut', BeslutOverklagat['data']>;
export type AvgorOverklagande = Command<'AvgorOverklagande', OverklagandeAvgjort['data']>;
export type UpphavBeslut = Command<'UpphavBeslut', BeslutUpphavt['data']>;
export type ErsattBeslut = Command<'ErsattBeslut', BeslutErsatt['data']>;
export type FaststallTidigareBeslut = Command<'FaststallTidigareBeslut', TidigareBeslutFaststallda['data']>;
export type BeslutKommando =
  | FattaBeslut
  | RattaBeslut
  | OverklagaBeslut
  | AvgorOverklagande
  | UpphavBeslut
  | ErsattBeslut
  | FaststallTidigareBeslut;

export type Overklagande =
  | { readonly status: 'provas'; readonly den: Datum }
  | {
      readonly status: 'avgjort';
      readonly den: Datum;
      readonly utfall: Overklagandeutfall;
      readonly avgjortDen: Datum;
    };

/** Why a beslut holds no more: a later one, or a court. */
export type Upphorande =
  | { readonly slag: 'upphavt' | 'ersatt'; readonly av: BeslutId; readonly den: Datum }
  | { readonly slag: 'dom'; readonly overklagande: Nyckel; readonly den: Datum };

interface Registrerat {
  readonly finns: true;
  readonly uppgifter: Beslutsuppgifter;
  readonly overklaganden: ReadonlyMap<Nyckel, Overklagande>;
  /** Keys of those that it ratifies. */
  readonly faststaller: ReadonlySet<string>;
}

/** A beslut that has ended says by what, and one that holds cannot; what is not registered has nothing. */
export type BeslutState =
  | { readonly finns: false }
  | (Registrerat & { readonly lage: 'galler' })
  | (Registrerat & { readonly lage: 'upphort'; readonly upphort: Upphorande });

/** Two hyphens between the keys: neither key can hold them, so no two pairs share a stream. */
export const beslutStream = (forbund: ForbundId, beslut: BeslutId): string => `beslut-${forbund}--${beslut}`;

export const refnyckel = (ref: Beslutsref): string => beslutStream(ref.forbund, ref.beslut);

const uppgifterna = ({
  forbund: _f,
  beslut: _b,
  orsak: _o,
  ...uppgifter
}: Beslutsuppgifter & { forbund: ForbundId; beslut: BeslutId; orsak?: string }): Beslutsuppgifter =>
  uppgifter;

const arAntal = (n: number): boolean => Number.isSafeInteger(n) && n >= 0;

function kontrolleraUppgifter({
  rubrik,
  fattat,
  paragraf,
  omrostning,
  reservationer,
}: Beslutsuppgifter): void {
  if (rubrik.trim() === '')
    throw nekat('BESLUT_RUBRIK_SAKNAS', 'Beslutet saknar rubrik.', 'rubrik', 'vad beslutet gäller');
  const { fran, till } = mojligaDagar(fattat);
  if (fran > till)
    throw nekat(
      'BESLUT_TID_OMVAND',
      `Perioden slutar ${till} innan den börjar ${fran}.`,
      'fattat.period.till',
      'en dag efter fran',
    );
  if (paragraf !== undefined && (!arAntal(paragraf) || paragraf === 0))
    throw nekat('PARAGRAF_OGILTIG', `§ ${paragraf} finns inte.`, 'paragraf', 'ett heltal från 1');
  if (omrostning) {
    const roster = [omrostning.ja, omrostning.nej, omrostning.avstod];
    if (!roster.every(arAntal) || omrostning.ja + omrostning.nej === 0)
      throw nekat(
        'OMROSTNING_OGILTIG',
        'Omröstningen går inte att räkna.',
        'omrostning',
        'hela antal röster, och minst en ja- eller nejröst',
      );
  }
  if (new Set(reservationer).size !== (reservationer?.length ?? 0))
    throw nekat(
      'RESERVATION_DUBBEL',
      'En plats står två gånger bland reservationerna.',
      'reservationer',
      'varje plats en gång',
    );
}

function fatta({ data }: FattaBeslut, state: BeslutState): BeslutHandelse[] {
  if (!arNyckel(data.beslut))
    throw nekat(
      'BESLUT_NYCKEL_OGILTIG',
      `"${data.beslut}" kan inte vara nyckel för ett beslut.`,
      'beslut',
      'gemener a–z, siffror och bindestreck',
    );
  kontrolleraUppgifter(data);
  if (state.finns)
    throw nekat('BESLUT_FINNS', `Beslutet ${data.beslut} är redan registrerat.`, 'beslut', 'en ny nyckel');
  return [{ typ: 'BeslutFattat', data }];
}

/** A day on which something befell the beslut cannot lie before it was made. */
function kontrolleraEfter(
  den: Datum,
  state: Pick<Registrerat, 'uppgifter'>,
  falt: 'den' | 'fattat' = 'den',
): void {
  const { fran } = mojligaDagar(state.uppgifter.fattat);
  if (den < fran)
    throw nekat(
      'BESLUT_TID_OMVAND',
      `Det som hände ${den} kan inte vara före beslutet, som fattades tidigast ${fran}.`,
      falt,
      falt === 'den' ? `${fran} eller senare` : `${den} eller tidigare`,
    );
}

function avgor({ data }: AvgorOverklagande, state: Registrerat): BeslutHandelse[] {
  const overklagande = state.overklaganden.get(data.overklagande);
  if (!overklagande)
    throw nekat(
      'OVERKLAGANDE_OKANT',
      `${data.beslut} har inget överklagande ${data.overklagande}.`,
      'overklagande',
      'ett registrerat överklagande',
    );
  if (overklagande.status === 'avgjort')
    throw nekat(
      'OVERKLAGANDE_AVGJORT',
      `Överklagandet ${data.overklagande} är redan ${overklagande.utfall}.`,
      'overklagande',
      'ett överklagande som prövas',
    );
  if (data.den < overklagande.den)
    throw nekat(
      'BESLUT_TID_OMVAND',
      `Överklagandet kom in ${overklagande.den} och kan inte vara avgjort ${data.den}.`,
      'den',
      `${overklagande.den} eller senare`,
    );
  return [{ typ: 'OverklagandeAvgjort', data }];
}

function kravGaller(beslut: BeslutId, state: BeslutState): void {
  if (state.finns && state.lage === 'upphort')
    throw nekat(
      'BESLUT_UPPHORT',
      `Beslutet ${beslut} gäller inte sedan ${state.upphort.den}.`,
      'beslut',
      'ett beslut som gäller',
    );
}

function overklaga({ data }: OverklagaBeslut, state: Registrerat): BeslutHandelse[] {
  kontrolleraEfter(data.den, state);
  if (state.overklaganden.has(data.overklagande))
    throw nekat(
      'OVERKLAGANDE_FINNS',
      `Överklagandet ${data.overklagande} är redan registrerat.`,
      'overklagande',
      'en ny nyckel',
    );
  return [{ typ: 'BeslutOverklagat', data }];
}

function faststall({ data }: FaststallTidigareBeslut, state: Registrerat): BeslutHandelse[] {
  const { forbund, beslut, faststaller } = data;
  if (faststaller.length === 0)
    throw nekat('FASTSTALLANDE_TOMT', 'Inget beslut fastställs.', 'faststaller', 'minst ett beslut');
  const nycklar = new Set(state.faststaller).add(refnyckel({ forbund, beslut }));
  faststaller.forEach((ref, n) => {
    if (nycklar.has(refnyckel(ref)))
      throw nekat(
        'FASTSTALLANDE_FINNS',
        `Beslutet ${ref.beslut} är beslutet självt, eller redan fastställt av det.`,
        `faststaller[${n}].beslut`,
        'ett annat beslut, som inte redan är fastställt',
      );
    nycklar.add(refnyckel(ref));
  });
  return [{ typ: 'TidigareBeslutFaststallda', data }];
}

function ratta({ data }: RattaBeslut, state: BeslutState & Registrerat): BeslutHandelse[] {
  kontrolleraUppgifter(data);
  const uppgifter = uppgifterna(data);
  if (kanoniskJson(uppgifter) === kanoniskJson(state.uppgifter))
    throw nekat(
      'BESLUT_OFORANDRAT',
      `Uppgifterna om ${data.beslut} är redan dessa.`,
      'rubrik',
      'någon ändring',
    );
  const foljde = [...state.overklaganden.values()].map((o) => o.den);
  if (state.lage === 'upphort') foljde.push(state.upphort.den);
  for (const den of foljde) kontrolleraEfter(den, { ...state, uppgifter }, 'fattat');
  return [{ typ: 'BeslutRattat', data }];
}

function decide(kommando: BeslutKommando, state: BeslutState): BeslutHandelse[] {
  if (kommando.typ === 'FattaBeslut') return fatta(kommando, state);
  const { beslut } = kommando.data;
  if (!state.finns)
    throw nekat(
      'BESLUT_SAKNAS',
      `Beslutet ${beslut} är inte registrerat.`,
      'beslut',
      'ett registrerat beslut',
    );
  // A court may still try what other appeals say of it, and its record can always be put right.
  if (kommando.typ === 'AvgorOverklagande') return avgor(kommando, state);
  if (kommando.typ === 'RattaBeslut') return ratta(kommando, state);
  kravGaller(beslut, state);
  switch (kommando.typ) {
    case 'OverklagaBeslut':
      return overklaga(kommando, state);
    case 'FaststallTidigareBeslut':
      return faststall(kommando, state);
    case 'UpphavBeslut':
      kontrolleraEfter(kommando.data.den, state);
      return [{ typ: 'BeslutUpphavt', data: kommando.data }];
    case 'ErsattBeslut':
      kontrolleraEfter(kommando.data.den, state);
      return [{ typ: 'BeslutErsatt', data: kommando.data }];
    default:
      return omojlig(kommando);
  }
}

function registrerat(state: BeslutState): BeslutState & Registrerat {
  assert(state.finns, 'en händelse om ett beslut före BeslutFattat');
  return state;
}

const upphor = (state: BeslutState, upphort: Upphorande): BeslutState => ({
  ...registrerat(state),
  lage: 'upphort',
  upphort,
});

function avgjort(fore: BeslutState, { data }: OverklagandeAvgjort): BeslutState {
  const { overklagande: nyckel, utfall, den: avgjortDen } = data;
  const state = registrerat(fore);
  const overklagande = state.overklaganden.get(nyckel);
  assert(overklagande !== undefined, `överklagandet ${nyckel} avgjordes utan att ha kommit in`);
  const ny: Overklagande = { status: 'avgjort', den: overklagande.den, utfall, avgjortDen };
  const efter = { ...state, overklaganden: new Map(state.overklaganden).set(nyckel, ny) };
  // What a later beslut ended first stays ended by it.
  return utfall === 'bifallet' && state.lage === 'galler'
    ? upphor(efter, { slag: 'dom', overklagande: nyckel, den: avgjortDen })
    : efter;
}

function evolve(state: BeslutState, handelse: BeslutHandelse): BeslutState {
  switch (handelse.typ) {
    case 'BeslutFattat':
      return {
        finns: true,
        lage: 'galler',
        uppgifter: uppgifterna(handelse.data),
        overklaganden: new Map(),
        faststaller: new Set(),
      };
    case 'BeslutRattat':
      return { ...registrerat(state), uppgifter: uppgifterna(handelse.data) };
    case 'BeslutOverklagat': {
      const fore = registrerat(state);
      const { overklagande, den } = handelse.data;
      return {
        ...fore,
        overklaganden: new Map(fore.overklaganden).set(overklagande, { status: 'provas', den }),
      };
    }
    case 'OverklagandeAvgjort':
      return avgjort(state, handelse);
    case 'BeslutUpphavt':
      return upphor(state, { slag: 'upphavt', av: handelse.data.av, den: handelse.data.den });
    case 'BeslutErsatt':
      return upphor(state, { slag: 'ersatt', av: handelse.data.av, den: handelse.data.den });
    case 'TidigareBeslutFaststallda': {
      const fore = registrerat(state);
      return {
        ...fore,
        faststaller: new Set([...fore.faststaller, ...handelse.data.faststaller.map(refnyckel)]),
      };
    }
    default:
      return omojlig(handelse);
  }
}

export const beslutDecider: Decider<BeslutState, BeslutKommando, BeslutHandelse> = {
  start: { finns: false },
  decide,
  evolve,
};
