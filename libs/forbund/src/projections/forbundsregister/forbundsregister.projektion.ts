import { readFileSync } from 'node:fs';
import type { StoredEvent } from '#event-store/event-store.js';
import { omojlig } from '#kernel/fel.js';
import type { TransactionSql } from '#read-store/anslutning.js';
import { Projektion } from '#read-store/projektion.js';
import type { ForbundHandelse } from '../../domain/forbund.events.js';
import type { GruppHandelse } from '../../domain/grupp.events.js';

type Handelse = ForbundHandelse | GruppHandelse;
const TYPER: readonly Handelse['typ'][] = [
  'ForbundRegistrerat',
  'ForbundAndrat',
  'MedlemIntradde',
  'MedlemUttradde',
  'StyrelseSammansatt',
  'GruppBildad',
  'GruppAndrad',
];

/** Förbund, members, seats and groups over time. Few events: one statement each. */
export class ForbundsregisterProjektion extends Projektion {
  readonly namn = 'forbundsregister';
  readonly version = 2;
  readonly typer = TYPER;
  readonly tabeller = readFileSync(new URL('./table.sql', import.meta.url), 'utf8');

  async tillampa(sql: TransactionSql, handelser: readonly StoredEvent[]): Promise<void> {
    for (const h of handelser) await tillampaEn(sql, h as StoredEvent & Handelse, h.ordinal);
  }
}

async function tillampaEn(sql: TransactionSql, handelse: Handelse, ordinal: number): Promise<void> {
  const { typ, data } = handelse;
  switch (typ) {
    case 'ForbundRegistrerat':
    case 'ForbundAndrat':
      await sql`
        insert into forbund values (${data.forbund}, ${ordinal}, ${data.namn}, ${data.orgnr ?? null},
          ${data.bildat ?? null}, ${data.fran ?? null}, ${data.till ?? null}, ${[...data.ersatter]})`;
      return;
    case 'MedlemIntradde':
      await sql`
        insert into medlem values (${data.forbund}, ${data.medlem}, ${ordinal}, ${data.namn}, ${data.typ},
          ${data.fran ?? null}, null)`;
      return;
    case 'MedlemUttradde':
      await sql`
        insert into medlem
        select forbund, medlem, ${ordinal}, namn, typ, fran, ${data.till} from medlem
        where forbund = ${data.forbund} and medlem = ${data.medlem} order by ordinal desc limit 1`;
      return;
    case 'StyrelseSammansatt':
      await sql`
        insert into styrelse values (${ordinal}, ${data.forbund}, ${data.den}, ${data.senast === true})`;
      await sql`
        insert into plats
        select ${ordinal}, * from unnest(
          ${data.platser.map((_, nr) => nr)}::int[], ${data.platser.map((p) => p.plats)}::text[],
          ${data.platser.map((p) => p.utseddAv)}::text[], ${data.platser.map((p) => p.slag)}::text[],
          ${data.platser.map((p) => p.uppdrag ?? null)}::text[]
        )`;
      return;
    case 'GruppBildad':
    case 'GruppAndrad':
      await sql`insert into grupp values (${data.grupp}, ${ordinal}, ${data.namn})`;
      for (const [nr, i] of data.ingar.entries())
        await sql`
          insert into deltagande values (${data.grupp}, ${ordinal}, ${nr}, ${i.forbund}, ${i.fran ?? null}, ${i.till ?? null})`;
      return;
    default:
      omojlig(typ);
  }
}
