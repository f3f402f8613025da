import { EJ_AVSLUTADE_AR, kontonamn, redovisadeAr, saldon } from '#bokforing/public.js';
import { arFor, arsStart, dagenFore, type Period } from '#kernel/datum.js';
import type { ForbundId, Konto } from '#kernel/identiteter.js';
import type { TransactionSql } from '#read-store/anslutning.js';
import { EJ_AVSLUTADES_NAMN } from '../stomme/las-kontoregister.js';
import type { Rapportsammanhang } from '../stomme/rapport.js';
import type { Saldounderlag } from './saldobalans.js';
import { motpartsnamn } from '../stomme/motpartsnamn.js';

/** What konton of some förbund are called. */
async function lasKontonamn(
  sql: TransactionSql,
  forbund: readonly ForbundId[],
  ordinal: number,
): Promise<(forbund: ForbundId, konto: Konto) => string | null> {
  const namn = await kontonamn(sql, forbund, ordinal);
  return (f, konto) =>
    konto === EJ_AVSLUTADE_AR.konto ? EJ_AVSLUTADES_NAMN : (namn.get(`${f}|${konto}`) ?? null);
}

/** Those that have balances of a period's last day, and those that have none. */
export async function lasBokforda(
  sql: TransactionSql,
  { forbund, ordinal }: Pick<Rapportsammanhang, 'forbund' | 'ordinal'>,
  period: Period | undefined,
) {
  const nycklar = forbund.map((f) => f.forbund);
  if (!period) return { bokforda: [], saknas: forbund };
  const redovisade = await redovisadeAr(sql, { forbund: nycklar, ordinal });
  const har = (f: { readonly forbund: ForbundId }): boolean => redovisade.harBalanser(f.forbund, period.till);
  const ar = arFor(period.till);
  return {
    bokforda: forbund
      .filter(har)
      .map((f) => ({ ...f, oppnat: redovisade.av(f.forbund, ar)?.oppnat === true })),
    saknas: forbund.filter((f) => !har(f)),
  };
}

/** The balances that a period begins and ends with, of förbund that have any. */
export async function lasSaldounderlag(
  sql: TransactionSql,
  f: {
    readonly forbund: readonly { readonly forbund: ForbundId; readonly namn: string }[];
    readonly period: Period;
    readonly ordinal: number;
  },
): Promise<Saldounderlag[]> {
  const { period, ordinal } = f;
  const forbund = f.forbund.map((x) => x.forbund);
  const fraga = { forbund, ordinal, alla: true } as const;
  const [till, fore, namn, motparter] = await Promise.all([
    saldon(sql, { ...fraga, per: period.till }),
    period.fran === arsStart(arFor(period.fran))
      ? []
      : saldon(sql, { ...fraga, per: dagenFore(period.fran) }),
    lasKontonamn(sql, forbund, ordinal),
    motpartsnamn(sql, forbund, ordinal),
  ]);
  return f.forbund.map((x) => ({
    ...x,
    till: till.filter((s) => s.forbund === x.forbund),
    fore: fore.filter((s) => s.forbund === x.forbund),
    kontonamn: (konto) => namn(x.forbund, konto),
    motpartsnamn: (motpart) => motparter.get(`${x.forbund}|${motpart}`) ?? null,
  }));
}
