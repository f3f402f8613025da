import { readFileSync } from 'node:fs';
import type { StoredEvent } from '#event-store/event-store.js';
import { omojlig } from '#kernel/fel.js';
import type { TransactionSql } from '#read-store/anslutning.js';
import { Projektion } from '#read-store/projektion.js';
import type {
  MalAndrat,
  MalSatt,
  MalutfallRapporterat,
  MalutfallRattat,
  UppfoljningHandelse,
  UppfoljningRapporterad,
  UppfoljningRattad,
} from '../../domain/uppfoljning.events.js';
import { cellerAv } from './celler.js';

const TYPER: readonly UppfoljningHandelse['typ'][] = [
  'MalSatt',
  'MalAndrat',
  'MalutfallRapporterat',
  'MalutfallRattat',
  'UppfoljningRapporterad',
  'UppfoljningRattad',
];

/** Goals, outcomes and follow-ups of insatser, with every correction beside what it corrects. */
export class UppfoljningProjektion extends Projektion {
  readonly namn = 'uppfoljning';
  readonly version = 1;
  readonly typer = TYPER;
  readonly tabeller = readFileSync(new URL('./table.sql', import.meta.url), 'utf8');

  async tillampa(sql: TransactionSql, handelser: readonly StoredEvent[]): Promise<void> {
    for (const h of handelser) await tillampaEn(sql, h as StoredEvent & UppfoljningHandelse, h.ordinal);
  }
}

function tillampaEn(sql: TransactionSql, { typ, data }: UppfoljningHandelse, ordinal: number): Promise<void> {
  switch (typ) {
    case 'MalSatt':
    case 'MalAndrat':
      return skrivMal(sql, ordinal, data);
    case 'MalutfallRapporterat':
      return skrivUtfall(sql, ordinal, data, null);
    case 'MalutfallRattat':
      return skrivUtfall(sql, ordinal, data, data.orsak);
    case 'UppfoljningRapporterad':
      return skrivRapport(sql, ordinal, data, null, null);
    case 'UppfoljningRattad':
      return skrivRapport(sql, ordinal, data, data.rattar, data.orsak);
    default:
      return omojlig(typ);
  }
}

async function skrivMal(
  sql: TransactionSql,
  ordinal: number,
  m: MalSatt['data'] | MalAndrat['data'],
): Promise<void> {
  await sql`
    insert into mal values (${ordinal}, ${m.forbund}, ${m.insats}, ${m.mal}, ${m.period.fran}, ${m.period.till},
      ${m.indikator}, ${m.enhet}, ${m.riktning}, ${m.malvardeHundradelar})`;
}

async function skrivUtfall(
  sql: TransactionSql,
  ordinal: number,
  { forbund, insats, mal, period, utfall }: MalutfallRapporterat['data'] | MalutfallRattat['data'],
  orsak: string | null,
): Promise<void> {
  const andel = utfall.slag === 'andel' ? utfall : undefined;
  await sql`
    insert into malutfall values (${ordinal}, ${forbund}, ${insats}, ${mal}, ${period.fran}, ${period.till},
      ${andel?.taljare ?? null}, ${andel?.namnare ?? null}, ${utfall.slag === 'varde' ? utfall.hundradelar : null}, ${orsak})`;
}

async function skrivRapport(
  sql: TransactionSql,
  ordinal: number,
  { forbund, insats, nummer, period, uppgifter }: UppfoljningRapporterad['data'] | UppfoljningRattad['data'],
  rattar: number | null,
  orsak: string | null,
): Promise<void> {
  await sql`
    insert into rapport values (${ordinal}, ${forbund}, ${insats}, ${nummer}, ${rattar}, ${period.fran}, ${period.till}, ${orsak})`;
  const celler = cellerAv(uppgifter);
  await sql`
    insert into tal
    select ${ordinal}, * from unnest(${celler.map((_, nr) => nr)}::int[], ${celler.map((c) => c.cell)}::text[],
      ${celler.map((c) => c.antal)}::bigint[], ${celler.map((c) => c.delAv)}::text[])`;
}
