import { describe, expect, it } from '@jest/globals';
import type { Laggning } from './ko.js';
import { Tillaggsko } from './tillaggsko.js';

/** Additions that end when the test says so, in the order they began. */
function given() {
  const gjorda: [data: number, laggning: Laggning][] = [];
  const avsluta: { klar: () => void; misslyckas: (fel: Error) => void }[] = [];
  const ko = new Tillaggsko<number>((data, laggning) => {
    gjorda.push([data, laggning]);
    return new Promise((klar, misslyckas) => avsluta.push({ klar, misslyckas }));
  });
  return { ko, gjorda, avsluta };
}

const a: Laggning = { dubblettnyckel: 'a' };

describe('tillägg med samma nyckel', () => {
  it('går ett i taget, och de som kommer under tiden tillsammans, med den sistas data', async () => {
    const { ko, gjorda, avsluta } = given();
    const svar = [1, 2, 3].map((n) => ko.laggTill(n, a));
    expect(gjorda).toEqual([[1, a]]);
    avsluta[0]?.klar();
    await new Promise(setImmediate);
    expect(gjorda).toEqual([
      [1, a],
      [3, a],
    ]);
    svar.push(ko.laggTill(4, a));
    avsluta[1]?.klar();
    await Promise.all([svar[1], svar[2]]);
    await new Promise(setImmediate);
    expect(gjorda.at(-1)).toEqual([4, a]);
    avsluta[2]?.klar();
    await svar[3];
    void ko.laggTill(5, a);
    expect(gjorda.map(([n]) => n)).toEqual([1, 3, 4, 5]);
  });

  it('går med den kortaste fördröjningen, och hindrar inte andra nycklar', async () => {
    const { ko, gjorda, avsluta } = given();
    void ko.laggTill(1, a);
    void ko.laggTill(2, { ...a, fordrojningMs: 500 });
    void ko.laggTill(3, { ...a, fordrojningMs: 100 });
    const sist = ko.laggTill(4, { ...a, fordrojningMs: 900 });
    void ko.laggTill(9, { dubblettnyckel: 'b' });
    expect(gjorda.map(([n]) => n)).toEqual([1, 9]);
    avsluta[0]?.klar();
    await new Promise(setImmediate);
    expect(gjorda.at(-1)).toEqual([4, { ...a, fordrojningMs: 100 }]);
    avsluta[2]?.klar();
    await sist;
  });

  it('ett som misslyckas fäller bara sina egna, och nästa görs ändå', async () => {
    const { ko, avsluta } = given();
    const svar = [1, 2, 3].map((n) => ko.laggTill(n, a));
    const utfall = Promise.allSettled(svar);
    avsluta[0]?.misslyckas(new Error('borta'));
    await new Promise(setImmediate);
    avsluta[1]?.klar();
    expect((await utfall).map((s) => s.status)).toEqual(['rejected', 'fulfilled', 'fulfilled']);
  });
});
