import type { Ar, Datum } from '#kernel/datum.js';
import type { ForbundId } from '#kernel/identiteter.js';
import { oreTillTal } from '#kernel/ore.js';
import type { TransactionSql } from '#read-store/anslutning.js';

export interface Versionsrad {
  readonly ordinal: number;
  readonly slag: 'budget' | 'periodbudget' | 'prognos';
  /** The day it holds from; for a prognosis the day it was made for. */
  readonly den: Datum;
  readonly fran: Datum | null;
  readonly till: Datum | null;
  readonly stod: { readonly slag: string; readonly id: string };
  readonly rader: readonly { readonly post: string; readonly beloppOre: number }[];
}

/** All versions of a year's plans as known at an ordinal, with their lines, in the order they were recorded. */
export async function versionssida(
  sql: TransactionSql,
  f: { forbund: ForbundId; ar: Ar; ordinal: number; per: Datum | undefined; efter: number; max: number },
): Promise<Versionsrad[]> {
  const versioner = await sql<
    (Omit<Versionsrad, 'ordinal' | 'stod' | 'rader'> & { ordinal: bigint; stod_slag: string; stod: string })[]
  >`
    select ordinal, slag, den, fran, till, stod_slag, stod from budget.version
    where forbund = ${f.forbund} and ar = ${f.ar} and ordinal <= ${f.ordinal} and ordinal > ${f.efter}
      ${f.per === undefined ? sql`` : sql`and den <= ${f.per}`}
    order by ordinal limit ${f.max}`;
  const rader = await sql<{ ordinal: bigint; post: string; belopp_ore: bigint }[]>`
    select ordinal, post, belopp_ore from budget.rad
    where ordinal = any(${versioner.map((v) => v.ordinal.toString())}::bigint[]) order by ordinal, nr`;
  const perVersion = new Map<bigint, (typeof rader)[number][]>();
  for (const r of rader) perVersion.set(r.ordinal, [...(perVersion.get(r.ordinal) ?? []), r]);
  return versioner.map(({ ordinal, stod_slag, stod, ...v }) => ({
    ...v,
    ordinal: Number(ordinal),
    stod: { slag: stod_slag, id: stod },
    rader: (perVersion.get(ordinal) ?? []).map((r) => ({
      post: r.post,
      beloppOre: oreTillTal(r.belopp_ore),
    })),
  }));
}
