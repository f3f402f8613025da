import { DomanFel } from '#kernel/fel.js';
import type { Command, Decider } from '#kernel/handelse.js';
import { arNyckel, type BeslutId, type ForbundId, type Nyckel } from '#kernel/identiteter.js';
import type {
  BeslutFattat,
  BeslutHandelse,
  SammantradeHallet,
  SammantradeHandelse,
} from './beslut.events.js';

export type BeslutKod =
  | 'BESLUT_NYCKEL_OGILTIG'
  | 'BESLUT_FINNS'
  | 'BESLUT_RUBRIK_SAKNAS'
  | 'SAMMANTRADE_FINNS'
  | 'SAMMANTRADE_ANTAL_OGILTIGT'
  | 'SAMMANTRADE_TID_OMVAND';

export type FattaBeslut = Command<'FattaBeslut', BeslutFattat['data']>;
export type RedovisaSammantrade = Command<'RedovisaSammantrade', SammantradeHallet['data']>;

export interface RegistreradState {
  readonly finns: boolean;
}

/** Two hyphens between the keys: neither key can hold them, so no two pairs share a stream. */
export const beslutStream = (forbund: ForbundId, beslut: BeslutId): string => `beslut-${forbund}--${beslut}`;
export const sammantradeStream = (forbund: ForbundId, sammantrade: Nyckel): string =>
  `sammantrade-${forbund}--${sammantrade}`;

const fel = (kod: BeslutKod, text: string, falt: string, forvantat: string): DomanFel<BeslutKod> =>
  new DomanFel(kod, text, { falt, forvantat });

export const beslutDecider: Decider<RegistreradState, FattaBeslut, BeslutHandelse> = {
  start: { finns: false },
  decide: ({ data }, state) => {
    if (!arNyckel(data.beslut))
      throw fel(
        'BESLUT_NYCKEL_OGILTIG',
        `"${data.beslut}" kan inte vara nyckel för ett beslut.`,
        'beslut',
        'gemener a–z, siffror och bindestreck',
      );
    if (data.rubrik.trim() === '')
      throw fel('BESLUT_RUBRIK_SAKNAS', 'Beslutet saknar rubrik.', 'rubrik', 'vad beslutet gäller');
    if (state.finns)
      throw fel('BESLUT_FINNS', `Beslutet ${data.beslut} är redan registrerat.`, 'beslut', 'en ny nyckel');
    return [{ typ: 'BeslutFattat', data }];
  },
  evolve: () => ({ finns: true }),
};

export const sammantradeDecider: Decider<RegistreradState, RedovisaSammantrade, SammantradeHandelse> = {
  start: { finns: false },
  decide: ({ data }, state) => {
    if (!Number.isSafeInteger(data.antal) || data.antal < 0)
      throw fel(
        'SAMMANTRADE_ANTAL_OGILTIGT',
        'Antalet sammanträden ska vara ett heltal.',
        'antal',
        'noll eller fler',
      );
    if (data.period.fran > data.period.till)
      throw fel(
        'SAMMANTRADE_TID_OMVAND',
        `Perioden slutar ${data.period.till} innan den börjar.`,
        'period.till',
        'en dag efter fran',
      );
    if (state.finns)
      throw fel(
        'SAMMANTRADE_FINNS',
        `Sammanträdet ${data.sammantrade} är redan registrerat.`,
        'sammantrade',
        'en ny nyckel',
      );
    return [{ typ: 'SammantradeHallet', data }];
  },
  evolve: () => ({ finns: true }),
};
