import type { StoredEvent } from '#event-store/event-store.js';
import type { TransactionSql } from './anslutning.js';

/**
 * A read model: tables that events fill. It can be thrown away and rebuilt to the same content, therefore:
 * no sequences or identity columns, no now(), random() or uuid defaults, no look at the clock or at other schemas.
 * Everything comes from the events in their order; keys are the event's own (or its ordinal).
 */
export abstract class Projektion {
  /** The schema's name too: `huvudbok`. ASCII a–z, single underscores between words, at most 40 characters. */
  abstract readonly namn: string;
  /** A positive integer, raised when tables or logic change: the new version is then built beside the old one. */
  abstract readonly version: number;
  /** DDL with unqualified names (the content of the `table.sql` beside it). May hold several statements. */
  abstract readonly tabeller: string;
  /** The event types that it reads; all others only move its checkpoint. */
  abstract readonly typer: readonly string[];

  /**
   * Applies events in order inside the caller's transaction; search_path is the projection's schema, so names are
   * unqualified here (live and build run the same code). At most 2 000 events a call, split anywhere: the content
   * must not depend on where batches begin or end. State kept in the object between calls is lost and wrong after
   * a failed transaction: read what is needed from the tables.
   */
  abstract tillampa(sql: TransactionSql, handelser: readonly StoredEvent[]): Promise<void>;
}
