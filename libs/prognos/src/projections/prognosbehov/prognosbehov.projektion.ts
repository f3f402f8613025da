import { readFileSync } from 'node:fs';
import type { Verifikationshandelse } from '#bokforing/domain/bokforing.events.js';
import type { KontoplanHandelse } from '#bokforing/domain/kontoplan.events.js';
import type { BudgetHandelse } from '#budget/domain/budget.events.js';
import type { FinansieringHandelse } from '#finansiering/domain/finansiering.events.js';
import type { MedelspostHandelse } from '#finansiering/domain/medelspost.events.js';
import type { StoredEvent } from '#event-store/event-store.js';
import type { TransactionSql } from '#read-store/anslutning.js';
import { Projektion } from '#read-store/projektion.js';

/** What changes which money a line holds, in every year. */
type Planhandelse = Extract<KontoplanHandelse, { typ: 'PostUpplagd' | 'PostAndrad' }> | MedelspostHandelse;
type Arshandelse =
  | Verifikationshandelse
  | Exclude<BudgetHandelse, { typ: 'PrognosFaststalld' }>
  | Extract<FinansieringHandelse, { typ: 'MedelBeslutade' | 'AndelarAngivna' }>;
type Handelse = Arshandelse | Planhandelse;

const PLANTYPER: readonly Planhandelse['typ'][] = [
  'PostUpplagd',
  'PostAndrad',
  'MedelspostUtpekad',
  'MedelspostStruken',
];
/** What a forecast rests on. The board's own prognosis, and the forecasts themselves, trigger nothing. */
const TYPER: readonly Handelse['typ'][] = [
  'VerifikationBokford',
  'RattelseBokford',
  'BudgetFaststalld',
  'BudgetAndrad',
  'BudgetRattad',
  'PeriodbudgetFaststalld',
  'MedelBeslutade',
  'AndelarAngivna',
  ...PLANTYPER,
];

/** Which forecasts may be out of date, by the last event that touched their förbund and year. */
export class PrognosbehovProjektion extends Projektion {
  readonly namn = 'prognosbehov';
  readonly version = 3;
  readonly typer = TYPER;
  readonly tabeller = readFileSync(new URL('./table.sql', import.meta.url), 'utf8');

  async tillampa(sql: TransactionSql, handelser: readonly StoredEvent[]): Promise<void> {
    const ar = new Map<string, { forbund: string; ar: number; ordinal: number }>();
    const planer = new Map<string, number>();
    for (const h of handelser as readonly (StoredEvent & Handelse)[]) {
      if (arPlanhandelse(h)) planer.set(h.data.forbund, h.ordinal);
      else ar.set(`${h.data.forbund}|${h.data.ar}`, { ...h.data, ordinal: h.ordinal });
    }
    const rader = [...ar.values()];
    await sql`
      insert into berord
      select * from unnest(
        ${rader.map((r) => r.forbund)}::text[], ${rader.map((r) => r.ar)}::int[], ${rader.map((r) => r.ordinal)}::bigint[]
      )
      on conflict (forbund, ar) do update set ordinal = excluded.ordinal`;
    await sql`
      insert into kontoplan
      select * from unnest(${[...planer.keys()]}::text[], ${[...planer.values()]}::bigint[])
      on conflict (forbund) do update set ordinal = excluded.ordinal`;
  }
}

const arPlanhandelse = (h: StoredEvent & Handelse): h is StoredEvent & Planhandelse =>
  (PLANTYPER as readonly string[]).includes(h.typ);
