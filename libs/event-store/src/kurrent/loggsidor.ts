import { arEfter, type Klient, type Post } from './klient.js';
import { andrad } from './ordning.js';
import type { Ordningsindex } from './ordningsindex.js';
import { LoggenSlut } from './serverfel.js';
import type { Strommar } from './strommar.js';

/** The log also holds the blocks, about one for each append, and others' records: more is read than is looked for. */
const PASLAG = 2;
const MINSTA_SIDA = 100;
const STORSTA_SIDA = 4_000;

export interface NumreradPost {
  readonly post: Post;
  /** Our name for its stream. */
  readonly stream: string;
  readonly ordinal: number;
  readonly tid: number;
}

/**
 * The records after one ordinal to another, read from the server's log in its order and compared, one by one, with what
 * was numbered.
 * @throws EventStoreError HISTORY_CHANGED when they differ · LoggenSlut when the log ended before what was numbered
 */
export async function lasIOrdning(
  klient: Pick<Klient, 'lasAllt'>,
  strommar: Strommar,
  index: Ordningsindex,
  efter: number,
  till: number,
): Promise<NumreradPost[]> {
  const ut: NumreradPost[] = [];
  let { plats, ordinal } = index.lasFran(efter);
  while (ordinal < till) {
    // Where the next block begins, what others wrote before it is passed.
    const block = index.lasFran(ordinal);
    if (block.ordinal === ordinal && block.plats && (!plats || arEfter(block.plats, plats)))
      plats = block.plats;
    const antal = Math.min(Math.max((till - ordinal) * PASLAG, MINSTA_SIDA), STORSTA_SIDA);
    const poster = await klient.lasAllt(plats, antal);
    for (const post of poster) {
      if (plats && !arEfter(post.plats, plats)) continue;
      plats = post.plats;
      const stream = strommar.egen(post.stream);
      if (stream === undefined) continue;
      const numrerad = index.vid(++ordinal);
      if (numrerad.stream !== stream || numrerad.revision !== post.revision)
        throw andrad(`${stream}/${post.revision} at ordinal ${ordinal}`);
      if (ordinal > efter) ut.push({ post, stream, ordinal, tid: numrerad.tid });
      if (ordinal === till) return ut;
    }
    if (poster.length < antal && ordinal < till)
      throw new LoggenSlut(`the log ends at ordinal ${ordinal}, but ${till} are numbered`);
  }
  return ut;
}
