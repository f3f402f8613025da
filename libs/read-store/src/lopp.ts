import type { Checkpoint, StoredEvent } from '#event-store/event-store.js';
import { flytta, type Bokmarke, type Forbigang, taBokmarke } from './checkpoints.js';
import type { TransactionSql } from './anslutning.js';
import { efterSista } from './handelselasare.js';
import { PROJICERING } from './projiceringsmatning.js';
import { Projektionsfel } from './projektionsfel.js';
import type { Projektion } from './projektion.js';
import type { ReadStore } from './read-store.js';
import { nagonAnnan, nyareVersion, type Byggande } from './schema.js';
import { Skrivratt } from './skrivratt.js';

/**
 * A projection running into one schema, the live one or a build. It has a connection of its own: prepared statements
 * are kept per connection, and the same text means other tables, perhaps other column types, in another schema.
 */
export class Lopp {
  private readonly skrivratt: Skrivratt;
  private readonly typer: ReadonlySet<string>;
  /** How far the events have been looked at: ahead of `sparad` while none of them concerned this projection. */
  plats: Checkpoint;
  /** The ordinal in the checkpoint row, as far as this process knows. */
  sparad: number;

  constructor(
    readStore: ReadStore,
    readonly projektion: Projektion,
    readonly schema: string,
    bokmarke: Bokmarke,
    readonly byggare: string | null,
  ) {
    this.skrivratt = new Skrivratt(readStore, schema);
    this.typer = new Set(projektion.typer);
    this.plats = bokmarke;
    this.sparad = bokmarke.ordinal;
  }

  /** Goes to where the row stands. */
  stall(bokmarke: Checkpoint): void {
    this.plats = { position: bokmarke.position, ordinal: bokmarke.ordinal };
    this.sparad = bokmarke.ordinal;
  }

  /**
   * Takes in the events after `plats`. Writes only when one of them concerns the projection. After an error nothing
   * of the batch is stored, and `plats` is where it was.
   */
  async mata(sida: readonly StoredEvent[]): Promise<void> {
    const till = efterSista(sida, this.plats);
    const mina = sida.filter((h) => this.typer.has(h.typ));
    if (mina.length === 0) this.plats = till;
    else this.stall(await this.skriv(mina, till));
  }

  private skriv(mina: readonly StoredEvent[], till: Checkpoint): Promise<Checkpoint> {
    const matning = { projektion: this.projektion.namn, handelser: mina };
    return PROJICERING.tracePromise(() => this.tillampa(mina, till), matning);
  }

  private tillampa(mina: readonly StoredEvent[], till: Checkpoint): Promise<Checkpoint> {
    return this.transaktion(async (tx) => {
      // The row is locked before anything is applied: of two processes with the same events, the second finds the
      // row moved and applies only what is left.
      const rad = await taBokmarke(tx, this.schema);
      this.kontrollera(rad);
      if (rad.ordinal >= till.ordinal || rad.ordinal < this.sparad) return rad;
      const nya = mina.filter((h) => h.ordinal > rad.ordinal);
      if (nya.length > 0) await this.projektion.tillampa(tx, nya);
      await flytta(tx, this.schema, till);
      return till;
    });
  }

  /** On the run's own connection, which is thrown away after an error. */
  private async transaktion<T>(arbete: (tx: TransactionSql) => Promise<T>): Promise<T> {
    try {
      return await (await this.skrivratt.ta()).transaktion('', arbete);
    } catch (fel) {
      await this.stang();
      throw fel;
    }
  }

  /** What a swap needs of a build; undefined for the live run. `las` gives the events after a checkpoint. */
  byggande(las: (fran: Checkpoint, max: number) => Promise<readonly StoredEvent[]>): Byggande | undefined {
    const { byggare } = this;
    if (byggare === null) return undefined;
    return {
      namn: this.projektion.namn,
      byggare,
      transaktion: (arbete) => this.transaktion(arbete),
      ikapp: async (tx, fran, till) => {
        const sida = await las(fran, till.ordinal - fran.ordinal);
        if (efterSista(sida, fran).ordinal !== till.ordinal)
          throw tarSlut(this.projektion.namn, till.ordinal);
        const mina = sida.filter((h) => this.typer.has(h.typ));
        if (mina.length > 0) await this.projektion.tillampa(tx, mina);
      },
    };
  }

  private kontrollera(rad: Bokmarke | undefined): asserts rad is Bokmarke {
    const { namn, version } = this.projektion;
    if (!rad || rad.byggare !== this.byggare) throw nagonAnnan(namn);
    if (rad.version > version) throw nyareVersion(namn, rad.version, version);
    if (rad.version < version) throw nagonAnnan(namn);
  }

  /** What has been passed without a write since the row was last moved; undefined when nothing. */
  forbigang(): Forbigang | undefined {
    if (this.plats.ordinal <= this.sparad) return undefined;
    const { schema, byggare, sparad: fran, plats: till } = this;
    return { schema, version: this.projektion.version, byggare, fran, till };
  }

  /** Nothing to write now, and still the one who writes. */
  hall(): Promise<void> {
    return this.skrivratt.hall();
  }

  /** Others may write. */
  slapp(): Promise<void> {
    return this.skrivratt.slapp();
  }

  stang(): Promise<void> {
    return this.skrivratt.stang();
  }
}

export const tarSlut = (namn: string, ordinal: number): Projektionsfel =>
  new Projektionsfel(
    'HANDELSER_OORDNADE',
    `${namn} står på ordning ${ordinal}, men händelserna tar slut före den.`,
  );
