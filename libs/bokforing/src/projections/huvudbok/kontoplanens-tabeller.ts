import { omojlig } from '#kernel/fel.js';
import type { TransactionSql } from '#read-store/anslutning.js';
import type { ForbundId } from '#kernel/identiteter.js';
import type { PostId } from '#kernel/poster.js';
import type { KontoplanHandelse, Postbeskrivning } from '../../domain/kontoplan.events.js';

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
      await skrivPost(sql, data, ordinal);
      return;
    }
    case 'PostAndrad':
      await skrivPost(sql, data, ordinal);
      return;
    default:
      omojlig(typ);
  }
}

async function skrivPost(
  sql: TransactionSql,
  data: { forbund: ForbundId; post: PostId } & Postbeskrivning,
  ordinal: number,
): Promise<void> {
  await sql`
    insert into post
    select ${data.forbund}, ${data.post}, ${ordinal},
      coalesce(
        ${data.ordning ?? null}::text,
        (select ordning from post where forbund = ${data.forbund} and post = ${data.post} order by ordinal desc limit 1),
        lpad(${ordinal}::text, 12, '0')
      ),
      ${data.rad}, ${data.grupp}, ${data.overordnad ?? null}`;
}
