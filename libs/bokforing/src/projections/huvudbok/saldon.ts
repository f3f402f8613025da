import type { StoredEvent } from '#event-store/event-store.js';
import { manadFor } from '#kernel/datum.js';
import type { Ore } from '#kernel/ore.js';
import type { TransactionSql } from '#read-store/anslutning.js';
import type {
  RattelseBokford,
  VerifikationBokford,
  Verifikationsrad,
} from '../../domain/bokforing.events.js';

export type LagradVerifikation = StoredEvent & (VerifikationBokford | RattelseBokford);

interface Saldo {
  readonly forbund: string;
  readonly ar: number;
  readonly manad: number;
  readonly konto: string;
  readonly insats: string;
  readonly motpart: string;
}

/** A batch of vouchers in five statements, however many there are. */
export async function skrivVerifikationer(
  sql: TransactionSql,
  verifikationer: readonly LagradVerifikation[],
): Promise<void> {
  await skrivHuvuden(sql, verifikationer);
  await skrivRader(sql, verifikationer);
  await skrivSaldon(sql, verifikationer);
  await skrivBokfordaDagar(sql, verifikationer);
}

async function skrivHuvuden(sql: TransactionSql, v: readonly LagradVerifikation[]): Promise<void> {
  await sql`
    insert into verifikation
    select * from unnest(
      ${v.map((h) => h.ordinal)}::bigint[], ${v.map((h) => h.data.forbund)}::text[], ${v.map((h) => h.data.ar)}::int[],
      ${v.map((h) => h.data.serie)}::text[], ${v.map((h) => h.data.nummer)}::int[], ${v.map((h) => h.data.datum)}::text[]::date[],
      ${v.map((h) => h.data.text)}::text[], ${v.map((h) => h.data.dokument ?? null)}::text[],
      ${v.map((h) => (h.typ === 'RattelseBokford' ? h.data.rattar : null))}::int[]
    )`;
}

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

interface Rorelse {
  readonly id: string;
  readonly nyckel: Saldo;
  readonly ordinal: number;
  readonly belopp: Ore;
  readonly uppgifter: number;
}

/** What a row adds to how many figures are stated on its kontering. */
const uppgift = (h: LagradVerifikation, rad: Verifikationsrad): number =>
  rad.utgar ? -1 : h.typ === 'RattelseBokford' ? 0 : 1;

/** What each voucher of the batch moves per key: one entry a key and voucher, in order. */
function rorelser(v: readonly LagradVerifikation[]): Rorelse[] {
  return v.flatMap((h) => {
    const perNyckel = new Map<string, Rorelse>();
    const { forbund, ar, datum } = h.data;
    for (const rad of h.data.rader) {
      const nyckel = {
        forbund,
        ar,
        manad: manadFor(datum),
        konto: rad.konto,
        insats: rad.insats ?? '',
        motpart: rad.motpart ?? '',
      };
      const id = Object.values(nyckel).join('|');
      const fore = perNyckel.get(id);
      const belopp = (fore?.belopp ?? 0n) + rad.beloppOre;
      const uppgifter = (fore?.uppgifter ?? 0) + uppgift(h, rad);
      perNyckel.set(id, { id, nyckel, ordinal: h.ordinal, belopp, uppgifter });
    }
    return [...perNyckel.values()];
  });
}

async function skrivSaldon(sql: TransactionSql, v: readonly LagradVerifikation[]): Promise<void> {
  const alla = rorelser(v);
  const nycklar = [...new Map(alla.map((r) => [r.id, r.nyckel])).values()];
  const fore = await senasteSaldon(sql, nycklar);
  const nya = alla.map((r) => {
    const forra = fore.get(r.id);
    const nytt = {
      belopp: (forra?.belopp ?? 0n) + r.belopp,
      uppgifter: (forra?.uppgifter ?? 0) + r.uppgifter,
    };
    fore.set(r.id, nytt);
    return { ...r, ...nytt };
  });
  await sql`
    with ny as (
      insert into saldo
      select * from unnest(
        ${nya.map((r) => r.nyckel.forbund)}::text[], ${nya.map((r) => r.nyckel.ar)}::int[], ${nya.map((r) => r.nyckel.manad)}::int[],
        ${nya.map((r) => r.nyckel.konto)}::text[], ${nya.map((r) => r.nyckel.insats)}::text[], ${nya.map((r) => r.nyckel.motpart)}::text[],
        ${nya.map((r) => r.ordinal)}::bigint[], ${nya.map((r) => r.belopp.toString())}::bigint[], ${nya.map((r) => r.uppgifter)}::int[]
      )
      returning forbund, ar, manad, konto, insats, motpart, ordinal
    )
    insert into saldonyckel
    select forbund, ar, manad, konto, insats, motpart, min(ordinal) from ny group by 1, 2, 3, 4, 5, 6
    on conflict do nothing`;
}

async function senasteSaldon(
  sql: TransactionSql,
  n: readonly Saldo[],
): Promise<Map<string, { belopp: Ore; uppgifter: number }>> {
  const rader = await sql<(Saldo & { rorelse_ore: bigint; uppgifter: number })[]>`
    select n.*, s.rorelse_ore, s.uppgifter
    from unnest(
      ${n.map((k) => k.forbund)}::text[], ${n.map((k) => k.ar)}::int[], ${n.map((k) => k.manad)}::int[],
      ${n.map((k) => k.konto)}::text[], ${n.map((k) => k.insats)}::text[], ${n.map((k) => k.motpart)}::text[]
    ) as n (forbund, ar, manad, konto, insats, motpart)
    cross join lateral (
      select rorelse_ore, uppgifter from saldo s
      where (s.forbund, s.ar, s.manad, s.konto, s.insats, s.motpart)
          = (n.forbund, n.ar, n.manad, n.konto, n.insats, n.motpart)
      order by s.ordinal desc limit 1
    ) s`;
  return new Map(
    rader.map((r) => [
      [r.forbund, r.ar, r.manad, r.konto, r.insats, r.motpart].join('|'),
      { belopp: r.rorelse_ore, uppgifter: r.uppgifter },
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
