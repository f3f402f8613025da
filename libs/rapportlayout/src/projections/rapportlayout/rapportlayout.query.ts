import type { Datum } from '#kernel/datum.js';
import type { ForbundId } from '#kernel/identiteter.js';
import type { TransactionSql } from '#read-store/anslutning.js';
import type { Rapportdefinition } from '../../domain/rapportlayout.events.js';

export interface Rapportlayout {
  readonly forbund: ForbundId;
  readonly rapport: string;
  /** The event that it was adopted in. */
  readonly ordinal: number;
  readonly fran: Datum;
  readonly definition: Rapportdefinition;
}

type Layoutrad = Omit<Rapportlayout, 'ordinal'> & { readonly ordinal: bigint };
const somLayout = (rad: Layoutrad): Rapportlayout => ({ ...rad, ordinal: Number(rad.ordinal) });

/** The layout of a report that holds on a day, as known at an ordinal, for each förbund that has one. */
export async function gallandeLayouter(
  sql: TransactionSql,
  f: { forbund: readonly ForbundId[]; rapport: string; per: Datum; ordinal: number },
): Promise<Rapportlayout[]> {
  const rader = await sql<Layoutrad[]>`
    select l.*
    from unnest(${[...f.forbund]}::text[]) as f (forbund)
    cross join lateral (
      select forbund, rapport, ordinal, fran, definition from rapportlayout.layout l
      where l.forbund = f.forbund and l.rapport = ${f.rapport} and l.fran <= ${f.per} and l.ordinal <= ${f.ordinal}
      order by l.fran desc, l.ordinal desc limit 1
    ) l`;
  return rader.map(somLayout);
}

/** All layouts of a förbund's report as known at an ordinal, in the order they were recorded. */
export async function layoutsida(
  sql: TransactionSql,
  f: { forbund: ForbundId; rapport: string; ordinal: number; efter: number; max: number },
): Promise<Layoutrad[]> {
  return sql<Layoutrad[]>`
    select forbund, rapport, ordinal, fran, definition from rapportlayout.layout
    where forbund = ${f.forbund} and rapport = ${f.rapport} and ordinal <= ${f.ordinal} and ordinal > ${f.efter}
    order by ordinal limit ${f.max}`;
}
