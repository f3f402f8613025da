import { fileURLToPath } from 'node:url';
import postgres from 'postgres';
import { PostgresEventStore } from '#event-store/postgres/postgres-event-store.js';
import { assert } from '#kernel/fel.js';
import { startaBarn } from '../databas/barnprocess.js';
import { millisekunder, spridning } from './matning.js';
import type { Fallresultat } from './resultat.js';
import type { Bankserver } from './server.js';
import type { Storlek } from './storlek.js';
import { bokforManga } from './verifikationer.js';

const BARN = fileURLToPath(new URL('ombyggnadsbarn.fixtures.ts', import.meta.url));
const MINST_PER_SEKUND = 20_000;
const HOGST_MIB = 512;
const HUVUDBOK = 'huvudbok';

async function byggOm(url: string): Promise<{ ms: number; mib: number; ordinal: number }> {
  const barn = startaBarn(BARN, [url]);
  const svar = JSON.parse(await barn.rad()) as { ms: number; mib: number; ordinal: number };
  assert((await barn.slut) === 0, `ombyggnaden slutade: ${barn.felutskrift()}`);
  return svar;
}

/**
 * The floor: PostgreSQL writes the same rows into the same tables with the same indexes, from tables of its own, with no
 * event read, nothing decided and nobody to talk to.
 */
async function skrivSammaRader(url: string): Promise<number> {
  const sql = postgres(url, { max: 1, onnotice: () => undefined });
  try {
    const tabeller = await sql<{ namn: string }[]>`
      select tablename as namn from pg_tables where schemaname = ${HUVUDBOK}`;
    await sql`create schema kopia`;
    for (const { namn } of tabeller)
      await sql`create table kopia.${sql(namn)} (like ${sql(HUVUDBOK)}.${sql(namn)} including all)`;
    const ms = await millisekunder(async () => {
      for (const { namn } of tabeller)
        await sql`insert into kopia.${sql(namn)} select * from ${sql(HUVUDBOK)}.${sql(namn)}`;
    });
    await sql`drop schema kopia cascade`;
    return ms;
  } finally {
    await sql.end();
  }
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
    const perSekund = (ms: number): number => (antal / ms) * 1_000;
    const matt: { takt: number; mib: number; golv: number }[] = [];
    for (let v = 0; v <= varv; v++) {
      const { ms, mib, ordinal } = await byggOm(databas.url);
      assert(ordinal === antal, `ombyggd till ${ordinal} av ${antal}`);
      const golv = perSekund(await skrivSammaRader(databas.url));
      if (v > 0) matt.push({ takt: perSekund(ms), mib, golv });
    }
    const [takt, mib] = [spridning(matt.map((m) => m.takt)), spridning(matt.map((m) => m.mib))];
    const golv = spridning(matt.map((m) => m.golv));
    const fall = `huvudbok om ur ${antal}`;
    return {
      rader: [
        { fall, sida: 'vår', enhet: 'händelser/s', varde: takt },
        { fall, sida: 'PostgreSQL, samma rader', enhet: 'händelser/s', varde: golv },
        { fall, sida: 'vår, högsta minne', enhet: 'MiB', varde: mib },
      ],
      jamforelser: [
        { vad: `${fall}: händelser/s`, varde: takt.median, minst: MINST_PER_SEKUND },
        { vad: `${fall}: vår / PostgreSQL, samma rader`, varde: takt.median / golv.median },
        { vad: `${fall}: högsta minne, MiB`, varde: mib.p99, hogst: HOGST_MIB },
      ],
    };
  } finally {
    await databas.taBort();
  }
}
