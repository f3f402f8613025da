import {
  EJ_AVSLUTADE_AR,
  gallandeIngaende,
  radsida,
  type Ingaenderad,
  type Kontospann,
  type Radmarkor,
  type RattelseBokford,
  type VerifikationBokford,
} from '#bokforing/public.js';
import { gallandePlanversioner } from '#budget/public.js';
import { arFor, arsSlut, arsStart, datum, type Ar, type Period } from '#kernel/datum.js';
import { assert, omojlig } from '#kernel/fel.js';
import type { ForbundId } from '#kernel/identiteter.js';
import { senasteBeraknade } from '#prognos/public.js';
import type { TransactionSql } from '#read-store/anslutning.js';
import { kallnyckel, type Belopp, type Figurkalla } from '../stomme/belopp.js';
import type { Figurbidrag } from '../stomme/figur.js';
import type { Handelseunderlag } from './harledning.js';
import type { Ingaendeunderlag, Planunderlag, Radunderlag } from './underlag.js';

/** Before anything can have been booked. */
const TIDERNAS_BORJAN = datum('1900-01-01');

type Plankalla = Extract<Figurkalla, { slag: 'budget' | 'prognos' | 'periodbudget' | 'beraknad' }>;
const arPlan = (kalla: Figurkalla): kalla is Plankalla =>
  kalla.slag !== 'utfall' && kalla.slag !== 'saldo' && kalla.slag !== 'brutto';

/** The lines of plans that count in a figure. */
export async function lasPlanunderlag(
  sql: TransactionSql,
  bidrag: readonly Figurbidrag[],
  ordinal: number,
): Promise<Planunderlag[]> {
  const kallor = new Map<string, Plankalla>();
  for (const { kalla } of bidrag) if (arPlan(kalla)) kallor.set(kallnyckel(kalla), kalla);
  const ut: Planunderlag[] = [];
  for (const [nyckel, kalla] of kallor) {
    const egna = bidrag.filter((b) => kallnyckel(b.kalla) === nyckel);
    const forbund = [...new Set(egna.map((b) => b.belopp.forbund))];
    const versioner = new Map((await versionerna(sql, kalla, forbund, ordinal)).map((v) => [v.forbund, v]));
    for (const { belopp, faktor } of egna) {
      const version = versioner.get(belopp.forbund);
      assert(version !== undefined, `${nyckel}: en rad har en version`);
      const { den, stod } = version;
      ut.push({
        ...{ slag: kalla.slag, forbund: belopp.forbund, post: belopp.post, den, stod },
        ...{ ordinal: version.ordinal, ore: faktor * belopp.debetOre },
      });
    }
  }
  return ut;
}

type Version = Pick<Planunderlag, 'forbund' | 'ordinal' | 'den' | 'stod'>;

async function versionerna(
  sql: TransactionSql,
  kalla: Plankalla,
  forbund: readonly ForbundId[],
  ordinal: number,
): Promise<readonly Version[]> {
  const vid = { forbund, per: kalla.per, ordinal };
  switch (kalla.slag) {
    case 'budget':
    case 'prognos':
      return gallandePlanversioner(sql, vid, { slag: kalla.slag, ar: kalla.ar });
    case 'periodbudget':
      return gallandePlanversioner(sql, vid, { slag: kalla.slag, period: kalla.period });
    case 'beraknad':
      return (await senasteBeraknade(sql, { ...vid, ar: kalla.ar })).map((b) => ({
        ...{ forbund: b.forbund, ordinal: b.ordinal, den: b.per, stod: null },
      }));
    default:
      return omojlig(kalla);
  }
}

/** What of the ledger a figure is made of: rows of opening balances, and where its vouchers' rows are. */
export interface Bokunderlag {
  readonly ingaende: readonly Ingaendeunderlag[];
  readonly spann: readonly (Kontospann & { readonly faktor: 1n | -1n })[];
}

export async function lasBokunderlag(
  sql: TransactionSql,
  bidrag: readonly Figurbidrag[],
  ordinal: number,
): Promise<Bokunderlag> {
  const oppningar = await oppningarna(sql, bidrag, ordinal);
  const ingaende: Ingaendeunderlag[] = [];
  const spann: (Kontospann & { faktor: 1n | -1n })[] = [];
  for (const { kalla, belopp, faktor } of bidrag) {
    if (kalla.slag === 'utfall') spann.push({ ...plats(belopp), period: kalla.period, faktor });
    if (kalla.slag === 'brutto')
      spann.push({ ...plats(belopp), period: kalla.period, sida: kalla.sida, faktor });
    if (kalla.slag !== 'saldo') continue;
    const ar = arFor(kalla.per);
    if (belopp.matt !== 'ingaende' && !arEjAvslutat(belopp))
      spann.push({ ...plats(belopp), period: { fran: arsStart(ar), till: kalla.per }, faktor });
    if (belopp.matt === 'rorelse') continue;
    const rader = (oppningar.get(ar) ?? []).filter((r) => r.forbund === belopp.forbund);
    for (const { debetOre, ...rad } of rader)
      if (sammaPlats(rad, belopp)) ingaende.push({ ...rad, ore: faktor * debetOre });
    const buret = baraPeriod(rader[0]?.ar, ar);
    if (buret && !arResultat(belopp)) spann.push({ ...plats(belopp), period: buret, faktor });
  }
  return { ingaende, spann: spann.sort(iKontoordning) };
}

/** No konto of its own: the vouchers of the result in years that were never closed. */
const arEjAvslutat = ({ konto }: Belopp): boolean => konto === EJ_AVSLUTADE_AR.konto;

const plats = (b: Belopp): Omit<Kontospann, 'period'> =>
  arEjAvslutat(b)
    ? { forbund: b.forbund, konto: null, insats: null, motpart: null }
    : { forbund: b.forbund, konto: b.konto, insats: b.insats, motpart: b.motpart };

const sammaPlats = (a: Omit<Ingaenderad, 'debetOre'>, b: Belopp): boolean =>
  a.konto === b.konto && a.insats === b.insats && a.motpart === b.motpart;

const arResultat = ({ konto }: Belopp): boolean => konto >= '3';

/** The years between an opening balance and the year that rests on it: what they moved is carried forward. */
function baraPeriod(oppnat: Ar | undefined, ar: Ar): Period | undefined {
  const fran = oppnat === undefined ? TIDERNAS_BORJAN : arsStart(oppnat);
  return fran < arsStart(ar) ? { fran, till: arsSlut(ar - 1) } : undefined;
}

async function oppningarna(
  sql: TransactionSql,
  bidrag: readonly Figurbidrag[],
  ordinal: number,
): Promise<Map<Ar, Ingaenderad[]>> {
  const behov = new Map<Ar, Set<ForbundId>>();
  for (const { kalla, belopp } of bidrag) {
    if (kalla.slag !== 'saldo' || belopp.matt === 'rorelse') continue;
    const ar = arFor(kalla.per);
    behov.set(ar, (behov.get(ar) ?? new Set()).add(belopp.forbund));
  }
  const ut = new Map<Ar, Ingaenderad[]>();
  for (const [ar, forbund] of behov)
    ut.set(ar, await gallandeIngaende(sql, { forbund: [...forbund], ar, ordinal }));
  return ut;
}

function iKontoordning(a: Kontospann, b: Kontospann): number {
  const nyckel = (s: Kontospann): string =>
    [s.forbund, s.konto ?? '', s.insats ?? '', s.motpart ?? '', s.period.fran].join('|');
  return nyckel(a) < nyckel(b) ? -1 : 1;
}

/** A page of the vouchers' rows that a figure is made of, and the events that those vouchers were recorded in. */
export async function lasRadunderlag(
  sql: TransactionSql,
  { spann }: Bokunderlag,
  f: { readonly ordinal: number; readonly efter?: Radmarkor | undefined; readonly max: number },
): Promise<{ rader: Radunderlag[]; bokforda: Map<number, Handelseunderlag>; nasta: Radmarkor | undefined }> {
  const sida = await radsida(sql, { spann, ...f });
  const bokforda = new Map<number, Handelseunderlag>();
  const rader = sida.rader.map((r): Radunderlag => {
    const egen = spann[r.spann];
    assert(egen !== undefined, 'raden hör till ett spann');
    const typ: (VerifikationBokford | RattelseBokford)['typ'] =
      r.rattar === null ? 'VerifikationBokford' : 'RattelseBokford';
    bokforda.set(r.ordinal, { ordinal: r.ordinal, typ, tid: r.registrerad, vem: r.vem, skal: r.skal });
    return {
      forbund: egen.forbund,
      ordinal: r.ordinal,
      nr: r.nr,
      konto: r.konto,
      insats: r.insats,
      motpart: r.motpart,
      ar: r.ar,
      serie: r.serie,
      nummer: r.nummer,
      datum: r.datum,
      text: r.text,
      dokument: r.dokument,
      rattar: r.rattar,
      ore: egen.faktor * r.debetOre,
    };
  });
  return { rader, bokforda, nasta: sida.nasta };
}
