import { fileURLToPath } from 'node:url';
import { PostgresEventStore } from '#event-store/postgres/postgres-event-store.js';
import { assert } from '#kernel/fel.js';
import { startaBarn } from '../databas/barnprocess.js';
import { spridning } from './matning.js';
import type { Fallresultat } from './resultat.js';
import type { Bankserver } from './server.js';
import type { Storlek } from './storlek.js';
import { bokforManga } from './verifikationer.js';

const BARN = fileURLToPath(new URL('ombyggnadsbarn.fixtures.ts', import.meta.url));
const MINST_PER_SEKUND = 20_000;
const HOGST_MIB = 512;

async function byggOm(url: string): Promise<{ ms: number; mib: number; ordinal: number }> {
  const barn = startaBarn(BARN, [url]);
  const svar = JSON.parse(await barn.rad()) as { ms: number; mib: number; ordinal: number };
  assert((await barn.slut) === 0, `ombyggnaden slutade: ${barn.felutskrift()}`);
  return svar;
}

/** The ledger built anew from the first event, checkpoints and all, and swapped in. */
export async function matOmbyggnad(
  server: Bankserver,
  { ombyggnad: antal, varv }: Storlek,
): Promise<Fallresultat> {
  const databas = await server.nyDatabas();
  try {
    const store = await PostgresEventStore.open({ url: databas.url });
    await bokforManga(store, antal);
    await store.close();
    const matt: { takt: number; mib: number }[] = [];
    for (let v = 0; v <= varv; v++) {
      const { ms, mib, ordinal } = await byggOm(databas.url);
      assert(ordinal === antal, `ombyggd till ${ordinal} av ${antal}`);
      if (v > 0) matt.push({ takt: (antal / ms) * 1_000, mib });
    }
    const [takt, mib] = [spridning(matt.map((m) => m.takt)), spridning(matt.map((m) => m.mib))];
    const fall = `huvudbok om ur ${antal}`;
    return {
      rader: [
        { fall, sida: 'vår', enhet: 'händelser/s', varde: takt },
        { fall, sida: 'vår, högsta minne', enhet: 'MiB', varde: mib },
      ],
      jamforelser: [
        { vad: `${fall}: händelser/s`, varde: takt.median, minst: MINST_PER_SEKUND },
        { vad: `${fall}: högsta minne, MiB`, varde: mib.p99, hogst: HOGST_MIB },
      ],
    };
  } finally {
    await databas.taBort();
  }
}
