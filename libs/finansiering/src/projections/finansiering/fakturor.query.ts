import type { Huvudmannatyp } from '#forbund/domain/forbund.events.js';
import type { Ar, Datum } from '#kernel/datum.js';
import type { ForbundId, Nyckel } from '#kernel/identiteter.js';
import { oreTillTal } from '#kernel/ore.js';
import type { TransactionSql } from '#read-store/anslutning.js';

export interface Fakturarad {
  readonly ordinal: bigint;
  readonly faktura: string;
  readonly part: Huvudmannatyp;
  readonly medlem: Nyckel | null;
  readonly den: Datum;
  readonly forfaller: Datum;
  readonly fran: Datum;
  readonly till: Datum;
  readonly beloppOre: number;
  /** Taken off by credit notes. */
  readonly krediteratOre: number;
  readonly mottagetOre: number;
}

/** A year's invoices in the order they were recorded, each with what has been credited and received; by a day, when it is given. */
export async function fakturasida(
  sql: TransactionSql,
  f: { forbund: ForbundId; ar: Ar; ordinal: number; per: Datum | undefined; efter: number; max: number },
): Promise<Fakturarad[]> {
  const { per } = f;
  const senast = per === undefined ? sql`` : sql`and x.den <= ${per}`;
  const rader = await sql<
    (Omit<Fakturarad, 'beloppOre' | 'krediteratOre' | 'mottagetOre'> & {
      belopp_ore: bigint;
      krediterat_ore: bigint;
      mottaget_ore: bigint;
    })[]
  >`
    select f.ordinal, f.faktura, f.part, nullif(f.medlem, '') as medlem, f.den, f.forfaller, f.fran, f.till, f.belopp_ore,
      k.belopp_ore as krediterat_ore, m.belopp_ore as mottaget_ore
    from finansiering.faktura f
    cross join lateral (
      select coalesce(-sum(x.belopp_ore), 0)::bigint as belopp_ore from finansiering.faktura x
      where x.forbund = f.forbund and x.ar = f.ar and x.krediterar = f.faktura and x.ordinal <= ${f.ordinal} ${senast}
    ) k
    cross join lateral (
      select coalesce(sum(x.belopp_ore), 0)::bigint as belopp_ore from finansiering.mottaget x
      where x.forbund = f.forbund and x.ar = f.ar and x.faktura = f.faktura and x.ordinal <= ${f.ordinal} ${senast}
    ) m
    where f.forbund = ${f.forbund} and f.ar = ${f.ar} and f.krediterar is null
      and f.ordinal <= ${f.ordinal} and f.ordinal > ${f.efter} ${per === undefined ? sql`` : sql`and f.den <= ${per}`}
    order by f.ordinal limit ${f.max}`;
  return rader.map(({ belopp_ore, krediterat_ore, mottaget_ore, ...r }) => ({
    ...r,
    beloppOre: oreTillTal(belopp_ore),
    krediteratOre: oreTillTal(krediterat_ore),
    mottagetOre: oreTillTal(mottaget_ore),
  }));
}
