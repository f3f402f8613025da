import { createHash } from 'node:crypto';
import { assert } from '#kernel/fel.js';
import type { Ore } from '#kernel/ore.js';

/** Chance that comes back: the same words give the same numbers for ever, on every machine. Small Fast Counter, 32 bits. */
export class Slump {
  #a: number;
  #b: number;
  #c: number;
  #raknare: number;

  constructor(...ord: readonly (string | number)[]) {
    const hash = createHash('sha256').update(ord.join('|')).digest();
    this.#a = hash.readInt32LE(0);
    this.#b = hash.readInt32LE(4);
    this.#c = hash.readInt32LE(8);
    this.#raknare = 1;
  }

  #nasta(): number {
    const t = (((this.#a + this.#b) | 0) + this.#raknare) | 0;
    this.#raknare = (this.#raknare + 1) | 0;
    this.#a = this.#b ^ (this.#b >>> 9);
    this.#b = (this.#c + (this.#c << 3)) | 0;
    this.#c = ((this.#c << 21) | (this.#c >>> 11)) + t;
    return t >>> 0;
  }

  /** A whole number from `minst` to `hogst`, both included; at most 2^31 apart. */
  heltal(minst: number, hogst: number): number {
    assert(hogst >= minst, `heltal ${minst}–${hogst}`);
    return minst + (this.#nasta() % (hogst - minst + 1));
  }

  /** Öre of whole kronor. */
  kronor(minst: number, hogst: number): Ore {
    return BigInt(this.heltal(minst, hogst)) * 100n;
  }

  /** The amount times something between the two shares, in percent. */
  omkring(belopp: Ore, minstProcent: number, hogstProcent: number): Ore {
    return (belopp * BigInt(this.heltal(minstProcent, hogstProcent))) / 100n;
  }

  valj<T>(lista: readonly T[]): T {
    const vald = lista[this.heltal(0, lista.length - 1)];
    assert(vald !== undefined, 'inget att välja på');
    return vald;
  }
}

/** Shares of a whole by weight: rounded so that they sum to it. */
export function fordela(helt: bigint, vikter: readonly number[]): bigint[] {
  const summa = BigInt(vikter.reduce((s, v) => s + v, 0));
  let sedda = 0n;
  let givet = 0n;
  return vikter.map((vikt) => {
    sedda += BigInt(vikt);
    const del = (helt * sedda) / summa - givet;
    givet += del;
    return del;
  });
}
