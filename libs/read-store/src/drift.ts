import type { Checkpoint, EventStore } from '#event-store/event-store.js';
import { flyttaForbi, lasBokmarken } from './checkpoints.js';
import { efterSista, Handelselasare, SIDA } from './handelselasare.js';
import type { Lopp } from './lopp.js';
import { felFran, Projektionsfel } from './projektionsfel.js';
import type { ReadStore } from './read-store.js';
import type { Spar } from './spar.js';
import { Vackare } from './vackare.js';

export interface Framsteg {
  readonly namn: string;
  readonly ordinal: number;
  readonly till: number;
}

interface Vantan {
  readonly namn: readonly string[];
  readonly till: number;
  readonly framsteg: ((f: Framsteg) => void) | undefined;
  readonly visat: Map<string, number>;
  readonly klar: () => void;
  readonly avvisa: (fel: Error) => void;
}

/** Events that may be passed in memory before the checkpoint row is moved: what a crash makes us look through again. */
const OSPARAT_MAX = 50_000;

/** A place ahead waits for one this close behind, so that they meet and are fed by one reading from then on. */
const MOTE_AVSTAND = 2 * SIDA;

/** Longest rest while following: what a lost wake-up would cost. */
const VILA_MS = 2_000;
/** Longest rest when nobody follows but somebody waits for an ordinal that is still to come. */
const VANTA_MS = 100;
/** First and longest pause after the store or the database could not be reached. */
const PAUS_FORST_MS = 100;
const PAUS_LANGST_MS = 10_000;

const paus = (motgangar: number): number => Math.min(PAUS_LANGST_MS, PAUS_FORST_MS * 2 ** motgangar);

/** Projections that stand at the same place. */
interface Grupp {
  readonly plats: Checkpoint;
  readonly spar: Spar[];
}

/** Moves the projections: one loop, awake while it follows the store or somebody waits. */
export class Drift {
  private readonly vantande = new Set<Vantan>();
  private readonly vackare = new Vackare();
  private readonly lasare: Handelselasare;
  private slinga: Promise<void> | undefined;
  private foljer: { readonly avbrott: AbortController; readonly lyssnar: Promise<void> } | undefined;

  constructor(
    private readonly store: EventStore,
    private readonly readStore: ReadStore,
    private readonly spar: ReadonlyMap<string, Spar>,
  ) {
    this.lasare = new Handelselasare(store);
  }

  start(): void {
    if (this.foljer) return;
    const avbrott = new AbortController();
    this.foljer = { avbrott, lyssnar: this.lyssna(avbrott.signal) };
    this.satIgang();
  }

  async stopp(): Promise<void> {
    const foljer = this.foljer;
    this.foljer = undefined;
    foljer?.avbrott.abort();
    const stoppad = new Projektionsfel('STOPPAD', 'Projektionerna stoppades.');
    for (const v of this.vantande) this.avsluta(v, stoppad);
    this.lasare.glom();
    this.vackare.vack();
    await Promise.all([foljer?.lyssnar, this.slinga]);
    await Promise.all([...this.spar.values()].map((s) => s.stang()));
  }

  /** Resolves when the named are stored and readable at the ordinal; rejects with the fault of the first that fails. */
  vantaPa(namn: readonly string[], till: number, framsteg?: (f: Framsteg) => void): Promise<void> {
    return new Promise((resolve, reject) => {
      const vantan = {
        namn,
        till,
        framsteg,
        visat: new Map<string, number>(),
        klar: resolve,
        avvisa: reject,
      };
      this.vantande.add(vantan);
      // While following, a failing projection keeps its pace of attempts however many ask for it.
      if (!this.foljer) for (const s of this.namngivna(namn)) s.forsokIgen();
      this.satIgang();
    });
  }

  private namngivna(namn: Iterable<string>): Spar[] {
    return [...new Set(namn)].flatMap((n) => this.spar.get(n) ?? []);
  }

  private aktiva(): Spar[] {
    if (this.foljer) return [...this.spar.values()];
    return this.namngivna([...this.vantande].flatMap((v) => v.namn));
  }

  private satIgang(): void {
    this.vackare.vack();
    this.slinga ??= this.snurra().finally(() => {
      this.slinga = undefined;
      // Somebody may have come while the loop was putting its things away.
      if (this.aktiva().length > 0) this.satIgang();
    });
  }

  private async snurra(): Promise<void> {
    this.lasare.glom();
    for (const s of this.spar.values()) s.inaktuell = true;
    let motgangar = 0;
    for (let aktiva = this.aktiva(); aktiva.length > 0; aktiva = this.aktiva()) {
      const berorda = [...this.vantande];
      try {
        const rort = await this.varv(aktiva);
        motgangar = 0;
        this.meddela();
        if (!rort) {
          await Promise.all(aktiva.map((s) => s.hall()));
          await this.vackare.vila(this.vilotid(aktiva));
        }
      } catch (fel) {
        this.lasare.glom();
        // Only those who were there: who came during the lap may ask about a store that is back.
        for (const v of berorda) this.avsluta(v, felFran(fel));
        if (this.foljer) await this.vackare.vila(paus(motgangar++));
      }
    }
    await this.sparaForbigangna([...this.spar.values()]).catch(() => undefined);
    await Promise.all([...this.spar.values()].map((s) => s.slapp()));
  }

  /** One page for each place that projections stand at, the hindmost first. False when there was nothing to do. */
  private async varv(aktiva: readonly Spar[]): Promise<boolean> {
    await this.laddaInaktuella(aktiva);
    const grupper = this.grupper(aktiva);
    let rort = false;
    for (const [i, grupp] of grupper.entries()) {
      const [plats, bakom, framfor] = [grupp.plats, grupper[i - 1]?.plats, grupper[i + 1]?.plats];
      if (bakom && plats.ordinal - bakom.ordinal <= MOTE_AVSTAND) continue;
      const max = framfor ? Math.min(SIDA, framfor.ordinal - plats.ordinal) : SIDA;
      const sida = await this.lasare.efter(plats, max);
      if (sida.length > 0) rort = true;
      const till = efterSista(sida, plats);
      await Promise.all(grupp.spar.map((s) => this.utan(s, (lopp) => lopp.mata(sida))));
      const vidSlutet = sida.length < max;
      const langt = (s: Spar): boolean => till.ordinal - (s.lopp?.sparad ?? till.ordinal) >= OSPARAT_MAX;
      if (await this.sparaForbigangna(grupp.spar.filter((s) => vidSlutet || langt(s)))) rort = true;
      if (vidSlutet) await Promise.all(grupp.spar.map((s) => this.utan(s, () => s.vaxlaIn(this.lasare))));
    }
    return rort;
  }

  private async laddaInaktuella(aktiva: readonly Spar[]): Promise<void> {
    const attLadda = aktiva.filter((s) => s.inaktuell && s.vantan === 0);
    if (attLadda.length === 0) return;
    const bokmarken = await lasBokmarken(
      this.readStore.sql,
      attLadda.map((s) => s.namn),
    );
    await Promise.all(
      attLadda.map(async (s) => {
        try {
          await s.ladda(bokmarken);
        } catch (fel) {
          await s.misslyckades(fel);
        }
      }),
    );
  }

  private grupper(aktiva: readonly Spar[]): Grupp[] {
    const vid = new Map<number, Grupp>();
    for (const s of aktiva) {
      if (!s.lopp || s.inaktuell) continue;
      const { plats } = s.lopp;
      const grupp = vid.get(plats.ordinal);
      if (grupp) grupp.spar.push(s);
      else vid.set(plats.ordinal, { plats, spar: [s] });
    }
    return [...vid.values()].sort((a, b) => a.plats.ordinal - b.plats.ordinal);
  }

  /** A fault stays with its projection; the others go on. */
  private async utan(s: Spar, arbete: (lopp: Lopp) => Promise<void>): Promise<void> {
    if (s.lopp === undefined || s.inaktuell) return;
    try {
      await arbete(s.lopp);
      s.lyckades();
    } catch (fel) {
      await s.misslyckades(fel);
    }
  }

  /** True when something was written or must be looked at again. */
  private async sparaForbigangna(spar: readonly Spar[]): Promise<boolean> {
    const forbi = spar.flatMap((s) => {
      const f = s.lopp?.forbigang();
      return s.lopp && f ? [{ s, lopp: s.lopp, f }] : [];
    });
    if (forbi.length === 0) return false;
    const flyttade = await flyttaForbi(
      this.readStore.sql,
      forbi.map(({ f }) => f),
    );
    for (const { s, lopp, f } of forbi) {
      if (flyttade.has(f.schema)) lopp.stall(f.till);
      else s.inaktuell = true;
    }
    return true;
  }

  private vilotid(aktiva: readonly Spar[]): number {
    const vantetider = aktiva.filter((s) => s.inaktuell).map((s) => s.vantan);
    return Math.min(this.foljer ? VILA_MS : VANTA_MS, ...vantetider);
  }

  private meddela(): void {
    for (const v of this.vantande) {
      const spar = this.namngivna(v.namn);
      try {
        for (const s of spar) this.visaFramsteg(v, s);
      } catch (fel) {
        this.avsluta(v, felFran(fel));
        continue;
      }
      const fel = spar.find((s) => s.felAttVisa && s.levandeOrdinal < v.till)?.felAttVisa;
      if (fel) this.avsluta(v, fel);
      else if (spar.every((s) => s.levandeOrdinal >= v.till)) this.avsluta(v);
    }
  }

  private visaFramsteg(v: Vantan, s: Spar): void {
    const ordinal = s.lopp?.plats.ordinal;
    if (ordinal === undefined || v.visat.get(s.namn) === ordinal) return;
    v.visat.set(s.namn, ordinal);
    v.framsteg?.({ namn: s.namn, ordinal, till: v.till });
  }

  private avsluta(v: Vantan, fel?: Error): void {
    if (!this.vantande.delete(v)) return;
    if (fel) v.avvisa(fel);
    else v.klar();
  }

  /** Keeps a subscription open and hands its batches over; begins again where it was when the store drops it. */
  private async lyssna(signal: AbortSignal): Promise<void> {
    const vackare = new Vackare();
    const slut = (): boolean => signal.aborted;
    signal.addEventListener('abort', () => vackare.vack());
    let motgangar = 0;
    let fran: Checkpoint | undefined;
    while (!slut()) {
      try {
        fran ??= await this.store.head();
        // What was stored between the loop's last look and the head comes with no subscription: look again.
        this.vackare.vack();
        for await (const sida of this.store.subscribe(fran, { maxBatch: SIDA, signal })) {
          if (slut()) break;
          motgangar = 0;
          fran = efterSista(sida, fran);
          const tagen = this.lasare.erbjud(sida);
          this.vackare.vack();
          await tagen;
        }
      } catch {
        // Whatever ended it, the loop reads on by itself every now and then, and this begins again.
      }
      if (!slut()) await vackare.vila(paus(motgangar++));
    }
  }
}
