import type { BudgetKommando } from '#budget/public.js';
import type { BeslutFattat, SammantradeHallet } from '#beslut/public.js';
import { arFor, arsStart, datum, manadFor, manadsSlut, type Ar, type Datum } from '#kernel/datum.js';
import type { BeslutId } from '#kernel/identiteter.js';
import { divideraAvrundat, summa, type Ore } from '#kernel/ore.js';
import type { PostId } from '#kernel/poster.js';
import type { Forbundsplan, Insatsplan } from './mall.js';
import { fordela } from './slump.js';

/** Months in which the board meets; in November it adopts the next year's budget. */
export const STYRELSEMANADER = [2, 4, 6, 9, 11] as const;
export const BUDGETMANAD = 11;
export const ANDRINGSMANAD = 6;
export const PROGNOSMANAD = 9;
/** The prognosis of September stands on the books to here. */
export const PROGNOS_AVSER_MANAD = 8;
/** A budget is written in whole thousands of kronor. */
const TUSENTAL = 100_000n;
/** Contributions grow by so much a year, in percent. */
const UPPRAKNING = 2;

const iTusental = (belopp: Ore): Ore => divideraAvrundat(belopp, TUSENTAL) * TUSENTAL;

/** The board meets on one of the first weekdays after the middle of the month, another day each year. */
export const styrelsedag = (ar: Ar, manad: number): Datum =>
  datum(`${ar}-${String(manad).padStart(2, '0')}-${String(15 + ((ar + manad) % 7)).padStart(2, '0')}`);

export const bidragFor = (plan: Forbundsplan, ar: Ar): Ore =>
  iTusental((plan.arsbidragOre * BigInt(100 + UPPRAKNING * (ar - plan.forstaAr))) / 100n);

/** What each member contributes in a year, in the members' order. */
export const bidragPerMedlem = (plan: Forbundsplan, ar: Ar): Ore[] =>
  fordela(
    bidragFor(plan, ar),
    plan.medlemmar.map((m) => m.vikt),
  );

/** Whether the insats goes on in a month. */
export const pagar = (i: Insatsplan, ar: Ar, manad: number): boolean =>
  i.fran <= manadsSlut(ar, manad) && i.till >= manadsSlut(ar, manad);

export const manaderI = (i: Insatsplan, ar: Ar): number =>
  Array.from({ length: 12 }, (_, n) => n + 1).filter((m) => pagar(i, ar, m)).length;

/** What starts in the first half of a year is granted with its budget, the rest with the change in June. */
export const beviljasMed = (i: Insatsplan): { ar: Ar; andring: boolean } => ({
  ar: arFor(i.fran),
  andring: manadFor(i.fran) > ANDRINGSMANAD,
});

export const insatspost = (i: Insatsplan): PostId => `kostnad:${i.insats}`;
export const bidragspost = (medlem: string): PostId => `intakt:bidrag-${medlem}`;

/** The lines of a year's budget, or those that the change in June adds. */
export function budgetrader(
  plan: Forbundsplan,
  ar: Ar,
  andring: boolean,
): { post: PostId; beloppOre: Ore }[] {
  const insatser = plan.insatser
    .filter((i) => manaderI(i, ar) > 0)
    .filter((i) => (beviljasMed(i).ar === ar && beviljasMed(i).andring) === andring)
    .map((i) => ({
      post: insatspost(i),
      beloppOre: -iTusental(i.manadsbeloppOre * BigInt(manaderI(i, ar))),
    }));
  const ovrigt = plan.kansli.find((p) => p.post === 'kostnad:ovrigt');
  if (andring)
    // Something always changes: half a month of other costs, when no insats comes.
    return insatser.length > 0 || !ovrigt
      ? insatser
      : [{ post: ovrigt.post, beloppOre: -iTusental(ovrigt.manadsbeloppOre * 13n) }];
  const bidrag = bidragPerMedlem(plan, ar).flatMap((beloppOre, n) => {
    const medlem = plan.medlemmar[n];
    return medlem && beloppOre > 0n ? [{ post: bidragspost(medlem.nyckel), beloppOre }] : [];
  });
  return [
    ...bidrag,
    ...plan.kansli.map((p) => ({ post: p.post, beloppOre: -iTusental(p.manadsbeloppOre * 12n) })),
    ...insatser,
  ];
}

/** The full year as the board sees it in September: what was booked to August and the budget's last third. */
export function prognosrader(
  versioner: ReadonlyMap<Datum, ReadonlyMap<PostId, Ore>>,
  utfall: ReadonlyMap<PostId, Ore>,
): { post: PostId; beloppOre: Ore }[] {
  const senaste = [...versioner.keys()].sort().at(-1);
  const budget = senaste === undefined ? undefined : versioner.get(senaste);
  return [...(budget ?? [])].map(([post, beloppOre]) => ({
    post,
    beloppOre: post.startsWith('intakt:') ? beloppOre : iTusental((utfall.get(post) ?? 0n) + beloppOre / 3n),
  }));
}

/** What a board's meeting says and decides, as commands of the contexts. */
export const sammantradet = (plan: Forbundsplan, den: Datum): SammantradeHallet['data'] => ({
  forbund: plan.forbund,
  sammantrade: `styrelsen-${den}`,
  slag: 'styrelsemöte',
  antal: 1,
  period: { fran: den, till: den },
});

export const beslutet = (
  plan: Forbundsplan,
  b: {
    beslut: BeslutId;
    rubrik: string;
    den: Datum;
    paragraf: number;
    avser?: BeslutFattat['data']['avser'];
  },
): BeslutFattat['data'] => ({
  forbund: plan.forbund,
  beslut: b.beslut,
  organ: 'styrelsen',
  rubrik: b.rubrik,
  fattat: { slag: 'dag', datum: b.den },
  paragraf: b.paragraf,
  dnr: `${arFor(b.den)}/${b.paragraf}`,
  ...(b.avser ? { avser: b.avser } : {}),
  styrkt: 'protokoll',
});

/** A command about a year's budget that rests on a beslut. */
export function budgetkommando(
  plan: Forbundsplan,
  ar: Ar,
  k: { typ: 'FaststallBudget' | 'AndraBudget'; den: Datum; beslut: BeslutId },
): BudgetKommando {
  const rader = budgetrader(plan, ar, k.typ === 'AndraBudget');
  const stod = { slag: 'beslut', beslut: k.beslut } as const;
  return { typ: k.typ, data: { forbund: plan.forbund, ar, den: k.den, rader, stod } };
}

export const prognoskommando = (
  plan: Forbundsplan,
  ar: Ar,
  beslut: BeslutId,
  rader: readonly { post: PostId; beloppOre: Ore }[],
): BudgetKommando => ({
  typ: 'FaststallPrognos',
  data: {
    forbund: plan.forbund,
    ar,
    avser: manadsSlut(ar, PROGNOS_AVSER_MANAD),
    rader,
    stod: { slag: 'beslut', beslut },
  },
});

/** All that an insats was granted, for its whole time. */
export function beviljat(i: Insatsplan): Ore {
  const ar = Array.from({ length: arFor(i.till) - arFor(i.fran) + 1 }, (_, n) => arFor(i.fran) + n);
  return summa(ar.map((y) => i.manadsbeloppOre * BigInt(manaderI(i, y))));
}

/** The budget of a year is decided in November before, that of the first year when the förbund begins. */
export const budgetdag = (plan: Forbundsplan, ar: Ar): Datum =>
  ar === plan.forstaAr ? arsStart(ar) : styrelsedag(ar - 1, BUDGETMANAD);
