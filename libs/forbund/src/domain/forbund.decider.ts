import { omojlig } from '#kernel/fel.js';
import type { Command, Decider } from '#kernel/handelse.js';
import { arNyckel, type ForbundId, type Nyckel } from '#kernel/identiteter.js';
import { kanoniskJson } from '#kernel/kanonisk.js';
import type { Datum } from '#kernel/datum.js';
import type {
  Forbundsuppgifter,
  ForbundHandelse,
  Huvudmannatyp,
  MedlemIntradde,
  MedlemUttradde,
  StyrelseSammansatt,
} from './forbund.events.js';
import { nekat } from './forbundsfel.js';
import { forandrad, sammansatt, styrelsenDen, type Styrelseforandring, type Styrelser } from './styrelse.js';

/** A time as member. `fran` is a day or a year, as the source writes it. */
interface Medlemskap {
  readonly fran: string | undefined;
  readonly till: Datum | undefined;
}

interface Medlem {
  readonly typ: Huvudmannatyp;
  readonly uttradd: boolean;
  /** All its times, the last one last. */
  readonly tider: readonly Medlemskap[];
}

export interface ForbundState {
  readonly uppgifter: Forbundsuppgifter | undefined;
  /** Also those that have left. */
  readonly medlemmar: ReadonlyMap<Nyckel, Medlem>;
  readonly styrelser: Styrelser;
}

export type RegistreraForbund = Command<'RegistreraForbund', Forbundsuppgifter & { forbund: ForbundId }>;
export type AndraForbund = Command<'AndraForbund', Forbundsuppgifter & { forbund: ForbundId }>;
export type AnslutMedlem = Command<
  'AnslutMedlem',
  { forbund: ForbundId; medlem: Nyckel; namn: string; typ: Huvudmannatyp; fran?: string }
>;
export type LamnaForbund = Command<'LamnaForbund', { forbund: ForbundId; medlem: Nyckel; till: Datum }>;
/** All seats from a day. */
export type SammansattStyrelse = Command<'SammansattStyrelse', StyrelseSammansatt['data']>;
/** Some seats or uppdrag from a day; the others are as they were. */
export type ForandraStyrelse = Command<
  'ForandraStyrelse',
  Styrelseforandring & { forbund: ForbundId; den: Datum }
>;
export type ForbundKommando =
  RegistreraForbund | AndraForbund | AnslutMedlem | LamnaForbund | SammansattStyrelse | ForandraStyrelse;

export const forbundStream = (forbund: ForbundId): string => `forbund-${forbund}`;

function kontrolleraUppgifter(d: Forbundsuppgifter & { forbund: ForbundId }): void {
  if (!arNyckel(d.forbund))
    throw nekat(
      'NYCKEL_OGILTIG',
      `"${d.forbund}" kan inte vara nyckel för ett förbund.`,
      'forbund',
      'gemener a–z, siffror och bindestreck, t.ex. norra-vastmanland',
    );
  if (d.namn.trim() === '')
    throw nekat('FORBUND_NAMN_SAKNAS', 'Förbundet saknar namn.', 'namn', 'förbundets namn');
  if (d.fran && d.till && d.fran > d.till)
    throw nekat(
      'FORBUND_TID_OMVAND',
      `Förbundet slutar ${d.till} innan det börjar ${d.fran}.`,
      'till',
      'en dag efter fran',
    );
}

export const sammaUppgifter = (a: Forbundsuppgifter, b: Forbundsuppgifter): boolean =>
  kanoniskJson(a) === kanoniskJson(b);

const bara = (d: Forbundsuppgifter): Forbundsuppgifter => ({
  namn: d.namn,
  ...(d.orgnr === undefined ? {} : { orgnr: d.orgnr }),
  ...(d.bildat === undefined ? {} : { bildat: d.bildat }),
  ...(d.fran === undefined ? {} : { fran: d.fran }),
  ...(d.till === undefined ? {} : { till: d.till }),
  ersatter: d.ersatter,
});

/** Whether it was a member on the day. A year as `fran` sorts before all its days: it counts whole. */
export const varMedlem = (state: ForbundState, medlem: Nyckel, den: Datum): boolean =>
  state.medlemmar
    .get(medlem)
    ?.tider.some((m) => (m.fran ?? '') <= den && (m.till === undefined || m.till >= den)) ?? false;

function styrelsen(
  { typ, data }: SammansattStyrelse | ForandraStyrelse,
  state: ForbundState,
): StyrelseSammansatt {
  const { forbund, den } = data;
  const medlem = (nyckel: Nyckel): boolean => varMedlem(state, nyckel, den);
  if (typ === 'SammansattStyrelse') return sammansatt(data, state.styrelser, medlem);
  const platser = forandrad(styrelsenDen(state.styrelser, den), data, medlem);
  return sammansatt({ forbund, den, platser }, state.styrelser, medlem);
}

function decide(kommando: ForbundKommando, state: ForbundState): ForbundHandelse[] {
  const { typ, data } = kommando;
  if (typ === 'RegistreraForbund') {
    kontrolleraUppgifter(data);
    if (state.uppgifter)
      throw nekat(
        'FORBUND_FINNS',
        `Förbundet ${data.forbund} är redan registrerat.`,
        'forbund',
        'en ny nyckel',
      );
    return [{ typ: 'ForbundRegistrerat', data: { forbund: data.forbund, ...bara(data) } }];
  }
  if (!state.uppgifter)
    throw nekat(
      'FORBUND_OKANT',
      `Förbundet ${data.forbund} är inte registrerat.`,
      'forbund',
      'ett registrerat förbund',
    );
  switch (typ) {
    case 'AndraForbund':
      kontrolleraUppgifter(data);
      if (sammaUppgifter(bara(data), state.uppgifter))
        throw nekat(
          'FORBUND_OFORANDRAT',
          `Uppgifterna om ${data.forbund} är redan dessa.`,
          'namn',
          'någon ändring',
        );
      return [{ typ: 'ForbundAndrat', data: { forbund: data.forbund, ...bara(data) } }];
    case 'AnslutMedlem': {
      const medlem = state.medlemmar.get(data.medlem);
      if (medlem && !medlem.uttradd)
        throw nekat(
          'MEDLEM_FINNS',
          `${data.namn} är redan medlem i ${data.forbund}.`,
          'medlem',
          'en ny medlem',
        );
      return [{ typ: 'MedlemIntradde', data }];
    }
    case 'LamnaForbund': {
      const medlem = state.medlemmar.get(data.medlem);
      if (!medlem || medlem.uttradd)
        throw nekat(
          'MEDLEM_OKAND',
          `${data.medlem} är inte medlem i ${data.forbund}.`,
          'medlem',
          'en nuvarande medlem',
        );
      return [{ typ: 'MedlemUttradde', data }];
    }
    case 'SammansattStyrelse':
    case 'ForandraStyrelse':
      return [styrelsen(kommando, state)];
    default:
      return omojlig(typ);
  }
}

const intradd = (fore: Medlem | undefined, { typ, fran }: MedlemIntradde['data']): Medlem => ({
  typ,
  uttradd: false,
  tider: [...(fore?.tider ?? []), { fran, till: undefined }],
});

const uttradd = (fore: Medlem, { till }: MedlemUttradde['data']): Medlem => ({
  ...fore,
  uttradd: true,
  tider: fore.tider.map((t, n) => (n === fore.tider.length - 1 ? { ...t, till } : t)),
});

const medMedlem = (state: ForbundState, nyckel: Nyckel, medlem: Medlem): ForbundState => ({
  ...state,
  medlemmar: new Map(state.medlemmar).set(nyckel, medlem),
});

function evolve(state: ForbundState, handelse: ForbundHandelse): ForbundState {
  switch (handelse.typ) {
    case 'ForbundRegistrerat':
    case 'ForbundAndrat':
      return { ...state, uppgifter: bara(handelse.data) };
    case 'MedlemIntradde':
      return medMedlem(
        state,
        handelse.data.medlem,
        intradd(state.medlemmar.get(handelse.data.medlem), handelse.data),
      );
    case 'MedlemUttradde': {
      const medlem = state.medlemmar.get(handelse.data.medlem);
      return medlem ? medMedlem(state, handelse.data.medlem, uttradd(medlem, handelse.data)) : state;
    }
    case 'StyrelseSammansatt': {
      const { den, senast, platser } = handelse.data;
      return {
        ...state,
        styrelser: new Map(state.styrelser).set(den, { senast: senast === true, platser }),
      };
    }
    default:
      return omojlig(handelse);
  }
}

export const forbundDecider: Decider<ForbundState, ForbundKommando, ForbundHandelse> = {
  start: { uppgifter: undefined, medlemmar: new Map(), styrelser: new Map() },
  decide,
  evolve,
};
