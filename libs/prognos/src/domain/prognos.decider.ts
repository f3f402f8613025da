import { arFor, type Ar, type Datum } from '#kernel/datum.js';
import { assert, DomanFel } from '#kernel/fel.js';
import type { Command, Decider } from '#kernel/handelse.js';
import type { ForbundId } from '#kernel/identiteter.js';
import type { PostId } from '#kernel/poster.js';
import type { PrognosHandelse, Prognosrad } from './prognos.events.js';
import { METODVERSION } from './radprognos.js';

export type PrognosKod =
  'PROGNOS_OFORANDRAD' | 'PROGNOSRAD_DUBBEL' | 'PROGNOS_PER_UTANFOR_AR' | 'PROGNOS_UNDERLAG_ALDRE';

/** Records what was computed. The rows' order does not matter. */
export type RegistreraPrognos = Command<
  'RegistreraPrognos',
  {
    readonly forbund: ForbundId;
    readonly ar: Ar;
    readonly per: Datum;
    readonly underlagOrdinal: number;
    readonly rader: readonly Prognosrad[];
  }
>;

export type PrognosState =
  | { readonly status: 'ingen' }
  | {
      readonly status: 'beraknad';
      readonly per: Datum;
      readonly underlagOrdinal: number;
      readonly metodversion: string;
      readonly rader: readonly Prognosrad[];
    };

export const prognosStream = (forbund: ForbundId, ar: Ar): string => `prognos-${forbund}-${ar}`;

const sorterade = (rader: readonly Prognosrad[]): readonly Prognosrad[] =>
  [...rader].sort((a, b) => (a.post < b.post ? -1 : a.post > b.post ? 1 : 0));

const sammaRad = (a: Prognosrad, b: Prognosrad | undefined): boolean =>
  b !== undefined &&
  a.post === b.post &&
  a.beloppOre === b.beloppOre &&
  a.metod === b.metod &&
  a.motiv === b.motiv;

/**
 * Whether the command says anything that is not known: another day, other rules or other rows. That the store has
 * grown since (`underlagOrdinal`) is no news. A job asks this first, and is done when the answer is no.
 */
export function arAndrad(state: PrognosState, { data }: RegistreraPrognos): boolean {
  // Nothing to say about a year that nothing was said about.
  if (state.status === 'ingen') return data.rader.length > 0;
  if (state.per !== data.per || state.metodversion !== METODVERSION) return true;
  const rader = sorterade(data.rader);
  return rader.length !== state.rader.length || !rader.every((rad, n) => sammaRad(rad, state.rader[n]));
}

const fel = (kod: PrognosKod, text: string, falt: string, forvantat: string): DomanFel<PrognosKod> =>
  new DomanFel(kod, text, { falt, forvantat });

function kontrollera(data: RegistreraPrognos['data'], state: PrognosState): void {
  assert(Number.isSafeInteger(data.underlagOrdinal) && data.underlagOrdinal >= 0, 'underlagOrdinal');
  if (arFor(data.per) !== data.ar)
    throw fel(
      'PROGNOS_PER_UTANFOR_AR',
      `${data.per} ligger inte i ${data.ar}.`,
      'per',
      'en dag i prognosens år',
    );
  const sedda = new Set<PostId>();
  data.rader.forEach(({ post }, n) => {
    if (sedda.has(post))
      throw fel(
        'PROGNOSRAD_DUBBEL',
        `Posten ${post} står två gånger.`,
        `rader[${n}].post`,
        'varje post en gång',
      );
    sedda.add(post);
  });
  // Jobs run at least once and may finish out of order: a late one must not put an older basis last.
  if (state.status === 'beraknad' && data.underlagOrdinal < state.underlagOrdinal)
    throw fel(
      'PROGNOS_UNDERLAG_ALDRE',
      `En prognos på nyare underlag (${state.underlagOrdinal}) är redan registrerad.`,
      'underlagOrdinal',
      `minst ${state.underlagOrdinal}`,
    );
}

function decide(kommando: RegistreraPrognos, state: PrognosState): readonly PrognosHandelse[] {
  const { forbund, ar, per, underlagOrdinal, rader } = kommando.data;
  kontrollera(kommando.data, state);
  if (!arAndrad(state, kommando))
    throw fel(
      'PROGNOS_OFORANDRAD',
      'Prognosen är densamma som den senaste.',
      'rader',
      'en annan dag eller andra rader',
    );
  return [
    {
      typ: 'PrognosBeraknad',
      data: { forbund, ar, per, underlagOrdinal, metodversion: METODVERSION, rader: sorterade(rader) },
    },
  ];
}

/** One type of event so far; a second one will not have all these fields, and breaks the build here. */
function evolve(_state: PrognosState, { data }: PrognosHandelse): PrognosState {
  const { per, underlagOrdinal, metodversion, rader } = data;
  return { status: 'beraknad', per, underlagOrdinal, metodversion, rader };
}

export const prognosDecider: Decider<PrognosState, RegistreraPrognos, PrognosHandelse> = {
  start: { status: 'ingen' },
  decide,
  evolve,
};
