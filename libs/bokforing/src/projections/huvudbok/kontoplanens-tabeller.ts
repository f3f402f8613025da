import { omojlig } from '#kernel/fel.js';
import type { TransactionSql } from '#read-store/anslutning.js';
import type { KontoplanHandelse } from '../../domain/kontoplan.events.js';

/** Kontoplan events are few beside vouchers: one statement each. */
export async function skrivKontoplan(
  sql: TransactionSql,
  handelse: KontoplanHandelse,
  ordinal: number,
): Promise<void> {
  const { typ, data } = handelse;
  switch (typ) {
    case 'KontoUpplagt':
      await sql`insert into konto values (${data.forbund}, ${data.konto}, ${ordinal}, ${data.namn})`;
      return;
    case 'MotpartUpplagd': {
      const { nyckel, namn, forbund, medlem } = data.motpart;
      await sql`insert into motpart values (${data.forbund}, ${nyckel}, ${ordinal}, ${namn}, ${forbund ?? null}, ${medlem ?? null})`;
      return;
    }
    case 'PostUpplagd': {
      const { konto, insats, motpart } = data.kontering;
      await sql`
        insert into kontering values (${data.forbund}, ${konto}, ${insats ?? ''}, ${motpart ?? ''}, ${ordinal}, ${data.post})`;
      // The place of a post in reports is the place it was added in.
      await sql`
        insert into post
        select ${data.forbund}, ${data.post}, ${ordinal}, count(distinct post), ${data.rad}, ${data.grupp}, ${data.overordnad ?? null}
        from post where forbund = ${data.forbund}`;
      return;
    }
    case 'PostAndrad':
      await sql`
        insert into post
        select forbund, post, ${ordinal}, nr, ${data.rad}, ${data.grupp}, ${data.overordnad ?? null}
        from post where forbund = ${data.forbund} and post = ${data.post} order by ordinal desc limit 1`;
      return;
    default:
      omojlig(typ);
  }
}
