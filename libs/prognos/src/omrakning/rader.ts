import type { Ar, Datum } from '#kernel/datum.js';
import { summa, type Ore } from '#kernel/ore.js';
import type { PostId } from '#kernel/poster.js';
import type { Prognosrad } from '../domain/prognos.events.js';
import { beraknaRadprognos } from '../domain/radprognos.js';
import { medelPaLinjen, type Arsmedel } from './beslutade-medel.js';

type Belopp = ReadonlyMap<PostId, Ore>;

export interface Arsunderlag {
  readonly ar: Ar;
  readonly per: Datum;
  readonly poster: readonly { readonly post: PostId; readonly overordnad: PostId | null }[];
  readonly budget: Belopp;
  readonly periodbudget: Belopp;
  readonly utfall: Belopp;
  readonly tidigareAr: readonly { readonly ar: Ar; readonly sammaPeriod: Belopp; readonly helar: Belopp }[];
  readonly medel: Arsmedel;
}

/**
 * A forecast for each line of the year, sorted by post. No krona is forecast twice: where the budget is coarser than
 * the books, the finer utfall counts towards the budgeted line; where the books are coarser, the budgets of finer
 * lines that nothing is booked on count towards the booked one. What was counted elsewhere has no forecast of its own.
 */
export function beraknaRader(u: Arsunderlag): Prognosrad[] {
  const overordnad = new Map(u.poster.map((p) => [p.post, p.overordnad]));
  const medSiffror = [...new Set([...u.budget.keys(), ...u.utfall.keys()])];
  return [...linjer(u)]
    .flatMap(([post, delar]) => {
      const samlat = (belopp: Belopp): Ore | null => {
        const kanda = delar.map((d) => belopp.get(d)).filter((b) => b !== undefined);
        return kanda.length === 0 ? null : summa(kanda);
      };
      const prognos = beraknaRadprognos({
        ar: u.ar,
        per: u.per,
        budgetOre: samlat(u.budget),
        periodbudgetOre: samlat(u.periodbudget),
        utfallOre: samlat(u.utfall),
        medel: medelPaLinjen(
          medSiffror.filter((p) => delar.includes(p)),
          medSiffror.filter((p) => !delar.includes(p)),
          u.medel,
          overordnad,
        ),
        tidigareAr: u.tidigareAr.flatMap((t) => {
          const helarOre = samlat(t.helar);
          return helarOre === null
            ? []
            : [{ ar: t.ar, utfallSammaPeriodOre: samlat(t.sammaPeriod) ?? 0n, utfallHelarOre: helarOre }];
        }),
      });
      return prognos
        ? [{ post, beloppOre: prognos.beloppOre, metod: prognos.metod, motiv: prognos.motiv }]
        : [];
    })
    .sort((a, b) => (a.post < b.post ? -1 : 1));
}

/** Which posts are forecast together, by the post that the forecast is told for. */
function linjer(u: Arsunderlag): ReadonlyMap<PostId, readonly PostId[]> {
  const overordnad = new Map(u.poster.map((p) => [p.post, p.overordnad]));
  const budgeterad = (post: PostId): PostId => narmast(post, overordnad, (p) => u.budget.has(p)) ?? post;
  const bokforda = new Set([...u.utfall.keys()].map(budgeterad));
  const linjeFor = (post: PostId): PostId => {
    const rad = budgeterad(post);
    const ovanfor = overordnad.get(rad);
    if (bokforda.has(rad) || !ovanfor) return rad;
    const grovre = narmast(ovanfor, overordnad, (p) => u.budget.has(p) || bokforda.has(p));
    return grovre !== undefined && !u.budget.has(grovre) ? grovre : rad;
  };
  const ut = new Map<PostId, PostId[]>();
  for (const post of new Set([...u.poster.map((p) => p.post), ...u.budget.keys(), ...u.utfall.keys()])) {
    const linje = linjeFor(post);
    ut.set(linje, [...(ut.get(linje) ?? []), post]);
  }
  return ut;
}

/** The post itself or the nearest coarser one of which something holds. */
function narmast(
  post: PostId,
  overordnad: ReadonlyMap<PostId, PostId | null>,
  galler: (post: PostId) => boolean,
): PostId | undefined {
  const sedda = new Set<PostId>();
  for (let p: PostId | null | undefined = post; p && !sedda.has(p); p = overordnad.get(p)) {
    if (galler(p)) return p;
    sedda.add(p);
  }
  return undefined;
}
