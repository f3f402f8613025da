import { readFileSync } from 'node:fs';
import type { StoredEvent } from '#event-store/event-store.js';
import { omojlig } from '#kernel/fel.js';
import type { TransactionSql } from '#read-store/anslutning.js';
import { Projektion } from '#read-store/projektion.js';
import type {
  IngaendeBalansBokford,
  Periodgrund,
  PeriodOppnad,
  PeriodStangd,
} from '../../domain/bokforing.events.js';
import type {
  PeriodoppningBeslutad,
  PeriodstangningBeslutad,
  RakenskapsarHandelse,
} from '../../domain/rakenskapsar.events.js';

type Handelse = RakenskapsarHandelse | PeriodStangd | PeriodOppnad | IngaendeBalansBokford;
const TYPER: readonly Handelse['typ'][] = [
  'SerieUpplagd',
  'PeriodstangningBeslutad',
  'PeriodoppningBeslutad',
  'PeriodandringarGenomforda',
  'ArsbokslutUpprattat',
  'PeriodStangd',
  'PeriodOppnad',
  'IngaendeBalansBokford',
];

/** The accounting years: their series, what is closed in each, and how the years were closed. */
export class RakenskapsarProjektion extends Projektion {
  readonly namn = 'rakenskapsar';
  readonly version = 1;
  readonly typer = TYPER;
  readonly tabeller = readFileSync(new URL('./table.sql', import.meta.url), 'utf8');

  async tillampa(sql: TransactionSql, handelser: readonly StoredEvent[]): Promise<void> {
    for (const h of handelser as readonly (StoredEvent & Handelse)[]) await skriv(sql, h, h.ordinal);
  }
}

/** They are what people decide, some tens a year, and opening balances: one statement each. */
async function skriv(sql: TransactionSql, { typ, data }: Handelse, ordinal: number): Promise<void> {
  switch (typ) {
    case 'SerieUpplagd':
      await sql`insert into serie values (${data.forbund}, ${data.ar}, ${data.serie}, ${ordinal})`;
      return;
    case 'PeriodstangningBeslutad':
      return skrivArsandring(sql, 'stangning', data, ordinal);
    case 'PeriodoppningBeslutad':
      return skrivArsandring(sql, 'oppning', data, ordinal);
    case 'PeriodandringarGenomforda':
      await sql`
        update arsandring set genomford = ${ordinal}
        where forbund = ${data.forbund} and ar = ${data.ar} and nummer <= ${data.nummer} and genomford is null`;
      return;
    case 'PeriodStangd':
      return skrivSerieandring(sql, 'stangning', data, ordinal);
    case 'PeriodOppnad':
      return skrivSerieandring(sql, 'oppning', data, ordinal);
    case 'ArsbokslutUpprattat':
      await sql`
        insert into arsbokslut values (
          ${data.forbund}, ${data.ar}, ${data.nummer}, ${ordinal}, ${data.andring}, ${data.konto},
          ${data.resultatOre.toString()}, ${data.av}, ${data.grund.slag}, ${grundtext(data.grund)}, null
        )`;
      return;
    case 'IngaendeBalansBokford':
      if (data.bokslut === undefined) return;
      await sql`
        update arsbokslut set ingaende = ${ordinal}
        where forbund = ${data.forbund} and ar = ${data.ar - 1} and nummer = ${data.bokslut}`;
      return;
    default:
      omojlig(typ);
  }
}

/** The key of the beslut, or the reason in words. */
const grundtext = (g: Periodgrund): string => (g.slag === 'beslut' ? g.beslut : g.text);

type Andringsslag = 'stangning' | 'oppning';

async function skrivArsandring(
  sql: TransactionSql,
  slag: Andringsslag,
  d: (PeriodstangningBeslutad | PeriodoppningBeslutad)['data'],
  ordinal: number,
): Promise<void> {
  await sql`
    insert into arsandring values (
      ${d.forbund}, ${d.ar}, ${d.nummer}, ${ordinal}, ${slag}, ${d.fran}, ${d.till}, ${d.av}, ${d.grund.slag}, ${grundtext(d.grund)}, null
    )`;
}

async function skrivSerieandring(
  sql: TransactionSql,
  slag: Andringsslag,
  d: (PeriodStangd | PeriodOppnad)['data'],
  ordinal: number,
): Promise<void> {
  await sql`
    insert into serieandring values (
      ${d.forbund}, ${d.ar}, ${d.serie}, ${ordinal}, ${slag}, ${d.fran}, ${d.till}, ${d.av}, ${d.grund.slag}, ${grundtext(d.grund)},
      ${d.andring ?? null}
    )`;
}
