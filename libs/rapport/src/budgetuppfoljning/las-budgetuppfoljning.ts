import {
  bokfortIAr,
  kontonIPost,
  kontonamn,
  postvisningar,
  utfallPerPost,
  type Postsumma,
} from '#bokforing/public.js';
import { faststalldPrognos, gallandeBudget } from '#budget/public.js';
import { arsStart, type Ar, type Datum } from '#kernel/datum.js';
import type { ForbundId } from '#kernel/identiteter.js';
import { senasteBeraknade } from '#prognos/public.js';
import type { TransactionSql } from '#read-store/anslutning.js';
import { tillDag, type Rapportsammanhang } from '../stomme/rapport.js';
import type { Uppfoljningsuppgifter } from './budgetuppfoljning.js';

export async function samlaUppfoljning(
  sql: TransactionSql,
  s: Rapportsammanhang,
): Promise<Uppfoljningsuppgifter> {
  const { ar, per, ordinal } = s;
  const deltar = s.forbund.map((f) => f.forbund);
  const slut = tillDag(s);
  const plan = { forbund: deltar, ar, per, ordinal };
  // Sent together: the server has the next when it is done with one.
  const [utfall, bokfort, poster, budget, prognos, beraknade] = await Promise.all([
    slut < arsStart(ar)
      ? []
      : utfallPerPost(sql, { forbund: deltar, period: { fran: arsStart(ar), till: slut }, ordinal }),
    bokfortIAr(sql, { forbund: deltar, ar, ordinal, hogst: slut }),
    postvisningar(sql, deltar, ordinal),
    gallandeBudget(sql, plan),
    faststalldPrognos(sql, plan),
    aktuellaBeraknade(sql, plan),
  ]);
  const visade = poster.map(({ ordning: _, ...p }) => p);
  return {
    omfattning: s.omfattning.namn,
    forbund: s.forbund.map((f) => ({ ...f, bokfortTill: bokfort.get(f.forbund) ?? null })),
    ar,
    poster: [...visade, ...(await utanPost(sql, utfall, visade, ordinal))],
    budget,
    utfall,
    prognos,
    beraknade,
  };
}

/**
 * Forecasts are kept up for the last day that a year is booked to. One made for an earlier day no longer follows the
 * books, so for a day before that none is shown.
 */
export async function aktuellaBeraknade(
  sql: TransactionSql,
  plan: { forbund: readonly ForbundId[]; ar: Ar; per: Datum; ordinal: number },
) {
  const [sista, beraknade] = await Promise.all([
    bokfortIAr(sql, { forbund: plan.forbund, ar: plan.ar, ordinal: plan.ordinal }),
    senasteBeraknade(sql, plan),
  ]);
  return beraknade.filter((b) => b.per === (sista.get(b.forbund) ?? arsStart(plan.ar)));
}

/** Lines for what is booked on a konto that no post has: shown by the konto's name, never left out of a sum. */
async function utanPost(
  sql: TransactionSql,
  utfall: readonly Postsumma[],
  visade: readonly { forbund: ForbundId; post: string }[],
  ordinal: number,
) {
  const kanda = new Set(visade.map((v) => `${v.forbund}|${v.post}`));
  const okanda = utfall.filter((u) => !kanda.has(`${u.forbund}|${u.post}`));
  const namn =
    okanda.length === 0
      ? new Map<string, string>()
      : await kontonamn(sql, [...new Set(okanda.map((u) => u.forbund))], ordinal);
  return okanda.map(({ forbund, post }) => {
    const konto = kontonIPost(post) ?? '';
    return {
      forbund,
      post,
      rad: `${konto} ${namn.get(`${forbund}|${konto}`) ?? ''}`.trim(),
      grupp: 'ovrigt',
      insats: null,
      overordnad: null,
    };
  });
}
