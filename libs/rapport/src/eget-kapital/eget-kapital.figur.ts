import { arsSlut, arsStart, type Datum } from '#kernel/datum.js';
import type { ForbundId } from '#kernel/identiteter.js';
import type { Ore } from '#kernel/ore.js';
import type { TransactionSql } from '#read-store/anslutning.js';
import { finansieringensFigur } from '../finansiering/finansiering.figur.js';
import { finansiering } from '../finansiering/finansiering.js';
import { samlaFinansiering } from '../finansiering/las-finansiering.js';
import { summansId } from '../finansiering/medelsplats.js';
import type { Belopp } from '../stomme/belopp.js';
import { Beloppslasning } from '../stomme/beloppslasning.js';
import type { Figur, Figurbidrag, Figurplats, Figurterm } from '../stomme/figur.js';
import { tillDag, type Rapportsammanhang } from '../stomme/rapport.js';
import {
  aretsId,
  arsskiftetsId,
  balanskravetsId,
  kapitaltaketsId,
  underskottetsId,
} from './eget-kapital.json.js';
import type { Egetkapital } from './eget-kapital.js';
import type { Kapitalindikatorer, Kapitaltak, Underskott } from './indikatorer.js';
import { arAretsResultat, arKapital, lasBalanser, type Arsskifte } from './las-eget-kapital.js';

const RUBRIKER: Readonly<Record<string, string>> = {
  ...{ resultat: 'Resultat', prognos: 'Prognos', belopp: 'Kvar att återställa' },
  ...{ kapital: 'Eget kapital', medel: 'Årets medel', andelPromille: 'Andel av medlen' },
  ...{ tak: 'Rekommenderat tak', overTaket: 'Över taket' },
  ...{ utgaende: 'Utgående', ingaende: 'Ingående', skillnad: 'Skillnad' },
};

type Delar = Omit<Figur, 'rad' | 'kolumn' | 'etikett' | 'kolumnrubrik'>;

/** A figure of the indicators, and of how years meet. */
export async function egetkapitalsFigur(
  sql: TransactionSql,
  s: Rapportsammanhang,
  { indikatorer, arsskiften }: Pick<Egetkapital, 'indikatorer' | 'arsskiften'>,
  { rad, kolumn }: Figurplats,
): Promise<Figur | undefined> {
  const kolumnrubrik = RUBRIKER[kolumn];
  if (kolumnrubrik === undefined) return undefined;
  const oppning = new Oppning(sql, s);
  const som = (etikett: string, delar: Delar | undefined): Figur | undefined =>
    delar && { rad, kolumn, etikett, kolumnrubrik, ...delar };
  const skifte = arsskiften.find((a) => arsskiftetsId(a.forbund, a.ar) === rad);
  if (skifte) return som(`Årsskiftet till ${skifte.ar}`, await oppning.arsskifte(skifte, kolumn));
  for (const i of indikatorer) {
    const { forbund, balanskrav } = i;
    if (rad === balanskravetsId(forbund))
      return som('Balanskravsresultat', await oppning.balanskrav(i, kolumn));
    if (rad === kapitaltaketsId(forbund)) return som('Sparat kapital', await oppning.kapitaltak(i, kolumn));
    const ar = balanskrav.tidigare.find((t) => rad === aretsId(forbund, t.ar));
    if (ar && kolumn === 'resultat')
      return som(`Resultat ${ar.ar}`, await oppning.resultat(forbund, arsSlut(ar.ar), ar.resultatOre));
    const underskott = balanskrav.attAterstalla.find((u) => rad === underskottetsId(forbund, u.ar));
    if (underskott && kolumn === 'belopp')
      return som(`Underskott ${underskott.ar}`, underskottet(i, underskott));
  }
  return undefined;
}

/** Opens what the indicators were computed from, in the snapshot that they were read in. */
class Oppning {
  readonly #lasning: Beloppslasning;
  readonly #per: Datum;

  constructor(
    private readonly sql: TransactionSql,
    private readonly s: Rapportsammanhang,
  ) {
    this.#lasning = new Beloppslasning(sql, s);
    this.#per = tillDag(s);
  }

  async balanskrav(
    { forbund, balanskrav: { resultatOre, prognosOre } }: Kapitalindikatorer,
    kolumn: string,
  ): Promise<Delar | undefined> {
    if (kolumn === 'resultat') return this.resultat(forbund, this.#per, resultatOre);
    return kolumn === 'prognos' ? this.#prognos(forbund, prognosOre) : undefined;
  }

  /** What the day's year moved in the konton of the result. */
  async resultat(forbund: ForbundId, per: Datum, ore: Ore | null): Promise<Delar> {
    return pengar(
      ore,
      `Resultat: det som intäkts- och kostnadsposter har rört till och med ${per}.`,
      await this.#balansen(forbund, per, arAretsResultat),
    );
  }

  async #prognos(forbund: ForbundId, ore: Ore | null): Promise<Delar> {
    const kalla = { slag: 'prognos', ar: this.s.ar, per: this.#per } as const;
    const [rader = []] = await this.#lasning.las([kalla], [forbund]);
    return pengar(
      ore,
      'Prognos: raderna i styrelsens prognos för hela året.',
      rader.map((belopp) => ({ kalla, belopp, faktor: -1n })),
    );
  }

  async kapitaltak(i: Kapitalindikatorer, kolumn: string): Promise<Delar | undefined> {
    const { forbund, kapitaltak: k } = i;
    switch (kolumn) {
      case 'kapital':
        return pengar(
          k.kapitalOre,
          `Eget kapital: det som står på eget kapital per ${this.#per}, med årets resultat.`,
          await this.#balansen(forbund, this.#per, arKapital),
        );
      case 'medel':
        return this.#medel(i);
      case 'andelPromille':
        return {
          ...pengar(null, 'Andel av medlen = eget kapital ÷ årets medel.', []),
          antal: { varde: k.andelPromille, enhet: 'promille' },
          termer: [term(forbund, 'kapital', k), term(forbund, 'medel', k)],
        };
      case 'tak':
        return enligtRegel(
          k.takOre,
          `Rekommenderat tak: så stor del av årets medel som rekommendationen anger. ${k.kalla ?? ''}`.trim(),
          k.takOre === null ? [] : [term(forbund, 'medel', k)],
          k.steg,
        );
      case 'overTaket':
        return enligtRegel(
          k.overTaketOre,
          'Över taket = eget kapital − rekommenderat tak; negativt är så mycket som ryms till.',
          k.overTaketOre === null
            ? []
            : [term(forbund, 'kapital', k), { ...term(forbund, 'tak', k), faktor: -1n }],
          null,
        );
      default:
        return undefined;
    }
  }

  /** As the report `finansiering` opens its sum of what is decided; its parts are no rows of this report. */
  async #medel({ forbund, namn, kapitaltak }: Kapitalindikatorer): Promise<Delar | undefined> {
    const s = { ...this.s, forbund: [{ forbund, namn }] };
    const rapport = finansiering({
      ...{ ar: s.ar, per: this.#per },
      forbund: await samlaFinansiering(this.sql, s),
    });
    const plats = { rad: summansId(forbund), kolumn: 'beslutat' };
    const figur = await finansieringensFigur(this.sql, s, rapport, plats);
    return figur && { ...figur, ore: kapitaltak.medelOre, termer: [] };
  }

  async arsskifte(a: Arsskifte, kolumn: string): Promise<Delar | undefined> {
    const { forbund, ar, utgaendeOre, ingaendeOre } = a;
    const utgaende = (): Promise<Figurbidrag[]> =>
      this.#balansen(forbund, arsSlut(ar - 1), (b) => b.matt === 'utgaende' && arGrupp20(b));
    const ingaende = (): Promise<Figurbidrag[]> =>
      this.#balansen(forbund, arsStart(ar), (b) => b.matt === 'ingaende' && arGrupp20(b));
    const id = arsskiftetsId(forbund, ar);
    switch (kolumn) {
      case 'utgaende':
        return pengar(
          utgaendeOre,
          `Eget kapital med årets resultat, per ${arsSlut(ar - 1)}.`,
          await utgaende(),
        );
      case 'ingaende':
        return pengar(ingaendeOre, `Eget kapital i den ingående balansen för ${ar}.`, await ingaende());
      case 'skillnad':
        return {
          ...pengar(ingaendeOre - utgaendeOre, 'Skillnad = ingående − utgående.', [
            ...(await ingaende()),
            ...(await utgaende()).map((b) => ({ ...b, faktor: 1n }) as const),
          ]),
          termer: [
            { rad: id, kolumn: 'ingaende', etikett: 'Ingående', faktor: 1n, ore: ingaendeOre },
            { rad: id, kolumn: 'utgaende', etikett: 'Utgående', faktor: -1n, ore: utgaendeOre },
          ],
        };
      default:
        return undefined;
    }
  }

  async #balansen(forbund: ForbundId, per: Datum, tas: (b: Belopp) => boolean): Promise<Figurbidrag[]> {
    const kalla = { slag: 'saldo', per } as const;
    const alla = await lasBalanser(this.#lasning, [forbund], per);
    return alla.filter(tas).map((belopp) => ({ kalla, belopp, faktor: -1n }));
  }
}

/** Equity as one, the result that is not closed with it: as years are compared. */
const arGrupp20 = ({ konto }: Belopp): boolean => konto.startsWith('20') || konto >= '3';

/** Where there is no figure nothing is in it, whatever is booked. */
const pengar = (ore: Ore | null, formel: string, bidrag: readonly Figurbidrag[]): Delar => ({
  ...{ ore, formel, definition: null, termer: [] },
  bidrag: ore === null ? [] : bidrag,
});

const enligtRegel = (
  ore: Ore | null,
  formel: string,
  termer: readonly Figurterm[],
  definition: object | null,
): Delar => ({ ore, formel, termer, definition, bidrag: [], enligtRegel: true });

const TERMER = { kapital: 'kapitalOre', medel: 'medelOre', tak: 'takOre' } as const;

const term = (forbund: ForbundId, kolumn: keyof typeof TERMER, k: Kapitaltak): Figurterm => ({
  ...{ rad: kapitaltaketsId(forbund), kolumn, etikett: RUBRIKER[kolumn] ?? kolumn, faktor: 1n },
  ore: k[TERMER[kolumn]],
});

function underskottet(
  { forbund, balanskrav }: Kapitalindikatorer,
  { ar, kvarOre, senast }: Underskott,
): Delar {
  return enligtRegel(
    kvarOre,
    `Kvar av underskottet ${ar}, att återställa senast ${senast}: mindre det som senare års överskott har täckt, de äldsta underskotten först. ${balanskrav.kalla ?? ''}`.trim(),
    balanskrav.tidigare
      .filter((t) => t.resultatOre !== null)
      .map((t) => ({
        ...{ rad: aretsId(forbund, t.ar), kolumn: 'resultat', etikett: `Resultat ${t.ar}`, faktor: 1n },
        ore: t.resultatOre,
      })),
    null,
  );
}
