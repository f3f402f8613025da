import { arsSlut, arsStart, type Ar } from '#kernel/datum.js';
import type { ForbundId, Konto } from '#kernel/identiteter.js';
import { summa, type Ore } from '#kernel/ore.js';
import type { TransactionSql } from '#read-store/anslutning.js';
import type { Nettorad } from './nettorader.query.js';
import { saldon, type Kontosaldo } from './saldon.query.js';

export interface Arsskiftesfraga {
  readonly forbund: ForbundId;
  readonly ar: Ar;
  readonly ordinal: number;
}

/** Equity as one: a closing moves the year's result within it, to a konto that each förbund chooses. */
const EGET_KAPITAL = '20';

export interface Arsskiftesskillnad {
  /** A konto; for equity, with the year's result, its group 20. */
  readonly konto: Konto;
  readonly insats: string | null;
  readonly motpart: string | null;
  readonly utgaendeOre: Ore;
  /** What the next year opened with. */
  readonly ingaendeOre: Ore;
}

/** Where a year's opening balance comes from: booked, carried from the year before, or there is none. */
export async function ingaendesKalla(
  sql: TransactionSql,
  f: Arsskiftesfraga,
): Promise<'bokford' | 'overford' | 'ingen'> {
  const [rad] = await sql<{ bokford: boolean; tidigare: boolean }[]>`
    select
      exists (
        select from huvudbok.ingaende where forbund = ${f.forbund} and ar = ${f.ar} and ordinal <= ${f.ordinal}
      ) as bokford,
      exists (
        select from huvudbok.ingaende where forbund = ${f.forbund} and ar < ${f.ar} and ordinal <= ${f.ordinal}
        union all
        select from huvudbok.saldonyckel where forbund = ${f.forbund} and ar < ${f.ar} and ordinal <= ${f.ordinal}
      ) as tidigare`;
  if (rad?.bokford) return 'bokford';
  return rad?.tidigare ? 'overford' : 'ingen';
}

/**
 * Where the balance that a year opens with differs from what the year before closed with: nowhere, unless something was
 * booked in the earlier year after it was closed, or an opening balance was booked by hand. Equity is compared as one sum.
 */
export async function arsskiftesskillnader(
  sql: TransactionSql,
  { forbund, ar, ordinal }: Arsskiftesfraga,
): Promise<Arsskiftesskillnad[]> {
  const fore = await saldon(sql, { forbund: [forbund], per: arsSlut(ar), ordinal });
  const efter = await saldon(sql, { forbund: [forbund], per: arsStart(ar + 1), ordinal });
  const platser = new Map<string, { -readonly [K in keyof Arsskiftesskillnad]: Arsskiftesskillnad[K] }>();
  const vid = (s: Kontosaldo) => {
    const plats =
      s.konto.startsWith(EGET_KAPITAL) || s.konto >= '3'
        ? { konto: EGET_KAPITAL, insats: null, motpart: null }
        : { konto: s.konto, insats: s.insats, motpart: s.motpart };
    const nyckel = Object.values(plats).join('|');
    const p = platser.get(nyckel) ?? { ...plats, utgaendeOre: 0n, ingaendeOre: 0n };
    platser.set(nyckel, p);
    return p;
  };
  for (const s of fore) vid(s).utgaendeOre += s.utgaendeOre;
  for (const s of efter) vid(s).ingaendeOre += s.ingaendeOre;
  return [...platser.values()].filter((p) => p.utgaendeOre !== p.ingaendeOre);
}

/** What a year leaves to the next one when its result is moved to a konto of equity, and that result: a surplus is positive. */
export async function bokslutsunderlag(
  sql: TransactionSql,
  { forbund, ar, ordinal, konto }: Arsskiftesfraga & { readonly konto: Konto },
): Promise<{ rader: Nettorad[]; resultatOre: Ore }> {
  const saldona = await saldon(sql, { forbund: [forbund], per: arsSlut(ar), ordinal });
  const resultatOre = -summa(saldona.filter((s) => s.konto >= '3').map((s) => s.utgaendeOre));
  const balans = saldona.filter((s) => s.konto < '3');
  const pa = (s: Kontosaldo): boolean => s.konto === konto && s.insats === null && s.motpart === null;
  const rader = balans
    .filter((s) => s.utgaendeOre !== 0n && !pa(s))
    .map((s) => ({
      konto: s.konto,
      ...(s.insats === null ? {} : { insats: s.insats }),
      ...(s.motpart === null ? {} : { motpart: s.motpart }),
      beloppOre: s.utgaendeOre,
    }));
  const kapitalOre = summa(balans.filter(pa).map((s) => s.utgaendeOre)) - resultatOre;
  return { rader: [...rader, { konto, beloppOre: kapitalOre }], resultatOre };
}
