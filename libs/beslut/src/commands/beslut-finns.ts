import type { Kommandon } from '#event-store/kommandon.js';
import type { BeslutId, ForbundId } from '#kernel/identiteter.js';
import { beslutDecider, beslutStream } from '../domain/beslut.decider.js';

/**
 * Whether a beslut is registered: what a command rests on is checked by it before its append. Safe, since a beslut is
 * never removed; one that has been upphävt is registered all the same.
 */
export async function beslutFinns(
  kommandon: Kommandon,
  forbund: ForbundId,
  beslut: BeslutId,
): Promise<boolean> {
  return (await kommandon.las(beslutStream(forbund, beslut), beslutDecider)).state.finns;
}
