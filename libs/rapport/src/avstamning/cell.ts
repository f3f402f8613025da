import type { Matt, Rad } from '#inlasning/public.js';
import type { Ore } from '#kernel/ore.js';
import { delaPostId, type PostId } from '#kernel/poster.js';

/** Which posts a figure is made of: named ones, or all there are of a slag. */
export type Postval = { readonly poster: ReadonlySet<PostId> } | { readonly slagen: ReadonlySet<string> };

export const valjer = (val: Postval, post: PostId): boolean =>
  'poster' in val ? val.poster.has(post) : val.slagen.has(delaPostId(post).slag);

/** What posts amount to under a measure, in our signs. */
export type Belopp = (matt: Matt, val: Postval) => Ore;

/** A printed figure and how it is computed from posts. Amounts in öre, with the table's printed sign. */
export interface Cell {
  readonly tabell: string;
  readonly namn: string;
  readonly kolumn: string;
  readonly slag: 'rad' | 'summa' | 'avvikelse';
  readonly enhet: 'kr' | 'tkr';
  readonly upplosningOre: Ore;
  readonly tryckt: number;
  readonly trycktOre: Ore;
  /** Not rounded. */
  readonly berakna: (belopp: Belopp) => Ore;
  readonly matten: readonly Matt[];
  /** Of a figure that is derived: where the document tells what it is derived from. */
  readonly underlag?: string;
  /** The rows that it shows or adds up. */
  readonly rader: readonly { readonly post: PostId; readonly rad: Rad }[];
}

export type Uttryck = Pick<Cell, 'berakna' | 'matten' | 'underlag'>;
