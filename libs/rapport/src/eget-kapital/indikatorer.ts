import type { Ar, Datum } from '#kernel/datum.js';
import type { ForbundId } from '#kernel/identiteter.js';
import { divideraAvrundat, summa, type Ore } from '#kernel/ore.js';
import { gallandeRegel, type Kapitalregler, type Kapitaltaksteg } from './kapitalregler.js';

/** What the indicators of a förbund are computed from. Null is what is not known, never 0. */
export interface Kapitaluppgifter {
  readonly forbund: ForbundId;
  readonly namn: string;
  /** Of the year up to the day. */
  readonly resultatOre: Ore | null;
  /** The board's, of the whole year. */
  readonly prognosOre: Ore | null;
  /** Of earlier years, whole, the oldest first; null for one that is not known to its end. */
  readonly tidigare: readonly { readonly ar: Ar; readonly resultatOre: Ore | null }[];
  /** What stands at the day. */
  readonly kapitalOre: Ore | null;
  /** Medel of the year, decided or budgeted. */
  readonly medelOre: Ore | null;
}

/** A deficit that is to be made good, and the last year to do it in. */
export interface Underskott {
  readonly ar: Ar;
  readonly kvarOre: Ore;
  readonly senast: Ar;
}

export interface Balanskrav {
  readonly resultatOre: Ore | null;
  readonly prognosOre: Ore | null;
  /** Of earlier years, less what later years' surpluses have made good. */
  readonly attAterstalla: readonly Underskott[];
  /** The earlier years that this follows from, the oldest first; what one that is not known to the end took or gave is not counted. */
  readonly tidigare: Kapitaluppgifter['tidigare'];
  readonly kalla: string | null;
}

export interface Kapitaltak {
  readonly kapitalOre: Ore | null;
  readonly medelOre: Ore | null;
  /** The capital's share of the year's medel. */
  readonly andelPromille: number | null;
  readonly takOre: Ore | null;
  /** Capital beyond the ceiling; negative is room. */
  readonly overTaketOre: Ore | null;
  /** The step of the recommendation that the ceiling follows. */
  readonly steg: Kapitaltaksteg | null;
  readonly varforInte: string | null;
  readonly kalla: string | null;
}

export interface Kapitalindikatorer {
  readonly forbund: ForbundId;
  readonly namn: string;
  readonly balanskrav: Balanskrav;
  readonly kapitaltak: Kapitaltak;
}

/** Pure: the same facts and rules give the same indicators. */
export const indikatorerna = (
  u: Kapitaluppgifter,
  { per, regler }: { readonly per: Datum; readonly regler: Kapitalregler },
): Kapitalindikatorer => ({
  forbund: u.forbund,
  namn: u.namn,
  balanskrav: balanskravet(u, gallandeRegel(regler.balanskrav, per)),
  kapitaltak: kapitaltaket(u, gallandeRegel(regler.kapitaltak, per)),
});

function balanskravet(
  u: Kapitaluppgifter,
  regel: Kapitalregler['balanskrav'][number] | undefined,
): Balanskrav {
  const { resultatOre, prognosOre } = u;
  if (!regel) return { resultatOre, prognosOre, attAterstalla: [], tidigare: [], kalla: null };
  const valda = u.tidigare.slice(-regel.aterstallsInomAr);
  return {
    ...{ resultatOre, prognosOre, kalla: regel.kalla },
    attAterstalla: kvarstaende(valda).map(({ ar, kvarOre }) => ({
      ...{ ar, kvarOre, senast: ar + regel.aterstallsInomAr },
    })),
    tidigare: valda,
  };
}

/** Deficits less later surpluses, the oldest made good first. */
function kvarstaende(tidigare: Kapitaluppgifter['tidigare']): { ar: Ar; kvarOre: Ore }[] {
  let kvar: { ar: Ar; kvarOre: Ore }[] = [];
  for (const { ar, resultatOre } of tidigare) {
    if (resultatOre === null) continue;
    if (resultatOre < 0n) kvar.push({ ar, kvarOre: -resultatOre });
    let over = resultatOre > 0n ? resultatOre : 0n;
    kvar = kvar.flatMap((k) => {
      const tacks = k.kvarOre < over ? k.kvarOre : over;
      over -= tacks;
      return k.kvarOre === tacks ? [] : [{ ...k, kvarOre: k.kvarOre - tacks }];
    });
  }
  return kvar;
}

const ORE_PER_KRONA = 100n;
const PROMILLE = 1000n;

function kapitaltaket(
  { kapitalOre, medelOre }: Kapitaluppgifter,
  regel: Kapitalregler['kapitaltak'][number] | undefined,
): Kapitaltak {
  const andelPromille =
    kapitalOre === null || medelOre === null || medelOre === 0n
      ? null
      : Number(divideraAvrundat(kapitalOre * PROMILLE, medelOre));
  const grund = { kapitalOre, medelOre, andelPromille, kalla: regel?.kalla ?? null };
  const utanTak = (varforInte: string): Kapitaltak => ({
    ...{ ...grund, takOre: null, overTaketOre: null, steg: null, varforInte },
  });
  if (!regel) return utanTak('ingen rekommendation gäller den dagen');
  if (medelOre === null) return utanTak('årets medel är inte kända');
  const steg = regel.steg.find(
    (s) =>
      medelOre >= BigInt(s.medelFranKr) * ORE_PER_KRONA && medelOre <= BigInt(s.medelTillKr) * ORE_PER_KRONA,
  );
  if (!steg) return utanTak('ingen källa anger något tak för medel av den storleken');
  const takOre = divideraAvrundat(medelOre * BigInt(steg.hogstPromille), PROMILLE);
  return {
    ...grund,
    takOre,
    steg,
    overTaketOre: kapitalOre === null ? null : kapitalOre - takOre,
    varforInte: null,
  };
}

/** Nothing booked is no result. */
export const resultatet = (belopp: readonly Ore[]): Ore | null =>
  belopp.length === 0 ? null : summa(belopp);
