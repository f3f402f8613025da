import {
  kontonIPost,
  redovisadeAr,
  saldon,
  utfallPerKontering,
  type Kontosaldo,
  type RedovisadeAr,
} from '#bokforing/public.js';
import { faststalldPrognos, gallandeBudget, gallandePeriodbudget, type Planrad } from '#budget/public.js';
import type { Datum } from '#kernel/datum.js';
import type { ForbundId } from '#kernel/identiteter.js';
import type { TransactionSql } from '#read-store/anslutning.js';
import { aktuellaBeraknade } from '../budgetuppfoljning/las-budgetuppfoljning.js';
import type { Belopp, Beloppsmatt, Kalla, Kontoregister } from './belopp.js';
import { lasKontoregister } from './las-kontoregister.js';

/** What money of any source is read with. */
export interface Beloppsunderlag {
  readonly register: ReadonlyMap<ForbundId, Kontoregister>;
  readonly redovisade: RedovisadeAr;
}

export interface Beloppsfraga extends Beloppsunderlag {
  readonly forbund: readonly ForbundId[];
  readonly ordinal: number;
}

export async function lasBeloppsunderlag(
  sql: TransactionSql,
  f: Pick<Beloppsfraga, 'forbund' | 'ordinal'>,
): Promise<Beloppsunderlag> {
  const [register, redovisade] = await Promise.all([
    lasKontoregister(sql, f.forbund, f.ordinal),
    redovisadeAr(sql, f),
  ]);
  return { register, redovisade };
}

/** All money of some sources, in their order, of some förbund. One that a source tells nothing of has none. */
export async function lasBelopp(
  sql: TransactionSql,
  kallor: readonly Kalla[],
  f: Beloppsfraga,
): Promise<Belopp[][]> {
  const perioder = kallor.flatMap((k) => (k.slag === 'utfall' ? [k.period] : []));
  const [utfall, ...andra] = await Promise.all([
    perioder.length === 0 ? [] : utfallPerKontering(sql, { ...f, perioder }),
    ...kallor.flatMap((k) => (k.slag === 'utfall' ? [] : [lasAnnat(sql, k, f)])),
  ]);
  const bokfort = utfall.map((rader) => rader.map((r): Belopp => ({ matt: 'utfall', ...r })));
  return kallor.map((k) => (k.slag === 'utfall' ? bokfort : andra).shift() ?? []);
}

/** Another source than what is booked. */
async function lasAnnat(
  sql: TransactionSql,
  kalla: Exclude<Kalla, { slag: 'utfall' }>,
  f: Beloppsfraga,
): Promise<Belopp[]> {
  const { forbund, ordinal } = f;
  switch (kalla.slag) {
    case 'budget':
      return planens(
        await gallandeBudget(sql, { forbund, ar: kalla.ar, per: kalla.per, ordinal }),
        'budget',
        f,
      );
    case 'prognos':
      return planens(
        await faststalldPrognos(sql, { forbund, ar: kalla.ar, per: kalla.per, ordinal }),
        'prognos',
        f,
      );
    case 'beraknad':
      return planens(
        await aktuellaBeraknade(sql, { forbund, ar: kalla.ar, per: kalla.per, ordinal }),
        'beraknad',
        f,
      );
    case 'periodbudget': {
      const { period, per } = kalla;
      return planens(await gallandePeriodbudget(sql, { forbund, period, per, ordinal }), 'periodbudget', f);
    }
    case 'saldo':
      return balansens(sql, f, kalla.per);
  }
}

/** A plan is about posts: its money is put where the post's money stands. */
const planens = (
  rader: readonly Pick<Planrad, 'forbund' | 'post' | 'beloppOre'>[],
  matt: Beloppsmatt,
  { register }: Beloppsfraga,
): Belopp[] =>
  rader.map(({ forbund, post, beloppOre }): Belopp => {
    const kort = register.get(forbund)?.poster.get(post);
    const { konto = kontonIPost(post) ?? '', insats = null, motpart = null } = kort ?? {};
    return { forbund, konto, insats, motpart, post, matt, debetOre: -beloppOre };
  });

/** Balances of a day, of those that have any. */
async function balansens(
  sql: TransactionSql,
  { forbund, ordinal, redovisade }: Beloppsfraga,
  per: Datum,
): Promise<Belopp[]> {
  const valda = forbund.filter((f) => redovisade.harBalanser(f, per));
  return valda.length === 0 ? [] : (await saldon(sql, { forbund: valda, per, ordinal })).flatMap(saldots);
}

/** Where nothing was brought in there is no opening balance: not one of zero. */
function saldots(rad: Kontosaldo): Belopp[] {
  const { forbund, konto, insats, motpart, post } = rad;
  const plats = { forbund, konto, insats, motpart, post };
  return [
    ...(rad.ingaendeOre === 0n ? [] : [{ matt: 'ingaende' as const, debetOre: rad.ingaendeOre, ...plats }]),
    { matt: 'rorelse', debetOre: rad.rorelseOre, ...plats },
    { matt: 'utgaende', debetOre: rad.utgaendeOre, ...plats },
  ];
}
