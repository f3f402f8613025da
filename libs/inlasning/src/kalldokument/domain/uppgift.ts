import type { InsatsId } from '#kernel/identiteter.js';
import type { Ore } from '#kernel/ore.js';
import type { PostId } from '#kernel/poster.js';
import type { Rad } from './kalldokument.js';
import type { Matt } from './matt.js';

/** One printed figure, in our signs. */
export interface Uppgift {
  readonly post: PostId;
  readonly matt: Matt;
  readonly beloppOre: Ore;
  readonly upplosningOre: Ore;
  readonly tabell: string;
}

/** A printed total, in our signs, and the posts of the rows that it claims to add up. */
export interface Total {
  readonly tabell: string;
  readonly namn: string;
  readonly matt: Matt;
  readonly beloppOre: Ore;
  readonly upplosningOre: Ore;
  readonly rader: readonly Tabellrad[];
  /** What those rows add up to as the table itself prints them, in our signs. */
  readonly raderOre: Ore;
  /** Which part of the result it is the total of, the same words in any document: `kostnad`, `struktur`, `intakt-kostnad`. */
  readonly omfang: string;
  /** True when the document has nothing of its slag beyond its rows: then it is the total of the förbund's whole slag. */
  readonly hela: boolean;
}

export interface Tabellrad {
  readonly post: PostId;
  readonly rad: Rad;
}

export interface Postuppgifter {
  readonly rad: string;
  readonly grupp: string;
  readonly insats?: InsatsId;
  readonly motpart?: { readonly namn: string; readonly forbund?: string; readonly medlem?: boolean };
  readonly huvudman: boolean;
}
