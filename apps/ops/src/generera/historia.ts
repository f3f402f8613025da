import { beslutDecider, beslutStream, sammantradeDecider, sammantradeStream } from '#beslut/public.js';
import { bokforingDecider, kontrolleraMotRegister } from '#bokforing/domain/bokforing.decider.js';
import {
  bokforingStream,
  kontoplanDecider,
  kontoplanStream,
  type BokforingKommando,
  type KompletteraKontoplan,
} from '#bokforing/public.js';
import { budgetDecider, budgetStream, type BudgetKommando } from '#budget/public.js';
import { forbundDecider, forbundStream, gruppDecider, gruppStream } from '#forbund/public.js';
import type { InsatsKommando } from '#insats/public.js';
import { insatsDecider, insatsStream } from '#insats/public.js';
import { arFor, arsStart, manadFor, type Ar, type Datum } from '#kernel/datum.js';
import type { BeslutId, InsatsId } from '#kernel/identiteter.js';
import type { Ore } from '#kernel/ore.js';
import type { PostId } from '#kernel/poster.js';
import { Bok, type Skrivning } from './bok.js';
import {
  ANDRINGSMANAD,
  beslutet,
  beviljasMed,
  beviljat,
  bidragspost,
  budgetdag,
  budgetkommando,
  BUDGETMANAD,
  insatspost,
  PROGNOS_AVSER_MANAD,
  PROGNOSMANAD,
  prognoskommando,
  prognosrader,
  sammantradet,
  styrelsedag,
  STYRELSEMANADER,
} from './budgetar.js';
import {
  KONTO,
  KONTONAMN,
  PERMANENT,
  planeraForbund,
  SISTA_AR,
  type Forbundsplan,
  type Historieval,
} from './mall.js';
import { fordela } from './slump.js';
import { Forbundsbocker, SERIE } from './verifikationer.js';

type Kontoplansdata = KompletteraKontoplan['data'];

/** The group of all förbund of a history. */
export const GRUPP = 'syntet';

/**
 * A whole history as appends, in the order in which it would have happened: all förbund live through a month, then the next.
 * Made as it is asked for, so that its size is not a matter of memory.
 */
export function* syntetiskHistoria(val: Historieval): Generator<Skrivning> {
  const bok = new Bok(val);
  const forbund = Array.from(
    { length: val.forbund },
    (_, n) => new Forbundshistoria(planeraForbund(n + 1, val), bok, val),
  );
  const forstaAr = SISTA_AR - val.ar + 1;
  const antal = fordela(BigInt(val.verifikationer), Array<number>(val.forbund * val.ar).fill(1)).map(Number);
  for (const f of forbund) yield* f.bildas();
  yield* bildaGrupp(bok, forbund);
  for (let ar = forstaAr; ar <= SISTA_AR; ar++) {
    for (const [n, f] of forbund.entries())
      yield* f.borjaAr(ar, antal[(ar - forstaAr) * val.forbund + n] ?? 0);
    for (let manad = 1; manad <= 12; manad++) for (const f of forbund) yield* f.manad(ar, manad);
  }
}

function* bildaGrupp(bok: Bok, forbund: readonly Forbundshistoria[]): Generator<Skrivning> {
  const ingar = forbund.map(({ plan }) => ({ forbund: plan.forbund }));
  const data = { grupp: GRUPP, namn: 'Syntetiska förbund', ingar };
  const nycklar = ingar.map((i) => i.forbund);
  yield* bok.utfor(nycklar, gruppStream(GRUPP), gruppDecider, [{ typ: 'BildaGrupp', data }]);
}

/** One förbund's life: what happens in it, month by month. */
class Forbundshistoria {
  readonly #bocker: Forbundsbocker;
  /** Paragraphs are numbered through the year. */
  #paragraf = 0;
  /** Utfall to the day that the board's prognosis is made for. */
  #utfallDa: ReadonlyMap<PostId, Ore> = new Map();
  readonly #registrerade = new Set<InsatsId>();

  constructor(
    readonly plan: Forbundsplan,
    private readonly bok: Bok,
    { fro }: Historieval,
  ) {
    this.#bocker = new Forbundsbocker(plan, fro);
  }

  *bildas(): Generator<Skrivning> {
    const { forbund, namn, forstaAr, medlemmar, kansli } = this.plan;
    yield* this.bok.utfor([forbund], forbundStream(forbund), forbundDecider, [
      {
        typ: 'RegistreraForbund',
        data: { forbund, namn, bildat: String(forstaAr), fran: arsStart(forstaAr), ersatter: [] },
      },
      ...medlemmar.map(({ vikt: _, nyckel: medlem, ...m }) => ({
        typ: 'AnslutMedlem' as const,
        data: { forbund, medlem, ...m },
      })),
    ]);
    yield* this.#kontoplan({
      konton: Object.entries(KONTONAMN).map(([konto, kontonamn]) => ({ konto, namn: kontonamn })),
      motparter: medlemmar.map((m) => ({ nyckel: m.nyckel, namn: m.namn, medlem: true })),
      nyaPoster: [
        ...medlemmar
          .filter((m) => m.vikt > 0)
          .map((m) => ({
            post: bidragspost(m.nyckel),
            rad: `Bidrag ${m.namn}`,
            grupp: 'intakter',
            kontering: { konto: KONTO.bidrag, motpart: m.nyckel },
          })),
        ...kansli.map((p) => ({
          post: p.post,
          rad: p.rad,
          grupp: 'administration',
          kontering: { konto: p.konto },
        })),
      ],
    });
  }

  /** The books' opening; in the first year the board has to plan before it. */
  *borjaAr(ar: Ar, verifikationer: number): Generator<Skrivning> {
    this.#paragraf = 0;
    if (ar === this.plan.forstaAr) {
      yield* this.#mote(budgetdag(this.plan, ar));
      yield* this.#planeraAr(ar);
    }
    yield* this.#bokfor(ar, this.#bocker.borjaAr(ar, verifikationer));
  }

  *manad(ar: Ar, manad: number): Generator<Skrivning> {
    yield* this.#insatser(ar, manad);
    yield* this.#bokfor(ar, this.#bocker.manad(ar, manad));
    if (manad === PROGNOS_AVSER_MANAD) this.#utfallDa = new Map(this.#bocker.utfall);
    if (!STYRELSEMANADER.some((m) => m === manad)) return;
    const den = styrelsedag(ar, manad);
    yield* this.#mote(den);
    if (manad === ANDRINGSMANAD) yield* this.#andraBudget(ar, den);
    if (manad === PROGNOSMANAD) yield* this.#prognos(ar, den);
    if (manad === BUDGETMANAD && ar < SISTA_AR) yield* this.#planeraAr(ar + 1);
  }

  /** The budget of a year and what it grants. */
  *#planeraAr(ar: Ar): Generator<Skrivning> {
    const den = budgetdag(this.plan, ar);
    const rubrik = `Verksamhetsplan och budget ${ar}`;
    const beslut = yield* this.#besluta({ beslut: `budget-${ar}`, rubrik, den, avser: { budget: ar } });
    yield* this.#bevilja(ar, false, beslut);
    yield* this.#budget(budgetkommando(this.plan, ar, { typ: 'FaststallBudget', den, beslut }));
  }

  *#andraBudget(ar: Ar, den: Datum): Generator<Skrivning> {
    const rubrik = `Ändrad budget ${ar}`;
    const beslut = yield* this.#besluta({
      beslut: `budgetandring-${ar}`,
      rubrik,
      den,
      avser: { budget: ar },
    });
    yield* this.#bevilja(ar, true, beslut);
    yield* this.#budget(budgetkommando(this.plan, ar, { typ: 'AndraBudget', den, beslut }));
  }

  *#prognos(ar: Ar, den: Datum): Generator<Skrivning> {
    const rubrik = `Delårsrapport och prognos ${ar}`;
    const beslut = yield* this.#besluta({ beslut: `prognos-${ar}`, rubrik, den, avser: { prognos: ar } });
    const { versioner } = this.bok.nu(budgetStream(this.plan.forbund, ar), budgetDecider);
    yield* this.#budget(prognoskommando(this.plan, ar, beslut, prognosrader(versioner, this.#utfallDa)));
  }

  *#bokfor(ar: Ar, kommandon: readonly BokforingKommando[]): Generator<Skrivning> {
    const { forbund } = this.plan;
    const plan = this.bok.nu(kontoplanStream(forbund), kontoplanDecider);
    for (const { data } of kommandon) kontrolleraMotRegister(data.rader, plan, this.#registrerade);
    yield* this.bok.utfor([forbund], bokforingStream(forbund, ar, SERIE), bokforingDecider, kommandon);
  }

  *#kontoplan(tillagg: Partial<Kontoplansdata>): Generator<Skrivning> {
    const { forbund } = this.plan;
    const tom = { konton: [], motparter: [], nyaPoster: [], andradePoster: [] };
    const kommando = { typ: 'KompletteraKontoplan' as const, data: { forbund, ...tom, ...tillagg } };
    yield* this.bok.utfor([forbund], kontoplanStream(forbund), kontoplanDecider, [kommando]);
  }

  *#mote(den: Datum): Generator<Skrivning> {
    const data = sammantradet(this.plan, den);
    const stream = sammantradeStream(data.forbund, data.sammantrade);
    yield* this.bok.utfor([data.forbund], stream, sammantradeDecider, [{ typ: 'RedovisaSammantrade', data }]);
  }

  *#besluta(b: Omit<Parameters<typeof beslutet>[1], 'paragraf'>): Generator<Skrivning, BeslutId> {
    const data = beslutet(this.plan, { ...b, paragraf: ++this.#paragraf });
    const stream = beslutStream(data.forbund, data.beslut);
    yield* this.bok.utfor([data.forbund], stream, beslutDecider, [{ typ: 'FattaBeslut', data }]);
    return b.beslut;
  }

  /** The insatser that a budget, or its change, brings: registered, granted, and given a post. */
  *#bevilja(ar: Ar, andring: boolean, beslut: BeslutId): Generator<Skrivning> {
    const nya = this.plan.insatser.filter(
      (i) => beviljasMed(i).ar === ar && beviljasMed(i).andring === andring,
    );
    if (nya.length === 0) return;
    const { forbund } = this.plan;
    for (const i of nya) {
      const stod = { slag: 'beslut', beslut } as const;
      const { insats, namn, slag, fran, till } = i;
      yield* this.bok.utfor([forbund], insatsStream(forbund, insats), insatsDecider, [
        { typ: 'RegistreraInsats', data: { forbund, insats, namn, slag } },
        { typ: 'BeviljaInsats', data: { forbund, insats, fran, till, beloppOre: beviljat(i), stod } },
      ]);
      this.#registrerade.add(insats);
    }
    yield* this.#kontoplan({
      nyaPoster: nya.map((i) => ({
        post: insatspost(i),
        rad: i.namn,
        // What is neither for people nor for structure is shown under insatser as such.
        grupp: i.slag === 'processtod' ? 'insatser' : i.slag,
        kontering: { konto: i.konto, insats: i.insats },
      })),
    });
  }

  /** Those that start or end in the month. One that goes on after the history's end has no end in it. */
  *#insatser(ar: Ar, manad: number): Generator<Skrivning> {
    const { forbund } = this.plan;
    const iManaden = (d: Datum): boolean => arFor(d) === ar && manadFor(d) === manad;
    for (const { insats, fran, till } of this.plan.insatser) {
      const kommandon: InsatsKommando[] = [];
      if (iManaden(fran)) kommandon.push({ typ: 'StartaInsats', data: { forbund, insats, den: fran } });
      if (iManaden(till) && insats !== PERMANENT)
        kommandon.push({ typ: 'AvslutaInsats', data: { forbund, insats, den: till } });
      yield* this.bok.utfor([forbund], insatsStream(forbund, insats), insatsDecider, kommandon);
    }
  }

  *#budget(kommando: BudgetKommando): Generator<Skrivning> {
    const { forbund, ar } = kommando.data;
    yield* this.bok.utfor([forbund], budgetStream(forbund, ar), budgetDecider, [kommando]);
  }
}
