import { readFileSync } from 'node:fs';
import type { StoredEvent } from '#event-store/event-store.js';
import { omojlig } from '#kernel/fel.js';
import type { TransactionSql } from '#read-store/anslutning.js';
import { Projektion } from '#read-store/projektion.js';
import {
  mojligaDagar,
  type BeslutFattat,
  type BeslutHandelse,
  type BeslutRattat,
} from '../../domain/beslut.events.js';
import type {
  AnslagNedtaget,
  ProtokollAnslaget,
  ProtokollJusterat,
  SammantradeHallet,
  SammantradeHandelse,
  SammantradeKallat,
} from '../../domain/sammantrade.events.js';

type Handelse = BeslutHandelse | SammantradeHandelse;
const TYPER: readonly Handelse['typ'][] = [
  'BeslutFattat',
  'BeslutRattat',
  'BeslutOverklagat',
  'OverklagandeAvgjort',
  'BeslutUpphavt',
  'BeslutErsatt',
  'TidigareBeslutFaststallda',
  'SammantradeKallat',
  'SammantradeHallet',
  'ProtokollJusterat',
  'ProtokollAnslaget',
  'AnslagNedtaget',
];

/** The register of beslut and sammanträden, with all that has befallen them. Few events: a statement or two each. */
export class BeslutProjektion extends Projektion {
  readonly namn = 'beslut';
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
    case 'BeslutFattat':
    case 'BeslutRattat':
      await skrivBeslut(sql, handelse, ordinal);
      return;
    case 'BeslutOverklagat':
      await sql`
        insert into overklagandesteg values (${data.forbund}, ${data.beslut}, ${ordinal}, ${data.overklagande}, ${data.den},
          ${data.malnummer ?? null}, null)`;
      return;
    case 'OverklagandeAvgjort':
      await sql`
        insert into overklagandesteg values (${data.forbund}, ${data.beslut}, ${ordinal}, ${data.overklagande}, ${data.den},
          null, ${data.utfall})`;
      return;
    case 'BeslutUpphavt':
    case 'BeslutErsatt':
      await sql`
        insert into upphorande values (${data.forbund}, ${data.beslut}, ${ordinal},
          ${typ === 'BeslutUpphavt' ? 'upphavt' : 'ersatt'}, ${data.av}, ${data.den})`;
      return;
    case 'TidigareBeslutFaststallda':
      await sql`
        insert into faststallande
        select ${data.forbund}, ${data.beslut}, ${ordinal}, * from unnest(
          ${data.faststaller.map((f) => f.forbund)}::text[], ${data.faststaller.map((f) => f.beslut)}::text[])`;
      return;
    case 'SammantradeKallat':
      await skrivKallelse(sql, data, ordinal);
      return;
    case 'SammantradeHallet':
      await skrivHallet(sql, data, ordinal);
      return;
    case 'ProtokollJusterat':
    case 'ProtokollAnslaget':
    case 'AnslagNedtaget':
      await skrivProtokollssteg(sql, handelse, ordinal);
      return;
    default:
      omojlig(typ);
  }
}

async function skrivBeslut(
  sql: TransactionSql,
  { data }: BeslutFattat | BeslutRattat,
  ordinal: number,
): Promise<void> {
  const { fran, till } = mojligaDagar(data.fattat);
  const [forsta] = await sql<{ registrerad: bigint }[]>`
    update beslut set upphor = ${ordinal}
    where forbund = ${data.forbund} and beslut = ${data.beslut} and upphor is null returning registrerad`;
  await sql`
    insert into beslut values (${data.forbund}, ${data.beslut}, ${ordinal}, ${Number(forsta?.registrerad ?? ordinal)}, null,
      ${data.organ}, ${data.rubrik}, ${data.text ?? null}, ${data.fattat.slag}, ${fran}, ${till}, ${data.paragraf ?? null},
      ${data.dnr ?? null}, ${data.avser?.budget ?? null}, ${data.avser?.prognos ?? null}, ${data.styrkt},
      ${data.sammantrade ?? null}, ${data.omrostning?.ja ?? null}, ${data.omrostning?.nej ?? null},
      ${data.omrostning?.avstod ?? null}, ${[...(data.reservationer ?? [])]}, ${'orsak' in data ? data.orsak : null})`;
}

/** Ends the row that held. @returns the sammanträde's place in the register */
async function avsluta(
  sql: TransactionSql,
  { forbund, sammantrade }: { forbund: string; sammantrade: string },
  ordinal: number,
): Promise<number> {
  const [forsta] = await sql<{ registrerad: bigint }[]>`
    update sammantrade set upphor = ${ordinal}
    where forbund = ${forbund} and sammantrade = ${sammantrade} and upphor is null returning registrerad`;
  return Number(forsta?.registrerad ?? ordinal);
}

async function skrivKallelse(
  sql: TransactionSql,
  data: SammantradeKallat['data'],
  ordinal: number,
): Promise<void> {
  const registrerad = await avsluta(sql, data, ordinal);
  await sql`
    insert into sammantrade values (${data.forbund}, ${data.sammantrade}, ${ordinal}, ${registrerad}, null, 'kallat',
      ${data.slag}, ${data.organ}, 1, ${data.den}, ${data.den}, ${data.lokal ?? null}, null, false)`;
  const arenden = data.arenden ?? [];
  await sql`
    insert into arende select ${ordinal}, * from unnest(
      ${arenden.map((_, nr) => nr)}::int[], ${arenden.map((a) => a.rubrik)}::text[], ${arenden.map((a) => a.dnr ?? null)}::text[])`;
}

async function skrivHallet(
  sql: TransactionSql,
  data: SammantradeHallet['data'],
  ordinal: number,
): Promise<void> {
  const registrerad = await avsluta(sql, data, ordinal);
  await sql`
    insert into sammantrade values (${data.forbund}, ${data.sammantrade}, ${ordinal}, ${registrerad}, null, 'hallet',
      ${data.slag}, ${data.organ ?? null}, ${data.antal}, ${data.period.fran}, ${data.period.till}, null,
      ${data.notering ?? null}, ${data.narvaro !== undefined})`;
  for (const [nr, { plats, tjanstgor }] of (data.narvaro ?? []).entries())
    await sql`insert into narvaro values (${ordinal}, ${nr}, ${plats}, ${tjanstgor})`;
}

const STEG = {
  ProtokollJusterat: 'justering',
  ProtokollAnslaget: 'anslag',
  AnslagNedtaget: 'nedtagning',
} as const;

async function skrivProtokollssteg(
  sql: TransactionSql,
  { typ, data }: ProtokollJusterat | ProtokollAnslaget | AnslagNedtaget,
  ordinal: number,
): Promise<void> {
  await sql`
    insert into protokollssteg values (${data.forbund}, ${data.sammantrade}, ${ordinal}, ${STEG[typ]}, ${data.den},
      ${data.paragrafer ? [...data.paragrafer] : null}, ${data.rattelse === true})`;
}
