import type { Ar, Datum } from '#kernel/datum.js';
import type { ForbundId } from '#kernel/identiteter.js';
import { summa, type Ore } from '#kernel/ore.js';
import { delaPostId, type PostId } from '#kernel/poster.js';

export interface BeraknadPrognos {
  readonly beloppOre: Ore;
  readonly metod: string;
  readonly motiv: string;
}

/** One line of one förbund. Income positive, cost negative; null where there is no figure, never 0. */
export interface Uppfoljningsrad {
  readonly rad: string;
  readonly post: PostId;
  readonly forbund: ForbundId;
  readonly grupp: string;
  readonly insats: string | null;
  /** The coarser line that this one details. Each line holds only its own money, so lines can be added. */
  readonly overordnad: PostId | null;
  readonly budgetOre: Ore | null;
  readonly utfallOre: Ore | null;
  readonly prognosOre: Ore | null;
  readonly avvikelseOre: Ore | null;
  readonly prognosBeraknad: BeraknadPrognos | null;
}

export interface Uppfoljningssumma {
  readonly budgetOre: Ore | null;
  readonly utfallOre: Ore | null;
  readonly prognosOre: Ore | null;
  readonly avvikelseOre: Ore | null;
}

export const KOLUMNER = ['budget', 'utfall', 'prognos'] as const;
export type Kolumn = (typeof KOLUMNER)[number];

export interface Forbundssumma {
  readonly forbund: ForbundId;
  readonly namn: string;
  /** The last day of the year, up to `per`, that anything is booked on. */
  readonly bokfortTill: Datum | null;
  readonly summa: Uppfoljningssumma;
}

export interface Budgetuppfoljning {
  readonly omfattning: string;
  readonly ar: Ar;
  readonly forbund: readonly Forbundssumma[];
  readonly rader: readonly Uppfoljningsrad[];
  readonly summa: Uppfoljningssumma;
  readonly saknas: readonly { readonly forbund: ForbundId; readonly kolumn: Kolumn }[];
}

export interface Postbelopp {
  readonly forbund: ForbundId;
  readonly post: PostId;
  readonly beloppOre: Ore;
}

export interface Uppfoljningsuppgifter {
  readonly omfattning: string;
  readonly forbund: readonly Omit<Forbundssumma, 'summa'>[];
  readonly ar: Ar;
  readonly poster: readonly {
    forbund: ForbundId;
    post: PostId;
    rad: string;
    grupp: string;
    insats: string | null;
    overordnad: PostId | null;
  }[];
  readonly budget: readonly Postbelopp[];
  readonly utfall: readonly Postbelopp[];
  readonly prognos: readonly Postbelopp[];
  readonly beraknade: readonly (Postbelopp & { metod: string; motiv: string })[];
}

const nyckel = (r: { forbund: ForbundId; post: PostId }): string => `${r.forbund}|${r.post}`;

/** Pure: the same figures give the same report. Avvikelse is prognos − budget. */
export function budgetuppfoljning(u: Uppfoljningsuppgifter): Budgetuppfoljning {
  const budget = new Map(u.budget.map((b) => [nyckel(b), b.beloppOre]));
  const utfall = new Map(u.utfall.map((b) => [nyckel(b), b.beloppOre]));
  const prognos = new Map(u.prognos.map((b) => [nyckel(b), b.beloppOre]));
  const beraknade = new Map(u.beraknade.map((b) => [nyckel(b), b]));
  const ordning = new Map(u.forbund.map((f, n) => [f.forbund, n]));
  const rader = u.poster
    .filter(
      (p) => ordning.has(p.forbund) && [budget, utfall, prognos, beraknade].some((k) => k.has(nyckel(p))),
    )
    .map((p, n) => ({ p, n }))
    .sort(
      (a, b) =>
        (ordning.get(a.p.forbund) ?? 0) - (ordning.get(b.p.forbund) ?? 0) ||
        slagordning(a.p.post) - slagordning(b.p.post) ||
        a.n - b.n,
    )
    .map(({ p }): Uppfoljningsrad => {
      const id = nyckel(p);
      const beraknad = beraknade.get(id);
      const budgetOre = budget.get(id) ?? null;
      const prognosOre = prognos.get(id) ?? null;
      return {
        budgetOre,
        utfallOre: utfall.get(id) ?? null,
        prognosOre,
        avvikelseOre: skillnad(prognosOre, budgetOre),
        prognosBeraknad: beraknad
          ? { beloppOre: beraknad.beloppOre, metod: beraknad.metod, motiv: beraknad.motiv }
          : null,
        ...p,
      };
    });
  const forbund = u.forbund.map((f) => ({
    ...f,
    summa: summera(rader.filter((r) => r.forbund === f.forbund)),
  }));
  return {
    omfattning: u.omfattning,
    ar: u.ar,
    forbund,
    rader,
    summa: totalen(forbund, rader),
    saknas: forbund.flatMap((f) =>
      KOLUMNER.filter((k) => f.summa[`${k}Ore`] === null).map((kolumn) => ({ forbund: f.forbund, kolumn })),
    ),
  };
}

const slagordning = (post: PostId): number => (delaPostId(post).slag === 'intakt' ? 0 : 1);

const skillnad = (a: Ore | null, b: Ore | null): Ore | null => (a === null || b === null ? null : a - b);

function summeraKolumn(rader: readonly Uppfoljningsrad[], kolumn: `${Kolumn}Ore`): Ore | null {
  const belopp = rader.map((r) => r[kolumn]).filter((b) => b !== null);
  return belopp.length === 0 ? null : summa(belopp);
}

/** Adds lines of one förbund. */
export function summera(rader: readonly Uppfoljningsrad[]): Uppfoljningssumma {
  const budgetOre = summeraKolumn(rader, 'budgetOre');
  const prognosOre = summeraKolumn(rader, 'prognosOre');
  return {
    budgetOre,
    utfallOre: summeraKolumn(rader, 'utfallOre'),
    prognosOre,
    avvikelseOre: skillnad(prognosOre, budgetOre),
  };
}

/** Over several förbund an avvikelse is only told when the same ones have budget and prognos: else it would compare unlike things. */
function totalen(
  forbund: readonly { summa: Uppfoljningssumma }[],
  rader: readonly Uppfoljningsrad[],
): Uppfoljningssumma {
  const samma = forbund.every(({ summa: s }) => (s.budgetOre === null) === (s.prognosOre === null));
  const alla = summera(rader);
  return samma ? alla : { ...alla, avvikelseOre: null };
}
