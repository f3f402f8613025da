import type { TransactionSql } from 'postgres';
import { EventStoreError } from '../event-store.js';
import type { LagradHandelse, LagratKommando } from '../kopierbart.js';
import type { Pool } from './anslutning.js';

/** As a row of `handelser.handelse`. */
interface Lagradrad extends Omit<LagradHandelse, 'tid'> {
  readonly recorded_ms: number;
}

/** Rows of one statement: at ten values each, well under the protocol's 65 535. */
const RADER_PER_SATS = 2_000;

export async function lasLagrat(sql: Pool, efter: number, max: number): Promise<LagradHandelse[]> {
  const rader = await sql<Lagradrad[]>`
    SELECT ordinal, id, stream, revision, typ, version, data, metadata,
           (extract(epoch FROM recorded_at) * 1000)::bigint AS recorded_ms
      FROM handelser.handelse WHERE ordinal > ${efter}::bigint ORDER BY ordinal LIMIT ${max}::int`;
  return rader.map(({ recorded_ms: tid, ...rad }) => ({ ...rad, tid }));
}

/** Under the append's own lock, and only right after the last event: what others append is never overtaken. */
export async function skrivLagrat(pool: Pool, kommandon: readonly LagratKommando[]): Promise<void> {
  const rader = kommandon.flatMap(somRader);
  const fore = (rader[0]?.ordinal ?? 1) - 1;
  await pool.begin(async (sql) => {
    await sql`SELECT pg_advisory_xact_lock(7301, 1)`;
    const [sista] = await sql<{ ordinal: string }[]>`
      SELECT coalesce(max(ordinal), 0)::text AS ordinal FROM handelser.handelse`;
    if (Number(sista?.ordinal) !== fore)
      throw new EventStoreError('HISTORY_CHANGED', `${sista?.ordinal} events are stored, not ${fore}`);
    for (let i = 0; i < rader.length; i += RADER_PER_SATS)
      await skrivRader(sql, rader.slice(i, i + RADER_PER_SATS));
    await sql`SELECT pg_notify('handelser', ${String(fore + rader.length)})`;
  });
}

function skrivRader(sql: TransactionSql<{ heltal: number }>, rader: ReturnType<typeof somRader>) {
  return sql`INSERT INTO handelser.handelse ${sql(rader)}`;
}

/** The last event of a command carries its id. */
function somRader(kommando: LagratKommando) {
  const sista = kommando.at(-1);
  return kommando.map(({ tid, ...handelse }) => ({
    ...handelse,
    recorded_at: new Date(tid).toISOString(),
    kommando_id: handelse.ordinal === sista?.ordinal ? kommandoId(handelse) : null,
  }));
}

const kommandoId = ({ metadata }: { readonly metadata: string }): string =>
  (JSON.parse(metadata) as { kommandoId: string }).kommandoId;
