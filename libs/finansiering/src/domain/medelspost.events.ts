import type { Event } from '#kernel/handelse.js';
import type { ForbundId } from '#kernel/identiteter.js';
import type { PostId } from '#kernel/poster.js';
import type { Huvudman } from './finansiering.events.js';

/**
 * A post of the kontoplan holds medel from the huvudmän: as income, as a debt for what was paid in advance, or as a
 * claim for what has not been paid. Also the posts that detail it do. Without `huvudman` it is the money of all of them.
 */
export type MedelspostUtpekad = Event<
  'MedelspostUtpekad',
  { readonly forbund: ForbundId; readonly post: PostId; readonly huvudman?: Huvudman }
>;
/** The post was pointed out wrongly: it holds other money. */
export type MedelspostStruken = Event<
  'MedelspostStruken',
  { readonly forbund: ForbundId; readonly post: PostId }
>;

export type MedelspostHandelse = MedelspostUtpekad | MedelspostStruken;
