import { assert } from '#kernel/fel.js';
import { takt, vaxelvis } from './matning.js';
import { kvot, rader, type Fallresultat, type Jamforelse } from './resultat.js';
import type { Bankserver } from './server.js';
import { emmettsSida, raSida, uppdrag, varSida, type Skrivsida, type Uppdrag } from './skrivsidor.js';
import type { Skrivfall, Storlek } from './storlek.js';
import { verifikation } from './verifikationer.js';

/** In the order of the cases. */
const MAL: readonly Omit<Jamforelse, 'vad' | 'varde'>[] = [
  { minst: 1 },
  { minst: 3, onskat: 8 },
  { minst: 1.2, onskat: 2.5 },
  { minst: 1, onskat: 2 },
];

/** Each writer's appends of a round, on a stream of its own. Made before the clock starts. */
function forbered({ skrivare, handelser, antal }: Skrivfall, varv: number): Uppdrag[][] {
  const per = handelser * antal;
  return Array.from({ length: skrivare }, (_, s) =>
    Array.from({ length: antal }, (_, a) =>
      uppdrag(
        `bokforing-varv${varv}-skrivare${s}`,
        a * handelser,
        Array.from({ length: handelser }, (_, n) =>
          verifikation(s * per + a * handelser + n, per * skrivare),
        ),
      ),
    ),
  );
}

/** Appends straight into a store: so many writers at once, each with its next when the last is stored. */
export function skrivsida(mal: Skrivsida, fall: Skrivfall): { namn: string; kor: () => Promise<number> } {
  let varv = 0;
  return {
    namn: mal.namn,
    kor: async () => {
      const koer = forbered(fall, varv++);
      return takt(fall.skrivare * fall.antal * fall.handelser, async () => {
        await Promise.all(
          koer.map(async (ko) => {
            for (const ett of ko) await mal.lagg(ett);
          }),
        );
      });
    },
  };
}

async function matFall(server: Bankserver, fall: Skrivfall, varv: number) {
  const databaser = await Promise.all([server.nyDatabas(), server.nyDatabas(), server.nyDatabas()]);
  const [a, b, c] = databaser.map((d) => d.url);
  assert(a !== undefined && b !== undefined && c !== undefined, 'tre databaser');
  const sidor = [await varSida(a), await emmettsSida(b, fall.skrivare), await raSida(c, fall.skrivare)];
  try {
    return await vaxelvis(
      sidor.map((s) => skrivsida(s, fall)),
      varv,
    );
  } finally {
    for (const s of sidor) await s.stang();
    for (const d of databaser) await d.taBort();
  }
}

/** Appends: our store with its idempotency and total order, Emmett's, and one bare statement. */
export async function matSkrivning(server: Bankserver, storlek: Storlek): Promise<Fallresultat> {
  const ut = { rader: [] as Fallresultat['rader'][number][], jamforelser: [] as Jamforelse[] };
  for (const [i, fall] of storlek.skrivning.entries()) {
    const namn = `skrivning ${fall.skrivare}×${fall.handelser}`;
    const matt = await matFall(server, fall, storlek.varv);
    ut.rader.push(...rader(namn, 'händelser/s', matt));
    ut.jamforelser.push(
      kvot(matt, 'vår', 'Emmett', { fall: namn, ...MAL[i] }),
      kvot(matt, 'vår', 'rå SQL', { fall: namn }),
    );
  }
  return ut;
}
