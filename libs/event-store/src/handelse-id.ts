import { hash } from 'node:crypto';

/** Our own namespace (random, fixed for ever): another one would give the same commands other event ids. */
const NAMNRYMD = Buffer.from('6f0c2d0e8f5b4a7a9c41d8a3b6e7f215', 'hex');

/**
 * UUIDv5 (RFC 9562 §5.5) of a command's n-th event within a stream: a retry sends the same ids again.
 * Neither stream names nor command ids hold line breaks, so no two triples give the same name.
 */
export function handelseId(stream: string, kommandoId: string, index: number): string {
  const namn = Buffer.from(`${stream}\n${kommandoId}\n${index}`);
  const h = hash('sha1', Buffer.concat([NAMNRYMD, namn]), 'hex');
  const variant = ((Number.parseInt(h.slice(16, 17), 16) & 0x3) | 0x8).toString(16);
  return `${h.slice(0, 8)}-${h.slice(8, 12)}-5${h.slice(13, 16)}-${variant}${h.slice(17, 20)}-${h.slice(20, 32)}`;
}
