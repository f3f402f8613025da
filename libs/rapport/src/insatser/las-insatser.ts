import { postvisningar, utfallPerPost } from '#bokforing/public.js';
import { gallandeBudget } from '#budget/public.js';
import {
  beviljatTill,
  insatssida,
  narmasteLed,
  publiceradeMal,
  publiceradUppfoljning,
  type Insatsrad,
  type Led,
  type PubliceratMal,
  type Uppfoljning,
} from '#insats/public.js';
import { arsSlut, arsStart, type Ar, type Datum } from '#kernel/datum.js';
import type { Ore } from '#kernel/ore.js';
import type { TransactionSql } from '#read-store/anslutning.js';
import { tillDag, type Rapportsammanhang } from '../stomme/rapport.js';

/** More insatser than any omfattning has. */
const MAX_INSATSER = 10_000;

/** An insats as it stood on the day, with what was granted, booked and budgeted, and what came out as it may be published. */
export interface Insatsuppgift extends Insatsrad {
  /** Of grants whose time reaches into the year; their whole amount. */
  readonly beviljatOre: Ore | null;
  readonly utfallOre: Ore | null;
  readonly budgetOre: Ore | null;
  readonly mal: readonly PubliceratMal[];
  readonly uppfoljning: readonly Uppfoljning[];
  readonly foregangare: readonly Led[];
  readonly efterfoljare: readonly Led[];
}

export interface Insatsrapporten {
  readonly forbund: readonly { readonly forbund: string; readonly namn: string }[];
  readonly insatser: readonly Insatsuppgift[];
}

export async function samlaInsatser(sql: TransactionSql, s: Rapportsammanhang): Promise<Insatsrapporten> {
  const { ar, per, ordinal } = s;
  const forbund = s.forbund.map((f) => f.forbund);
  const vid = { forbund, ordinal, per };
  const slut = tillDag(s);
  const [rader, poster, utfall, budget, bidrag, led, mal, uppfoljning] = await Promise.all([
    insatssida(sql, { ...vid, efter: 0, max: MAX_INSATSER }),
    postvisningar(sql, forbund, ordinal),
    slut < arsStart(ar)
      ? []
      : utfallPerPost(sql, { forbund, period: { fran: arsStart(ar), till: slut }, ordinal }),
    gallandeBudget(sql, { ...vid, ar }),
    beviljatTill(sql, vid),
    narmasteLed(sql, vid),
    publiceradeMal(sql, vid),
    publiceradUppfoljning(sql, vid),
  ]);
  const insatsFor = new Map(poster.map((p) => [`${p.forbund}|${p.post}`, p.insats]));
  const beviljat = bidrag.filter((b) => galler(b, ar));
  const iAret = ({ fran, till }: { fran: string; till: string }) => till >= arsStart(ar) && fran <= slut;
  return {
    forbund: s.forbund,
    insatser: rader.map((rad) => {
      const egen = (a: { forbund: string; insats: string } | null) =>
        a !== null && a.forbund === rad.forbund && a.insats === rad.insats;
      const iLedger = (r: { forbund: string; post: string }) =>
        r.forbund === rad.forbund && insatsFor.get(`${r.forbund}|${r.post}`) === rad.insats;
      return {
        ...rad,
        beviljatOre: summan(beviljat.filter(egen).map((b) => BigInt(b.beloppOre))),
        utfallOre: summan(utfall.filter(iLedger).map((u) => u.beloppOre)),
        budgetOre: summan(budget.filter(iLedger).map((b) => b.beloppOre)),
        mal: mal.filter((m) => egen(m) && iAret(m)),
        uppfoljning: uppfoljning.filter((u) => egen(u) && (u.versioner.at(-1)?.till ?? '') >= arsStart(ar)),
        foregangare: led.filter((l) => egen(l.efter)),
        efterfoljare: led.filter((l) => egen(l.fore)),
      };
    }),
  };
}

/** Whether a grant's time reaches into a year. */
export const galler = (b: { readonly fran: Datum; readonly till: Datum }, ar: Ar): boolean =>
  b.fran <= arsSlut(ar) && b.till >= arsStart(ar);

/** Nothing known is not zero. */
const summan = (belopp: readonly Ore[]): Ore | null =>
  belopp.length === 0 ? null : belopp.reduce((s, b) => s + b, 0n);
