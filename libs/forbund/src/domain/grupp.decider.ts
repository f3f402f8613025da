import { DomanFel, omojlig } from '#kernel/fel.js';
import type { Command, Decider } from '#kernel/handelse.js';
import { arNyckel, type Nyckel } from '#kernel/identiteter.js';
import { kanoniskJson } from '#kernel/kanonisk.js';
import type { Gruppdeltagande, GruppHandelse } from './grupp.events.js';

export type GruppKod =
  'GRUPP_NYCKEL_OGILTIG' | 'GRUPP_FINNS' | 'GRUPP_OKAND' | 'GRUPP_OFORANDRAD' | 'GRUPP_TID_OMVAND';

export interface GruppState {
  readonly grupp: { readonly namn: string; readonly ingar: readonly Gruppdeltagande[] } | undefined;
}

type Gruppdata = { grupp: Nyckel; namn: string; ingar: readonly Gruppdeltagande[] };
export type BildaGrupp = Command<'BildaGrupp', Gruppdata>;
export type AndraGrupp = Command<'AndraGrupp', Gruppdata>;
export type GruppKommando = BildaGrupp | AndraGrupp;

export const gruppStream = (grupp: Nyckel): string => `grupp-${grupp}`;

const fel = (kod: GruppKod, text: string, falt: string, forvantat: string): DomanFel<GruppKod> =>
  new DomanFel(kod, text, { falt, forvantat });

function decide(kommando: GruppKommando, state: GruppState): GruppHandelse[] {
  const { grupp, namn, ingar } = kommando.data;
  if (!arNyckel(grupp))
    throw fel(
      'GRUPP_NYCKEL_OGILTIG',
      `"${grupp}" kan inte vara nyckel för en grupp.`,
      'grupp',
      'gemener a–z, siffror och bindestreck',
    );
  ingar.forEach((i, n) => {
    if (i.fran && i.till && i.fran > i.till)
      throw fel(
        'GRUPP_TID_OMVAND',
        `${i.forbund} lämnar gruppen ${i.till} innan det går in ${i.fran}.`,
        `ingar[${n}].till`,
        'en dag efter fran',
      );
  });
  const data = { grupp, namn, ingar };
  switch (kommando.typ) {
    case 'BildaGrupp':
      if (state.grupp) throw fel('GRUPP_FINNS', `Gruppen ${grupp} finns redan.`, 'grupp', 'en ny nyckel');
      return [{ typ: 'GruppBildad', data }];
    case 'AndraGrupp':
      if (!state.grupp)
        throw fel('GRUPP_OKAND', `Gruppen ${grupp} finns inte.`, 'grupp', 'en grupp som finns');
      if (kanoniskJson(state.grupp) === kanoniskJson({ namn, ingar }))
        throw fel('GRUPP_OFORANDRAD', `Gruppen ${grupp} är redan så.`, 'ingar', 'någon ändring');
      return [{ typ: 'GruppAndrad', data }];
    default:
      return omojlig(kommando);
  }
}

export const gruppDecider: Decider<GruppState, GruppKommando, GruppHandelse> = {
  start: { grupp: undefined },
  decide,
  evolve: (_state, handelse) => {
    switch (handelse.typ) {
      case 'GruppBildad':
      case 'GruppAndrad':
        return { grupp: { namn: handelse.data.namn, ingar: handelse.data.ingar } };
      default:
        return omojlig(handelse);
    }
  },
};
