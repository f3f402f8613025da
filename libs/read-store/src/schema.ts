import { felkod, type TransactionSql } from './anslutning.js';
import type { Checkpoint } from '#event-store/event-store.js';
import { flytta, RUNNER_SCHEMA, skapaBokmarke, taBokmarke, type Bokmarke } from './checkpoints.js';
import { Projektionsfel } from './projektionsfel.js';
import type { Projektion } from './projektion.js';
import type { ReadStore } from './read-store.js';

/** PostgreSQL cuts identifiers at 63 bytes; room is left for the suffixes below. */
const NAMN_MAX = 40;
const UPPTAGNA = new Set(['public', 'information_schema', RUNNER_SCHEMA]);

export const byggschema = (namn: string): string => `${namn}__bygge`;
const gammaltSchema = (namn: string): string => `${namn}__gammal`;

/** @throws Projektionsfel OTILLATEN_DEFINITION for a name or version that cannot be used. */
export function kontrolleraDefinition(p: Projektion): void {
  const namnOk = /^[a-z]+(?:_[a-z]+)*$/.test(p.namn) && p.namn.length <= NAMN_MAX && !UPPTAGNA.has(p.namn);
  if (!namnOk || p.namn.startsWith('pg_'))
    throw new Projektionsfel(
      'OTILLATEN_DEFINITION',
      `${JSON.stringify(p.namn)} kan inte vara en projektions namn.`,
    );
  if (!Number.isInteger(p.version) || p.version < 1)
    throw new Projektionsfel(
      'OTILLATEN_DEFINITION',
      `${p.namn}: versionen ${p.version} är inte ett positivt heltal.`,
    );
}

/** Things that would make two runs over the same events differ. */
async function kontrolleraUpprepbar(tx: TransactionSql, namn: string, schema: string): Promise<void> {
  const brott = await tx<{ vad: string }[]>`
    select 'sekvensen ' || relname as vad from pg_class
    where relnamespace = ${schema}::regnamespace and relkind = 'S'
    union all
    select 'standardvärdet för ' || c.relname || '.' || a.attname
    from pg_attrdef d join pg_class c on c.oid = d.adrelid
    join pg_attribute a on a.attrelid = c.oid and a.attnum = d.adnum
    where c.relnamespace = ${schema}::regnamespace
      and pg_get_expr(d.adbin, d.adrelid) ~* 'now[(]|current_|localtime|_timestamp[(]|random|uuid|nextval|timeofday'
    order by 1`;
  if (brott.length > 0)
    throw new Projektionsfel(
      'OTILLATEN_DEFINITION',
      `${namn}: ${brott.map((b) => b.vad).join(', ')} gör att en ombyggnad inte blir lika.`,
    );
}

/** Creates schema, tables and checkpoint (at the start), or returns the checkpoint that is there already. */
export async function skapaSchema(
  readStore: ReadStore,
  p: Projektion,
  schema: string,
  byggare: string | null,
): Promise<Bokmarke> {
  const rad = await readStore.transaktion(async (tx) => {
    await tx`select pg_advisory_xact_lock(hashtextextended(${`schema:${schema}`}, 0))`;
    const redan = await taBokmarke(tx, schema);
    if (redan) return redan;
    await tx`create schema ${tx(schema)}`;
    await skapaBokmarke(tx, { schema, namn: p.namn, version: p.version, byggare });
    await tx`select set_config('search_path', quote_ident(${schema}), true)`;
    await tx.unsafe(p.tabeller).simple();
    await kontrolleraUpprepbar(tx, p.namn, schema);
    return taBokmarke(tx, schema);
  });
  if (!rad) throw new Projektionsfel('OKAND', `${schema} försvann medan det skapades.`);
  return rad;
}

/** Removes a build with all it holds (only the one of `byggare`, when given); nothing happens when there is none. */
export async function kastaBygge(readStore: ReadStore, namn: string, byggare?: string): Promise<void> {
  const schema = byggschema(namn);
  await readStore.transaktion(async (tx) => {
    const rad = await taBokmarke(tx, schema);
    if (byggare !== undefined && rad?.byggare !== byggare) return;
    await tx`drop schema if exists ${tx(schema)} cascade`;
    await tx`delete from projektioner.checkpoint where schema = ${schema}`;
  });
}

/**
 * Begins a build, or goes on with one of the same version that a crash left. The caller holds the Bygglas; the token
 * shuts out a former builder.
 */
export async function borjaBygge(
  readStore: ReadStore,
  p: Projektion,
  val: { readonly byggare: string; readonly franBorjan: boolean },
): Promise<Bokmarke> {
  const schema = byggschema(p.namn);
  if (!val.franBorjan) {
    const rad = await readStore.transaktion(async (tx) => {
      await tx`update projektioner.checkpoint set byggare = ${val.byggare}, fel = null
        where schema = ${schema} and version = ${p.version}`;
      const nu = await taBokmarke(tx, schema);
      return nu?.byggare === val.byggare ? nu : undefined;
    });
    if (rad) return rad;
  }
  await kastaBygge(readStore, p.namn);
  return skapaSchema(readStore, p, schema, val.byggare);
}

/** Gives the planner what it needs to know of a build, so that the first reads after the swap are as fast as before. */
async function analysera(readStore: ReadStore, schema: string): Promise<void> {
  await readStore.transaktion(async (tx) => {
    const tabeller = await tx<{ relname: string }[]>`
      select relname from pg_class where relnamespace = to_regnamespace(${schema}) and relkind = 'r' order by 1`;
    for (const { relname } of tabeller) await tx`analyze ${tx(schema)}.${tx(relname)}`;
  });
}

/** Milliseconds a swap waits for readers: those that come after it queue behind it for as long. */
const VAXLING_VANTAR_MS = 500;
/** SQLSTATE lock_not_available. */
const LAS_EJ_TILLGANGLIGT = '55P03';

/** Events that may be applied while the live projection is held still for a swap: a fraction of a second's work. */
const SLUTSPURT_MAX = 2_000;

/** How a build takes part in its swap. */
export interface Byggande {
  readonly namn: string;
  readonly byggare: string;
  /** A transaction on the build's own connection. */
  readonly transaktion: <T>(arbete: (tx: TransactionSql) => Promise<T>) => Promise<T>;
  /** Applies the events between the two checkpoints within the transaction; search_path is the build's schema. */
  readonly ikapp: (tx: TransactionSql, fran: Checkpoint, till: Checkpoint) => Promise<void>;
}

/**
 * Puts a build that has caught up in the place of the live schema, in one transaction. The live projection is held
 * still from its first statement, so that the last few events can be applied however fast new ones arrive.
 * @returns `efter` when more than a few are left (catch up and try again), `upptagen` when readers hold the tables.
 */
export async function vaxla(readStore: ReadStore, b: Byggande): Promise<Bokmarke | 'efter' | 'upptagen'> {
  await analysera(readStore, byggschema(b.namn));
  try {
    return await b.transaktion((tx) => vaxlaI(tx, b));
  } catch (fel) {
    if (felkod(fel) === LAS_EJ_TILLGANGLIGT) return 'upptagen';
    throw fel;
  }
}

async function vaxlaI(tx: TransactionSql, b: Byggande): Promise<Bokmarke | 'efter'> {
  const { namn } = b;
  const bygge = byggschema(namn);
  const levande = await taBokmarke(tx, namn);
  const ny = await taBokmarke(tx, bygge);
  if (!levande || ny?.byggare !== b.byggare) throw nagonAnnan(namn);
  if (levande.version > ny.version) throw nyareVersion(namn, levande.version, ny.version);
  if (levande.ordinal - ny.ordinal > SLUTSPURT_MAX) return 'efter';
  const till = levande.ordinal > ny.ordinal ? levande : ny;
  if (till === levande) await b.ikapp(tx, ny, till);
  await tx`select set_config('lock_timeout', ${`${VAXLING_VANTAR_MS}ms`}, true)`;
  // Readers hold this shared from before their snapshot: none can see the old checkpoint with the new tables.
  await tx`lock table projektioner.vaxling in access exclusive mode`;
  await tx`alter schema ${tx(namn)} rename to ${tx(gammaltSchema(namn))}`;
  await tx`alter schema ${tx(bygge)} rename to ${tx(namn)}`;
  await tx`drop schema ${tx(gammaltSchema(namn))} cascade`;
  await tx`delete from projektioner.checkpoint where schema = ${bygge}`;
  // The row is changed in place: whoever waits for its lock finds it moved, not gone.
  await tx`update projektioner.checkpoint set version = ${ny.version}, fel = null where schema = ${namn}`;
  await flytta(tx, namn, till);
  return { ...levande, ...ny, schema: namn, byggare: null, position: till.position, ordinal: till.ordinal };
}

export const nagonAnnan = (namn: string): Projektionsfel =>
  new Projektionsfel('VERSION_ANDRAD', `${namn}: någon annan har tagit över eller bytt ut tabellerna.`);

export const nyareVersion = (namn: string, lagrad: number, kod: number): Projektionsfel =>
  new Projektionsfel(
    'NYARE_VERSION',
    `${namn}: databasen har version ${lagrad}, programmet version ${kod}. Kör den nyare versionen av programmet.`,
  );
