import { createHash } from 'node:crypto';
import { existsSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { DomanFel } from '#kernel/fel.js';
import { MiljoFel, systemkod } from '#platform/miljofel.js';
import { pidLever } from '#platform/processmarke.js';
import { bandhuvud, SLUTBLOCK, utfyllnad } from './band.js';
import type { SakerhetskopiaKod } from './kopiefel.js';

/** The last part: the sums of all the others, as sha256sum writes and checks them. */
export const SUMMOR = 'SHA256SUMS';
const OFARDIG = '.ofardig-';

export const summarad = (innehall: Buffer, namn: string): string =>
  `${createHash('sha256').update(innehall).digest('hex')}  ${namn}\n`;

/**
 * Writes a backup part by part under a name of its own. It gets its real name when all is on the disk: what has that
 * name is whole, however the machine stops.
 */
export class Kopieskrivare {
  #summor = '';

  private constructor(
    private readonly fil: string,
    readonly ofardig: string,
    private readonly handtag: FileHandle,
    private readonly tid: number,
  ) {}

  /** @throws DomanFel KOPIA_FINNS, FIL_EJ_SKRIVBAR · MiljoFel DISKEN_FULL */
  static async oppna(fil: string, nu: Date): Promise<Kopieskrivare> {
    kravLedigt(fil);
    const ofardig = `${fil}${OFARDIG}${process.pid}`;
    try {
      taBortOvergivna(fil);
      const handtag = await open(ofardig, 'wx', 0o600);
      return new Kopieskrivare(fil, ofardig, handtag, Math.floor(nu.getTime() / 1000));
    } catch (fel) {
      throw forklara(fel, fil);
    }
  }

  async skriv(namn: string, innehall: Buffer): Promise<void> {
    await this.#skrivDel(namn, innehall);
    this.#summor += summarad(innehall, namn);
  }

  /** After the last part: all is on the disk afterwards, still under the other name. */
  async avsluta(): Promise<void> {
    await this.#skrivDel(SUMMOR, Buffer.from(this.#summor));
    await this.#medFelet(async () => {
      await this.handtag.appendFile(SLUTBLOCK);
      await this.handtag.sync();
      await this.handtag.close();
    });
  }

  async namnge(): Promise<void> {
    kravLedigt(this.fil);
    await this.#medFelet(async () => {
      renameSync(this.ofardig, this.fil);
      await synkaMappen(dirname(this.fil));
    });
  }

  /** Does nothing to a backup that has got its name. */
  async kasta(): Promise<void> {
    await this.handtag.close().catch(() => undefined);
    rmSync(this.ofardig, { force: true });
  }

  #skrivDel(namn: string, innehall: Buffer): Promise<void> {
    const { length: storlek } = innehall;
    return this.#medFelet(() =>
      this.handtag.appendFile(
        Buffer.concat([bandhuvud({ namn, storlek, tid: this.tid }), innehall, utfyllnad(storlek)]),
      ),
    );
  }

  async #medFelet(steg: () => Promise<void>): Promise<void> {
    try {
      await steg();
    } catch (fel) {
      throw forklara(fel, this.fil);
    }
  }
}

function kravLedigt(fil: string): void {
  if (!existsSync(fil)) return;
  throw new DomanFel<SakerhetskopiaKod>('KOPIA_FINNS', `${fil} finns redan.`, {
    falt: '--out',
    forvantat: 'ett namn som inget annat har',
  });
}

/** What killed processes have left of backups to the same file. */
function taBortOvergivna(fil: string): void {
  const borjan = `${basename(fil)}${OFARDIG}`;
  for (const namn of readdirSync(dirname(fil)))
    if (namn.startsWith(borjan) && !pidLever(Number(namn.slice(borjan.length))))
      rmSync(join(dirname(fil), namn));
}

/** A new name is on the disk when its folder is. Where folders cannot be opened for that, the file itself is safe. */
async function synkaMappen(mapp: string): Promise<void> {
  const handtag = await open(mapp, 'r').catch(() => undefined);
  await handtag?.sync().catch(() => undefined);
  await handtag?.close();
}

function forklara(fel: unknown, fil: string): unknown {
  const kod = systemkod(fel);
  if (kod === undefined) return fel;
  if (kod === 'ENOSPC' || kod === 'EDQUOT')
    return new MiljoFel(
      'DISKEN_FULL',
      `Disken där ${fil} skulle skrivas är full. Frigör utrymme och kör igen; inget halvt finns kvar.`,
      fel,
    );
  return new DomanFel('FIL_EJ_SKRIVBAR', `Filen ${fil} går inte att skriva (${kod}).`, {
    falt: '--out',
    forvantat: 'en fil i en mapp som finns och får skrivas i',
  });
}
