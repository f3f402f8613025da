import type { Datum } from '#kernel/datum.js';
import { DomanFel, omojlig } from '#kernel/fel.js';
import type { Command, Decider } from '#kernel/handelse.js';
import { arNyckel, type ForbundId, type InsatsId, type Stod } from '#kernel/identiteter.js';
import type { Ore } from '#kernel/ore.js';
import type { InsatsHandelse, Insatsslag } from './insats.events.js';

export type InsatsKod =
  | 'INSATS_NYCKEL_OGILTIG'
  | 'INSATS_FINNS'
  | 'INSATS_OKAND'
  | 'INSATS_REDAN_STARTAD'
  | 'INSATS_AVSLUTAD'
  | 'INSATS_TID_OMVAND'
  | 'INSATS_BELOPP_EJ_POSITIVT'
  | 'INSATS_UTAN_STOD'
  | 'INSATS_BESLUT_OKANT';

export type InsatsState =
  | { readonly status: 'saknas' }
  | { readonly status: 'registrerad' }
  | { readonly status: 'startad'; readonly den: Datum }
  | { readonly status: 'avslutad'; readonly den: Datum };

type Vilken = { forbund: ForbundId; insats: InsatsId };
export type RegistreraInsats = Command<'RegistreraInsats', Vilken & { namn: string; slag?: Insatsslag }>;
export type BeviljaInsats = Command<
  'BeviljaInsats',
  Vilken & { fran: Datum; till: Datum; beloppOre: Ore; stod?: Stod }
>;
export type StartaInsats = Command<'StartaInsats', Vilken & { den: Datum }>;
export type AvslutaInsats = Command<'AvslutaInsats', Vilken & { den: Datum; overgarTill?: string }>;
export type InsatsKommando = RegistreraInsats | BeviljaInsats | StartaInsats | AvslutaInsats;

/** Two hyphens between the keys: neither key can hold them, so no two pairs share a stream. */
export const insatsStream = (forbund: ForbundId, insats: InsatsId): string => `insats-${forbund}--${insats}`;

const fel = (kod: InsatsKod, text: string, falt: string, forvantat: string): DomanFel<InsatsKod> =>
  new DomanFel(kod, text, { falt, forvantat });

/** The grant's authority against the register of beslut, which is only ever added to: may be checked before the append. */
export function kontrolleraStod(stod: Stod | undefined, beslutFinns: boolean): void {
  if (stod?.slag === 'beslut' && !beslutFinns)
    throw fel(
      'INSATS_BESLUT_OKANT',
      `Beslutet ${stod.beslut} finns inte.`,
      'stod.beslut',
      'ett registrerat beslut',
    );
}

function bevilja({ data }: BeviljaInsats): InsatsHandelse[] {
  const { stod } = data;
  if (!stod)
    throw fel(
      'INSATS_UTAN_STOD',
      'En insats beviljas av ett beslut.',
      'stod',
      'ett beslut eller ett källdokument',
    );
  if (data.beloppOre <= 0n)
    throw fel(
      'INSATS_BELOPP_EJ_POSITIVT',
      'Det beviljade beloppet ska vara större än noll.',
      'beloppOre',
      'ett positivt antal öre',
    );
  if (data.fran > data.till)
    throw fel(
      'INSATS_TID_OMVAND',
      `Perioden slutar ${data.till} innan den börjar ${data.fran}.`,
      'till',
      'en dag efter fran',
    );
  return [{ typ: 'InsatsBeviljad', data: { ...data, stod } }];
}

function decide(kommando: InsatsKommando, state: InsatsState): InsatsHandelse[] {
  const { forbund, insats } = kommando.data;
  if (kommando.typ === 'RegistreraInsats') {
    if (!arNyckel(insats))
      throw fel(
        'INSATS_NYCKEL_OGILTIG',
        `"${insats}" kan inte vara nyckel för en insats.`,
        'insats',
        'gemener a–z, siffror och bindestreck',
      );
    if (state.status !== 'saknas')
      throw fel(
        'INSATS_FINNS',
        `Insatsen ${insats} är redan registrerad i ${forbund}.`,
        'insats',
        'en ny nyckel',
      );
    return [{ typ: 'InsatsRegistrerad', data: kommando.data }];
  }
  if (state.status === 'saknas')
    throw fel(
      'INSATS_OKAND',
      `Insatsen ${insats} är inte registrerad i ${forbund}.`,
      'insats',
      'en registrerad insats',
    );
  if (state.status === 'avslutad')
    throw fel(
      'INSATS_AVSLUTAD',
      `Insatsen ${insats} avslutades ${state.den}.`,
      'insats',
      'en insats som pågår',
    );
  switch (kommando.typ) {
    case 'BeviljaInsats':
      return bevilja(kommando);
    case 'StartaInsats':
      if (state.status === 'startad')
        throw fel(
          'INSATS_REDAN_STARTAD',
          `Insatsen ${insats} startade ${state.den}.`,
          'den',
          'en insats som inte har startat',
        );
      return [{ typ: 'InsatsStartad', data: kommando.data }];
    case 'AvslutaInsats':
      if (state.status === 'startad' && kommando.data.den < state.den)
        throw fel(
          'INSATS_TID_OMVAND',
          `Insatsen startade ${state.den} och kan inte sluta ${kommando.data.den}.`,
          'den',
          'en dag efter starten',
        );
      return [{ typ: 'InsatsAvslutad', data: kommando.data }];
    default:
      return omojlig(kommando);
  }
}

export const insatsDecider: Decider<InsatsState, InsatsKommando, InsatsHandelse> = {
  start: { status: 'saknas' },
  decide,
  evolve: (state, handelse) => {
    switch (handelse.typ) {
      case 'InsatsRegistrerad':
        return { status: 'registrerad' };
      case 'InsatsBeviljad':
        return state;
      case 'InsatsStartad':
        return { status: 'startad', den: handelse.data.den };
      case 'InsatsAvslutad':
        return { status: 'avslutad', den: handelse.data.den };
      default:
        return omojlig(handelse);
    }
  },
};
