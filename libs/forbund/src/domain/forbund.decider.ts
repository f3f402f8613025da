import { DomanFel, omojlig } from '#kernel/fel.js';
import type { Command, Decider } from '#kernel/handelse.js';
import { arNyckel, type ForbundId, type Nyckel } from '#kernel/identiteter.js';
import { kanoniskJson } from '#kernel/kanonisk.js';
import type { Datum } from '#kernel/datum.js';
import type { Forbundsuppgifter, ForbundHandelse, Huvudmannatyp } from './forbund.events.js';

export type ForbundKod =
  | 'NYCKEL_OGILTIG'
  | 'FORBUND_NAMN_SAKNAS'
  | 'FORBUND_FINNS'
  | 'FORBUND_OKANT'
  | 'FORBUND_OFORANDRAT'
  | 'FORBUND_TID_OMVAND'
  | 'MEDLEM_FINNS'
  | 'MEDLEM_OKAND';

interface Medlem {
  readonly typ: Huvudmannatyp;
  readonly uttradd: boolean;
}

export interface ForbundState {
  readonly uppgifter: Forbundsuppgifter | undefined;
  /** Also those that have left. */
  readonly medlemmar: ReadonlyMap<Nyckel, Medlem>;
}

export type RegistreraForbund = Command<'RegistreraForbund', Forbundsuppgifter & { forbund: ForbundId }>;
export type AndraForbund = Command<'AndraForbund', Forbundsuppgifter & { forbund: ForbundId }>;
export type AnslutMedlem = Command<
  'AnslutMedlem',
  { forbund: ForbundId; medlem: Nyckel; namn: string; typ: Huvudmannatyp; fran?: string }
>;
export type LamnaForbund = Command<'LamnaForbund', { forbund: ForbundId; medlem: Nyckel; till: Datum }>;
export type ForbundKommando = RegistreraForbund | AndraForbund | AnslutMedlem | LamnaForbund;

export const forbundStream = (forbund: ForbundId): string => `forbund-${forbund}`;

const fel = (kod: ForbundKod, text: string, falt: string, forvantat: string): DomanFel<ForbundKod> =>
  new DomanFel(kod, text, { falt, forvantat });

function kontrolleraUppgifter(d: Forbundsuppgifter & { forbund: ForbundId }): void {
  if (!arNyckel(d.forbund))
    throw fel(
      'NYCKEL_OGILTIG',
      `"${d.forbund}" kan inte vara nyckel för ett förbund.`,
      'forbund',
      'gemener a–z, siffror och bindestreck, t.ex. norra-vastmanland',
    );
  if (d.namn.trim() === '')
    throw fel('FORBUND_NAMN_SAKNAS', 'Förbundet saknar namn.', 'namn', 'förbundets namn');
  if (d.fran && d.till && d.fran > d.till)
    throw fel(
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

function decide(kommando: ForbundKommando, state: ForbundState): ForbundHandelse[] {
  const { typ, data } = kommando;
  if (typ === 'RegistreraForbund') {
    kontrolleraUppgifter(data);
    if (state.uppgifter)
      throw fel(
        'FORBUND_FINNS',
        `Förbundet ${data.forbund} är redan registrerat.`,
        'forbund',
        'en ny nyckel',
      );
    return [{ typ: 'ForbundRegistrerat', data: { forbund: data.forbund, ...bara(data) } }];
  }
  if (!state.uppgifter)
    throw fel(
      'FORBUND_OKANT',
      `Förbundet ${data.forbund} är inte registrerat.`,
      'forbund',
      'ett registrerat förbund',
    );
  switch (typ) {
    case 'AndraForbund':
      kontrolleraUppgifter(data);
      if (sammaUppgifter(bara(data), state.uppgifter))
        throw fel(
          'FORBUND_OFORANDRAT',
          `Uppgifterna om ${data.forbund} är redan dessa.`,
          'namn',
          'någon ändring',
        );
      return [{ typ: 'ForbundAndrat', data: { forbund: data.forbund, ...bara(data) } }];
    case 'AnslutMedlem': {
      const medlem = state.medlemmar.get(data.medlem);
      if (medlem && !medlem.uttradd)
        throw fel(
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
        throw fel(
          'MEDLEM_OKAND',
          `${data.medlem} är inte medlem i ${data.forbund}.`,
          'medlem',
          'en nuvarande medlem',
        );
      return [{ typ: 'MedlemUttradde', data }];
    }
    default:
      return omojlig(typ);
  }
}

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
      return medMedlem(state, handelse.data.medlem, { typ: handelse.data.typ, uttradd: false });
    case 'MedlemUttradde': {
      const medlem = state.medlemmar.get(handelse.data.medlem);
      return medlem ? medMedlem(state, handelse.data.medlem, { ...medlem, uttradd: true }) : state;
    }
    default:
      return omojlig(handelse);
  }
}

export const forbundDecider: Decider<ForbundState, ForbundKommando, ForbundHandelse> = {
  start: { uppgifter: undefined, medlemmar: new Map() },
  decide,
  evolve,
};
