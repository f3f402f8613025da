import {
  arsskiftesskillnader,
  bokfortTill,
  oppnadeAr,
  utfallPerPost,
  type Arsskiftesskillnad,
} from '#bokforing/public.js';
import { faststalldPrognos } from '#budget/public.js';
import { arsSlut, arsStart, type Ar, type Datum } from '#kernel/datum.js';
import type { ForbundId } from '#kernel/identiteter.js';
import type { Ore } from '#kernel/ore.js';
import { delaPostId } from '#kernel/poster.js';
import type { TransactionSql } from '#read-store/anslutning.js';
import { finansiering } from '../finansiering/finansiering.js';
import { samlaFinansiering } from '../finansiering/las-finansiering.js';
import type { Kalla } from '../stomme/belopp.js';
import { kandaBalanser } from '../stomme/kanda-balanser.js';
import { lasBelopp } from '../stomme/las-belopp.js';
import { lasKontoregister } from '../stomme/las-kontoregister.js';
import type { Rapportsammanhang } from '../stomme/rapport.js';
import { resultatet, type Kapitaluppgifter } from './indikatorer.js';

/** A year that opens with other equity than the year before closed with. */
export interface Arsskifte {
  readonly forbund: ForbundId;
  /** The year that opens. */
  readonly ar: Ar;
  readonly utgaendeOre: Ore;
  readonly ingaendeOre: Ore;
}

/** The report's day within its year. */
const tillDag = ({ ar, per }: Rapportsammanhang): Datum => (per < arsSlut(ar) ? per : arsSlut(ar));

/** @param antalAr how many years before the report's own deficits can be left from */
export async function samlaKapitaluppgifter(
  sql: TransactionSql,
  s: Rapportsammanhang,
  antalAr: number,
): Promise<Kapitaluppgifter[]> {
  const forbund = s.forbund.map((f) => f.forbund);
  const { ar, ordinal } = s;
  const per = tillDag(s);
  const aren = Array.from({ length: antalAr }, (_, n) => ar - antalAr + n);
  const [medel, prognos, bokfort, kapital, utfall] = await Promise.all([
    samlaFinansiering(sql, s).then((u) => finansiering({ ar, per, forbund: u }).forbund),
    faststalldPrognos(sql, { forbund, ar, per, ordinal }),
    bokfortTill(sql, { forbund, ordinal }),
    lasKapital(sql, forbund, ordinal, per),
    Promise.all(
      [...aren, ar].map(async (y) => {
        const period = { fran: arsStart(y), till: y === ar ? per : arsSlut(y) };
        return period.till < period.fran ? [] : await utfallPerPost(sql, { forbund, period, ordinal });
      }),
    ),
  ]);
  return s.forbund.map((f) => {
    const egna = <R extends { forbund: ForbundId }>(rader: readonly R[]): R[] =>
      rader.filter((r) => r.forbund === f.forbund);
    const arets = (n: number): Ore | null =>
      resultatet(
        egna(utfall[n] ?? [])
          .filter((r) => arResultat(r.post))
          .map((r) => r.beloppOre),
      );
    const tillSlut = (y: Ar): boolean => egna(bokfort).some((b) => b.ar === y && b.datum === arsSlut(y));
    return {
      ...f,
      resultatOre: arets(antalAr),
      prognosOre: resultatet(egna(prognos).map((r) => r.beloppOre)),
      tidigare: aren.map((y, n) => ({ ar: y, resultatOre: tillSlut(y) ? arets(n) : null })),
      kapitalOre: kapital.get(f.forbund) ?? null,
      medelOre: medel.find((m) => m.forbund === f.forbund)?.summa.beslutatOre ?? null,
    };
  });
}

const arResultat = (post: Parameters<typeof delaPostId>[0]): boolean =>
  ['intakt', 'kostnad'].includes(delaPostId(post).slag);

/** Equity with the result, credit positive, of those whose balances are known. */
async function lasKapital(
  sql: TransactionSql,
  forbund: readonly ForbundId[],
  ordinal: number,
  per: Datum,
): Promise<Map<ForbundId, Ore>> {
  const kalla: Kalla = { slag: 'saldo', per };
  const register = await lasKontoregister(sql, forbund, ordinal);
  const kanda = await kandaBalanser(sql, forbund, ordinal);
  const ut = new Map<ForbundId, Ore>();
  for (const b of kanda(kalla, await lasBelopp(sql, { kalla, forbund, ordinal, register })))
    if (b.matt === 'utgaende' && (arResultat(b.post) || delaPostId(b.post).slag === 'eget_kapital'))
      ut.set(b.forbund, (ut.get(b.forbund) ?? 0n) - b.debetOre);
  return ut;
}

/** Group 20: equity as one, as `arsskiftesskillnader` has it. */
const arEgetKapital = ({ konto }: Arsskiftesskillnad): boolean => konto === '20';

/** The years of the report that were opened with other equity than the one before closed with, where that is known. */
export async function lasArsskiften(
  sql: TransactionSql,
  s: Rapportsammanhang,
  antalAr: number,
): Promise<Arsskifte[]> {
  const forbund = s.forbund.map((f) => f.forbund);
  const oppnade = (await oppnadeAr(sql, { forbund, ordinal: s.ordinal })).filter(
    ({ ar }) => ar > s.ar - antalAr && ar <= s.ar,
  );
  const ut: Arsskifte[] = [];
  for (const { forbund: f, ar } of oppnade.sort((a, b) => b.ar - a.ar)) {
    const fore = await lasKapital(sql, [f], s.ordinal, arsSlut(ar - 1));
    if (!fore.has(f)) continue;
    const skillnader = await arsskiftesskillnader(sql, { forbund: f, ar: ar - 1, ordinal: s.ordinal });
    for (const { utgaendeOre, ingaendeOre } of skillnader.filter(arEgetKapital))
      // The ledger has equity as credit.
      ut.push({ forbund: f, ar, utgaendeOre: -utgaendeOre, ingaendeOre: -ingaendeOre });
  }
  return ut;
}
