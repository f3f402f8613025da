import { fileURLToPath } from 'node:url';
import { PostgresEventStore } from '#event-store/postgres/postgres-event-store.js';
import { assert } from '#kernel/fel.js';
import { startaBarn } from '../databas/barnprocess.js';
import { spridning, vaxelvis } from './matning.js';
import { byggOmMedSql, emmettsLiggare, skrivSammaRader } from './ombyggnadssidor.js';
import { kvot, rader, type Fallresultat } from './resultat.js';
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

/** The ledger built anew from the first event, checkpoints and all, and swapped in; beside it, the other ways to such rows. */
export async function matOmbyggnad(
  server: Bankserver,
  { ombyggnad: antal, ombyggnadEmmett, varv }: Storlek,
): Promise<Fallresultat> {
  const [databas, emmetts] = [await server.nyDatabas(), await server.nyDatabas()];
  const emmett = await emmettsLiggare(emmetts.url, ombyggnadEmmett);
  try {
    const store = await PostgresEventStore.open({ url: databas.url });
    await bokforManga(store, antal);
    await store.close();
    const perSekund = (ms: number): number => (antal / ms) * 1_000;
    const minne: number[] = [];
    let granskad = false;
    // The others write the rows that the first rebuild has left.
    await byggOm(databas.url);
    const matt = await vaxelvis(
      [
        {
          namn: 'vår',
          kor: async () => {
            const { ms, mib, ordinal } = await byggOm(databas.url);
            assert(ordinal === antal, `ombyggd till ${ordinal} av ${antal}`);
            minne.push(mib);
            return perSekund(ms);
          },
        },
        { namn: 'Emmett', kor: () => emmett.byggOm() },
        {
          namn: 'rå SQL ur händelserna',
          kor: async () => {
            const ms = await byggOmMedSql(databas.url, !granskad);
            granskad = true;
            return perSekund(ms);
          },
        },
        {
          namn: 'PostgreSQL, samma rader',
          kor: async () => perSekund(await skrivSammaRader(databas.url)),
        },
      ],
      varv,
    );
    const fall = `huvudbok om ur ${antal}`;
    const mib = spridning(minne);
    return {
      rader: [
        ...rader(fall, 'händelser/s', matt),
        { fall, sida: 'vår, högsta minne', enhet: 'MiB', varde: mib },
      ],
      jamforelser: [
        { vad: `${fall}: händelser/s`, varde: matt.get('vår')?.median ?? NaN, minst: MINST_PER_SEKUND },
        kvot(matt, 'vår', 'Emmett', { fall }),
        kvot(matt, 'vår', 'rå SQL ur händelserna', { fall }),
        kvot(matt, 'vår', 'PostgreSQL, samma rader', { fall }),
        { vad: `${fall}: högsta minne, MiB`, varde: mib.p99, hogst: HOGST_MIB },
      ],
    };
  } finally {
    await emmett.stang();
    await databas.taBort();
    await emmetts.taBort();
  }
}
