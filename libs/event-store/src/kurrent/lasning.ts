import { ProgramFel } from '#kernel/fel.js';
import type { Handelsemetadata, StoredEvent } from '../event-store.js';
import { handelseId } from '../handelse-id.js';
import type { KodatAppend } from '../kodning.js';
import { aterstallData } from '../serialisering.js';
import type { Upcasters } from '../upcasting.js';
import type { NyPost, Post } from './klient.js';

/** What stands beside the data: who and why, the shape of the data, and the event's place in its command. */
interface Postmetadata extends Handelsemetadata {
  readonly version: number;
  readonly nr: number;
  /** Only in a copy: when the event was recorded where it was first stored, in milliseconds since 1970. */
  readonly tid?: number;
}

/**
 * An append as records. Their ids are the attempt's own: the server answers a record that it has with success, and two
 * who send one command at once would both believe that theirs was stored. The command is found by its id in the metadata.
 */
export function tillPoster(append: KodatAppend, nyttId: () => string): NyPost[] {
  const { typer, versioner } = append;
  const metadata = JSON.parse(append.metadata) as Handelsemetadata;
  return append.data.map((text, nr) => ({
    id: nyttId(),
    typ: typer[nr] ?? '',
    data: JSON.parse(text) as Record<string, unknown>,
    metadata: { ...metadata, version: versioner[nr] ?? 1, nr },
  }));
}

/** @throws ProgramFel for a record that no adapter of ours wrote. */
export function metadataFor({ stream, revision, metadata }: Post): Postmetadata {
  if (typeof metadata !== 'object' || metadata === null || !('kommandoId' in metadata))
    throw new ProgramFel(`${stream}/${revision} är inte skriven av det här programmet`);
  return metadata as Postmetadata;
}

/** When it was recorded, in milliseconds since 1970: by the server's clock, or in a copy as it was. */
export function registrerad({ metadata, skapad }: Post): number {
  const tid = (metadata as Partial<Postmetadata> | undefined)?.tid;
  return typeof tid === 'number' ? tid : skapad;
}

/** @throws ProgramFel for a stored version that is newer than this program. */
export function tillHandelse(
  post: Post,
  stream: string,
  { ordinal, tid: recordedMs }: { readonly ordinal: number; readonly tid: number },
  upcasters: Upcasters,
): StoredEvent {
  const { version, nr, tid: _, ...metadata } = metadataFor(post);
  return {
    id: handelseId(stream, metadata.kommandoId, nr),
    stream,
    revision: post.revision,
    position: String(ordinal),
    ordinal,
    typ: post.typ,
    data: upcasters.uppgradera(post.typ, version, aterstallData(post.data as Record<string, unknown>)),
    metadata,
    recordedAt: new Date(recordedMs),
  };
}
