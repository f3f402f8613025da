import { Injectable } from '@nestjs/common';
import {
  bokfortTill,
  kontonIPost,
  kontonamn,
  postvisningar,
  utfallPerPost,
  type Postsumma,
} from '#bokforing/public.js';
import { faststalldPrognos, gallandeBudget } from '#budget/public.js';
import { deltarUnder, forbunden, grupperna, omfattningen, type Omfattning } from '#forbund/public.js';
import { inlastaDokument } from '#inlasning/public.js';
import { arFor, arsSlut, arsStart, type Ar, type Datum } from '#kernel/datum.js';
import { DomanFel, visaVarde } from '#kernel/fel.js';
import { arNyckel, type ForbundId } from '#kernel/identiteter.js';
import { senasteBeraknade } from '#prognos/public.js';
import type { TransactionSql } from '#read-store/anslutning.js';
import { ReadStore } from '#read-store/read-store.js';
import type { RapportKod } from '../rapportfel.js';
import { budgetuppfoljning, REGELVERSION, type Budgetuppfoljning } from './budgetuppfoljning.js';

export interface Budgetuppfoljningsfraga {
  /** A förbund's or a group's key. */
  readonly omfattning: string;
  readonly per: Datum;
  /** The year of the budget; that of `per` when absent. */
  readonly ar?: Ar;
  /** As known at this ordinal; at the latest that all read models have when absent. */
  readonly somAv?: number;
}

/** The read models that the report rests on. */
export const LASMODELLER = ['forbundsregister', 'huvudbok', 'budget', 'prognos', 'inlasning'] as const;

@Injectable()
export class LasBudgetuppfoljning {
  constructor(private readonly readStore: ReadStore) {}

  /** @throws DomanFel OMFATTNING_OKAND, INGA_UPPGIFTER */
  las(fraga: Budgetuppfoljningsfraga): Promise<Budgetuppfoljning> {
    return this.readStore.las(LASMODELLER, async (sql, underlag) => {
      const ordinal = Math.min(fraga.somAv ?? underlag.ordinal, underlag.ordinal);
      const omfattning = await finnOmfattning(sql, fraga.omfattning, ordinal);
      return budgetuppfoljning(await samla(sql, fraga, omfattning, ordinal));
    });
  }
}

async function finnOmfattning(sql: TransactionSql, nyckel: string, ordinal: number): Promise<Omfattning> {
  if (ordinal === 0)
    throw new DomanFel<RapportKod>('INGA_UPPGIFTER', 'Vid den tidpunkten fanns inga uppgifter.', {
      falt: 'somAv',
      forvantat: 'en tidpunkt efter den första händelsen',
    });
  // What cannot be a key is in no register; some of it the database would not even take as text.
  const funnen = arNyckel(nyckel) ? await omfattningen(sql, nyckel, ordinal) : undefined;
  if (funnen) return funnen;
  const kanda = [
    ...(await grupperna(sql, ordinal)).map((g) => g.grupp),
    ...(await forbunden(sql, ordinal)).map((f) => f.forbund),
  ];
  throw new DomanFel<RapportKod>(
    'OMFATTNING_OKAND',
    `Det finns inget förbund eller någon grupp som heter ${visaVarde(nyckel)}.`,
    {
      falt: 'omfattning',
      forvantat: kanda.length === 0 ? 'att något förbund först registreras' : `något av ${kanda.join(', ')}`,
    },
  );
}

async function samla(
  sql: TransactionSql,
  fraga: Budgetuppfoljningsfraga,
  omfattning: Omfattning,
  ordinal: number,
) {
  const { per } = fraga;
  const ar = fraga.ar ?? arFor(per);
  const deltar = deltarUnder(omfattning, ar);
  const namn = new Map((await forbunden(sql, ordinal)).map((f) => [f.forbund, f.namn]));
  const slut = per < arsSlut(ar) ? per : arsSlut(ar);
  const utfall =
    slut < arsStart(ar)
      ? []
      : await utfallPerPost(sql, { forbund: deltar, period: { fran: arsStart(ar), till: slut }, ordinal });
  const bokfort = await bokfortIAr(sql, ar, { ordinal, hogst: slut });
  const plan = { forbund: deltar, ar, per, ordinal };
  const visade = (await postvisningar(sql, deltar, ordinal)).map(({ ordning: _, ...p }) => p);
  return {
    omfattning: { nyckel: omfattning.nyckel, namn: omfattning.namn, slag: omfattning.slag },
    forbund: deltar.map((forbund) => ({
      forbund,
      namn: namn.get(forbund) ?? forbund,
      bokfortTill: bokfort.get(forbund) ?? null,
    })),
    ar,
    underlag: { ordinal, per, regelversion: REGELVERSION },
    poster: [...visade, ...(await utanPost(sql, utfall, visade, ordinal))],
    budget: await gallandeBudget(sql, plan),
    utfall,
    prognos: await faststalldPrognos(sql, plan),
    beraknade: await aktuellaBeraknade(sql, plan),
    anmarkningar: await anmarkningar(sql, deltar, ordinal),
  };
}

async function bokfortIAr(
  sql: TransactionSql,
  ar: Ar,
  f: { ordinal: number; hogst?: Datum },
): Promise<Map<ForbundId, Datum>> {
  return new Map((await bokfortTill(sql, f)).filter((b) => b.ar === ar).map((b) => [b.forbund, b.datum]));
}

/**
 * Forecasts are kept up for the last day that a year is booked to. One made for an earlier day no longer follows the
 * books, so for a day before that none is shown.
 */
async function aktuellaBeraknade(
  sql: TransactionSql,
  plan: { forbund: readonly ForbundId[]; ar: Ar; per: Datum; ordinal: number },
) {
  const sista = await bokfortIAr(sql, plan.ar, { ordinal: plan.ordinal });
  const beraknade = await senasteBeraknade(sql, plan);
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

async function anmarkningar(
  sql: TransactionSql,
  forbund: readonly ForbundId[],
  ordinal: number,
): Promise<string[]> {
  const dokument = await inlastaDokument(sql, ordinal);
  return dokument
    .filter((d) => !d.klar && forbund.includes(d.forbund))
    .map((d) => `Inläsningen av ${d.dokument} är inte klar: siffrorna för ${d.forbund} är ofullständiga.`);
}
