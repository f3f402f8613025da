import { randomUUID } from 'node:crypto';
import { getPostgreSQLEventStore } from '@event-driven-io/emmett-postgresql';
import pg from 'pg';
import postgres from 'postgres';
import type { VerifikationBokford } from '#bokforing/public.js';
import type { Handelsemetadata } from '#event-store/event-store.js';
import { PostgresEventStore } from '#event-store/postgres/postgres-event-store.js';
import { oreTillTal } from '#kernel/ore.js';
import { metadataFor } from './verifikationer.js';

/** A command as every side gets it. The plain form has numbers where ours has bigint: turning them costs the others nothing. */
export interface Uppdrag {
  readonly strom: string;
  /** Events that the stream has before: what the writer expects. */
  readonly fore: number;
  readonly handelser: readonly VerifikationBokford[];
  readonly enkla: readonly { readonly type: string; readonly data: Record<string, unknown> }[];
  readonly metadata: Handelsemetadata;
}

export interface Skrivsida {
  readonly namn: string;
  readonly lagg: (uppdrag: Uppdrag) => Promise<void>;
  readonly stang: () => Promise<void>;
}

export function uppdrag(strom: string, fore: number, handelser: readonly VerifikationBokford[]): Uppdrag {
  const enkla = handelser.map(({ typ, data }) => ({
    type: typ,
    data: { ...data, rader: data.rader.map((r) => ({ ...r, beloppOre: oreTillTal(r.beloppOre) })) },
  }));
  return { strom, fore, handelser, enkla, metadata: metadataFor(handelser) };
}

export async function varSida(url: string): Promise<Skrivsida> {
  const store = await PostgresEventStore.open({ url });
  return {
    namn: 'vår',
    lagg: async ({ strom, fore, handelser, metadata }) => {
      await store.append(strom, handelser, { expected: fore === 0 ? 'none' : fore - 1, metadata });
    },
    stang: () => store.close(),
  };
}

/** With a connection for each writer, so that it waits for nothing but the database. */
export async function emmettsSida(url: string, skrivare: number): Promise<Skrivsida> {
  const pool = new pg.Pool({ connectionString: url, max: skrivare });
  const store = getPostgreSQLEventStore(url, { connectionOptions: { pool } });
  await store.schema.migrate();
  return {
    namn: 'Emmett',
    lagg: async ({ strom, fore, enkla, metadata }) => {
      await store.appendToStream(
        strom,
        enkla.map((h) => ({ ...h, metadata })),
        { expectedStreamVersion: fore === 0 ? 'STREAM_DOES_NOT_EXIST' : BigInt(fore) },
      );
    },
    stang: async () => {
      await store.close();
      await pool.end();
    },
  };
}

/** One statement: neither order, idempotency nor a conflict that tells anything; only the unique key. */
export async function raSida(url: string, skrivare: number): Promise<Skrivsida> {
  const sql = postgres(url, { max: skrivare, onnotice: () => undefined });
  await sql`
    create table handelse (ordinal bigint generated always as identity primary key, stream text not null,
      revision int not null, id uuid not null, typ text not null, data text not null, metadata text not null,
      recorded_at timestamptz not null default now(), unique (stream, revision))`;
  return {
    namn: 'rå SQL',
    lagg: async ({ strom, fore, enkla, metadata }) => {
      await sql`
        insert into handelse (stream, revision, id, typ, data, metadata)
        select ${strom}, revision, id, typ, data, ${JSON.stringify(metadata)}
        from unnest(${enkla.map((_, i) => fore + i)}::int[], ${enkla.map(() => randomUUID())}::text[]::uuid[],
          ${enkla.map((h) => h.type)}::text[], ${enkla.map((h) => JSON.stringify(h.data))}::text[])
          as ny (revision, id, typ, data)`;
    },
    stang: () => sql.end(),
  };
}
