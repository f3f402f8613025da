// Other ways to what budgetuppföljning says is booked: one question to the ledger's rows, and Emmett's stream folded.
import { getPostgreSQLEventStore } from '@event-driven-io/emmett-postgresql';
import pg from 'pg';
import { bokforingStream, type VerifikationBokford } from '#bokforing/public.js';
import type { StoredEvent } from '#event-store/event-store.js';
import { arFor, arsStart, type Datum } from '#kernel/datum.js';
import type { Ore } from '#kernel/ore.js';
import type { Liggare } from './rapportunderlag.js';
import { emmettsSida, uppdrag } from './skrivsidor.js';

/** What a förbund has booked of results in a year up to a day, in the report's sign. */
export interface Utfallssida {
  readonly namn: string;
  readonly utfall: () => Promise<Ore>;
  readonly stang: () => Promise<void>;
}

const RESULTATKONTON = '3';

/** The naive question: every row of the förbund's year, added up per kontering. */
export const raSqlsUtfall = ({ readStore, ordinal }: Liggare, forbund: string, per: Datum): Utfallssida => ({
  namn: 'rå SQL över raderna',
  utfall: async () => {
    const rader = await readStore.sql<{ belopp_ore: bigint }[]>`
      select konto, insats, motpart, -sum(belopp_ore)::bigint as belopp_ore from huvudbok.rad
      where forbund = ${forbund} and datum between ${arsStart(arFor(per))} and ${per} and konto >= ${RESULTATKONTON}
        and ordinal <= ${ordinal}
      group by 1, 2, 3 having sum(uppgift) > 0 or sum(belopp_ore) <> 0`;
    return rader.reduce((summa, r) => summa + r.belopp_ore, 0n);
  },
  stang: () => Promise.resolve(),
});

const PER_APPEND = 500;

/** The same vouchers of the förbund's year in Emmett's store, folded for every answer. */
export async function emmettsUtfall(
  url: string,
  { store }: Liggare,
  forbund: string,
  per: Datum,
): Promise<Utfallssida> {
  const strom = bokforingStream(forbund, arFor(per), 'a');
  const skrivare = await emmettsSida(url, 1);
  for (let fran = 0; ; fran += PER_APPEND) {
    const sida = await store.readStream(strom, { from: fran, max: PER_APPEND });
    if (sida.length === 0) break;
    await skrivare.lagg(uppdrag(strom, fran, sida as readonly (StoredEvent & VerifikationBokford)[]));
  }
  await skrivare.stang();
  const pool = new pg.Pool({ connectionString: url, max: 1 });
  const emmett = getPostgreSQLEventStore(url, { connectionOptions: { pool } });
  return {
    namn: 'Emmett, strömmen vikt',
    utfall: async () => {
      const { state } = await emmett.aggregateStream<bigint, EmmettsVerifikation>(strom, {
        initialState: () => 0n,
        evolve: (summa: bigint, { data }: EmmettsVerifikation): bigint =>
          data.datum > per
            ? summa
            : data.rader.reduce((s, r) => (r.konto >= RESULTATKONTON ? s - BigInt(r.beloppOre) : s), summa),
      });
      return state;
    },
    stang: async () => {
      await emmett.close();
      await pool.end();
    },
  };
}

type EmmettsVerifikation = Readonly<{
  type: 'VerifikationBokford';
  data: { datum: string; rader: { konto: string; beloppOre: number }[] };
}>;
