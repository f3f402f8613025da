import { randomUUID } from 'node:crypto';
import { arOvergaende, felkod } from './anslutning.js';
import { Bygglas } from './bygglas.js';
import { lasBokmarken, noteraFel, type Bokmarke } from './checkpoints.js';
import type { Handelselasare } from './handelselasare.js';
import { Lopp } from './lopp.js';
import type { Projektion } from './projektion.js';
import { felFran, Projektionsfel } from './projektionsfel.js';
import type { ReadStore } from './read-store.js';
import { borjaBygge, byggschema, nyareVersion, skapaSchema, vaxla } from './schema.js';

/** First and longest wait between attempts of a projection that fails: doubled each time. */
const FORSOK_FORST_MS = 100;
const FORSOK_LANGST_MS = 30_000;

/**
 * Attempts before a fault that may pass by itself (a lost connection, a deadlock) is shown to those who wait: about
 * three seconds, as long as a database takes to restart.
 */
const TALIGA_FORSOK = 6;

/** How often to look whether another process has finished the build that we want too. */
const ANNANS_BYGGE_MS = 500;
/** How often to look how far another process has moved the projection. */
const ANNANS_SKRIVNING_MS = 50;
/** Pause before trying again to swap in a build that readers were in the way of. */
const VAXLING_PAUS_MS = 1_000;

/** Faults of this process, not of the tables: another process may be moving them all the while. */
const barVart = (fel: Error): boolean =>
  fel instanceof Projektionsfel && (fel.kod === 'NYARE_VERSION' || fel.kod === 'VERSION_ANDRAD');

const nu = (): number => performance.now();

/** One projection in this process: which schema it runs into now, and how it fares. */
export class Spar {
  lopp: Lopp | undefined;
  fel: Error | undefined;
  /** The row may have been moved by somebody else: look before going on. */
  inaktuell = true;
  private forsok = 0;
  private nasta = 0;
  private bygglas: Bygglas | undefined;

  constructor(
    private readonly readStore: ReadStore,
    readonly projektion: Projektion,
  ) {}

  get namn(): string {
    return this.projektion.namn;
  }

  /** The ordinal that readers see, -1 until the version of the code is live. */
  get levandeOrdinal(): number {
    return this.lopp?.byggare === null ? this.lopp.sparad : -1;
  }

  /** Milliseconds until it may run again; 0 when it may now. */
  get vantan(): number {
    return Math.max(0, this.nasta - nu());
  }

  /** The fault to show to somebody who waits for this projection. */
  get felAttVisa(): Error | undefined {
    if (this.fel === undefined) return undefined;
    const gorOm = arOvergaende(this.fel) || felkod(this.fel) === 'VERSION_ANDRAD';
    return gorOm && this.forsok < TALIGA_FORSOK ? undefined : this.fel;
  }

  /** Forgets earlier faults: somebody asks for a new attempt. */
  forsokIgen(): void {
    this.fel = undefined;
    this.forsok = 0;
    this.nasta = 0;
  }

  /** Finds out where to run: the live schema, or a build beside it when the code is newer. */
  async ladda(bokmarken: ReadonlyMap<string, Bokmarke>): Promise<void> {
    const { namn, version } = this.projektion;
    const levande = bokmarken.get(namn) ?? (await skapaSchema(this.readStore, this.projektion, namn, null));
    if (levande.version > version) throw nyareVersion(namn, levande.version, version);
    this.inaktuell = false;
    if (levande.version === version) await this.korI(levande, null);
    else await this.korBygge();
  }

  private async korI(bokmarke: Bokmarke, byggare: string | null): Promise<void> {
    if (byggare === null) await this.slappBygglas();
    if (this.lopp?.schema === bokmarke.schema && this.lopp.byggare === byggare) {
      this.lopp.stall(bokmarke);
      return;
    }
    await this.lopp?.stang();
    this.lopp = new Lopp(this.readStore, this.projektion, bokmarke.schema, bokmarke, byggare);
  }

  private async korBygge(): Promise<void> {
    if (this.bygglas && this.lopp?.schema === byggschema(this.namn)) return;
    this.bygglas ??= await Bygglas.ta(this.readStore, this.namn);
    if (!this.bygglas) {
      this.vilaTill(ANNANS_BYGGE_MS);
      return;
    }
    // Somebody may have finished between our look and our lock.
    const levande = (await lasBokmarken(this.readStore.sql, [this.namn])).get(this.namn);
    if (levande?.version === this.projektion.version) {
      await this.korI(levande, null);
      return;
    }
    const byggare = randomUUID();
    const bygge = await borjaBygge(this.readStore, this.projektion, { byggare, franBorjan: false });
    await this.korI(bygge, byggare);
  }

  /** Swaps a build that has caught up into the live place; tries later when readers are in the way. */
  async vaxlaIn(lasare: Handelselasare): Promise<void> {
    const byggande = this.lopp?.byggande((fran, max) => lasare.efter(fran, max));
    if (!byggande) return;
    const svar = await vaxla(this.readStore, byggande);
    if (svar === 'upptagen') this.vilaTill(VAXLING_PAUS_MS);
    else if (svar !== 'efter') await this.korI(svar, null);
  }

  lyckades(): void {
    this.fel = undefined;
    this.forsok = 0;
  }

  async misslyckades(varde: unknown): Promise<void> {
    if (felkod(varde) === 'SKRIVS_AV_ANNAN') {
      this.vilaTill(ANNANS_SKRIVNING_MS);
      return;
    }
    this.fel = felFran(varde);
    this.vilaTill(Math.min(FORSOK_LANGST_MS, FORSOK_FORST_MS * 2 ** this.forsok));
    this.forsok += 1;
    const schema = this.lopp?.schema ?? this.namn;
    await this.stang();
    if (barVart(this.fel)) return;
    try {
      await noteraFel(this.readStore.sql, schema, this.fel);
    } catch {
      // The database is what failed; the fault is still shown from memory.
    }
  }

  private vilaTill(ms: number): void {
    this.inaktuell = true;
    this.nasta = nu() + ms;
  }

  private async slappBygglas(): Promise<void> {
    const las = this.bygglas;
    this.bygglas = undefined;
    await las?.slapp();
  }

  /** Nothing to write now, and still the one who writes. */
  async hall(): Promise<void> {
    await this.lopp?.hall();
  }

  /** Nobody follows or waits here: another process may write. */
  async slapp(): Promise<void> {
    await this.lopp?.slapp();
  }

  /** Lets go of connections and locks; `ladda` makes it ready again. */
  async stang(): Promise<void> {
    this.inaktuell = true;
    const lopp = this.lopp;
    this.lopp = undefined;
    await lopp?.stang();
    await this.slappBygglas();
  }
}
