import { expect, it } from '@jest/globals';
import type { Klient, NyPost, Plats, Post } from './klient.js';
import { arEfter } from './klient.js';
import { Ordning } from './ordning.js';
import { Strommar } from './strommar.js';

/** The server's log and nothing else; `medan` happens while a read of all of it is under way. */
class Logg implements Pick<Klient, 'las' | 'lasAllt' | 'lagg'> {
  readonly poster: Post[] = [];
  medan: (() => Promise<void>) | undefined;

  skriv(stream: string, data: unknown = {}): void {
    const revision = this.poster.filter((p) => p.stream === stream).length;
    const nr = BigInt(this.poster.length + 1);
    const plats = { commit: nr, prepare: nr };
    this.poster.push({ stream, revision, typ: 'T', data, metadata: {}, skapad: 0, plats });
  }

  lagg(stream: string, poster: readonly NyPost[], efter: number): Promise<boolean> {
    if (this.poster.filter((p) => p.stream === stream).length !== efter + 1) return Promise.resolve(false);
    for (const { data } of poster) this.skriv(stream, data);
    return Promise.resolve(true);
  }

  las(stream: string, fran: number): Promise<readonly Post[] | undefined> {
    const egna = this.poster.filter((p) => p.stream === stream);
    return Promise.resolve(egna.length === 0 ? undefined : egna.slice(fran));
  }

  async lasAllt(fran: Plats | undefined): Promise<readonly Post[]> {
    const svar = this.poster.filter((p) => !fran || !arEfter(fran, p.plats));
    const medan = this.medan;
    this.medan = undefined;
    await medan?.();
    return svar;
  }
}

const strommar = new Strommar('prov');
const ordning = (logg: Logg): Ordning => new Ordning(logg, strommar, () => undefined);
const facit = async (logg: Logg): Promise<string[]> => {
  const ny = ordning(logg);
  await ny.ikapp();
  return Array.from({ length: ny.index.ordinal }, (_, n) => {
    const { stream, revision } = ny.index.vid(n + 1);
    return `${stream}/${revision}`;
  });
};

it('numrerar inte om det som en annan numrerade medan loggen lästes', async () => {
  const logg = new Logg();
  const [en, annan] = [ordning(logg), ordning(logg)];
  logg.skriv('prov.a');
  logg.medan = async () => {
    await annan.numrera();
    // A reader in this process sees the other's block before the numbering goes on.
    await en.ikapp();
  };
  await en.numrera();
  expect(await facit(logg)).toEqual(['a/0']);
  expect(en.index.ordinal).toBe(1);
});

it('söker inte från en plats före det som en annan numrerade medan loggen lästes', async () => {
  const logg = new Logg();
  const [en, annan] = [ordning(logg), ordning(logg)];
  logg.skriv('andras');
  logg.medan = async () => {
    logg.skriv('prov.a');
    await annan.numrera();
    await en.ikapp();
  };
  await en.numrera();
  logg.skriv('prov.b');
  await en.numrera();
  expect(await facit(logg)).toEqual(['a/0', 'b/0']);
});
