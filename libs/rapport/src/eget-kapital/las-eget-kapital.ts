import { arsskiftesskillnader, type Arsskiftesskillnad } from '#bokforing/public.js';
import { faststalldPrognos } from '#budget/public.js';
import { arsSlut, arsStart, type Ar, type Datum } from '#kernel/datum.js';
import type { ForbundId } from '#kernel/identiteter.js';
import type { Ore } from '#kernel/ore.js';
import { delaPostId } from '#kernel/poster.js';
import type { TransactionSql } from '#read-store/anslutning.js';
import { beslutadeMedel } from '../finansiering/finansiering.js';
import { samlaMedelsuppgifter } from '../finansiering/las-finansiering.js';
import type { Belopp } from '../stomme/belopp.js';
import type { Beloppslasning } from '../stomme/beloppslasning.js';
import { tillDag, type Rapportsammanhang } from '../stomme/rapport.js';
import { resultatet, type Kapitaluppgifter } from './indikatorer.js';

/** A year that opens with other equity than the year before closed with. */
export interface Arsskifte {
  readonly forbund: ForbundId;
  /** The year that opens. */
  readonly ar: Ar;
  readonly utgaendeOre: Ore;
  readonly ingaendeOre: Ore;
}

/**
 * Results and equity are those of the balances that the tables are set up of: what a year moved in classes 3–8, and what
 * stands at the day.
 * @param antalAr how many years before the report's own deficits can be left from
 */
export async function samlaKapitaluppgifter(
  lasning: Beloppslasning,
  sql: TransactionSql,
  s: Rapportsammanhang,
  antalAr: number,
): Promise<Kapitaluppgifter[]> {
  const forbund = s.forbund.map((f) => f.forbund);
  const { ar, ordinal } = s;
  const per = tillDag(s);
  const aren = Array.from({ length: antalAr }, (_, n) => ar - antalAr + n);
  const [medel, prognos, { redovisade }, balanser, ...tidigare] = await Promise.all([
    samlaMedelsuppgifter(sql, s),
    faststalldPrognos(sql, { forbund, ar, per, ordinal }),
    lasning.underlag(),
    lasBalanser(lasning, forbund, per),
    ...aren.map((y) => lasBalanser(lasning, forbund, arsSlut(y))),
  ]);
  return s.forbund.map((f) => {
    const egna = <R extends { forbund: ForbundId }>(rader: readonly R[]): R[] =>
      rader.filter((r) => r.forbund === f.forbund);
    const tillSlut = (y: Ar): boolean => redovisade.av(f.forbund, y)?.sista === arsSlut(y);
    const sina = medel.find((m) => m.forbund === f.forbund);
    return {
      ...f,
      resultatOre: per < arsStart(ar) ? null : krediten(egna(balanser), arAretsResultat),
      prognosOre: resultatet(egna(prognos).map((r) => r.beloppOre)),
      tidigare: aren.map((y, n) => ({
        ar: y,
        resultatOre: tillSlut(y) ? krediten(egna(tidigare[n] ?? []), arAretsResultat) : null,
      })),
      kapitalOre: krediten(egna(balanser), arKapital),
      medelOre: sina ? beslutadeMedel(sina, per) : null,
    };
  });
}

export const lasBalanser = async (
  lasning: Beloppslasning,
  forbund: readonly ForbundId[],
  per: Datum,
): Promise<Belopp[]> => (await lasning.las([{ slag: 'saldo', per }], forbund)).flat();

const arResultat = ({ post }: Belopp): boolean => ['intakt', 'kostnad'].includes(delaPostId(post).slag);

/** What a year moved of its result. */
export const arAretsResultat = (b: Belopp): boolean => b.matt === 'rorelse' && arResultat(b);

/** What stands as equity, the year's result with it. */
export const arKapital = (b: Belopp): boolean =>
  b.matt === 'utgaende' && (arResultat(b) || delaPostId(b.post).slag === 'eget_kapital');

/** A surplus, and equity, is positive: the ledger has both as credit. Null where nothing is known. */
const krediten = (balanser: readonly Belopp[], tas: (b: Belopp) => boolean): Ore | null =>
  resultatet(balanser.filter(tas).map((b) => -b.debetOre));

/** Group 20: equity as one, as `arsskiftesskillnader` has it. */
const arEgetKapital = ({ konto }: Arsskiftesskillnad): boolean => konto === '20';

/** The years of the report that were opened with other equity than the one before closed with, where that is known. */
export async function lasArsskiften(
  lasning: Beloppslasning,
  sql: TransactionSql,
  s: Rapportsammanhang,
  antalAr: number,
): Promise<Arsskifte[]> {
  const { redovisade } = await lasning.underlag();
  const oppnade = redovisade.alla.filter(({ ar, oppnat }) => oppnat && ar > s.ar - antalAr && ar <= s.ar);
  const ut: Arsskifte[] = [];
  for (const { forbund: f, ar } of oppnade.sort((a, b) => b.ar - a.ar)) {
    const fore = await lasBalanser(lasning, [f], arsSlut(ar - 1));
    if (!fore.some(arKapital)) continue;
    const skillnader = await arsskiftesskillnader(sql, { forbund: f, ar: ar - 1, ordinal: s.ordinal });
    for (const { utgaendeOre, ingaendeOre } of skillnader.filter(arEgetKapital))
      // The ledger has equity as credit.
      ut.push({ forbund: f, ar, utgaendeOre: -utgaendeOre, ingaendeOre: -ingaendeOre });
  }
  return ut;
}
