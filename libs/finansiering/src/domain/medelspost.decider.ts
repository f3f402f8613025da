import { DomanFel, omojlig } from '#kernel/fel.js';
import type { Command, Decider } from '#kernel/handelse.js';
import type { ForbundId } from '#kernel/identiteter.js';
import { delaPostId, type PostId, type Postslag } from '#kernel/poster.js';
import type { Huvudman } from './finansiering.events.js';
import { huvudmannyckel } from './huvudman.js';
import type { MedelspostHandelse } from './medelspost.events.js';

export type MedelspostKod = 'MEDELSPOST_FEL_SLAG' | 'MEDELSPOST_OFORANDRAD' | 'MEDELSPOST_OKAND';

export type PekaUtMedelspost = Command<
  'PekaUtMedelspost',
  { forbund: ForbundId; post: PostId; huvudman?: Huvudman }
>;
export type StrykMedelspost = Command<'StrykMedelspost', { forbund: ForbundId; post: PostId }>;
export type MedelspostKommando = PekaUtMedelspost | StrykMedelspost;

export interface MedelspostState {
  /** Every post that was ever pointed out; those that were struck as well, so that nobody points them out again unawares. */
  readonly poster: ReadonlyMap<PostId, { readonly struken: boolean; readonly huvudman?: Huvudman }>;
}

export const medelspostStream = (forbund: ForbundId): string => `medelsposter-${forbund}`;

const fel = (kod: MedelspostKod, text: string, falt: string, forvantat: string): DomanFel<MedelspostKod> =>
  new DomanFel(kod, text, { falt, forvantat });

/** Medel are income; paid in advance they are a debt, unpaid a claim. */
const SLAG: readonly Postslag[] = ['intakt', 'skuld', 'tillgang'];

const sammaHuvudman = (a: Huvudman | undefined, b: Huvudman | undefined): boolean =>
  (a && huvudmannyckel(a)) === (b && huvudmannyckel(b));

function decide(kommando: MedelspostKommando, state: MedelspostState): MedelspostHandelse[] {
  const { post } = kommando.data;
  const finns = state.poster.get(post);
  switch (kommando.typ) {
    case 'PekaUtMedelspost':
      if (!SLAG.includes(delaPostId(post).slag))
        throw fel(
          'MEDELSPOST_FEL_SLAG',
          `${post} kan inte vara medel från huvudmännen.`,
          'post',
          'en intäkt, en skuld eller en tillgång',
        );
      if (finns && !finns.struken && sammaHuvudman(finns.huvudman, kommando.data.huvudman))
        throw fel(
          'MEDELSPOST_OFORANDRAD',
          `${post} är redan utpekad.`,
          'post',
          'en annan post eller huvudman',
        );
      return [{ typ: 'MedelspostUtpekad', data: kommando.data }];
    case 'StrykMedelspost':
      if (!finns || finns.struken)
        throw fel('MEDELSPOST_OKAND', `${post} är inte utpekad.`, 'post', 'en utpekad post');
      return [{ typ: 'MedelspostStruken', data: kommando.data }];
    default:
      return omojlig(kommando);
  }
}

function evolve(state: MedelspostState, { typ, data }: MedelspostHandelse): MedelspostState {
  const poster = new Map(state.poster);
  switch (typ) {
    case 'MedelspostUtpekad':
      poster.set(data.post, {
        struken: false,
        ...(data.huvudman === undefined ? {} : { huvudman: data.huvudman }),
      });
      return { poster };
    case 'MedelspostStruken':
      poster.set(data.post, { struken: true });
      return { poster };
    default:
      return omojlig(typ);
  }
}

export const medelspostDecider: Decider<MedelspostState, MedelspostKommando, MedelspostHandelse> = {
  start: { poster: new Map() },
  decide,
  evolve,
};
