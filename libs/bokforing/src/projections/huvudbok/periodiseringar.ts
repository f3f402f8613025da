import type { TransactionSql } from '#read-store/anslutning.js';
import type { LagradVerifikation } from './saldon.js';

/** What some vouchers are besides being vouchers: accruals, reversals of accruals, full corrections. They are few. */
export async function skrivPeriodiseringar(
  sql: TransactionSql,
  verifikationer: readonly LagradVerifikation[],
): Promise<void> {
  for (const h of verifikationer) {
    const { forbund } = h.data;
    if (h.typ === 'RattelseBokford') {
      if (h.data.makulerar) await sql`insert into makulering values (${h.ordinal})`;
      continue;
    }
    const { periodisering, vander } = h.data;
    if (periodisering)
      await sql`
        insert into periodisering values (${h.ordinal}, ${forbund}, ${periodisering.slag}, ${periodisering.vands})`;
    if (vander)
      await sql`
        insert into vandning values (${h.ordinal}, ${forbund}, ${vander.ar}, ${vander.serie}, ${vander.nummer})`;
  }
}
