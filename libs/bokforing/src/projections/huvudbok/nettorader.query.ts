import type { Ar } from '#kernel/datum.js';
import type { ForbundId, Konto, Nyckel } from '#kernel/identiteter.js';
import type { Ore } from '#kernel/ore.js';
import type { TransactionSql } from '#read-store/anslutning.js';

export interface Nettofraga {
  readonly forbund: ForbundId;
  readonly ar: Ar;
  readonly serie: Nyckel;
  readonly nummer: number;
  readonly ordinal: number;
}

export interface Nettorad {
  readonly konto: Konto;
  readonly insats?: string;
  readonly motpart?: string;
  readonly beloppOre: Ore;
}

/** What is left of a voucher per kontering when it is taken with all its corrections, and theirs. Rows of zero are left out. */
export async function nettorader(sql: TransactionSql, f: Nettofraga): Promise<Nettorad[]> {
  const rader = await sql<{ konto: Konto; insats: string; motpart: string; belopp_ore: bigint }[]>`
    with recursive kedja as (
      select ordinal, nummer from huvudbok.verifikation
      where (forbund, ar, serie, nummer) = (${f.forbund}, ${f.ar}, ${f.serie}, ${f.nummer}) and ordinal <= ${f.ordinal}
      union all
      select v.ordinal, v.nummer from kedja k
      join huvudbok.verifikation v
        on (v.forbund, v.ar, v.serie, v.rattar) = (${f.forbund}, ${f.ar}, ${f.serie}, k.nummer) and v.ordinal <= ${f.ordinal}
    )
    select r.konto, r.insats, r.motpart, sum(r.belopp_ore)::bigint as belopp_ore
    from kedja join huvudbok.rad r using (ordinal)
    group by 1, 2, 3 having sum(r.belopp_ore) <> 0
    order by konto collate "C", insats collate "C", motpart collate "C"`;
  return rader.map((r) => ({
    konto: r.konto,
    ...(r.insats === '' ? {} : { insats: r.insats }),
    ...(r.motpart === '' ? {} : { motpart: r.motpart }),
    beloppOre: r.belopp_ore,
  }));
}

/** Every row with the other sign. */
export const vanda = (rader: readonly Nettorad[]): Nettorad[] =>
  rader.map((r) => ({ ...r, beloppOre: -r.beloppOre }));

/** The number of the series' last correction, 0 before the first. */
export async function senasteRattelse(sql: TransactionSql, f: Omit<Nettofraga, 'nummer'>): Promise<number> {
  const [rad] = await sql<{ nummer: number | null }[]>`
    select max(nummer) as nummer from huvudbok.verifikation
    where (forbund, ar, serie) = (${f.forbund}, ${f.ar}, ${f.serie}) and rattar is not null and ordinal <= ${f.ordinal}`;
  return rad?.nummer ?? 0;
}
