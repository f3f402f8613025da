import { readFileSync } from 'node:fs';
import type { BokforingHandelse } from '#bokforing/domain/bokforing.events.js';
import type { BudgetHandelse } from '#budget/domain/budget.events.js';
import type { StoredEvent } from '#event-store/event-store.js';
import type { TransactionSql } from '#read-store/anslutning.js';
import { Projektion } from '#read-store/projektion.js';

type Handelse =
  | Exclude<BokforingHandelse, { typ: 'IngaendeBalansBokford' }>
  | Exclude<BudgetHandelse, { typ: 'PrognosFaststalld' }>;
/** What a forecast rests on. The board's own prognosis, and the forecasts themselves, trigger nothing. */
const TYPER: readonly Handelse['typ'][] = [
  'VerifikationBokford',
  'RattelseBokford',
  'BudgetFaststalld',
  'BudgetAndrad',
  'BudgetRattad',
  'PeriodbudgetFaststalld',
];

/** Which forecasts may be out of date, by the last event that touched their förbund and year. */
export class PrognosbehovProjektion extends Projektion {
  readonly namn = 'prognosbehov';
  readonly version = 1;
  readonly typer = TYPER;
  readonly tabeller = readFileSync(new URL('./table.sql', import.meta.url), 'utf8');

  async tillampa(sql: TransactionSql, handelser: readonly StoredEvent[]): Promise<void> {
    const senast = new Map<string, { forbund: string; ar: number; ordinal: number }>();
    for (const h of handelser) {
      const { forbund, ar } = (h as StoredEvent & Handelse).data;
      senast.set(`${forbund}|${ar}`, { forbund, ar, ordinal: h.ordinal });
    }
    const rader = [...senast.values()];
    await sql`
      insert into berord
      select * from unnest(
        ${rader.map((r) => r.forbund)}::text[], ${rader.map((r) => r.ar)}::int[], ${rader.map((r) => r.ordinal)}::bigint[]
      )
      on conflict (forbund, ar) do update set ordinal = excluded.ordinal`;
  }
}
