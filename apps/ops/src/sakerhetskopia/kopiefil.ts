import { open, type FileHandle } from 'node:fs/promises';
import { DomanFel } from '#kernel/fel.js';
import { systemkod } from '#platform/miljofel.js';
import { BLOCK, SLUTBLOCK, tolkaBandhuvud, utfyllnad } from './band.js';
import { kopiefel, ofullstandig, skadad } from './kopiefel.js';
import { SUMMOR, summarad } from './kopieskrivare.js';

interface Plats {
  readonly fran: number;
  readonly storlek: number;
  readonly rad: string;
}

/** A backup whose every byte has been checked once, and whose parts are checked again when they are read. */
export class Kopiefil {
  private constructor(
    private readonly handtag: FileHandle,
    private readonly delar: ReadonlyMap<string, Plats>,
  ) {}

  /**
   * Reads all of it.
   * @throws DomanFel FIL_OLASLIG, KOPIA_OKAND, KOPIA_OFULLSTANDIG, KOPIA_SKADAD with the part
   */
  static async oppna(fil: string, framsteg: (lasta: number, alla: number) => void): Promise<Kopiefil> {
    const handtag = await oppnaFil(fil);
    try {
      return new Kopiefil(handtag, await granska(handtag, framsteg));
    } catch (fel) {
      await handtag.close();
      // A folder opens, and cannot be read.
      throw systemkod(fel) === undefined ? fel : olaslig(fil, fel);
    }
  }

  /** Names of the parts, in order. */
  get namn(): readonly string[] {
    return [...this.delar.keys()];
  }

  /** @throws DomanFel KOPIA_SKADAD when it is not there, or is another than when the backup was opened */
  async las(namn: string): Promise<Buffer> {
    const plats = this.delar.get(namn);
    if (!plats) throw skadad(namn, 'delen saknas');
    const innehall = await lasExakt(this.handtag, plats.fran, plats.storlek);
    if (innehall === undefined || summarad(innehall, namn) !== plats.rad)
      throw skadad(namn, 'innehållet ändrades medan kopian lästes');
    return innehall;
  }

  /** SHA-256 of a part, hex. */
  summa(namn: string): string {
    return this.delar.get(namn)?.rad.split(' ')[0] ?? '';
  }

  async stang(): Promise<void> {
    await this.handtag.close();
  }
}

async function oppnaFil(fil: string): Promise<FileHandle> {
  try {
    return await open(fil, 'r');
  } catch (fel) {
    throw olaslig(fil, fel);
  }
}

const olaslig = (fil: string, fel: unknown): DomanFel =>
  new DomanFel('FIL_OLASLIG', `Filen ${fil} går inte att läsa (${systemkod(fel) ?? 'okänt fel'}).`, {
    falt: 'FIL',
    forvantat: 'en fil som finns',
  });

async function granska(
  handtag: FileHandle,
  framsteg: (lasta: number, alla: number) => void,
): Promise<ReadonlyMap<string, Plats>> {
  const { size } = await handtag.stat();
  const delar = new Map<string, Plats>();
  let efter = 'i början';
  for (let har = 0; ;) {
    const block = await lasExakt(handtag, har, BLOCK);
    if (block === undefined) throw har === 0 ? ingenKopia() : ofullstandig(efter);
    const huvud = tolkaBandhuvud(block);
    if (!huvud || delar.has(huvud.namn))
      throw har === 0 ? ingenKopia() : skadad(`huvudet ${efter}`, 'det går inte att läsa');
    const { namn, storlek } = huvud;
    const fran = har + BLOCK;
    const fyllnad = utfyllnad(storlek);
    if (fran + storlek + fyllnad.length > size) throw ofullstandig(`i ${namn}`);
    const allt = await lasExakt(handtag, fran, storlek + fyllnad.length);
    if (allt === undefined) throw ofullstandig(`i ${namn}`);
    if (!allt.subarray(storlek).equals(fyllnad)) throw skadad(namn, 'det som följer på innehållet är ändrat');
    const innehall = allt.subarray(0, storlek);
    har = fran + allt.length;
    framsteg(har, size);
    if (namn === SUMMOR) {
      jamforSummor(delar, innehall);
      await kravSlut(handtag, har, size);
      return delar;
    }
    delar.set(namn, { fran, storlek, rad: summarad(innehall, namn) });
    efter = `efter ${namn}`;
  }
}

const ingenKopia = (): DomanFel =>
  kopiefel('KOPIA_OKAND', 'Filen är ingen säkerhetskopia.', 'en fil som ops backup har skrivit');

/** The list of the sums is compared whole: a changed byte in it is found like any other. */
function jamforSummor(delar: ReadonlyMap<string, Plats>, lista: Buffer): void {
  const vantade = lista.toString('latin1').match(/[^\n]*\n|[^\n]+$/g) ?? [];
  const funna = [...delar].map(([namn, { rad }]) => ({ namn, rad }));
  for (const [i, { namn, rad }] of funna.entries())
    if (vantade[i] !== rad) throw skadad(namn, `innehållet är inte det som står i ${SUMMOR}`);
  if (vantade.length > funna.length) throw skadad(SUMMOR, 'där står delar som inte finns');
}

async function kravSlut(handtag: FileHandle, har: number, size: number): Promise<void> {
  const slut = await lasExakt(handtag, har, SLUTBLOCK.length);
  if (slut === undefined) throw ofullstandig(`efter ${SUMMOR}`);
  if (!slut.equals(SLUTBLOCK) || size !== har + SLUTBLOCK.length)
    throw skadad('slutet', 'där står något mer än säkerhetskopian');
}

/** Undefined when the file ends before. */
async function lasExakt(handtag: FileHandle, fran: number, antal: number): Promise<Buffer | undefined> {
  const buffert = Buffer.allocUnsafe(antal);
  for (let last = 0; last < antal;) {
    const { bytesRead } = await handtag.read(buffert, last, antal - last, fran + last);
    if (bytesRead === 0) return undefined;
    last += bytesRead;
  }
  return buffert;
}
