import type { Ar, Datum } from '#kernel/datum.js';
import { summa, type Ore } from '#kernel/ore.js';
import type { PostId } from '#kernel/poster.js';
import type { Prognosrad } from '../domain/prognos.events.js';
import { beraknaRadprognos } from '../domain/radprognos.js';

type Belopp = ReadonlyMap<PostId, Ore>;

export interface Arsunderlag {
  readonly ar: Ar;
  readonly per: Datum;
  readonly poster: readonly { readonly post: PostId; readonly overordnad: PostId | null }[];
  readonly budget: Belopp;
  readonly periodbudget: Belopp;
  readonly utfall: Belopp;
  readonly tidigareAr: readonly { readonly ar: Ar; readonly sammaPeriod: Belopp; readonly helar: Belopp }[];
}

/**
 * A forecast for each line of the year. Where the budget is coarser than the books, the finer utfall counts towards
 * the budgeted line and gets no forecast of its own: no krona is forecast twice.
 */
export function beraknaRader(u: Arsunderlag): Prognosrad[] {
  const overordnad = new Map(u.poster.map((p) => [p.post, p.overordnad]));
  const grupper = new Map<PostId, PostId[]>();
  const alla = new Set<PostId>([...u.poster.map((p) => p.post), ...u.budget.keys(), ...u.utfall.keys()]);
  for (const post of alla) {
    const rad = budgeterad(post, u.budget, overordnad) ?? post;
    grupper.set(rad, [...(grupper.get(rad) ?? []), post]);
  }
  return [...grupper].flatMap(([post, delar]) => {
    const samlat = (belopp: Belopp): Ore | null => {
      const kanda = delar.map((d) => belopp.get(d)).filter((b) => b !== undefined);
      return kanda.length === 0 ? null : summa(kanda);
    };
    const prognos = beraknaRadprognos({
      ar: u.ar,
      per: u.per,
      budgetOre: u.budget.get(post) ?? null,
      periodbudgetOre: samlat(u.periodbudget),
      utfallOre: samlat(u.utfall),
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
  });
}

/** The post itself or the nearest coarser one that has a budget. */
function budgeterad(
  post: PostId,
  budget: Belopp,
  overordnad: ReadonlyMap<PostId, PostId | null>,
): PostId | undefined {
  const sedda = new Set<PostId>();
  for (let p: PostId | null | undefined = post; p && !sedda.has(p); p = overordnad.get(p)) {
    if (budget.has(p)) return p;
    sedda.add(p);
  }
  return undefined;
}
