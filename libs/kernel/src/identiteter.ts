/** Lower case, ASCII-folded, words joined by hyphens: `samordningsteam-vasteras`. */
export type Nyckel = string;
/** A förbund's key, e.g. `vasteras`. */
export type ForbundId = Nyckel;
/** An insats's key within its förbund, e.g. `spira`. */
export type InsatsId = Nyckel;
/** An account number of the förbund's kontoplan, four digits. */
export type Konto = string;
/** A beslut's key within its förbund. */
export type BeslutId = Nyckel;

/** Holds any name that is printed, and leaves room for kind, förbund and year in a stream name (200 characters). */
const LANGSTA_NYCKEL = 120;

export const arNyckel = (text: unknown): text is Nyckel =>
  typeof text === 'string' && /^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(text) && text.length <= LANGSTA_NYCKEL;

/** Printed text → Nyckel: `Östra Insats/Team 2` → `ostra-insats-team-2`. Empty when nothing is left. */
export const nyckelAv = (text: string): Nyckel =>
  text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+/, '')
    .slice(0, LANGSTA_NYCKEL)
    .replace(/-+$/, '');

/** What a decision rests on: a beslut of the register, or a source document where the source names no beslut. */
export type Stod =
  | { readonly slag: 'beslut'; readonly beslut: BeslutId }
  | { readonly slag: 'dokument'; readonly dokument: string };
