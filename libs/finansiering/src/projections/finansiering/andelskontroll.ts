import type { Huvudmannatyp } from '#forbund/domain/forbund.events.js';
import { likanamniga } from '#kernel/brak.js';
import { absolut, fordelaStorstaRest, summa, type Ore } from '#kernel/ore.js';
import type { Andelar } from '../../domain/finansiering.events.js';

/** The three parts of a förbund, in the order that the law names them. */
export const PARTER: readonly Huvudmannatyp[] = ['stat', 'region', 'kommun'];

/**
 * Finsamlagen (2003:1210) 5 §: Försäkringskassan gives half of the money, the region or regions a fourth, and the
 * kommun or kommuner, which together are one part, a fourth.
 */
export const LAGENS_ANDELAR: Andelar = {
  stat: { taljare: 1, namnare: 2 },
  region: { taljare: 1, namnare: 4 },
  kommun: { taljare: 1, namnare: 4 },
};

export type Partbelopp = Readonly<Record<Huvudmannatyp, Ore>>;

export interface Partkontroll {
  readonly part: Huvudmannatyp;
  readonly beloppOre: Ore;
  /** What the share gives of the same total, öre: together exactly the total. */
  readonly vantatOre: Ore;
  readonly avvikelseOre: Ore;
  /** Per mille of the total; those of the parts together exactly 1000. Null when the total is zero or has parts of both signs. */
  readonly andelPromille: number | null;
  readonly vantadPromille: number;
  readonly avvikelsePromille: number | null;
}

const PROMILLE = 1000n;

/** Null where a share says nothing: of nothing, or of parts that take from each other. */
function iPromille(delar: readonly Ore[]): readonly bigint[] | null {
  const total = summa(delar);
  if (total === 0n || delar.some((d) => d !== 0n && d > 0n !== total > 0n)) return null;
  return fordelaStorstaRest(PROMILLE, delar.map(absolut));
}

/** What the parts give, held against their shares of the same total. A check: nothing is adjusted. */
export function kontrolleraAndelar(belopp: Partbelopp, andelar: Andelar): readonly Partkontroll[] {
  const delar = PARTER.map((p) => belopp[p]);
  const { taljare: skaVara } = likanamniga(PARTER.map((p) => andelar[p]));
  const vantade = fordelaStorstaRest(summa(delar), skaVara);
  const vantadePromille = fordelaStorstaRest(PROMILLE, skaVara);
  const promille = iPromille(delar);
  return PARTER.map((part, n) => {
    const vantatOre = vantade[n] ?? 0n;
    const vantadPromille = Number(vantadePromille[n]);
    const andelPromille = promille && Number(promille[n]);
    return {
      part,
      beloppOre: belopp[part],
      vantatOre,
      avvikelseOre: belopp[part] - vantatOre,
      andelPromille,
      vantadPromille,
      avvikelsePromille: andelPromille === null ? null : andelPromille - vantadPromille,
    };
  });
}
