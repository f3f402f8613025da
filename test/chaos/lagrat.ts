import type postgres from 'postgres';
import type { Loggpost } from '../kurrent/ersattarlogg.js';
import type { Lagrad } from './kontroll.js';

type Json = Record<string, unknown>;

interface Rad extends Omit<Lagrad, 'ordinal' | 'data' | 'metadata'> {
  readonly ordinal: string;
  readonly data: string;
  readonly metadata: string;
}

/** The events of the table, as they stand. */
export async function lagratIPostgres(sql: postgres.Sql): Promise<Lagrad[]> {
  const rader = await sql<Rad[]>`
    select ordinal, id, stream, revision, typ, version, data, metadata from handelser.handelse order by ordinal`;
  return rader.map((r) => ({
    ...r,
    ordinal: Number(r.ordinal),
    data: JSON.parse(r.data) as Json,
    metadata: JSON.parse(r.metadata) as Json,
  }));
}

interface Block {
  readonly korningar: readonly (readonly [stream: string, revision: number, antal: number, tid: number])[];
}

const json = (bytes: Uint8Array): Json => JSON.parse(Buffer.from(bytes).toString()) as Json;

/**
 * The events in the stand-in's memory, by the ordinals that the blocks of the numbering give them. One without an ordinal
 * has 0, and one that is numbered twice comes twice: the check of the order finds both.
 */
export function lagratIErsattaren(poster: readonly Loggpost[], prefix: string): Lagrad[] {
  const ordinaler = new Map<string, number[]>();
  let ordinal = 0;
  for (const post of poster.filter((p) => p.stream === `${prefix}:ordning`))
    for (const [stream, revision, antal] of (json(post.data) as unknown as Block).korningar)
      for (let i = 0; i < antal; i++) {
        const plats = `${stream}/${revision + i}`;
        ordinaler.set(plats, [...(ordinaler.get(plats) ?? []), ++ordinal]);
      }
  return poster
    .filter((p) => p.stream.startsWith(`${prefix}.`))
    .flatMap((p) => {
      const stream = p.stream.slice(prefix.length + 1);
      const { version, nr: _, ...metadata } = json(p.metadata);
      const { id, revision, typ } = p;
      const data = json(p.data);
      return (ordinaler.get(`${stream}/${revision}`) ?? [0]).map((nummer) => ({
        ...{ ordinal: nummer, id, stream, revision, typ, data, metadata },
        version: Number(version),
      }));
    });
}
