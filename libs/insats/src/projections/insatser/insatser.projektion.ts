import { readFileSync } from 'node:fs';
import type { StoredEvent } from '#event-store/event-store.js';
import { omojlig } from '#kernel/fel.js';
import type { TransactionSql } from '#read-store/anslutning.js';
import { Projektion } from '#read-store/projektion.js';
import type { InsatsHandelse } from '../../domain/insats.events.js';

const TYPER: readonly InsatsHandelse['typ'][] = [
  'InsatsRegistrerad',
  'InsatsBeviljad',
  'InsatsStartad',
  'InsatsAvslutad',
];

/** The register of insatser with their grants. */
export class InsatserProjektion extends Projektion {
  readonly namn = 'insatser';
  readonly version = 1;
  readonly typer = TYPER;
  readonly tabeller = readFileSync(new URL('./table.sql', import.meta.url), 'utf8');

  async tillampa(sql: TransactionSql, handelser: readonly StoredEvent[]): Promise<void> {
    for (const h of handelser) await tillampaEn(sql, h as StoredEvent & InsatsHandelse, h.ordinal);
  }
}

async function tillampaEn(
  sql: TransactionSql,
  { typ, data }: InsatsHandelse,
  ordinal: number,
): Promise<void> {
  const { forbund, insats } = data;
  switch (typ) {
    case 'InsatsRegistrerad':
      await sql`insert into insats values (${forbund}, ${insats}, ${ordinal}, ${data.namn}, ${data.slag ?? null})`;
      await sql`insert into skede values (${forbund}, ${insats}, ${ordinal}, 'registrerad', null, null)`;
      return;
    case 'InsatsBeviljad':
      await sql`
        insert into beviljat values (${ordinal}, ${forbund}, ${insats}, ${data.fran}, ${data.till}, ${data.beloppOre.toString()}::bigint,
          ${data.stod.slag}, ${data.stod.slag === 'beslut' ? data.stod.beslut : data.stod.dokument})`;
      return;
    case 'InsatsStartad':
      await sql`insert into skede values (${forbund}, ${insats}, ${ordinal}, 'startad', ${data.den}, null)`;
      return;
    case 'InsatsAvslutad':
      await sql`insert into skede values (${forbund}, ${insats}, ${ordinal}, 'avslutad', ${data.den}, ${data.overgarTill ?? null})`;
      return;
    default:
      omojlig(typ);
  }
}
