import { ProgramFel } from '#kernel/fel.js';
import type { Event } from '#kernel/handelse.js';
import { kanoniskJson } from '#kernel/kanonisk.js';
import type { ExpectedRevision, Handelsemetadata } from './event-store.js';
import {
  forStor,
  kontrolleraStream,
  MAX_BYTES_PER_APPEND,
  MAX_BYTES_PER_EVENT,
  MAX_COMMAND_ID_CHARS,
  MAX_EVENTS_PER_APPEND,
} from './granser.js';
import { handelseId } from './handelse-id.js';
import { skrivData } from './serialisering.js';
import type { Upcasters } from './upcasting.js';

/** One append, checked and written out: no adapter has anything to refuse in it that another would take. */
export interface KodatAppend {
  readonly stream: string;
  readonly kommandoId: string;
  readonly indatahash: string;
  readonly expected: ExpectedRevision;
  /** Canonical JSON, as `data` is. */
  readonly metadata: string;
  readonly antal: number;
  /** One of each per event. */
  readonly ider: readonly string[];
  readonly typer: readonly string[];
  readonly data: readonly string[];
  readonly versioner: readonly number[];
  readonly bytes: number;
}

const TYP = /^[A-Za-z][A-Za-z0-9]*$/;
/** Control characters would break the lines of a group; lone surrogates and NUL are no text to PostgreSQL. */
const OGILTIGT_I_RAD = /[\p{Cc}\p{Cs}]/u;

function kontrolleradForvantan(expected: ExpectedRevision): ExpectedRevision {
  if (typeof expected === 'number' && (!Number.isSafeInteger(expected) || expected < 0))
    throw new ProgramFel(`expected revision ${expected}`);
  return expected;
}

function kontrolleraRad(namn: string, varde: string): void {
  if (varde === '' || varde.length > MAX_COMMAND_ID_CHARS || OGILTIGT_I_RAD.test(varde))
    throw new ProgramFel(
      `${namn} ${JSON.stringify(varde.slice(0, MAX_COMMAND_ID_CHARS))}: 1–${MAX_COMMAND_ID_CHARS} tecken text`,
    );
}

/**
 * Everything that can be wrong with one append is found here, before it shares a transaction with others.
 * @throws EventStoreError STREAM_NAME_INVALID, RECORD_TOO_LARGE · ProgramFel for what no caller should send.
 */
export function koda(
  stream: string,
  events: readonly Event[],
  expected: ExpectedRevision,
  metadata: Handelsemetadata,
  upcasters: Upcasters,
): KodatAppend {
  kontrolleraStream(stream);
  kontrolleraRad('kommandoId', metadata.kommandoId);
  kontrolleraRad('indatahash', metadata.indatahash);
  if (events.length === 0) throw new ProgramFel(`${stream}: ett kommando lagrar minst en händelse`);
  if (events.length > MAX_EVENTS_PER_APPEND)
    throw forStor('events in one append', events.length, MAX_EVENTS_PER_APPEND);
  const metadatatext = kanoniskJson(metadata);
  const metadatabytes = Buffer.byteLength(metadatatext);
  if (metadatabytes > MAX_BYTES_PER_EVENT)
    throw forStor('bytes of metadata', metadatabytes, MAX_BYTES_PER_EVENT);
  let bytes = 0;
  const data = events.map((event) => {
    const text = skrivData(event.data);
    const langd = Buffer.byteLength(text);
    if (langd > MAX_BYTES_PER_EVENT) throw forStor(`bytes of ${event.typ}`, langd, MAX_BYTES_PER_EVENT);
    bytes += langd + metadatabytes;
    return text;
  });
  if (bytes > MAX_BYTES_PER_APPEND) throw forStor('bytes in one append', bytes, MAX_BYTES_PER_APPEND);
  return {
    stream,
    kommandoId: metadata.kommandoId,
    indatahash: metadata.indatahash,
    expected: kontrolleradForvantan(expected),
    metadata: metadatatext,
    antal: events.length,
    ider: events.map((_, i) => handelseId(stream, metadata.kommandoId, i)),
    typer: events.map((e) => kontrolleradTyp(e.typ)),
    data,
    versioner: events.map((e) => upcasters.version(e.typ)),
    bytes,
  };
}

function kontrolleradTyp(typ: string): string {
  if (typ.length > MAX_COMMAND_ID_CHARS || !TYP.test(typ))
    throw new ProgramFel(`händelsetyp ${JSON.stringify(typ)}`);
  return typ;
}
