import { beslutssida } from '#beslut/public.js';
import type { Skal } from '#event-store/event-store.js';
import type { TransactionSql } from '#read-store/anslutning.js';
import type { Beslutsunderlag } from './harledning.js';
import type { Planunderlag } from './underlag.js';

/** The beslut that plans and events rest on and that events name, as they were known: one that was not registered then is not there. */
export async function lasBeslutsunderlag(
  sql: TransactionSql,
  f: {
    readonly planer: readonly Pick<Planunderlag, 'forbund' | 'stod'>[];
    readonly handelser: readonly { readonly forbund: string; readonly skal: Skal }[];
    readonly ordinal: number;
  },
): Promise<Beslutsunderlag[]> {
  const nycklar = new Map<string, { forbund: string; beslut: string }>();
  const behover = (forbund: string, beslut: string): void => {
    nycklar.set(`${forbund}|${beslut}`, { forbund, beslut });
  };
  for (const { forbund, stod } of f.planer) if (stod?.slag === 'beslut') behover(forbund, stod.id);
  for (const { forbund, skal } of f.handelser) if (skal.slag === 'beslut') behover(forbund, skal.beslut);
  const ut: Beslutsunderlag[] = [];
  for (const { forbund, beslut } of nycklar.values()) {
    const valt = { forbund: [forbund], beslut, ordinal: f.ordinal, efter: 0, max: 1 };
    const [rad] = await beslutssida(sql, valt);
    if (rad) {
      const { organ, rubrik, fattatFran, fattatTill, paragraf, dnr } = rad;
      ut.push({ forbund, beslut, organ, rubrik, fattatFran, fattatTill, paragraf, dnr });
    }
  }
  return ut;
}
