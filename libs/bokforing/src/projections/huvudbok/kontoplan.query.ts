import type { ForbundId, Konto, Nyckel } from '#kernel/identiteter.js';
import type { TransactionSql } from '#read-store/anslutning.js';

export interface Kontoplansrader {
  readonly konton: readonly { readonly konto: Konto; readonly namn: string }[];
  readonly motparter: readonly {
    readonly nyckel: Nyckel;
    readonly namn: string;
    readonly forbund: ForbundId | null;
    readonly medlem: boolean | null;
  }[];
  readonly poster: readonly {
    readonly post: string;
    readonly rad: string;
    readonly grupp: string;
    readonly overordnad: string | null;
    readonly kontering: {
      readonly konto: Konto;
      readonly insats: string | null;
      readonly motpart: string | null;
    };
  }[];
}

/** A förbund's kontoplan as known at an ordinal: konton, motparter, and posts in the order they are shown. */
export async function kontoplanen(
  sql: TransactionSql,
  f: { forbund: ForbundId; ordinal: number },
): Promise<Kontoplansrader> {
  const konton = await sql<{ konto: Konto; namn: string }[]>`
    select konto, namn from huvudbok.konto where forbund = ${f.forbund} and ordinal <= ${f.ordinal} order by konto`;
  const motparter = await sql<
    { nyckel: Nyckel; namn: string; forbund: ForbundId | null; medlem: boolean | null }[]
  >`
    select motpart as nyckel, namn, annat_forbund as forbund, medlem from huvudbok.motpart
    where forbund = ${f.forbund} and ordinal <= ${f.ordinal} order by motpart`;
  const poster = await sql<
    {
      post: string;
      rad: string;
      grupp: string;
      overordnad: string | null;
      konto: Konto;
      insats: string;
      motpart: string;
    }[]
  >`
    select * from (
      select distinct on (p.post) p.post, p.rad, p.grupp, p.overordnad, p.ordning, k.konto, k.insats, k.motpart
      from huvudbok.post p
      join huvudbok.kontering k on k.forbund = p.forbund and k.post = p.post
      where p.forbund = ${f.forbund} and p.ordinal <= ${f.ordinal}
      order by p.post, p.ordinal desc
    ) senaste order by ordning collate "C", post collate "C"`;
  return {
    konton,
    motparter,
    poster: poster.map(({ post, rad, grupp, overordnad, konto, insats, motpart }) => ({
      post,
      rad,
      grupp,
      overordnad,
      // Absent parts of a kontering are '' in the table, so that they can be part of keys.
      kontering: { konto, insats: insats || null, motpart: motpart || null },
    })),
  };
}
