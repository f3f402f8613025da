import { DomanFel, omojlig } from '#kernel/fel.js';
import type { Command, Decider } from '#kernel/handelse.js';
import type { ForbundId } from '#kernel/identiteter.js';
import type { InlasningHandelse, InlasningPaborjad, InlasningSlutford } from './inlasning.events.js';

export type InlasningKod =
  'KALLDOKUMENT_ANDRAT' | 'KALLDOKUMENT_INLAST' | 'INLASNING_PAGAR' | 'INLASNING_EJ_PABORJAD';

export interface InlastFil {
  readonly sha256: string;
  readonly status: 'pagar' | 'inlast';
  readonly lasare: number;
  /** How many times its loading has begun: 1, 2 … */
  readonly gang: number;
}

export interface InlasningState {
  readonly dokument: ReadonlyMap<string, InlastFil>;
}

/** Before loads said which program had read the file. */
const FORSTA_LASAREN = 1;

export type PaborjaInlasning = Command<'PaborjaInlasning', InlasningPaborjad['data']>;
export type SlutforInlasning = Command<'SlutforInlasning', InlasningSlutford['data']>;
export type InlasningKommando = PaborjaInlasning | SlutforInlasning;

/** One förbund's loadings stand in one stream, so that two of them never plan against the same books at once. */
export const inlasningStream = (forbund: ForbundId): string => `inlasning-${forbund}`;

export const pagaende = (state: InlasningState): string | undefined =>
  [...state.dokument].find(([, d]) => d.status === 'pagar')?.[0];

const fel = (kod: InlasningKod, text: string, forvantat: string, data = {}): DomanFel<InlasningKod> =>
  new DomanFel(kod, text, { falt: 'id', forvantat, data });

function decide({ typ, data }: InlasningKommando, state: InlasningState): InlasningHandelse[] {
  const finns = state.dokument.get(data.dokument);
  switch (typ) {
    case 'PaborjaInlasning': {
      if (finns && finns.sha256 !== data.sha256 && data.ersatter !== finns.sha256)
        throw fel(
          'KALLDOKUMENT_ANDRAT',
          `Källdokumentet ${data.dokument} är redan inläst med annat innehåll.`,
          'samma innehåll, ett nytt id, eller att det läses in som en rättelse',
        );
      // A later program may read the same file again: it can find more in it.
      if (finns?.sha256 === data.sha256 && (data.lasare ?? FORSTA_LASAREN) <= finns.lasare)
        throw fel(
          'KALLDOKUMENT_INLAST',
          `Källdokumentet ${data.dokument} är redan inläst.`,
          'ett nytt dokument',
        );
      const annat = pagaende(state);
      if (annat !== undefined)
        throw fel(
          'INLASNING_PAGAR',
          `Inläsningen av ${annat} pågår för ${data.forbund}.`,
          'att den slutförs först',
          { dokument: annat },
        );
      return [{ typ: 'InlasningPaborjad', data }];
    }
    case 'SlutforInlasning':
      if (finns?.status !== 'pagar' || finns.sha256 !== data.sha256)
        throw fel(
          'INLASNING_EJ_PABORJAD',
          `Ingen inläsning av ${data.dokument} pågår.`,
          'en påbörjad inläsning',
        );
      return [{ typ: 'InlasningSlutford', data }];
    default:
      return omojlig(typ);
  }
}

export const inlasningDecider: Decider<InlasningState, InlasningKommando, InlasningHandelse> = {
  start: { dokument: new Map() },
  decide,
  evolve: (state, { typ, data }) => {
    const { dokument, sha256, lasare = FORSTA_LASAREN } = data;
    const satt = (status: 'pagar' | 'inlast', gang: number): InlasningState => ({
      dokument: new Map(state.dokument).set(dokument, { sha256, status, lasare, gang }),
    });
    const gang = state.dokument.get(dokument)?.gang ?? 0;
    switch (typ) {
      case 'InlasningPaborjad':
        return satt('pagar', gang + 1);
      case 'InlasningSlutford':
        return satt('inlast', gang);
      default:
        return omojlig(typ);
    }
  },
};
