import {
  kontonasRader,
  rorelseTillRaden,
  saldon,
  verifikationssamband,
  type Kontorad,
} from '#bokforing/public.js';
import { dagenFore, type Period } from '#kernel/datum.js';
import { assert } from '#kernel/fel.js';
import type { ForbundId, Konto } from '#kernel/identiteter.js';
import { summa, type Ore } from '#kernel/ore.js';
import type { TransactionSql } from '#read-store/anslutning.js';
import { lasBokforda, lasSaldounderlag } from '../saldobalans/las-saldobalans.js';
import {
  NOLL,
  periodsaldon,
  plus,
  type Saldobelopp,
  type Saldounderlag,
} from '../saldobalans/saldobalans.js';
import type { Rapportsammanhang } from '../stomme/rapport.js';
import { manadsStart, ogiltigtVal, SIDMARKOR } from '../stomme/val.js';
import {
  huvudbokskonto,
  somMarkor,
  type Forbundshuvudbok,
  type Huvudbok,
  type Huvudbokskonto,
  type Huvudboksplats,
  type Huvudboksrad,
} from './huvudbok.js';

/** Which part of the books, and which page of it. */
export interface Huvudboksval {
  readonly period: Period | undefined;
  readonly franKonto: Konto | undefined;
  readonly tillKonto: Konto | undefined;
  readonly antal: number;
  readonly efter: Huvudboksplats | undefined;
}

/**
 * A page: förbund by förbund, konto by konto. Only those that are on it are read.
 * @throws DomanFel FRAGA_OGILTIG for a cursor of another question
 */
export async function lasHuvudbok(
  sql: TransactionSql,
  s: Rapportsammanhang,
  val: Huvudboksval,
): Promise<Huvudbok> {
  const { period, efter } = val;
  const { bokforda, saknas } = await lasBokforda(sql, s, period);
  const forsta = efter ? bokforda.findIndex((f) => f.forbund === efter.forbund) : 0;
  if (forsta < 0) throw ogiltigtVal('efter', s.val['efter'] ?? '', SIDMARKOR);
  const forbund: Forbundshuvudbok[] = [];
  let kvar = val.antal;
  let sista: Huvudboksplats | undefined;
  let mer = false;
  for (const f of period ? bokforda.slice(forsta) : []) {
    mer = kvar === 0;
    if (mer || !period) break;
    const del = await forbundets(sql, { ...f, ordinal: s.ordinal, period }, { ...val, antal: kvar });
    if (del.konton.length > 0 || !efter) forbund.push(del);
    kvar -= del.konton.reduce((n, k) => n + k.rader.length, 0);
    sista = sistaRaden(del) ?? sista;
    mer = !del.summa;
    if (mer) break;
  }
  return { period, forbund, saknas, nasta: mer && sista ? somMarkor(sista) : null };
}

function sistaRaden({ forbund, konton }: Forbundshuvudbok): Huvudboksplats | undefined {
  const rad = konton.flatMap((k) => k.rader).at(-1);
  return rad && { forbund, konto: rad.konto, datum: rad.datum, ordinal: rad.ordinal, nr: rad.nr };
}

interface Forbundsfraga {
  readonly forbund: ForbundId;
  readonly namn: string;
  readonly ordinal: number;
  readonly period: Period;
}

/** One förbund's part of a page. Without a sum, it goes on on the next. */
async function forbundets(
  sql: TransactionSql,
  fraga: Forbundsfraga,
  val: Huvudboksval,
): Promise<Forbundshuvudbok> {
  const { forbund, namn, ordinal, period } = fraga;
  const [underlag] = await lasSaldounderlag(sql, { forbund: [fraga], period, ordinal });
  assert(underlag !== undefined, 'ett förbund');
  const efter = val.efter?.forbund === forbund ? val.efter : undefined;
  const saldona = kontosaldon(underlag, val);
  const kvar = [...saldona.keys()].filter((k) => efter === undefined || k >= efter.konto);
  const [rader, fortsatt] = await Promise.all([
    kontonasRader(sql, { ...fraga, konton: kvar, efter, max: val.antal + 1 }),
    efter && saldoVid(sql, fraga, efter, saldona.get(efter.konto) ?? NOLL),
  ]);
  // The konto that the next page begins with, when there is one: those before it end here.
  const nasta = rader[val.antal]?.konto;
  // Those without rows between the last page's last row and this one's first were told there.
  const forst = efter ? rader[0]?.konto : '';
  const konton = kvar.filter((k) => forst !== undefined && k >= forst && (nasta === undefined || k <= nasta));
  const poster = await medSamband(sql, fraga, rader.slice(0, val.antal), underlag);
  const ut: Huvudbokskonto[] = [];
  for (const konto of konton) {
    const saldo = saldona.get(konto);
    assert(saldo !== undefined, `konto ${konto} har ett saldo`);
    const egna = poster.filter((r) => r.konto === konto);
    if (egna.length === 0 && (konto === nasta || arTomt(saldo))) continue;
    const fortsatter = konto === fortsatt?.konto;
    const ingaendeOre = fortsatter ? fortsatt.ore : saldo.ingaendeOre;
    const { debetOre, kreditOre, utgaendeOre } = saldo;
    ut.push(
      huvudbokskonto({
        ...{ konto, namn: underlag.kontonamn(konto), fortsatter, ingaendeOre, rader: egna },
        ...{ debetOre, kreditOre, utgaendeOre, slutar: konto !== nasta },
      }),
    );
  }
  const { debetOre, kreditOre } = [...saldona.values()].reduce(plus, NOLL);
  return { forbund, namn, konton: ut, summa: nasta === undefined ? { debetOre, kreditOre } : null };
}

const arTomt = (b: Saldobelopp): boolean =>
  b.ingaendeOre === 0n && b.debetOre === 0n && b.kreditOre === 0n && b.utgaendeOre === 0n;

/** By konto, those asked for, in their order. */
function kontosaldon(
  { till, fore }: Saldounderlag,
  { franKonto = '', tillKonto }: Huvudboksval,
): Map<Konto, Saldobelopp> {
  const ut = new Map<Konto, Saldobelopp>();
  for (const s of periodsaldon(till, fore))
    if (s.konto >= franKonto && (tillKonto === undefined || s.konto <= tillKonto))
      ut.set(s.konto, plus(s, ut.get(s.konto) ?? NOLL));
  return ut;
}

/** What stood on the konto after the row that the page goes on from: the balance of the month before, and that month's rows. */
async function saldoVid(
  sql: TransactionSql,
  { forbund, ordinal, period }: Forbundsfraga,
  efter: Huvudboksplats,
  saldo: Saldobelopp,
): Promise<{ konto: Konto; ore: Ore }> {
  const { konto } = efter;
  const manad = manadsStart(efter.datum);
  const fran = manad > period.fran ? manad : period.fran;
  const [rorelse, fore] = await Promise.all([
    rorelseTillRaden(sql, { forbund, fran, till: efter, ordinal }),
    fran === period.fran
      ? saldo.ingaendeOre
      : saldon(sql, { forbund: [forbund], per: dagenFore(fran), ordinal, konto, alla: true }).then((s) =>
          summa(s.map((k) => k.utgaendeOre)),
        ),
  ]);
  return { konto, ore: fore + rorelse };
}

/** The rows with what their vouchers have to do with others, and the names of motparter. */
async function medSamband(
  sql: TransactionSql,
  { ordinal }: Forbundsfraga,
  rader: readonly Kontorad[],
  { motpartsnamn }: Saldounderlag,
): Promise<Omit<Huvudboksrad, 'saldoOre'>[]> {
  if (rader.length === 0) return [];
  const samband = await verifikationssamband(
    sql,
    [...new Set(rader.map((r) => r.ordinal))].map(BigInt),
    ordinal,
  );
  return rader.map((rad) => ({
    motpartsnamn: rad.motpart === null ? null : motpartsnamn(rad.motpart),
    ...samband(BigInt(rad.ordinal)),
    ...rad,
  }));
}
