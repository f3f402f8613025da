import { periodiseringar, type Periodiseringsvisning } from '#bokforing/public.js';
import type { TransactionSql } from '#read-store/anslutning.js';
import type { Rapportsammanhang } from '../stomme/rapport.js';

/** Read at a time. */
const SIDA = 1_000;

/** The accruals that stand on the balance at the report's day: made by then, not reversed by then, and not taken back. */
export async function lasPeriodiseringar(
  sql: TransactionSql,
  { forbund, per, ordinal }: Rapportsammanhang,
): Promise<Periodiseringsvisning[]> {
  const nycklar = forbund.map((f) => f.forbund);
  const ut: Periodiseringsvisning[] = [];
  for (let efter = 0; ;) {
    const sida = await periodiseringar(sql, { forbund: nycklar, ordinal, per, efter, max: SIDA });
    ut.push(...sida.filter((p) => p.vandning === null && p.beloppOre !== 0n));
    const sista = sida.at(-1);
    if (sida.length < SIDA || !sista) return ut;
    efter = sista.ordinal;
  }
}
