import type { Datum } from '#kernel/datum.js';
import { DomanFel } from '#kernel/fel.js';
import type { Command, Decider } from '#kernel/handelse.js';
import type { ForbundId } from '#kernel/identiteter.js';
import { kanoniskJson } from '#kernel/kanonisk.js';
import { definitionensFel } from './definitionens-fel.js';
import type { Rapportdefinition } from './rapportdefinition.js';
import type { RapportlayoutFaststalld, RapportlayoutHandelse } from './rapportlayout.events.js';

export type RapportlayoutKod =
  | 'RAPPORTLAYOUT_OGILTIG'
  | 'RAPPORTLAYOUT_FEL_RAPPORT'
  | 'RAPPORTLAYOUT_OFORANDRAD'
  | 'RAPPORTLAYOUT_FORBUND_OKANT';

export type FaststallRapportlayout = Command<'FaststallRapportlayout', RapportlayoutFaststalld['data']>;

export interface RapportlayoutState {
  /** The definition from each day, in its canonical form. */
  readonly fran: ReadonlyMap<Datum, string>;
}

/** Two hyphens between the keys: neither can hold them, so no two layouts share a stream. */
export const rapportlayoutStream = (forbund: ForbundId, rapport: string): string =>
  `rapportlayout-${forbund}--${rapport}`;

/** Faults told at once: those of a whole report file. */
const FEL_HOGST = 20;

const fel = (
  kod: RapportlayoutKod,
  text: string,
  falt: string,
  forvantat: string,
): DomanFel<RapportlayoutKod> => new DomanFel(kod, text, { falt, forvantat });

/** A förbund is registered before it gets layouts. Registered is never undone, so this may be checked before the append. */
export function kravForbund(forbund: ForbundId, finns: boolean): void {
  if (!finns)
    throw fel(
      'RAPPORTLAYOUT_FORBUND_OKANT',
      `Förbundet ${forbund} är inte registrerat.`,
      'forbund',
      'ett registrerat förbund',
    );
}

/** @throws DomanFel RAPPORTLAYOUT_FEL_RAPPORT, RAPPORTLAYOUT_OGILTIG with all its faults in `data.fel` */
export function kontrolleraDefinition(definition: Rapportdefinition, rapport: string): void {
  if (definition.rapport !== rapport)
    throw fel(
      'RAPPORTLAYOUT_FEL_RAPPORT',
      `Definitionen ställer upp ${definition.rapport}, inte ${rapport}.`,
      'definition.rapport',
      rapport,
    );
  const felen = definitionensFel(definition).slice(0, FEL_HOGST);
  const [forsta] = felen;
  if (forsta)
    throw new DomanFel<RapportlayoutKod>(
      'RAPPORTLAYOUT_OGILTIG',
      'Rapportens uppställning håller inte ihop.',
      {
        falt: `definition.${forsta.falt}`,
        forvantat: forsta.forvantat,
        data: { fel: felen },
      },
    );
}

export const rapportlayoutDecider: Decider<
  RapportlayoutState,
  FaststallRapportlayout,
  RapportlayoutHandelse
> = {
  start: { fran: new Map() },
  decide: ({ data }, state) => {
    kontrolleraDefinition(data.definition, data.rapport);
    if (state.fran.get(data.fran) === kanoniskJson(data.definition))
      throw fel(
        'RAPPORTLAYOUT_OFORANDRAD',
        `Uppställningen från ${data.fran} är redan så.`,
        'definition',
        'en annan uppställning, eller en annan dag',
      );
    return [{ typ: 'RapportlayoutFaststalld', data }];
  },
  evolve: (state, { data }) => ({
    fran: new Map(state.fran).set(data.fran, kanoniskJson(data.definition)),
  }),
};
