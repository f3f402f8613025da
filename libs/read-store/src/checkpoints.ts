import { START, type Checkpoint } from '#event-store/event-store.js';
import type { Sql, TransactionSql } from './anslutning.js';
import type { Migrering } from './migreringar.js';

/** The schema of the projection runner itself. */
export const RUNNER_SCHEMA = 'projektioner';

export const MIGRERINGAR: readonly Migrering[] = [
  {
    nr: 1,
    namn: 'checkpoint',
    sql: `
      create table checkpoint (
        schema text primary key,
        namn text not null,
        version int not null,
        position text not null,
        ordinal bigint not null check (ordinal >= 0),
        byggare uuid,
        fel text,
        uppdaterad timestamptz not null default now()
      );
      comment on column checkpoint.schema is 'the live schema (= namn) or the one being built beside it';
      comment on column checkpoint.byggare is 'fencing token: only the builder that wrote it may move a build';
      create table vaxling ();
      comment on table vaxling is 'lock only: readers share it, a swap of schemas holds it alone';`,
  },
  {
    nr: 2,
    namn: 'installation',
    sql: `
      create table installation (
        en boolean primary key default true check (en),
        id text not null
      );
      comment on table installation is 'the event store whose ordinals the checkpoints are: one row, written once';`,
  },
  {
    nr: 3,
    namn: 'aterstallning',
    sql: `
      create table aterstallning (
        en boolean primary key default true check (en),
        kopia text not null,
        borjad timestamptz not null default now()
      );
      comment on table aterstallning is 'there while a backup is being restored: until it is done, what is here is not whole';`,
  },
];

/** A row of the checkpoint table: where the tables of one schema stand. */
export interface Bokmarke extends Checkpoint {
  readonly schema: string;
  readonly namn: string;
  readonly version: number;
  readonly byggare: string | null;
  readonly fel: string | null;
  readonly uppdaterad: Date;
}

interface Rad extends Omit<Bokmarke, 'ordinal'> {
  readonly ordinal: bigint;
}

const avRad = (rad: Rad): Bokmarke => ({ ...rad, ordinal: Number(rad.ordinal) });

/** Rows by schema; all of them when no names are given. */
export async function lasBokmarken(
  sql: Sql | TransactionSql,
  namn?: readonly string[],
): Promise<ReadonlyMap<string, Bokmarke>> {
  const rader = await sql<Rad[]>`
    select schema, namn, version, position, ordinal, byggare, fel, uppdaterad from projektioner.checkpoint
    ${namn === undefined ? sql`` : sql`where namn = any(${[...namn]})`}`;
  return new Map(rader.map((rad) => [rad.schema, avRad(rad)]));
}

/** Locks the row until the transaction ends and makes its schema the search_path. Undefined when there is no row. */
export async function taBokmarke(tx: TransactionSql, schema: string): Promise<Bokmarke | undefined> {
  const [rad] = await tx<Rad[]>`
    select schema, namn, version, position, ordinal, byggare, fel, uppdaterad,
           set_config('search_path', quote_ident(schema), true)
    from projektioner.checkpoint where schema = ${schema} for update`;
  return rad && avRad(rad);
}

export async function skapaBokmarke(
  tx: TransactionSql,
  rad: { schema: string; namn: string; version: number; byggare: string | null },
): Promise<void> {
  await tx`insert into projektioner.checkpoint (schema, namn, version, position, ordinal, byggare)
    values (${rad.schema}, ${rad.namn}, ${rad.version}, ${START.position}, ${START.ordinal}, ${rad.byggare})`;
}

export async function flytta(tx: TransactionSql, schema: string, till: Checkpoint): Promise<void> {
  await tx`update projektioner.checkpoint
    set position = ${till.position}, ordinal = ${till.ordinal}, fel = null, uppdaterad = now() where schema = ${schema}`;
}

/** A stretch of events that a schema's projection does not read: its row may move from anywhere in it to the end. */
export interface Forbigang {
  readonly schema: string;
  readonly version: number;
  readonly byggare: string | null;
  readonly fran: number;
  readonly till: Checkpoint;
}

/**
 * Moves checkpoints past events that nobody of these reads, in one statement. A row that no longer stands in its
 * stretch (somebody else moved it) is left alone.
 * @returns the schemas that were moved.
 */
export async function flyttaForbi(sql: Sql, forbi: readonly Forbigang[]): Promise<ReadonlySet<string>> {
  // Locked in name order first: two processes that flush the same rows must not wait for each other.
  const rader = await sql<{ schema: string }[]>`
    with forbi as (
      select * from unnest(
        ${forbi.map((f) => f.schema)}::text[], ${forbi.map((f) => f.version)}::int[],
        ${forbi.map((f) => f.byggare)}::uuid[], ${forbi.map((f) => f.fran)}::bigint[],
        ${forbi.map((f) => f.till.ordinal)}::bigint[], ${forbi.map((f) => f.till.position)}::text[]
      ) as t (schema, version, byggare, fran, till, position)
    ), last as (
      select schema from projektioner.checkpoint where schema = any(${forbi.map((f) => f.schema)})
      order by schema for update
    )
    update projektioner.checkpoint c
    set position = f.position, ordinal = f.till, fel = null, uppdaterad = now()
    from forbi f join last using (schema)
    where c.schema = f.schema and c.version = f.version and c.byggare is not distinct from f.byggare
      and c.ordinal between f.fran and f.till - 1
    returning c.schema`;
  return new Set(rader.map((rad) => rad.schema));
}

/** Longest error text kept in a row: enough to act on, short enough to list. */
const FELTEXT_MAX = 2_000;

export async function noteraFel(sql: Sql, schema: string, fel: Error): Promise<void> {
  await sql`update projektioner.checkpoint set fel = ${fel.message.slice(0, FELTEXT_MAX)} where schema = ${schema}`;
}
