import { assert, omojlig } from '#kernel/fel.js';
import type { Command, Decider } from '#kernel/handelse.js';
import type { ForbundId, Nyckel } from '#kernel/identiteter.js';
import { kanoniskJson } from '#kernel/kanonisk.js';
import { nekat } from './beslutsfel.js';
import {
  efterProtokollssteg,
  kontrolleraProtokollssteg,
  nyttProtokoll,
  type Protokoll,
  type Protokollhandelse,
} from './protokoll.js';
import type {
  AnslagNedtaget,
  Narvaro,
  ProtokollAnslaget,
  ProtokollJusterat,
  SammantradeHallet,
  SammantradeHandelse,
  SammantradeKallat,
} from './sammantrade.events.js';

export type KallaSammantrade = Command<'KallaSammantrade', SammantradeKallat['data']>;
export type RedovisaSammantrade = Command<'RedovisaSammantrade', SammantradeHallet['data']>;
export type JusteraProtokoll = Command<'JusteraProtokoll', ProtokollJusterat['data']>;
export type AnslaProtokoll = Command<'AnslaProtokoll', ProtokollAnslaget['data']>;
export type TaNedAnslag = Command<'TaNedAnslag', AnslagNedtaget['data']>;
export type SammantradeKommando =
  KallaSammantrade | RedovisaSammantrade | JusteraProtokoll | AnslaProtokoll | TaNedAnslag;

/** Only one that was held on a day has a protokoll and those who were there; a report may count several as one. */
export type SammantradeState =
  | { readonly skede: 'saknas' }
  | { readonly skede: 'kallat'; readonly kallelse: SammantradeKallat['data'] }
  | { readonly skede: 'raknade' }
  | {
      readonly skede: 'hallet';
      readonly narvaro: readonly Narvaro[] | undefined;
      readonly protokoll: Protokoll;
    };

export const sammantradeStream = (forbund: ForbundId, sammantrade: Nyckel): string =>
  `sammantrade-${forbund}--${sammantrade}`;

const arEttPaEnDag = ({ antal, period }: SammantradeHallet['data']): boolean =>
  antal === 1 && period.fran === period.till;

function kalla({ data }: KallaSammantrade, state: SammantradeState): SammantradeHandelse[] {
  if (state.skede === 'hallet' || state.skede === 'raknade')
    throw nekat(
      'SAMMANTRADE_FINNS',
      `Sammanträdet ${data.sammantrade} är redan hållet.`,
      'sammantrade',
      'en ny nyckel',
    );
  if (state.skede === 'kallat' && kanoniskJson(state.kallelse) === kanoniskJson(data))
    throw nekat(
      'SAMMANTRADE_OFORANDRAT',
      `Kallelsen till ${data.sammantrade} är redan sådan.`,
      'den',
      'någon ändring',
    );
  return [{ typ: 'SammantradeKallat', data }];
}

function redovisa({ data }: RedovisaSammantrade, state: SammantradeState): SammantradeHandelse[] {
  if (!Number.isSafeInteger(data.antal) || data.antal < 0)
    throw nekat(
      'SAMMANTRADE_ANTAL_OGILTIGT',
      'Antalet sammanträden ska vara ett heltal.',
      'antal',
      'noll eller fler',
    );
  if (data.period.fran > data.period.till)
    throw nekat(
      'SAMMANTRADE_TID_OMVAND',
      `Perioden slutar ${data.period.till} innan den börjar.`,
      'period.till',
      'en dag efter fran',
    );
  if (state.skede === 'hallet' || state.skede === 'raknade')
    throw nekat(
      'SAMMANTRADE_FINNS',
      `Sammanträdet ${data.sammantrade} är redan registrerat.`,
      'sammantrade',
      'en ny nyckel',
    );
  if ((data.narvaro !== undefined || state.skede === 'kallat') && !arEttPaEnDag(data))
    throw nekat(
      'SAMMANTRADE_FLERA',
      'Kallelse och närvaro hör till ett sammanträde, som hålls en dag.',
      'antal',
      'ett sammanträde, och samma dag i period.fran och period.till',
    );
  if (new Set(data.narvaro?.map((n) => n.plats)).size !== (data.narvaro?.length ?? 0))
    throw nekat('NARVARO_DUBBEL', 'En plats står två gånger i närvaron.', 'narvaro', 'varje plats en gång');
  return [{ typ: 'SammantradeHallet', data }];
}

function protokollssteg(handelse: Protokollhandelse, state: SammantradeState): SammantradeHandelse[] {
  const { sammantrade } = handelse.data;
  switch (state.skede) {
    case 'saknas':
      throw nekat(
        'SAMMANTRADE_SAKNAS',
        `Sammanträdet ${sammantrade} är inte registrerat.`,
        'sammantrade',
        'ett registrerat sammanträde',
      );
    case 'kallat':
      throw nekat(
        'SAMMANTRADE_EJ_HALLET',
        `Sammanträdet ${sammantrade} är inte hållet.`,
        'sammantrade',
        'ett sammanträde som hållits',
      );
    case 'raknade':
      throw nekat(
        'SAMMANTRADE_FLERA',
        `${sammantrade} är flera sammanträden, eller något under en period, och har inget protokoll.`,
        'sammantrade',
        'ett sammanträde som hållits en dag',
      );
    case 'hallet':
      kontrolleraProtokollssteg(handelse, state.protokoll);
      return [handelse];
    default:
      return omojlig(state);
  }
}

function decide(kommando: SammantradeKommando, state: SammantradeState): SammantradeHandelse[] {
  const { typ, data } = kommando;
  switch (typ) {
    case 'KallaSammantrade':
      return kalla(kommando, state);
    case 'RedovisaSammantrade':
      return redovisa(kommando, state);
    case 'JusteraProtokoll':
      return protokollssteg({ typ: 'ProtokollJusterat', data }, state);
    case 'AnslaProtokoll':
      return protokollssteg({ typ: 'ProtokollAnslaget', data }, state);
    case 'TaNedAnslag':
      return protokollssteg({ typ: 'AnslagNedtaget', data }, state);
    default:
      return omojlig(typ);
  }
}

function evolve(state: SammantradeState, handelse: SammantradeHandelse): SammantradeState {
  switch (handelse.typ) {
    case 'SammantradeKallat':
      return { skede: 'kallat', kallelse: handelse.data };
    case 'SammantradeHallet': {
      const { period, narvaro } = handelse.data;
      if (!arEttPaEnDag(handelse.data)) return { skede: 'raknade' };
      return { skede: 'hallet', narvaro, protokoll: nyttProtokoll(period.fran) };
    }
    case 'ProtokollJusterat':
    case 'ProtokollAnslaget':
    case 'AnslagNedtaget':
      assert(state.skede === 'hallet', 'ett protokoll utan sammanträde');
      return { ...state, protokoll: efterProtokollssteg(state.protokoll, handelse) };
    default:
      return omojlig(handelse);
  }
}

export const sammantradeDecider: Decider<SammantradeState, SammantradeKommando, SammantradeHandelse> = {
  start: { skede: 'saknas' },
  decide,
  evolve,
};
