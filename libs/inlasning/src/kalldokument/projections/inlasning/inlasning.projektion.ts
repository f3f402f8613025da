import { readFileSync } from 'node:fs';
import type { StoredEvent } from '#event-store/event-store.js';
import { omojlig } from '#kernel/fel.js';
import type { TransactionSql } from '#read-store/anslutning.js';
import { Projektion } from '#read-store/projektion.js';
import type { InlasningHandelse } from '../../domain/inlasning.events.js';

const TYPER: readonly InlasningHandelse['typ'][] = ['InlasningPaborjad', 'InlasningSlutford'];

/** Which documents are loaded, and which are only begun. */
export class InlasningProjektion extends Projektion {
  readonly namn = 'inlasning';
  readonly version = 2;
  readonly typer = TYPER;
  readonly tabeller = readFileSync(new URL('./table.sql', import.meta.url), 'utf8');

  async tillampa(sql: TransactionSql, handelser: readonly StoredEvent[]): Promise<void> {
    for (const h of handelser) {
      const { typ, data } = h as StoredEvent & InlasningHandelse;
      switch (typ) {
        case 'InlasningPaborjad':
          await sql`
            insert into dokument values (${data.forbund}, ${data.dokument}, ${h.ordinal}, null, ${data.sha256}, ${data.titel}, ${data.datum})`;
          break;
        case 'InlasningSlutford':
          await sql`
            update dokument set slutford_ordinal = ${h.ordinal} 
            where forbund = ${data.forbund} and dokument = ${data.dokument} and slutford_ordinal is null`;
          break;
        default:
          omojlig(typ);
      }
    }
  }
}
