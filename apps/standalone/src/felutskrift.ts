import { LAGERFEL, VART_FEL } from '#apps/api/src/http/statuskoder.js';
import { EventStoreError } from '#event-store/event-store.js';
import { DomanFel } from '#kernel/fel.js';
import { MiljoFel } from '#platform/miljofel.js';
import { Projektionsfel } from '#read-store/projektionsfel.js';

/** Exit codes of the command line. */
export const SLUTKOD = { klart: 0, nekat: 1, felAnvant: 2, miljo: 3, avbrutet: 130 } as const;

/** What a person should see of a failure, and the exit code for it. */
export function beskrivFel(fel: unknown): { text: string; kod: number } {
  if (fel instanceof DomanFel) {
    const rader = [`${fel.kod}: ${fel.message}`];
    if (fel.falt) rader.push(`  fält: ${fel.falt}`);
    if (fel.forvantat) rader.push(`  väntat: ${fel.forvantat}`);
    const fler = Array.isArray(fel.data['fel'])
      ? (fel.data['fel'] as { falt: string; forvantat: string }[])
      : [];
    for (const f of fler.slice(1)) rader.push(`  även ${f.falt}: ${f.forvantat}`);
    return { text: rader.join('\n'), kod: SLUTKOD.nekat };
  }
  if (fel instanceof EventStoreError) {
    const { status, detail }: { status: number; detail: string } = LAGERFEL[fel.code];
    return { text: `${fel.code}: ${detail}`, kod: status < VART_FEL ? SLUTKOD.nekat : SLUTKOD.miljo };
  }
  if (fel instanceof Projektionsfel)
    return {
      text: `LASMODELL_${fel.kod}: ${fel.message}`,
      kod: fel.kod === 'OKAND' ? SLUTKOD.nekat : SLUTKOD.miljo,
    };
  if (fel instanceof MiljoFel) return { text: `${fel.kod}: ${fel.message}`, kod: SLUTKOD.miljo };
  const text = fel instanceof Error ? (fel.stack ?? fel.message) : String(fel);
  return { text: `Oväntat fel: ${text}`, kod: SLUTKOD.miljo };
}
