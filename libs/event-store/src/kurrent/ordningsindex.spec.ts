import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Plats } from './klient.js';
import { type Korning, Ordningsindex } from './ordningsindex.js';

interface Rad {
  readonly stream: string;
  readonly revision: number;
  readonly tid: number;
}

const steg = fc.record({
  stream: fc.constantFrom('a', 'b', 'c'),
  antal: fc.integer({ min: 1, max: 4 }),
  tid: fc.integer({ min: 0, max: 20 }),
  nyttBlock: fc.boolean(),
});

/** The same in its simplest form: a list. */
function bygg(historia: readonly { stream: string; antal: number; tid: number; nyttBlock: boolean }[]): {
  index: Ordningsindex;
  rader: Rad[];
} {
  const index = new Ordningsindex();
  const rader: Rad[] = [];
  let korningar: Korning[] = [];
  const avsluta = (): void => {
    index.laggTill({ korningar, fran: undefined, till: { commit: BigInt(rader.length), prepare: 0n } });
    korningar = [];
  };
  for (const { stream, antal, tid: ratid, nyttBlock } of historia) {
    const tid = Math.max(ratid, rader.at(-1)?.tid ?? 0);
    const revision = rader.filter((r) => r.stream === stream).length;
    korningar.push({ stream, revision, antal, tid });
    for (let i = 0; i < antal; i++) rader.push({ stream, revision: revision + i, tid });
    if (nyttBlock) avsluta();
  }
  avsluta();
  return { index, rader };
}

describe('ordningsindex', () => {
  it('svarar som en lista över alla händelser', () => {
    fc.assert(
      fc.property(fc.array(steg, { maxLength: 30 }), (historia) => {
        const { index, rader } = bygg(historia);
        expect(index.ordinal).toBe(rader.length);
        rader.forEach(({ stream, revision, tid }, i) => {
          expect(index.vid(i + 1)).toEqual({ stream, revision, tid });
          expect(index.ordinalFor(stream, revision)).toBe(i + 1);
        });
        for (const stream of ['a', 'b', 'c', 'd']) {
          const egna = (till: number): number =>
            rader.slice(0, till).filter((r) => r.stream === stream).length - 1;
          for (let ordinal = 0; ordinal <= rader.length + 1; ordinal++)
            expect(index.revisionVid(stream, ordinal)).toBe(egna(ordinal));
          expect(index.ordinalFor(stream, egna(rader.length) + 1)).toBeUndefined();
        }
        for (let tid = -1; tid <= 21; tid++)
          expect(index.vidTid(tid)).toBe(rader.findLastIndex((r) => r.tid <= tid) + 1);
      }),
    );
  });

  it('börjar läsa loggen högst ett block före det som söks', () => {
    const korning = (stream: string): Korning => ({ stream, revision: 0, antal: 2, tid: 1 });
    const index = new Ordningsindex();
    const plats = (commit: bigint): Plats => ({ commit, prepare: commit });
    index.laggTill({ korningar: [korning('a'), korning('b')], fran: undefined, till: plats(40n) });
    index.laggTill({ korningar: [korning('c')], fran: plats(70n), till: plats(90n) });
    expect(index.lasFran(0)).toEqual({ ordinal: 0, plats: undefined });
    expect(index.lasFran(3)).toEqual({ ordinal: 0, plats: undefined });
    expect(index.lasFran(4)).toEqual({ ordinal: 4, plats: plats(70n) });
    expect(index.lasFran(5)).toEqual({ ordinal: 4, plats: plats(70n) });
  });

  it('nekar ett block som inte fortsätter strömmen', () => {
    const { index } = bygg([{ stream: 'a', antal: 2, tid: 0, nyttBlock: true }]);
    const block = {
      korningar: [{ stream: 'a', revision: 3, antal: 1, tid: 0 }],
      fran: undefined,
      till: { commit: 9n, prepare: 9n },
    };
    expect(() => index.laggTill(block)).toThrow(expect.objectContaining({ code: 'HISTORY_CHANGED' }));
  });
});
