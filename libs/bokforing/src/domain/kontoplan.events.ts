import type { Event } from '#kernel/handelse.js';
import type { ForbundId, InsatsId, Konto, Nyckel } from '#kernel/identiteter.js';
import type { PostId } from '#kernel/poster.js';

/** Whom a debt, claim or contribution concerns. `forbund` is set when it is another förbund. */
export interface Motpart {
  readonly nyckel: Nyckel;
  readonly namn: string;
  readonly forbund?: ForbundId;
  readonly medlem?: boolean;
}

/** Where a post's money stands in the ledger: every row with this konto, insats and motpart is the post's. */
export interface Kontering {
  readonly konto: Konto;
  readonly insats?: InsatsId;
  readonly motpart?: Nyckel;
}

/** How a post is shown: its printed label, its group, and the coarser post that it details, if any. */
export interface Postbeskrivning {
  readonly rad: string;
  readonly grupp: string;
  readonly overordnad?: PostId;
  /** Where it stands among the förbund's posts: they are shown in the order of this text. Without it, in the order they came. */
  readonly ordning?: string;
}

/** A konto may be booked on from here. Konton are only ever added. */
export type KontoUpplagt = Event<'KontoUpplagt', { forbund: ForbundId; konto: Konto; namn: string }>;
/** A motpart may stand on rows from here. */
export type MotpartUpplagd = Event<'MotpartUpplagd', { forbund: ForbundId; motpart: Motpart }>;
/** A post with its place in the ledger: what budget, utfall and prognos are compared by from here. */
export type PostUpplagd = Event<
  'PostUpplagd',
  { forbund: ForbundId; post: PostId; kontering: Kontering } & Postbeskrivning
>;
/** The post's description as it is hereafter, whole. Its kontering never changes. */
export type PostAndrad = Event<'PostAndrad', { forbund: ForbundId; post: PostId } & Postbeskrivning>;

export type KontoplanHandelse = KontoUpplagt | MotpartUpplagd | PostUpplagd | PostAndrad;
