import { randomUUID } from 'node:crypto';
import { assert } from '#kernel/fel.js';
import type { EventStore } from '#event-store/event-store.js';
import type { TransactionSql } from './anslutning.js';
import { Bygglas } from './bygglas.js';
import { flyttaForbi, lasBokmarken, type Bokmarke } from './checkpoints.js';
import { schemaDigest } from './digest.js';
import { Handelselasare, SIDA } from './handelselasare.js';
import { Lopp, tarSlut } from './lopp.js';
import type { Projektion } from './projektion.js';
import { Projektionsfel } from './projektionsfel.js';
import type { ReadStore } from './read-store.js';
import {
  borjaBygge,
  byggschema,
  kastaBygge,
  nagonAnnan,
  nyareVersion,
  skapaSchema,
  vaxla,
} from './schema.js';

export interface Ombyggnad {
  /** Both digests are of the tables at this ordinal. */
  readonly ordinal: number;
  readonly digestLive: string;
  readonly digestNy: string;
  readonly lika: boolean;
}

export interface Ombyggnadsval {
  /** True: compare only, the live schema is not touched. False: swap the new one in, whatever the digests say. */
  readonly verifiera: boolean;
  readonly framsteg?: (f: { readonly namn: string; readonly ordinal: number; readonly till: number }) => void;
}

/** Attempts to swap (a second apart when readers are in the way) before giving up. */
const VAXLING_FORSOK = 60;
const VAXLING_PAUS_MS = 1_000;

export interface Innehall {
  readonly namn: string;
  readonly version: number;
  readonly ordinal: number;
  readonly digest: string;
}

/** Digest, ordinal and version of one schema at one moment. */
async function digestAv(readStore: ReadStore, namn: string, schema: string = namn): Promise<Innehall> {
  return readStore.las([namn], async (tx) => innehall(tx, await lasBokmarken(tx, [namn]), namn, schema));
}

/** Of several live schemas, all at the same moment. */
export async function digestAvAlla(
  readStore: ReadStore,
  namnen: readonly string[],
): Promise<readonly Innehall[]> {
  if (namnen.length === 0) return [];
  return readStore.las(namnen, async (tx) => {
    const bokmarken = await lasBokmarken(tx, namnen);
    const svar: Innehall[] = [];
    for (const namn of namnen) svar.push(await innehall(tx, bokmarken, namn, namn));
    return svar;
  });
}

async function innehall(
  tx: TransactionSql,
  bokmarken: ReadonlyMap<string, Bokmarke>,
  namn: string,
  schema: string,
): Promise<Innehall> {
  const rad = bokmarken.get(schema);
  if (!rad) throw nagonAnnan(namn);
  return { namn, version: rad.version, ordinal: rad.ordinal, digest: await schemaDigest(tx, schema) };
}

class Ombyggare {
  private readonly byggare = randomUUID();
  private readonly lasare: Handelselasare;

  constructor(
    store: EventStore,
    private readonly readStore: ReadStore,
    private readonly projektion: Projektion,
    private readonly val: Ombyggnadsval,
  ) {
    this.lasare = new Handelselasare(store);
  }

  async kor(): Promise<Ombyggnad> {
    const { namn } = this.projektion;
    await skapaSchema(this.readStore, this.projektion, namn, null);
    const levande = await digestAv(this.readStore, namn);
    this.kontrolleraVersion(levande.version);
    return this.iBygge(async (lopp) => {
      await this.framTill(lopp, levande.ordinal);
      const ny = await digestAv(this.readStore, namn, byggschema(namn));
      if (!this.val.verifiera) await this.vaxlaIn(lopp);
      return {
        ordinal: levande.ordinal,
        digestLive: levande.digest,
        digestNy: ny.digest,
        lika: levande.digest === ny.digest,
      };
    });
  }

  async digestVid(ordinal: number): Promise<Innehall> {
    const { namn } = this.projektion;
    return this.iBygge(async (lopp) => {
      await this.framTill(lopp, ordinal);
      return digestAv(this.readStore, namn, byggschema(namn));
    });
  }

  /** A build from the first event, thrown away afterwards unless it was swapped in. */
  private async iBygge<T>(arbete: (lopp: Lopp) => Promise<T>): Promise<T> {
    const { namn } = this.projektion;
    const bokmarke = await borjaBygge(this.readStore, this.projektion, {
      byggare: this.byggare,
      franBorjan: true,
    });
    const lopp = new Lopp(this.readStore, this.projektion, byggschema(namn), bokmarke, this.byggare);
    try {
      return await arbete(lopp);
    } finally {
      await lopp.stang();
      // Left behind only when the database is gone; the next build throws it away.
      await kastaBygge(this.readStore, namn, this.byggare).catch(() => undefined);
    }
  }

  private kontrolleraVersion(lagrad: number): void {
    const { namn, version } = this.projektion;
    if (lagrad > version) throw nyareVersion(namn, lagrad, version);
    if (lagrad < version && this.val.verifiera)
      throw new Projektionsfel(
        'VERSION_ANDRAD',
        `${namn}: tabellerna är version ${lagrad} och programmet version ${version}, så det finns inget att jämföra.`,
      );
  }

  /**
   * Exactly to an ordinal (both digests must stand at the same event), or to a page that is not full: the swap takes in
   * what is left, and the end itself is not reached while somebody keeps writing.
   */
  private async framTill(lopp: Lopp, till?: number): Promise<void> {
    while (till === undefined || lopp.plats.ordinal < till) {
      const max = till === undefined ? SIDA : Math.min(SIDA, till - lopp.plats.ordinal);
      const sida = await this.lasare.efter(lopp.plats, max);
      if (sida.length === 0) break;
      await lopp.mata(sida);
      this.val.framsteg?.({
        namn: this.projektion.namn,
        ordinal: lopp.plats.ordinal,
        till: till ?? lopp.plats.ordinal,
      });
      if (till === undefined && sida.length < max) break;
    }
    const forbi = lopp.forbigang();
    if (forbi) {
      const flyttade = await flyttaForbi(this.readStore.sql, [forbi]);
      if (!flyttade.has(forbi.schema)) throw nagonAnnan(this.projektion.namn);
      lopp.stall(forbi.till);
    }
    if (till !== undefined && lopp.plats.ordinal !== till) throw tarSlut(this.projektion.namn, till);
  }

  private async vaxlaIn(lopp: Lopp): Promise<void> {
    for (let forsok = 0; forsok < VAXLING_FORSOK; forsok++) {
      await this.framTill(lopp);
      const byggande = lopp.byggande((fran, max) => this.lasare.efter(fran, max));
      assert(byggande !== undefined, 'en ombyggnad går i ett bygge');
      const svar = await vaxla(this.readStore, byggande);
      if (svar === 'upptagen') await new Promise((resolve) => setTimeout(resolve, VAXLING_PAUS_MS));
      else if (svar !== 'efter') return;
    }
    throw new Projektionsfel(
      'VAXLING_HINDRAD',
      `${this.projektion.namn}: läsare höll tabellerna så länge att det nya inte kunde bytas in. Försök igen.`,
    );
  }
}

/** See `Projektor.byggOm`. */
export async function byggOm(
  store: EventStore,
  readStore: ReadStore,
  projektion: Projektion,
  val: Ombyggnadsval,
): Promise<Ombyggnad> {
  return medBygglas(readStore, projektion, () => new Ombyggare(store, readStore, projektion, val).kor());
}

/** See `Projektor.digestVid`. */
export async function digestVid(
  store: EventStore,
  readStore: ReadStore,
  projektion: Projektion,
  ordinal: number,
): Promise<Innehall> {
  const ombyggare = new Ombyggare(store, readStore, projektion, { verifiera: true });
  return medBygglas(readStore, projektion, () => ombyggare.digestVid(ordinal));
}

async function medBygglas<T>(
  readStore: ReadStore,
  { namn }: Projektion,
  arbete: () => Promise<T>,
): Promise<T> {
  const las = await Bygglas.ta(readStore, namn);
  if (!las) throw new Projektionsfel('BYGGE_PAGAR', `${namn} byggs redan om, här eller i en annan process.`);
  try {
    return await arbete();
  } finally {
    await las.slapp();
  }
}
