import { motparterna } from '#bokforing/public.js';
import { forbunden } from '#forbund/public.js';
import type { ForbundId } from '#kernel/identiteter.js';
import type { TransactionSql } from '#read-store/anslutning.js';

/** The names of motparter, by `förbund|key`. One that is a förbund, and that no source names, is called what the register calls it. */
export async function motpartsnamn(
  sql: TransactionSql,
  forbund: readonly ForbundId[],
  ordinal: number,
): Promise<Map<string, string>> {
  const alla = await motparterna(sql, forbund, ordinal);
  const utanNamn = alla.filter((m) => m.namn === m.annatForbund);
  const register = new Map(
    utanNamn.length === 0 ? [] : (await forbunden(sql, ordinal)).map((f) => [f.forbund, f.namn]),
  );
  return new Map(
    alla.map(({ forbund: f, motpart, namn, annatForbund }) => [
      `${f}|${motpart}`,
      namn === annatForbund ? (register.get(annatForbund) ?? namn) : namn,
    ]),
  );
}
