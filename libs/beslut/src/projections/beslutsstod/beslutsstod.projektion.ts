import { readFileSync } from 'node:fs';
import type { StoredEvent } from '#event-store/event-store.js';
import type { BeslutId, ForbundId } from '#kernel/identiteter.js';
import type { TransactionSql } from '#read-store/anslutning.js';
import { Projektion } from '#read-store/projektion.js';

interface Stodrad {
  readonly forbund: ForbundId;
  readonly beslut: BeslutId;
  readonly slag: 'stod' | 'skal';
}

/**
 * Which events of any context rest on a beslut: those whose data name it (`stod`), and those that were recorded because
 * of it (`skal`). It knows no context: whatever event carries one of the two is found.
 */
export class BeslutsstodProjektion extends Projektion {
  readonly namn = 'beslutsstod';
  readonly version = 1;
  readonly tabeller = readFileSync(new URL('./table.sql', import.meta.url), 'utf8');

  /** @param typer all event types there are; a new one has no events that were passed by */
  constructor(readonly typer: readonly string[]) {
    super();
  }

  async tillampa(sql: TransactionSql, handelser: readonly StoredEvent[]): Promise<void> {
    const rader = handelser.flatMap((h) => stoden(h).map((s) => ({ ...s, h })));
    if (rader.length === 0) return;
    await sql`
      insert into stod
      select r.forbund, r.beslut, r.ordinal,
        coalesce((
          select s.nr from stod s where s.forbund = r.forbund and s.beslut = r.beslut order by s.ordinal desc limit 1
        ), 0) + row_number() over (partition by r.forbund, r.beslut order by r.ordinal),
        r.typ, r.stream, r.slag
      from unnest(
        ${rader.map((r) => r.forbund)}::text[], ${rader.map((r) => r.beslut)}::text[], ${rader.map((r) => String(r.h.ordinal))}::bigint[],
        ${rader.map((r) => r.h.typ)}::text[], ${rader.map((r) => r.h.stream)}::text[], ${rader.map((r) => r.slag)}::text[]
      ) as r (forbund, beslut, ordinal, typ, stream, slag)`;
  }
}

/** The beslut that a value names, when it is an authority of that kind. */
function beslutI(stod: unknown): BeslutId | undefined {
  if (typeof stod !== 'object' || stod === null) return undefined;
  const { slag, beslut } = stod as { slag?: unknown; beslut?: unknown };
  return slag === 'beslut' && typeof beslut === 'string' ? beslut : undefined;
}

/** A key is a key within its förbund: the one that the event is about, else each that its command concerned. */
function stoden({ data, metadata }: StoredEvent): Stodrad[] {
  const falt: { readonly stod?: unknown; readonly forbund?: unknown } = data;
  const forbund = typeof falt.forbund === 'string' ? [falt.forbund] : metadata.forbund;
  const stod = beslutI(falt.stod);
  const skal = beslutI(metadata.skal);
  return [...new Set(forbund)].flatMap((f): Stodrad[] => [
    ...(stod === undefined ? [] : [{ forbund: f, beslut: stod, slag: 'stod' as const }]),
    ...(skal === undefined || skal === stod ? [] : [{ forbund: f, beslut: skal, slag: 'skal' as const }]),
  ]);
}
