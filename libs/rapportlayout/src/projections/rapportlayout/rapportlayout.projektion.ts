import { readFileSync } from 'node:fs';
import type { StoredEvent } from '#event-store/event-store.js';
import { kanoniskJson } from '#kernel/kanonisk.js';
import type { TransactionSql } from '#read-store/anslutning.js';
import { Projektion } from '#read-store/projektion.js';
import type { RapportlayoutHandelse } from '../../domain/rapportlayout.events.js';

/** The layouts that förbund have given their reports; none is ever overwritten. */
export class RapportlayoutProjektion extends Projektion {
  readonly namn = 'rapportlayout';
  readonly version = 1;
  readonly typer: readonly RapportlayoutHandelse['typ'][] = ['RapportlayoutFaststalld'];
  readonly tabeller = readFileSync(new URL('./table.sql', import.meta.url), 'utf8');

  async tillampa(sql: TransactionSql, handelser: readonly StoredEvent[]): Promise<void> {
    for (const h of handelser as readonly (StoredEvent & RapportlayoutHandelse)[]) {
      const { forbund, rapport, fran, definition } = h.data;
      await sql`
        insert into layout values (${h.ordinal}, ${forbund}, ${rapport}, ${fran}, ${kanoniskJson(definition)}::text::jsonb)`;
    }
  }
}
