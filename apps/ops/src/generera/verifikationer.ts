import type { BokforingKommando, Verifikationsrad } from '#bokforing/public.js';
import { datum, type Ar, type Datum } from '#kernel/datum.js';
import type { Konto } from '#kernel/identiteter.js';
import { assert } from '#kernel/fel.js';
import { summa, type Ore } from '#kernel/ore.js';
import type { PostId } from '#kernel/poster.js';
import { bidragPerMedlem, insatspost, pagar } from './budgetar.js';
import { avgiftFor, KONTO, type Forbundsplan } from './mall.js';
import { fordela, Slump } from './slump.js';

export const SERIE = 'a';
/** Quarterly contributions, monthly salaries and monthly taxes: what every year has. */
const FASTA_PER_AR = 4 + 12 + 12;
/** And an invoice or payment a month at least. */
export const MINST_PER_AR = FASTA_PER_AR + 12;
/** One voucher of so many is a rättelse. */
const RATTELSE_VAR = 60;
/** Income tax of salaries, in percent. */
const SKATT = 30n;
const BANKAVGIFT: Ore = 15_000n;

type Innehall = { readonly datum: Datum; readonly text: string; readonly rader: readonly Verifikationsrad[] };
type Utkast = Innehall & { readonly rattar?: number; readonly kostnad?: Kostnadsrad };
interface Kostnadsrad {
  readonly konto: Konto;
  readonly beloppOre: Ore;
}
interface Kostnadsstalle {
  readonly post: PostId;
  readonly text: string;
  readonly rad: { readonly konto: Konto; readonly insats?: string };
  readonly manadsbeloppOre: Ore;
}

const dag = (ar: Ar, manad: number, d: number): Datum =>
  datum(`${ar}-${String(manad).padStart(2, '0')}-${String(d).padStart(2, '0')}`);

/** The books of one förbund, month by month: what is owed, what is in the bank, what a post has cost so far. */
export class Forbundsbocker {
  readonly #saldon = new Map<Konto, Ore>();
  readonly #obetalda: { belopp: Ore; text: string }[] = [];
  /** Planned costs that no invoice has come for yet. */
  readonly #obokfort = new Map<PostId, Ore>();
  readonly #utfall = new Map<PostId, Ore>();
  #rattbara: { nummer: number; kostnad: Kostnadsrad }[] = [];
  #nummer = 0;
  #kvot: readonly number[] = [];

  constructor(
    private readonly plan: Forbundsplan,
    private readonly fro: string,
  ) {}

  /** The year's utfall per post so far, income positive. */
  get utfall(): ReadonlyMap<PostId, Ore> {
    return this.#utfall;
  }

  /** Begins a year of so many vouchers. @returns the opening balance, when there is one */
  borjaAr(ar: Ar, verifikationer: number): BokforingKommando[] {
    assert(verifikationer >= MINST_PER_AR, `${verifikationer} verifikationer räcker inte till ett år`);
    this.#utfall.clear();
    this.#obokfort.clear();
    this.#rattbara = [];
    this.#nummer = 0;
    this.#kvot = fordela(BigInt(verifikationer - FASTA_PER_AR), Array<number>(12).fill(1)).map(Number);
    if (ar === this.plan.forstaAr) return [];
    const rader = [...this.#saldon]
      .filter(([, saldo]) => saldo !== 0n)
      .map(([konto, beloppOre]) => ({ konto, beloppOre }));
    const resultat = summa(rader.map((r) => r.beloppOre));
    const balans = [...rader, { konto: KONTO.egetKapital, beloppOre: -resultat }];
    const { forbund } = this.plan;
    return [{ typ: 'BokforIngaendeBalans', data: { forbund, ar, serie: SERIE, rader: balans } }];
  }

  /** A month's vouchers in the order of their days. */
  manad(ar: Ar, manad: number): BokforingKommando[] {
    const slump = new Slump('manad', this.fro, this.plan.forbund, ar, manad);
    const utkast = [
      ...this.#bidrag(ar, manad),
      this.#lon(ar, manad),
      this.#skatt(ar, manad),
      ...this.#lopande(slump, ar, manad, this.#kvot[manad - 1] ?? 0),
    ].sort((a, b) => (a.datum < b.datum ? -1 : a.datum > b.datum ? 1 : 0));
    return utkast.map((u) => this.#bokfor(ar, u));
  }

  #bokfor(ar: Ar, { kostnad, rattar, ...innehall }: Utkast): BokforingKommando {
    this.#nummer++;
    if (kostnad) this.#rattbara.push({ nummer: this.#nummer, kostnad });
    for (const { konto, beloppOre } of innehall.rader)
      if (/^[12]/.test(konto)) this.#saldon.set(konto, (this.#saldon.get(konto) ?? 0n) + beloppOre);
    const data = { forbund: this.plan.forbund, ar, serie: SERIE, ...innehall };
    return rattar === undefined
      ? { typ: 'BokforVerifikation', data }
      : { typ: 'RattaVerifikation', data: { ...data, rattar } };
  }

  #bidrag(ar: Ar, manad: number): Utkast[] {
    if (manad % 3 !== 1) return [];
    const kvartal = (manad - 1) / 3;
    const rader = bidragPerMedlem(this.plan, ar).flatMap((arsbidrag, n): Verifikationsrad[] => {
      const belopp = fordela(arsbidrag, [1, 1, 1, 1])[kvartal] ?? 0n;
      const motpart = this.plan.medlemmar[n]?.nyckel;
      if (belopp === 0n || motpart === undefined) return [];
      this.#utfallet(`intakt:bidrag-${motpart}`, belopp);
      return [{ konto: KONTO.bidrag, beloppOre: -belopp, motpart }];
    });
    const bank = { konto: KONTO.bank, beloppOre: -summa(rader.map((r) => r.beloppOre)) };
    return [{ datum: dag(ar, manad, 10), text: `Bidrag kvartal ${kvartal + 1}`, rader: [bank, ...rader] }];
  }

  #lon(ar: Ar, manad: number): Utkast {
    const lon = this.plan.lonerOre;
    const avgift = avgiftFor(lon);
    const skatt = (lon * SKATT) / 100n;
    this.#utfallet('kostnad:loner', -lon);
    this.#utfallet('kostnad:arbetsgivaravgifter', -avgift);
    return {
      datum: dag(ar, manad, 25),
      text: `Löner ${ar}-${String(manad).padStart(2, '0')}`,
      rader: [
        { konto: KONTO.loner, beloppOre: lon },
        { konto: KONTO.avgifter, beloppOre: avgift },
        { konto: KONTO.kallskatt, beloppOre: -skatt },
        { konto: KONTO.avgiftsskuld, beloppOre: -avgift },
        { konto: KONTO.bank, beloppOre: skatt - lon },
      ],
    };
  }

  /** The month before's taxes; the first month of all has none to pay, and is charged by the bank instead. */
  #skatt(ar: Ar, manad: number): Utkast {
    const skuld = [KONTO.kallskatt, KONTO.avgiftsskuld].map((konto) => ({
      konto,
      beloppOre: -(this.#saldon.get(konto) ?? 0n),
    }));
    const belopp = summa(skuld.map((r) => r.beloppOre));
    if (belopp > 0n)
      return {
        datum: dag(ar, manad, 12),
        text: 'Skatt och arbetsgivaravgifter',
        rader: [...skuld, { konto: KONTO.bank, beloppOre: -belopp }],
      };
    this.#utfallet('kostnad:ovrigt', -BANKAVGIFT);
    return {
      datum: dag(ar, manad, 12),
      text: 'Bankavgift',
      rader: [
        { konto: KONTO.ovrigt, beloppOre: BANKAVGIFT },
        { konto: KONTO.bank, beloppOre: -BANKAVGIFT },
      ],
    };
  }

  /** Invoices, payments of earlier ones, and some rättelser: `antal` in all. */
  #lopande(slump: Slump, ar: Ar, manad: number, antal: number): Utkast[] {
    const onskade =
      Math.floor(antal / RATTELSE_VAR) + (slump.heltal(1, RATTELSE_VAR) <= antal % RATTELSE_VAR ? 1 : 0);
    const rattelser = Math.min(onskade, this.#rattbara.length);
    const betalningar = Math.min(Math.floor((antal - rattelser) / 2), this.#obetalda.length);
    const d = (): Datum => dag(ar, manad, slump.heltal(1, 28));
    // Payments first: what is paid this month came before it.
    const betalda = this.#obetalda.splice(0, betalningar).map(({ belopp, text }): Utkast => ({
      datum: d(),
      text: `Betalning ${text}`,
      rader: [
        { konto: KONTO.leverantorer, beloppOre: belopp },
        { konto: KONTO.bank, beloppOre: -belopp },
      ],
    }));
    const rattade = Array.from({ length: rattelser }, () => this.#rattelse(slump, d()));
    return [...betalda, ...rattade, ...this.#fakturor(slump, ar, manad, antal - rattelser - betalningar, d)];
  }

  /** Half of a cost that was put on the wrong konto is moved to the right one; each voucher is corrected once. */
  #rattelse(slump: Slump, datum: Datum): Utkast {
    const [vald] = this.#rattbara.splice(slump.heltal(0, this.#rattbara.length - 1), 1);
    assert(vald !== undefined, 'inget att rätta');
    const { konto, beloppOre } = vald.kostnad;
    const till = konto === KONTO.lokaler ? KONTO.ovrigt : KONTO.lokaler;
    const halva = beloppOre / 2n;
    this.#utfallet(konto === KONTO.lokaler ? 'kostnad:lokaler' : 'kostnad:ovrigt', halva);
    this.#utfallet(konto === KONTO.lokaler ? 'kostnad:ovrigt' : 'kostnad:lokaler', -halva);
    return {
      datum,
      text: `Rättelse av verifikation ${vald.nummer}: fel konto`,
      rattar: vald.nummer,
      rader: [
        { konto, beloppOre: -halva },
        { konto: till, beloppOre: halva },
      ],
    };
  }

  /** The month's costs in so many invoices, spread over what costs; what gets none now comes with the next one. */
  #fakturor(slump: Slump, ar: Ar, manad: number, antal: number, d: () => Datum): Utkast[] {
    const stallen = this.#kostnadsstallen(ar, manad);
    for (const s of stallen)
      this.#obokfort.set(
        s.post,
        (this.#obokfort.get(s.post) ?? 0n) + slump.omkring(s.manadsbeloppOre, 85, 112),
      );
    const forsta = slump.heltal(0, stallen.length - 1);
    const per = stallen.map((s, n) => ({
      stalle: s,
      antal: Math.floor((antal + ((n - forsta + stallen.length) % stallen.length)) / stallen.length),
    }));
    return per.flatMap(({ stalle, antal: fakturor }) => {
      if (fakturor === 0) return [];
      const belopp = this.#obokfort.get(stalle.post) ?? 0n;
      this.#obokfort.delete(stalle.post);
      const vikter = Array.from({ length: fakturor }, () => slump.heltal(50, 150));
      return fordela(belopp, vikter).map((b) => this.#faktura(stalle, b, d()));
    });
  }

  #faktura(stalle: Kostnadsstalle, belopp: Ore, datum: Datum): Utkast {
    this.#obetalda.push({ belopp, text: stalle.text });
    this.#utfallet(stalle.post, -belopp);
    const arKontor = stalle.rad.konto === KONTO.lokaler || stalle.rad.konto === KONTO.ovrigt;
    return {
      datum,
      text: `Faktura ${stalle.text}`,
      rader: [
        { ...stalle.rad, beloppOre: belopp },
        { konto: KONTO.leverantorer, beloppOre: -belopp },
      ],
      ...(arKontor ? { kostnad: { konto: stalle.rad.konto, beloppOre: belopp } } : {}),
    };
  }

  #kostnadsstallen(ar: Ar, manad: number): Kostnadsstalle[] {
    const kansli = this.plan.kansli
      .filter((p) => p.konto !== KONTO.loner && p.konto !== KONTO.avgifter)
      .map((p) => ({
        post: p.post,
        text: p.rad.toLowerCase(),
        rad: { konto: p.konto },
        manadsbeloppOre: p.manadsbeloppOre,
      }));
    const insatser = this.plan.insatser
      .filter((i) => pagar(i, ar, manad))
      .map((i) => ({
        post: insatspost(i),
        text: i.namn,
        rad: { konto: i.konto, insats: i.insats },
        manadsbeloppOre: i.manadsbeloppOre,
      }));
    return [...kansli, ...insatser];
  }

  #utfallet(post: PostId, belopp: Ore): void {
    this.#utfall.set(post, (this.#utfall.get(post) ?? 0n) + belopp);
  }
}
