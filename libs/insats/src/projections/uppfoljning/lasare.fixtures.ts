import type { Cell } from './celler.js';
import { arKorscell, samband } from './samband.js';

/** A version as it is published, with what stands behind it. */
interface Publicerad {
  readonly celler: readonly Cell[];
  readonly dolda: ReadonlySet<string>;
}

/** The total is its parts together. */
interface Villkor {
  readonly total: string;
  readonly delar: readonly string[];
}

type Grans = readonly [minst: number, hogst: number];
type Granser = ReadonlyMap<string, Grans>;

/** More than any count that the test makes. */
const TAK = 100;
const TALAMOD = 5_000;

/**
 * A reader who wants to know: has every version, knows how the cells hang together and which parts always are all there are, that
 * zero is not hidden in itself, and guesses that a cell which was not corrected is the same in each version.
 */
export class Lasare {
  #forsok = 0;
  private readonly granser: Granser;
  private readonly villkor: readonly Villkor[];
  private readonly variabler: readonly {
    readonly namn: string;
    readonly antal: number;
    readonly dold: boolean;
  }[];

  constructor(versioner: readonly Publicerad[]) {
    const granser = new Map<string, Grans>();
    const variabler = new Map<string, { namn: string; antal: number; dold: boolean }>();
    this.villkor = versioner.flatMap(({ celler, dolda }, nr) => {
      const finns = new Map(celler.map((c) => [c.cell, c]));
      const antalet = (v: Publicerad, cell: string) => v.celler.find((c) => c.cell === cell)?.antal ?? 0;
      // One number for as long as it is not corrected.
      const variabel = (cell: string): string => {
        const antal = finns.get(cell)?.antal ?? 0;
        const sedan = versioner.slice(0, nr).findLastIndex((v) => antalet(v, cell) !== antal) + 1;
        return `${cell}=${antal}@${sedan}`;
      };
      for (const { cell, antal } of celler) {
        const dold = dolda.has(cell) && (variabler.get(variabel(cell))?.dold ?? true);
        variabler.set(variabel(cell), { namn: variabel(cell), antal, dold });
        // Where there are corrections, or by its row, a zero can be hidden as well.
        const minst = arKorscell(cell) || versioner.length > 1 ? 0 : 1;
        granser.set(variabel(cell), dold ? [minst, TAK] : [antal, antal]);
      }
      return samband(celler).map(({ total, delar }) => {
        const rest = (v: Publicerad) =>
          antalet(v, total) - delar.reduce((summa, d) => summa + antalet(v, d), 0);
        const antal = rest(versioner[nr] as Publicerad);
        const sedan = versioner.slice(0, nr).findLastIndex((v) => rest(v) !== antal) + 1;
        const namn = `${total}-${delar.join('-')}=${antal}@${sedan}`;
        const alltNoll = versioner.every((v) => rest(v) === 0);
        // What no row tells of is a number like any other; what became of it in a correction is nobody's.
        variabler.set(namn, { namn, antal, dold: versioner.length === 1 });
        granser.set(namn, alltNoll ? [0, 0] : [0, TAK]);
        return { total: variabel(total), delar: [...delar.map(variabel), namn] };
      });
    });
    this.granser = granser;
    this.variabler = [...variabler.values()];
  }

  /** The small counts that only one value fits. */
  avslojade(): string[] {
    return this.variabler
      .filter((v) => v.dold && v.antal > 0 && v.antal < 5 && !this.#kanVaraAnnat(v.namn, v.antal))
      .map((v) => v.namn);
  }

  #kanVaraAnnat(namn: string, antal: number): boolean {
    this.#forsok = 0;
    return this.#narmast(namn).some(
      (n) => n !== antal && this.#gar(new Map([...this.granser, [namn, [n, n]]])),
    );
  }

  /** The numbers within a cell's bounds, those near the true one first: there the fitting ones are. */
  #narmast(namn: string, [minst, hogst] = this.granser.get(namn) ?? [0, 0]): number[] {
    const antal = this.variabler.find((v) => v.namn === namn)?.antal ?? 0;
    return Array.from({ length: hogst - minst + 1 }, (_, n) => minst + n).sort(
      (a, b) => Math.abs(a - antal) - Math.abs(b - antal),
    );
  }

  /** Whether any numbers within the bounds fit all that is known. Who has tried so long has not computed anything. */
  #gar(granser: Map<string, Grans>): boolean {
    if (++this.#forsok > TALAMOD) return true;
    if (!this.#stram(granser)) return false;
    const [oppen] = [...granser]
      .filter(([, [minst, hogst]]) => minst < hogst)
      .sort(([, a], [, b]) => a[1] - a[0] - (b[1] - b[0]));
    if (!oppen) return true;
    const [namn, grans] = oppen;
    return this.#narmast(namn, grans).some((n) => this.#gar(new Map([...granser, [namn, [n, n]]])));
  }

  /** Narrows the bounds by each condition until none does; false when nothing fits. */
  #stram(granser: Map<string, Grans>): boolean {
    for (let andrat = true; andrat;) {
      andrat = false;
      const satt = (namn: string, minst: number, hogst: number): void => {
        const [a, b] = granser.get(namn) ?? [0, TAK];
        if (minst <= a && hogst >= b) return;
        granser.set(namn, [Math.max(a, minst), Math.min(b, hogst)]);
        andrat = true;
      };
      for (const { total, delar } of this.villkor) {
        const d = delar.map((namn) => granser.get(namn) ?? [0, TAK]);
        const minst = d.reduce((s, [a]) => s + a, 0);
        const hogst = d.reduce((s, [, b]) => s + b, 0);
        satt(total, minst, hogst);
        const [tMinst, tHogst] = granser.get(total) ?? [0, TAK];
        delar.forEach((namn, n) => {
          const [a, b] = d[n] ?? [0, TAK];
          satt(namn, tMinst - (hogst - b), tHogst - (minst - a));
        });
      }
      if ([...granser.values()].some(([a, b]) => a > b)) return false;
    }
    return true;
  }
}
