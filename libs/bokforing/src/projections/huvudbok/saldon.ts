import { setImmediate as nastaVarv } from 'node:timers/promises';
import type { Skal, StoredEvent } from '#event-store/event-store.js';
import { manadFor } from '#kernel/datum.js';
import type { Ore } from '#kernel/ore.js';
import type { TransactionSql } from '#read-store/anslutning.js';
import type {
  RattelseBokford,
  VerifikationBokford,
  Verifikationsrad,
} from '../../domain/bokforing.events.js';

export type LagradVerifikation = StoredEvent & (VerifikationBokford | RattelseBokford);

/** A kontering in a month: what has a balance. */
interface Manadskontering {
  readonly forbund: string;
  readonly ar: number;
  readonly manad: number;
  readonly konto: string;
  readonly insats: string;
  readonly motpart: string;
}

/** A batch of vouchers in six statements, however many there are. */
export async function skrivVerifikationer(
  sql: TransactionSql,
  verifikationer: readonly LagradVerifikation[],
): Promise<void> {
  const satser: Promise<void>[] = [];
  for (const skriv of [skrivHuvuden, skrivSaldon, skrivRader, skrivBokfordaDagar]) {
    const sats = skriv(sql, verifikationer);
    // Met by Promise.all below; until then it must not count as unhandled.
    sats.catch(() => undefined);
    satser.push(sats);
    // A statement leaves at the end of the turn: the server carries it out while the next is written out here, and what
    // the balances were is answered while it writes the rows.
    await nastaVarv();
  }
  await Promise.all(satser);
}

async function skrivHuvuden(sql: TransactionSql, v: readonly LagradVerifikation[]): Promise<void> {
  await sql`
    insert into verifikation
    select * from unnest(
      ${v.map((h) => h.ordinal)}::bigint[], ${v.map((h) => h.data.forbund)}::text[], ${v.map((h) => h.data.ar)}::int[],
      ${v.map((h) => h.data.serie)}::text[], ${v.map((h) => h.data.nummer)}::int[], ${v.map((h) => h.data.datum)}::text[]::date[],
      ${v.map((h) => h.data.text)}::text[], ${v.map((h) => h.data.dokument ?? null)}::text[],
      ${v.map((h) => (h.typ === 'RattelseBokford' ? h.data.rattar : null))}::int[],
      ${v.map((h) => h.recordedAt.toISOString())}::text[]::timestamptz[], ${v.map((h) => h.metadata.vem)}::text[],
      ${v.map((h) => h.metadata.skal.slag)}::text[], ${v.map((h) => skalet(h.metadata.skal))}::text[]
    )`;
}

const skalet = (skal: Skal): string => {
  switch (skal.slag) {
    case 'beslut':
      return skal.beslut;
    case 'dokument':
      return skal.dokument;
    case 'anteckning':
      return skal.text;
  }
};

async function skrivRader(sql: TransactionSql, v: readonly LagradVerifikation[]): Promise<void> {
  const rader = v.flatMap((h) => h.data.rader.map((rad, nr) => ({ h, rad, nr })));
  await sql`
    insert into rad
    select * from unnest(
      ${rader.map((r) => r.h.ordinal)}::bigint[], ${rader.map((r) => r.nr)}::int[], ${rader.map((r) => r.h.data.forbund)}::text[],
      ${rader.map((r) => r.h.data.datum)}::text[]::date[], ${rader.map((r) => r.rad.konto)}::text[],
      ${rader.map((r) => r.rad.insats ?? '')}::text[], ${rader.map((r) => r.rad.motpart ?? '')}::text[],
      ${rader.map((r) => r.rad.beloppOre.toString())}::bigint[], ${rader.map((r) => uppgift(r.h, r.rad))}::int[]
    )`;
}

/** What a row adds to how many figures are stated on its kontering. */
const uppgift = (h: LagradVerifikation, rad: Verifikationsrad): number =>
  rad.utgar ? -1 : h.typ === 'RattelseBokford' ? 0 : 1;

/** What a voucher moves on a key, from its first row there. */
interface Rorelse {
  readonly id: string;
  readonly nyckel: Manadskontering;
  readonly ordinal: number;
  readonly nr: number;
  belopp: Ore;
  debet: Ore;
  uppgifter: number;
}

const idFor = (n: Manadskontering): string =>
  `${n.forbund}|${n.ar}|${n.manad}|${n.konto}|${n.insats}|${n.motpart}`;

/** One entry a key and voucher, in order. */
function rorelser(v: readonly LagradVerifikation[]): Rorelse[] {
  return v.flatMap((h) => {
    const perNyckel = new Map<string, Rorelse>();
    const { forbund, ar, datum, rader } = h.data;
    const manad = manadFor(datum);
    rader.forEach((rad, nr) => {
      const { konto, insats = '', motpart = '' } = rad;
      const nyckel = { forbund, ar, manad, konto, insats, motpart };
      const id = idFor(nyckel);
      const r = perNyckel.get(id) ?? {
        id,
        nyckel,
        ordinal: h.ordinal,
        nr,
        belopp: 0n,
        debet: 0n,
        uppgifter: 0,
      };
      r.belopp += rad.beloppOre;
      if (rad.beloppOre > 0n) r.debet += rad.beloppOre;
      r.uppgifter += uppgift(h, rad);
      perNyckel.set(id, r);
    });
    return [...perNyckel.values()];
  });
}

/** The balance of a key as of its last movement, and the row that names the key. */
interface Saldo {
  readonly nyckel: Manadskontering;
  readonly forsta: { readonly ordinal: number; readonly nr: number };
  readonly senaste: number;
  readonly belopp: Ore;
  readonly debet: Ore;
  readonly uppgifter: number;
}

async function skrivSaldon(sql: TransactionSql, v: readonly LagradVerifikation[]): Promise<void> {
  const alla = rorelser(v);
  const rorda = [...new Map(alla.map((r) => [r.id, r.nyckel])).values()];
  const senaste = await senasteSaldon(sql, rorda);
  const saldon = alla.map((r): Saldo => {
    const fore = senaste.get(r.id);
    const saldo = {
      nyckel: r.nyckel,
      forsta: fore?.forsta ?? r,
      senaste: r.ordinal,
      belopp: (fore?.belopp ?? 0n) + r.belopp,
      debet: (fore?.debet ?? 0n) + r.debet,
      uppgifter: (fore?.uppgifter ?? 0) + r.uppgifter,
    };
    senaste.set(r.id, saldo);
    return saldo;
  });
  await Promise.all([
    sql`
      insert into saldo
      select * from unnest(
        ${saldon.map((s) => s.forsta.ordinal)}::bigint[], ${saldon.map((s) => s.forsta.nr)}::int[],
        ${saldon.map((s) => s.senaste)}::bigint[], ${saldon.map((s) => s.belopp.toString())}::bigint[],
        ${saldon.map((s) => s.debet.toString())}::bigint[], ${saldon.map((s) => s.uppgifter)}::int[]
      )`,
    skrivNycklar(sql, [...senaste.values()]),
  ]);
}

async function skrivNycklar(sql: TransactionSql, saldon: readonly Saldo[]): Promise<void> {
  const nycklar = saldon.map((s) => s.nyckel);
  await sql`
    insert into saldonyckel
    select * from unnest(
      ${nycklar.map((n) => n.forbund)}::text[], ${nycklar.map((n) => n.ar)}::int[], ${nycklar.map((n) => n.manad)}::int[],
      ${nycklar.map((n) => n.konto)}::text[], ${nycklar.map((n) => n.insats)}::text[], ${nycklar.map((n) => n.motpart)}::text[],
      ${saldon.map((s) => s.forsta.ordinal)}::bigint[], ${saldon.map((s) => s.forsta.nr)}::int[],
      ${saldon.map((s) => s.senaste)}::bigint[], ${saldon.map((s) => s.belopp.toString())}::bigint[],
      ${saldon.map((s) => s.debet.toString())}::bigint[], ${saldon.map((s) => s.uppgifter)}::int[]
    )
    on conflict (forbund, ar, manad, konto, insats, motpart) do update
      set senaste = excluded.senaste, rorelse_ore = excluded.rorelse_ore, debet_ore = excluded.debet_ore,
        uppgifter = excluded.uppgifter`;
}

async function senasteSaldon(
  sql: TransactionSql,
  n: readonly Manadskontering[],
): Promise<Map<string, Saldo>> {
  const rader = await sql<
    (Manadskontering & {
      ordinal: bigint;
      nr: number;
      senaste: bigint;
      rorelse_ore: bigint;
      debet_ore: bigint;
      uppgifter: number;
    })[]
  >`
    select k.*
    from unnest(
      ${n.map((k) => k.forbund)}::text[], ${n.map((k) => k.ar)}::int[], ${n.map((k) => k.manad)}::int[],
      ${n.map((k) => k.konto)}::text[], ${n.map((k) => k.insats)}::text[], ${n.map((k) => k.motpart)}::text[]
    ) as n (forbund, ar, manad, konto, insats, motpart)
    join saldonyckel k using (forbund, ar, manad, konto, insats, motpart)`;
  return new Map(
    rader.map((r) => [
      idFor(r),
      {
        nyckel: r,
        forsta: { ordinal: Number(r.ordinal), nr: r.nr },
        senaste: Number(r.senaste),
        belopp: r.rorelse_ore,
        debet: r.debet_ore,
        uppgifter: r.uppgifter,
      },
    ]),
  );
}

async function skrivBokfordaDagar(sql: TransactionSql, v: readonly LagradVerifikation[]): Promise<void> {
  await sql`
    insert into bokford_dag
    select forbund, ar, datum, min(ordinal) from unnest(
      ${v.map((h) => h.data.forbund)}::text[], ${v.map((h) => h.data.ar)}::int[], ${v.map((h) => h.data.datum)}::text[]::date[],
      ${v.map((h) => h.ordinal)}::bigint[]
    ) as n (forbund, ar, datum, ordinal)
    group by 1, 2, 3
    on conflict do nothing`;
}
