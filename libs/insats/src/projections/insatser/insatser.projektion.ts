import { readFileSync } from 'node:fs';
import type { StoredEvent } from '#event-store/event-store.js';
import { dagenFore, type Datum } from '#kernel/datum.js';
import { omojlig } from '#kernel/fel.js';
import type { Stod } from '#kernel/identiteter.js';
import type { TransactionSql } from '#read-store/anslutning.js';
import { Projektion } from '#read-store/projektion.js';
import type {
  BeviljandeAndrat,
  Insatsadress,
  InsatsBeviljad,
  InsatsDelad,
  InsatsFortsatt,
  InsatsHandelse,
  InsatsOverlamnad,
  InsatsSammanford,
} from '../../domain/insats.events.js';

const TYPER: readonly InsatsHandelse['typ'][] = [
  'InsatsRegistrerad',
  'InsatsAnsokt',
  'InsatsansokanAvslagen',
  'InsatsBeviljad',
  'BeviljandeAndrat',
  'InsatsStartad',
  'InsatsNamnbytt',
  'InsatsFortsatt',
  'InsatsDelad',
  'InsatsSammanford',
  'InsatsOverlamnad',
  'InsatsAvslutad',
];

/** How far on in its life an insats is; what is recorded late does not take it back. */
const RANG = { registrerad: 0, ansokt: 1, avslagen: 1, beviljad: 2, startad: 3, avslutad: 4 } as const;

/** The register of insatser: names, applications, grants, their status and their lineage. */
export class InsatserProjektion extends Projektion {
  readonly namn = 'insatser';
  readonly version = 2;
  readonly typer = TYPER;
  readonly tabeller = readFileSync(new URL('./table.sql', import.meta.url), 'utf8');

  async tillampa(sql: TransactionSql, handelser: readonly StoredEvent[]): Promise<void> {
    for (const h of handelser) await tillampaEn(sql, h as StoredEvent & InsatsHandelse, h.ordinal);
  }
}

async function tillampaEn(sql: TransactionSql, handelse: InsatsHandelse, ordinal: number): Promise<void> {
  const { typ, data } = handelse;
  const { forbund, insats } = data;
  const skede = async (status: keyof typeof RANG, den: Datum | null, overgarTill?: string): Promise<void> => {
    await sql`
      insert into skede values (${forbund}, ${insats}, ${ordinal}, ${status}, ${RANG[status]}, ${den}, ${overgarTill ?? null})`;
  };
  switch (typ) {
    case 'InsatsRegistrerad':
      await sql`insert into insats values (${forbund}, ${insats}, ${ordinal}, ${data.slag ?? null})`;
      await sql`insert into namn values (${forbund}, ${insats}, ${ordinal}, null, ${data.namn})`;
      return skede('registrerad', null);
    case 'InsatsAnsokt':
      await sql`
        insert into ansokan values (${ordinal}, ${forbund}, ${insats}, ${data.ansokan}, ${data.sokande},
          ${data.beloppOre.toString()}::bigint, ${data.fran}, ${data.till}, ${data.den})`;
      return skede('ansokt', data.den);
    case 'InsatsansokanAvslagen':
      await ansokningsbeslut(sql, ordinal, data, 'avslagen');
      return skede('avslagen', data.den);
    case 'InsatsBeviljad':
      await beviljande(sql, ordinal, data);
      if (data.ansokan !== undefined)
        await ansokningsbeslut(sql, ordinal, { ...data, ansokan: data.ansokan }, 'beviljad');
      return skede('beviljad', data.den ?? data.fran);
    case 'BeviljandeAndrat':
      return beviljande(sql, ordinal, data);
    case 'InsatsStartad':
      return skede('startad', data.den);
    case 'InsatsNamnbytt':
      await sql`insert into namn values (${forbund}, ${insats}, ${ordinal}, ${data.fran}, ${data.namn})`;
      return;
    case 'InsatsFortsatt':
    case 'InsatsDelad':
    case 'InsatsSammanford':
    case 'InsatsOverlamnad':
      await harstamning(sql, ordinal, handelse);
      // One that had ended before keeps its end: what is told now is only who went on.
      await sql`
        insert into skede
        select ${forbund}, ${insats}, ${ordinal}, 'avslutad', ${RANG.avslutad}, ${dagenFore(data.fran)}, null
        where not exists (select from skede where forbund = ${forbund} and insats = ${insats} and status = 'avslutad')`;
      return;
    case 'InsatsAvslutad':
      return skede('avslutad', data.den, data.overgarTill);
    default:
      omojlig(typ);
  }
}

const stodId = (stod: Stod): string => (stod.slag === 'beslut' ? stod.beslut : stod.dokument);

async function ansokningsbeslut(
  sql: TransactionSql,
  ordinal: number,
  { forbund, insats, ansokan, den }: Insatsadress & { ansokan: string; den?: Datum },
  utfall: 'beviljad' | 'avslagen',
): Promise<void> {
  await sql`
    insert into ansokningsbeslut values (${ordinal}, ${forbund}, ${insats}, ${ansokan}, ${utfall}, ${den ?? null})`;
}

/** A new grant is the next of its insats; a change is a version of the one it names. */
async function beviljande(
  sql: TransactionSql,
  ordinal: number,
  data: InsatsBeviljad['data'] | BeviljandeAndrat['data'],
): Promise<void> {
  const { forbund, insats, fran, till, stod } = data;
  const andring = 'nummer' in data ? data : undefined;
  await sql`
    insert into beviljat
    select ${ordinal}, ${forbund}, ${insats}, coalesce(${andring?.nummer ?? null}::int, max(nummer) + 1, 1), ${andring?.den ?? null}::date,
      ${fran}, ${till}, ${data.beloppOre.toString()}::bigint, ${stod.slag}, ${stodId(stod)}
    from beviljat where forbund = ${forbund} and insats = ${insats}`;
}

type Harstamning = InsatsFortsatt | InsatsDelad | InsatsSammanford | InsatsOverlamnad;

interface Mottagare {
  readonly till?: Insatsadress;
  readonly medlem?: string;
  readonly enhet?: string;
}

async function harstamning(sql: TransactionSql, ordinal: number, handelse: Harstamning): Promise<void> {
  const { typ, data } = handelse;
  const rad = async (nr: number, slag: string, { till, medlem, enhet }: Mottagare): Promise<void> => {
    await sql`
      insert into harstamning values (${ordinal}, ${nr}, ${data.forbund}, ${data.insats}, ${slag}, ${data.fran},
        ${till?.forbund ?? null}, ${till?.insats ?? null}, ${medlem ?? null}, ${enhet ?? null})`;
  };
  switch (typ) {
    case 'InsatsFortsatt':
      return rad(0, 'fortsattning', { till: data.som });
    case 'InsatsDelad':
      for (const [nr, till] of data.till.entries()) await rad(nr, 'delning', { till });
      return;
    case 'InsatsSammanford':
      for (const [nr, med] of data.tillsammansMed.entries())
        await sql`
          insert into sammanford_med values (${ordinal}, ${nr}, ${data.till.forbund}, ${data.till.insats}, ${med.forbund}, ${med.insats})`;
      return rad(0, 'sammanforing', { till: data.till });
    case 'InsatsOverlamnad':
      return rad(0, 'overlamning', data);
    default:
      omojlig(typ);
  }
}
