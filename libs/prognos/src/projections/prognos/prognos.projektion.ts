import { readFileSync } from 'node:fs';
import type { StoredEvent } from '#event-store/event-store.js';
import type { TransactionSql } from '#read-store/anslutning.js';
import { Projektion } from '#read-store/projektion.js';
import type { PrognosHandelse } from '../../domain/prognos.events.js';

const TYPER: readonly PrognosHandelse['typ'][] = ['PrognosBeraknad'];

/** Computed forecasts per line, with method and reason. */
export class PrognosProjektion extends Projektion {
  readonly namn = 'prognos';
  readonly version = 1;
  readonly typer = TYPER;
  readonly tabeller = readFileSync(new URL('./table.sql', import.meta.url), 'utf8');

  async tillampa(sql: TransactionSql, handelser: readonly StoredEvent[]): Promise<void> {
    for (const h of handelser) {
      const { data } = h as StoredEvent & PrognosHandelse;
      await sql`
        insert into berakning values (${h.ordinal}, ${data.forbund}, ${data.ar}, ${data.per}, ${data.underlagOrdinal}, ${data.metodversion})`;
      await sql`
        insert into rad
        select ${h.ordinal}, * from unnest(
          ${data.rader.map((r) => r.post)}::text[], ${data.rader.map((r) => r.beloppOre.toString())}::bigint[],
          ${data.rader.map((r) => r.metod)}::text[], ${data.rader.map((r) => r.motiv)}::text[]
        )`;
    }
  }
}
