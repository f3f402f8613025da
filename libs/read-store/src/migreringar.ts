import { createHash } from 'node:crypto';
import type postgres from 'postgres';

/** One step of a schema's history. Never edited once released: its checksum is stored. */
export interface Migrering {
  /** 1, 2, 3 … without gaps. */
  readonly nr: number;
  readonly namn: string;
  /** One or more statements with unqualified names; runs in a transaction (so no CREATE INDEX CONCURRENTLY). */
  readonly sql: string;
}

export type MigreringsfelKod = 'NUMRERING' | 'ANDRAD_MIGRERING' | 'NYARE_DATABAS';

export class Migreringsfel extends Error {
  override readonly name = 'Migreringsfel';
  constructor(
    readonly kod: MigreringsfelKod,
    meddelande: string,
  ) {
    super(meddelande);
  }
}

const kontrollsumma = (m: Migrering): string => createHash('sha256').update(m.sql).digest('hex');

interface Tillampad {
  nr: number;
  namn: string;
  kontrollsumma: string;
}

function kontrolleraNumrering(schema: string, migreringar: readonly Migrering[]): void {
  migreringar.forEach((m, i) => {
    if (m.nr !== i + 1)
      throw new Migreringsfel(
        'NUMRERING',
        `${schema}: migrering ${m.nr} (${m.namn}) står på plats ${i + 1}.`,
      );
  });
}

function kontrolleraHistorik(
  schema: string,
  migreringar: readonly Migrering[],
  tillampade: readonly Tillampad[],
): void {
  for (const stored of tillampade) {
    const kod = migreringar[stored.nr - 1];
    if (kod === undefined)
      throw new Migreringsfel(
        'NYARE_DATABAS',
        `${schema}: databasen har migrering ${stored.nr} (${stored.namn}) som den här versionen inte känner till.`,
      );
    if (kontrollsumma(kod) !== stored.kontrollsumma)
      throw new Migreringsfel(
        'ANDRAD_MIGRERING',
        `${schema}: migrering ${stored.nr} (${stored.namn}) har ändrats sedan den kördes. Lägg en ny i stället.`,
      );
  }
}

/**
 * Brings a schema to its latest migration, all steps in one transaction; creates the schema when it is missing.
 * Several processes may call it at once: they take turns, and the later ones find the work done.
 * @returns the numbers that were applied now, in order.
 * @throws Migreringsfel when an applied migration was changed, or the database is newer than the code.
 */
export async function migrera<T extends Record<string, unknown>>(
  sql: postgres.Sql<T>,
  schema: string,
  migreringar: readonly Migrering[],
): Promise<readonly number[]> {
  kontrolleraNumrering(schema, migreringar);
  const { nya } = await sql.begin(async (tx) => {
    // First statement: what follows must see what the process before us committed.
    await tx`select pg_advisory_xact_lock(hashtextextended(${`migrering:${schema}`}, 0))`;
    await tx`create schema if not exists ${tx(schema)}`;
    await tx`select set_config('search_path', quote_ident(${schema}), true)`;
    await tx`create table if not exists migrering (
      nr int primary key, namn text not null, kontrollsumma text not null, tillampad timestamptz not null default now())`;
    const tillampade = await tx<Tillampad[]>`select nr, namn, kontrollsumma from migrering order by nr`;
    kontrolleraHistorik(schema, migreringar, tillampade);
    const kvar = migreringar.slice(tillampade.length);
    for (const m of kvar) {
      await tx.unsafe(m.sql).simple();
      await tx`insert into migrering (nr, namn, kontrollsumma) values (${m.nr}, ${m.namn}, ${kontrollsumma(m)})`;
    }
    return { nya: kvar.map((m) => m.nr) };
  });
  return nya;
}
