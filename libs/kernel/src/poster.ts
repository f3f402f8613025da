import type { Nyckel } from './identiteter.js';

/** What kind of money a post is. The first two make the result, the rest the balance. */
export type Postslag = 'intakt' | 'kostnad' | 'tillgang' | 'skuld' | 'eget_kapital';

export const POSTSLAG: readonly Postslag[] = ['intakt', 'kostnad', 'tillgang', 'skuld', 'eget_kapital'];

/**
 * The identity of an economic item of a förbund, `kostnad:samordningsteam-sala`: what a budget, an utfall and a
 * prognos are compared by. The same name as income and as cost is two posts, so the slag is part of it.
 */
export type PostId = `${Postslag}:${Nyckel}`;

export const postId = (slag: Postslag, nyckel: Nyckel): PostId => `${slag}:${nyckel}`;

export function delaPostId(post: PostId): { slag: Postslag; nyckel: Nyckel } {
  const kolon = post.indexOf(':');
  return { slag: post.slice(0, kolon) as Postslag, nyckel: post.slice(kolon + 1) };
}

export const arResultatslag = (slag: Postslag): slag is 'intakt' | 'kostnad' =>
  slag === 'intakt' || slag === 'kostnad';
