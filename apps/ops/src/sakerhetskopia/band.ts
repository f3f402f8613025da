/** POSIX ustar (IEEE Std 1003.1, pax, "ustar Interchange Format"): as much of it as one kind of file needs. */
export const BLOCK = 512;
/** Ends an archive. */
export const SLUTBLOCK = Buffer.alloc(2 * BLOCK);

const MAX_NAMN = 100;
/** Where the fields of a header stand. */
const NAMN = 0;
const RATTIGHETER = 100;
const AGARE = 108;
const GRUPP = 116;
const STORLEK = 124;
const TID = 136;
const KONTROLLSUMMA = 148;
const SLAG = 156;
const MARKE = 257;
const LANGT_TAL = 11;
const KORT_TAL = 7;

export interface Bandhuvud {
  readonly namn: string;
  readonly storlek: number;
  /** Seconds since 1970. */
  readonly tid: number;
}

const oktalt = (tal: number, siffror: number): string => `${tal.toString(8).padStart(siffror, '0')}\0`;

/** The header of an ordinary file that only its owner may read. */
export function bandhuvud({ namn, storlek, tid }: Bandhuvud): Buffer {
  if (Buffer.byteLength(namn) > MAX_NAMN) throw new RangeError(`${namn}: högst ${MAX_NAMN} tecken`);
  const block = Buffer.alloc(BLOCK);
  block.write(namn, NAMN);
  block.write(oktalt(0o600, KORT_TAL), RATTIGHETER);
  for (const falt of [AGARE, GRUPP]) block.write(oktalt(0, KORT_TAL), falt);
  block.write(oktalt(storlek, LANGT_TAL), STORLEK);
  block.write(oktalt(tid, LANGT_TAL), TID);
  block.write(' '.repeat(8), KONTROLLSUMMA);
  block.write('0', SLAG);
  block.write('ustar\x0000', MARKE);
  const summa = block.reduce((s, byte) => s + byte, 0);
  block.write(`${summa.toString(8).padStart(6, '0')}\0 `, KONTROLLSUMMA);
  return block;
}

/** Undefined for anything that `bandhuvud` does not make, to the byte. */
export function tolkaBandhuvud(block: Buffer): Bandhuvud | undefined {
  const text = (fran: number, antal: number): string => block.toString('latin1', fran, fran + antal);
  const tal = (fran: number): number => Number.parseInt(text(fran, LANGT_TAL), 8);
  const huvud = {
    namn: text(NAMN, MAX_NAMN).replace(/\0.*$/s, ''),
    storlek: tal(STORLEK),
    tid: tal(TID),
  };
  if (!Number.isSafeInteger(huvud.storlek) || !Number.isSafeInteger(huvud.tid)) return undefined;
  return bandhuvud(huvud).equals(block) ? huvud : undefined;
}

/** What is left of a file's last block, zeros. */
export const utfyllnad = (storlek: number): Buffer => Buffer.alloc((BLOCK - (storlek % BLOCK)) % BLOCK);
