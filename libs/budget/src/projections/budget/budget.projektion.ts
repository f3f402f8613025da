import { readFileSync } from 'node:fs';
import type { StoredEvent } from '#event-store/event-store.js';
import { omojlig } from '#kernel/fel.js';
import type { TransactionSql } from '#read-store/anslutning.js';
import { Projektion } from '#read-store/projektion.js';
import type { BudgetHandelse } from '../../domain/budget.events.js';

const TYPER: readonly BudgetHandelse['typ'][] = [
  'BudgetFaststalld',
  'BudgetAndrad',
  'BudgetRattad',
  'PeriodbudgetFaststalld',
  'PrognosFaststalld',
];

/** Budgets and adopted prognoses per line and version; no version is ever overwritten. */
export class BudgetProjektion extends Projektion {
  readonly namn = 'budget';
  readonly version = 1;
  readonly typer = TYPER;
  readonly tabeller = readFileSync(new URL('./table.sql', import.meta.url), 'utf8');

  async tillampa(sql: TransactionSql, handelser: readonly StoredEvent[]): Promise<void> {
    for (const h of handelser) await skrivVersion(sql, h as StoredEvent & BudgetHandelse, h.ordinal);
  }
}

function plats(handelse: BudgetHandelse): {
  slag: string;
  den: string;
  fran: string | null;
  till: string | null;
} {
  switch (handelse.typ) {
    case 'BudgetFaststalld':
    case 'BudgetAndrad':
    case 'BudgetRattad':
      return { slag: 'budget', den: handelse.data.den, fran: null, till: null };
    case 'PeriodbudgetFaststalld':
      return { slag: 'periodbudget', den: handelse.data.den, ...handelse.data.period };
    case 'PrognosFaststalld':
      return { slag: 'prognos', den: handelse.data.avser, fran: null, till: null };
    default:
      return omojlig(handelse);
  }
}

async function skrivVersion(sql: TransactionSql, handelse: BudgetHandelse, ordinal: number): Promise<void> {
  const { forbund, ar, stod, rader } = handelse.data;
  const { slag, den, fran, till } = plats(handelse);
  await sql`
    insert into version values (${ordinal}, ${forbund}, ${ar}, ${slag}, ${den}, ${fran}, ${till},
      ${stod.slag}, ${stod.slag === 'beslut' ? stod.beslut : stod.dokument})`;
  await sql`
    insert into rad
    select ${ordinal}, * from unnest(
      ${rader.map((_, nr) => nr)}::int[], ${rader.map((r) => r.post)}::text[], ${rader.map((r) => r.beloppOre.toString())}::bigint[]
    )`;
}
