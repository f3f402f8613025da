import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { ProgramFel } from '#kernel/fel.js';
import { medOmforsok } from '../omforsok.js';
import { anslut, arOvergaende, type Pool, SVARSTID_MS } from './anslutning.js';

/** In order; a file that has been released is never changed, the next change is a new file. */
const FILER = ['001_handelser.sql', '002_lagg_till.sql', '003_vid.sql'] as const;
/** Another lock than the append's: a migration may take long, and only those who start wait for it. */
const LAS_MIGRERING = [7301, 2] as const;

interface Migrering {
  readonly nummer: number;
  readonly fil: string;
  readonly sql: string;
  readonly sha256: string;
}

const migreringar = (): Migrering[] =>
  FILER.map((fil, i) => {
    const sql = readFileSync(new URL(`./${fil}`, import.meta.url), 'utf8');
    return { nummer: i + 1, fil, sql, sha256: createHash('sha256').update(sql).digest('hex') };
  });

/**
 * Brings the schema `handelser` up to date. Any number of processes may do so at once: one at a time gets the lock.
 * @throws ProgramFel when the database was made by a newer program, or by another text of a released file.
 */
export async function migrera(url: string): Promise<void> {
  const pool = anslut({ url, namn: 'handelser migrering', max: 1, svarstidMs: SVARSTID_MS });
  try {
    await medOmforsok(arOvergaende, () => pool.begin((sql) => migreraILas(sql as unknown as Pool)));
  } finally {
    await pool.end({ timeout: 0 });
  }
}

async function migreraILas(sql: Pool): Promise<void> {
  await sql`SELECT pg_advisory_xact_lock(${LAS_MIGRERING[0]}::int, ${LAS_MIGRERING[1]}::int)`;
  await sql`CREATE SCHEMA IF NOT EXISTS handelser`;
  await sql`CREATE TABLE IF NOT EXISTS handelser.migrering (
    nummer int PRIMARY KEY, fil text NOT NULL, sha256 text NOT NULL, kord timestamptz NOT NULL DEFAULT now())`;
  const rader = await sql<{ nummer: number; sha256: string }[]>`
    SELECT nummer, sha256 FROM handelser.migrering ORDER BY nummer`;
  const alla = migreringar();
  for (const { nummer, sha256 } of rader) {
    const egen = alla[nummer - 1];
    if (!egen)
      throw new ProgramFel(`schemat handelser har migrering ${nummer}: programmet är äldre än databasen`);
    if (egen.sha256 !== sha256)
      throw new ProgramFel(`${egen.fil} är ändrad sedan den kördes i den här databasen`);
  }
  for (const m of alla.slice(rader.length)) {
    await sql.unsafe(m.sql);
    await sql`INSERT INTO handelser.migrering (nummer, fil, sha256) VALUES (${m.nummer}, ${m.fil}, ${m.sha256})`;
  }
}
