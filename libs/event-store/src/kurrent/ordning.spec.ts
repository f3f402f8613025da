import { describe, expect, it } from '@jest/globals';
import type { Klient, NyPost, Plats, Post } from './klient.js';
import { Ordning } from './ordning.js';
import { Strommar } from './strommar.js';

/** A server's log in its simplest form. */
class Logg implements Pick<Klient, 'las' | 'lasAllt' | 'lagg'> {
  readonly poster: Post[] = [];
  /** From where the log was read, and how far it came. */
  readonly lasningar: { fran: number; antal: number }[] = [];

  skriv(stream: string, antal: number): void {
    for (let i = 0; i < antal; i++) this.#skriv(stream, 'Provad', {});
  }

  las(stream: string, fran: number, max: number): Promise<readonly Post[] | undefined> {
    const egna = this.poster.filter((p) => p.stream === stream);
    return Promise.resolve(egna.length === 0 ? undefined : egna.slice(fran, fran + max));
  }

  lasAllt(fran: Plats | undefined, max: number): Promise<readonly Post[]> {
    const poster = this.poster.filter((p) => !fran || p.plats.commit >= fran.commit).slice(0, max);
    this.lasningar.push({ fran: Number(fran?.commit ?? 0n), antal: poster.length });
    return Promise.resolve(poster);
  }

  lagg(stream: string, nya: readonly NyPost[], efter: number): Promise<boolean> {
    const finns = this.poster.filter((p) => p.stream === stream).length;
    if (finns !== efter + 1) return Promise.resolve(false);
    for (const { typ, data } of nya) this.#skriv(stream, typ, data);
    return Promise.resolve(true);
  }

  #skriv(stream: string, typ: string, data: unknown): void {
    const revision = this.poster.filter((p) => p.stream === stream).length;
    const plats = { commit: BigInt(this.poster.length + 1), prepare: BigInt(this.poster.length + 1) };
    this.poster.push({ stream, revision, typ, data, metadata: {}, skapad: 1_000, plats });
  }
}

const MAX_FRAMMANDE = 20;
const oppna = (logg: Logg): Ordning =>
  new Ordning(logg, new Strommar('prov'), () => undefined, MAX_FRAMMANDE);

describe('numrering i block', () => {
  it('lagrar hur långt den har läst när det finns mycket av andra, så att nästa process börjar där', async () => {
    const logg = new Logg();
    logg.skriv('prov.a', 1);
    await oppna(logg).numrera();
    logg.skriv('andra', MAX_FRAMMANDE);
    const ordning = oppna(logg);
    await ordning.ikapp();
    await ordning.numrera();
    expect([ordning.index.block, ordning.index.ordinal]).toEqual([2, 1]);
    const ny = oppna(logg);
    await ny.ikapp();
    logg.lasningar.length = 0;
    await ny.numrera();
    // The last of the others', and the block itself.
    expect(logg.lasningar).toEqual([{ fran: 2 + MAX_FRAMMANDE, antal: 2 }]);
    logg.skriv('prov.a', 1);
    expect(await ny.ordinalFor('a', 1)).toBe(2);
  });

  it('lagrar inget block för lite av andra, men läser inte samma en gång till', async () => {
    const logg = new Logg();
    logg.skriv('andra', MAX_FRAMMANDE - 1);
    const ordning = oppna(logg);
    await ordning.numrera();
    await ordning.numrera();
    expect(ordning.index.block).toBe(0);
    expect(logg.lasningar.map((l) => l.antal)).toEqual([MAX_FRAMMANDE - 1, 1]);
  });

  it('delar en stor skrivning på flera block', async () => {
    const logg = new Logg();
    logg.skriv('prov.a', 2_500);
    const ordning = oppna(logg);
    expect(await ordning.ordinalFor('a', 2_499)).toBe(2_500);
    expect(ordning.index.block).toBe(3);
    const ny = oppna(logg);
    await ny.ikapp();
    expect(ny.index.ordinalFor('a', 1_234)).toBe(1_235);
  });

  it('låter bara en av två få ett block, och den andra läser det', async () => {
    const logg = new Logg();
    const [a, b] = [oppna(logg), oppna(logg)];
    logg.skriv('prov.a', 3);
    await Promise.all([a.numrera(), b.numrera()]);
    expect([a.index.ordinal, b.index.ordinal]).toEqual([3, 3]);
    expect(logg.poster.filter((p) => p.stream === 'prov:ordning')).toHaveLength(1);
  });

  it('säger till när blocken är borta', async () => {
    const logg = new Logg();
    logg.skriv('prov.a', 1);
    const ordning = oppna(logg);
    await ordning.numrera();
    logg.poster.length = 1;
    await expect(ordning.ikapp()).rejects.toMatchObject({ code: 'HISTORY_CHANGED' });
  });
});
