import { omojlig } from '#kernel/fel.js';
import type { Decider } from '#kernel/handelse.js';
import { arNyckel, type ForbundId, type InsatsId } from '#kernel/identiteter.js';
import { andra, avsla, bevilja, sok } from './beviljande.js';
import { gaVidare } from './harstamning.js';
import type { Insatsadress, InsatsHandelse } from './insats.events.js';
import {
  fel,
  type AvslutaInsats,
  type BytNamn,
  type InsatsKommando,
  type RegistreraInsats,
  type StartaInsats,
} from './insats.kommandon.js';
import { evolve, gallandeVersion, type InsatsState, type Registrerad } from './insats.state.js';
import { kontrolleraTexter } from './personuppgift.js';

/** Two hyphens between the keys: neither key can hold them, so no two pairs share a stream. */
export const insatsStream = (forbund: ForbundId, insats: InsatsId): string => `insats-${forbund}--${insats}`;

/** @throws DomanFel INSATS_OKAND */
export function kravRegistrerad(
  state: InsatsState,
  { forbund, insats }: Insatsadress,
): asserts state is Registrerad {
  if (state.status === 'saknas')
    throw fel(
      'INSATS_OKAND',
      `Insatsen ${insats} är inte registrerad i ${forbund}.`,
      'insats',
      'en registrerad insats',
    );
}

function registrera({ data }: RegistreraInsats, state: InsatsState): InsatsHandelse[] {
  const { forbund, insats, namn } = data;
  if (!arNyckel(insats))
    throw fel(
      'INSATS_NYCKEL_OGILTIG',
      `"${insats}" kan inte vara nyckel för en insats.`,
      'insats',
      'gemener a–z, siffror och bindestreck',
    );
  kontrolleraTexter({ insats, namn });
  if (state.status !== 'saknas')
    throw fel(
      'INSATS_FINNS',
      `Insatsen ${insats} är redan registrerad i ${forbund}.`,
      'insats',
      'en ny nyckel',
    );
  return [{ typ: 'InsatsRegistrerad', data }];
}

function starta({ data }: StartaInsats, state: Registrerad): InsatsHandelse[] {
  if (state.status === 'startad')
    throw fel(
      'INSATS_REDAN_STARTAD',
      `Insatsen ${data.insats} startade ${state.den}.`,
      'den',
      'en insats som inte har startat',
    );
  if (state.status === 'ansokt' || state.status === 'avslagen')
    throw fel(
      'INSATS_EJ_BEVILJAD',
      `Ansökan om ${data.insats} ${state.status === 'ansokt' ? 'prövas ännu' : 'är avslagen'}.`,
      'insats',
      'en insats som är beviljad',
    );
  return [{ typ: 'InsatsStartad', data }];
}

function bytNamn({ data }: BytNamn, state: Registrerad): InsatsHandelse[] {
  kontrolleraTexter({ namn: data.namn });
  if (gallandeVersion(state.namn, (n) => n.fran, data.fran)?.namn === data.namn)
    throw fel('INSATS_NAMN_OFORANDRAT', `Insatsen heter redan ${data.namn}.`, 'namn', 'ett annat namn');
  return [{ typ: 'InsatsNamnbytt', data }];
}

function avsluta({ data }: AvslutaInsats, state: Registrerad): InsatsHandelse[] {
  kontrolleraTexter({ overgarTill: data.overgarTill });
  if (state.status === 'startad' && data.den < state.den)
    throw fel(
      'INSATS_TID_OMVAND',
      `Insatsen startade ${state.den} och kan inte sluta ${data.den}.`,
      'den',
      'en dag efter starten',
    );
  return [{ typ: 'InsatsAvslutad', data }];
}

function decide(kommando: InsatsKommando, state: InsatsState): InsatsHandelse[] {
  if (kommando.typ === 'RegistreraInsats') return registrera(kommando, state);
  kravRegistrerad(state, kommando.data);
  switch (kommando.typ) {
    case 'FortsattInsats':
    case 'DelaInsats':
    case 'SammanforInsats':
    case 'OverlamnaInsats':
      return gaVidare(kommando, state);
    default:
  }
  if (state.status === 'avslutad')
    throw fel(
      'INSATS_AVSLUTAD',
      `Insatsen ${kommando.data.insats} avslutades ${state.den}.`,
      'insats',
      'en insats som pågår',
    );
  switch (kommando.typ) {
    case 'SokMedel':
      return sok(kommando, state);
    case 'AvslaAnsokan':
      return avsla(kommando, state);
    case 'BeviljaInsats':
      return bevilja(kommando, state);
    case 'AndraBeviljande':
      return andra(kommando, state);
    case 'StartaInsats':
      return starta(kommando, state);
    case 'BytNamn':
      return bytNamn(kommando, state);
    case 'AvslutaInsats':
      return avsluta(kommando, state);
    default:
      return omojlig(kommando);
  }
}

export const insatsDecider: Decider<InsatsState, InsatsKommando, InsatsHandelse> = {
  start: { status: 'saknas' },
  decide,
  evolve,
};
