import type { Datum } from '#kernel/datum.js';
import { divideraAvrundat } from '#kernel/ore.js';
import type { Cell } from './celler.js';
import { dolda, SMA_UNDER } from './smacellsskydd.js';

export interface PubliceratTal {
  readonly cell: string;
  /** Null when it is protected. */
  readonly antal: number | null;
}

/** A follow-up as it was told, or as a correction has it. */
export interface PubliceradRapport {
  readonly nummer: number;
  readonly rattar: number | null;
  readonly orsak: string | null;
  readonly fran: Datum;
  readonly till: Datum;
  readonly tal: readonly PubliceratTal[];
}

export interface Rapportrad extends Omit<PubliceradRapport, 'tal'> {
  readonly celler: readonly Cell[];
}

/** Follow-ups as chains of corrections, each from the first told to the one that stands, in the order they were begun. */
export function publiceradeRapporter(rader: readonly Rapportrad[]): PubliceradRapport[][] {
  const kedjor = new Map<number, Rapportrad[]>();
  for (const rad of [...rader].sort((a, b) => a.nummer - b.nummer)) {
    const kedja = (rad.rattar === null ? undefined : kedjor.get(rad.rattar)) ?? [];
    kedja.push(rad);
    if (rad.rattar !== null) kedjor.delete(rad.rattar);
    kedjor.set(rad.nummer, kedja);
  }
  return [...kedjor.values()].map((kedja) => {
    const skydd = dolda(kedja.map((r) => r.celler));
    return kedja.map(({ celler, ...rad }, n) => ({
      ...rad,
      tal: celler.map(({ cell, antal }) => ({ cell, antal: skydd[n]?.has(cell) ? null : antal })),
    }));
  });
}

export interface Utfallsrad {
  readonly taljare: number | null;
  readonly namnare: number | null;
  /** What was told as a value; null for a share. */
  readonly hundradelar: number | null;
  readonly orsak: string | null;
}

export interface PubliceratUtfall extends Utfallsrad {
  readonly skyddad: boolean;
  /** Null when nothing can be said, or may be. */
  readonly uppnatt: boolean | null;
}

interface Malet {
  readonly enhet: string;
  readonly riktning: string;
  readonly malvardeHundradelar: number;
}

/**
 * An outcome and its corrections, oldest first.
 * @param baser the numbers of people that a share told without its people may be of
 */
export function publiceradeUtfall(
  mal: Malet,
  utfall: readonly Utfallsrad[],
  baser: readonly number[],
): PubliceratUtfall[] {
  const skydd = dolda(utfall.map((u) => cellerFor(mal, u)));
  return utfall.map((u, n) => {
    const hundradelar = somHundradelar(u);
    const skyddad =
      ['stegforflyttning.taljare', 'antal.utfall'].some((c) => skydd[n]?.has(c)) ||
      (mal.enhet === 'procent' && u.taljare === null && avslojas(u.hundradelar ?? 0, baser));
    if (skyddad) {
      const namnare = skydd[n]?.has('stegforflyttning.namnare') ? null : u.namnare;
      return { taljare: null, namnare, hundradelar: null, orsak: u.orsak, skyddad, uppnatt: null };
    }
    return { ...u, hundradelar, skyddad, uppnatt: hundradelar === null ? null : nar(mal, hundradelar) };
  });
}

/** An outcome as cells, so that the same rules hold for it. Things are no people: they are no cells. */
function cellerFor({ enhet }: Malet, { taljare, namnare, hundradelar }: Utfallsrad): Cell[] {
  if (taljare !== null && namnare !== null)
    return [
      { cell: 'stegforflyttning.taljare', antal: taljare, delAv: null },
      { cell: 'stegforflyttning.namnare', antal: namnare, delAv: null },
    ];
  if (enhet !== 'deltagare') return [];
  return [{ cell: 'antal.utfall', antal: Math.ceil((hundradelar ?? 0) / 100), delAv: null }];
}

/** A share of whole people in hundredths of a per cent, rounded; null of nobody. */
function somHundradelar({ taljare, namnare, hundradelar }: Utfallsrad): number | null {
  if (taljare === null || namnare === null) return hundradelar;
  return namnare === 0 ? null : Number(divideraAvrundat(BigInt(taljare) * 10_000n, BigInt(namnare)));
}

/** Whether a percentage of any of the numbers tells of few people: those it counts, or those it leaves. */
const avslojas = (hundradelar: number, baser: readonly number[]): boolean =>
  baser.some((bas) => {
    const taljare = Math.round((bas * hundradelar) / 10_000);
    return [taljare, bas - taljare].some((n) => n > 0 && n < SMA_UNDER);
  });

const nar = ({ riktning, malvardeHundradelar }: Malet, utfall: number): boolean =>
  riktning === 'minst' ? utfall >= malvardeHundradelar : utfall <= malvardeHundradelar;
