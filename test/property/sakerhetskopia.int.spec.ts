import { afterAll, beforeAll, expect, it, jest } from '@jest/globals';
import fc from 'fast-check';
import { oppnaSystem, type System } from '#apps/standalone/src/system.js';
import type { Handelsemetadata } from '#event-store/event-store.js';
import type { Event } from '#kernel/handelse.js';
import { nyDatabas } from '../databas/databas.js';
import { aterstallI, kopiemapp, kopiera } from '../sakerhetskopia.js';
import { konfigurationFor, oppnaTestsystem, VEM } from '../system.js';
import { historia } from './historia.js';
import { korningar } from './slumpfro.js';

jest.setTimeout(180_000);

const STEG_MAX = 80;
/** Each run opens whole systems on databases of their own. */
const KORNINGAR = 5;

let mapp: ReturnType<typeof kopiemapp>;
beforeAll(() => {
  mapp = kopiemapp();
});
afterAll(() => mapp.taBort());

const metadata = (nr: number): Handelsemetadata => ({
  kommandoId: `kommando-${nr}`,
  vem: VEM,
  skal: { slag: 'anteckning', text: 'prov' },
  forbund: ['mitt'],
  indatahash: String(nr),
});

/** The history as commands of some events each, over a few streams. */
function somKommandon(h: readonly Event[], delningar: readonly number[]): readonly (readonly Event[])[] {
  const ut: (readonly Event[])[] = [];
  for (let n = 0, i = 0; n < h.length; i++) {
    const antal = delningar[i % delningar.length] ?? 1;
    ut.push(h.slice(n, n + antal));
    n += antal;
  }
  return ut;
}

const skriv = async ({ store }: System, kommandon: readonly (readonly Event[])[], fran: number) => {
  for (const [i, events] of kommandon.entries()) {
    const nr = fran + i;
    await store.append(`prov-${nr % 3}`, events, { expected: 'any', metadata: metadata(nr) });
  }
};

const allt = ({ store }: System, antal: number) => store.lasLagrat(0, Math.max(1, antal));

let antalKopior = 0;
async function sammaEfterat(h: readonly Event[], delningar: readonly number[], medan: number): Promise<void> {
  const kommandon = somKommandon(h, delningar);
  const fore = kommandon.length - Math.min(medan, kommandon.length);
  const kalla = await oppnaTestsystem();
  const mal = await nyDatabas();
  const fil = mapp.fil(`kopia-${++antalKopior}`);
  try {
    await skriv(kalla, kommandon.slice(0, fore), 0);
    // Somebody else follows and writes meanwhile.
    const annan = await kalla.ettTill();
    annan.projektor.start();
    const [manifest] = await Promise.all([kopiera(kalla, fil), skriv(annan, kommandon.slice(fore), fore)]);
    const { antal } = manifest.handelser;
    expect(antal).toBeGreaterThanOrEqual(kommandon.slice(0, fore).flat().length);
    const aterstallt = await aterstallI(mal.url, fil);
    expect(aterstallt.lasmodeller.filter((l) => l.lika !== true)).toEqual([]);
    expect(aterstallt).toMatchObject({ handelser: antal, digest: manifest.handelser.digest });
    const kopian = await oppnaSystem(konfigurationFor(mal.url), () => undefined);
    expect(await allt(kopian, antal + 1)).toEqual(await allt(kalla, antal));
    // It goes on where the original was: the same events come next, and give the same read models.
    await skriv(kopian, kommandon.slice(fore), fore);
    await Promise.all([kopian.projektor.kommIkapp(), kalla.projektor.kommIkapp()]);
    expect(await kopian.projektor.digest()).toEqual(await kalla.projektor.digest());
    await kopian.stang();
  } finally {
    await kalla.taBort();
    await mal.taBort();
  }
}

it('vilken historia som helst, också medan den växer, är densamma efter återställning', async () => {
  await fc.assert(
    fc.asyncProperty(
      historia(STEG_MAX),
      fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 1, maxLength: 4 }),
      fc.integer({ min: 0, max: 60 }),
      sammaEfterat,
    ),
    { ...korningar(KORNINGAR), plugins: [] },
  );
});
