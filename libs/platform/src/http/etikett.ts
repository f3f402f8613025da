import { createHash } from 'node:crypto';
import type { ExpectedRevision } from '#event-store/event-store.js';

/** The revision part for a stream without events. */
const TOM = 'tom';
/** 128 bits: that two answers of one address meet by chance is out of the question. */
const HASHTECKEN = 32;
/** A proxy that compresses an answer makes its ETag weak: it still tells what had been seen. */
const MED_REVISION = /^(?:W\/)?"?(tom|\d{1,15})(?:-[0-9a-f]{32})?"?$/;

/** Of a command's receipt: the revision alone. */
export const kvittoetikett = (revision: number): string => `"${revision}"`;

/**
 * Of an answer: its very bytes, so that a later version of the program, or of a read model, never passes for this one.
 * @param revision of the stream that the answer is about, null while that is empty; absent when it is about no one stream
 */
export function svarsetikett(text: string, revision?: number | null): string {
  const hash = createHash('sha256').update(text).digest('hex').slice(0, HASHTECKEN);
  return revision === undefined ? `"${hash}"` : `"${revision ?? TOM}-${hash}"`;
}

/** What the caller of a command had seen of its stream; undefined when the ETag is of an answer that is about none. */
export function vantadRevision(etikett: string): ExpectedRevision | undefined {
  if (etikett === '*') return 'exists';
  const revision = MED_REVISION.exec(etikett)?.[1];
  if (revision === undefined) return undefined;
  return revision === TOM ? 'none' : Number(revision);
}

/** What holds for a stream now, as If-Match takes it; below zero: it is empty. */
export const gallandeEtikett = (revision: number): string => `"${revision < 0 ? TOM : revision}"`;

/** Does If-None-Match name the answer? Weakened on the way it is still the same answer. */
export const arSedd = (etikett: string, sedda: string | undefined): boolean =>
  sedda === '*' || (sedda ?? '').split(',').some((e) => e.trim().replace(/^W\//, '') === etikett);
