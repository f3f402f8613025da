import { afterAll, beforeAll, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { allaProjektioner } from '#apps/standalone/src/projektioner.js';
import { arDomanFel } from '#kernel/fel.js';
import { arsSlut } from '#kernel/datum.js';
import type { Event } from '#kernel/handelse.js';
import {
  lasmodellerFor,
  LasRapport,
  RAPPORTER,
  svarSomCsv,
  svarSomJson,
  svarSomTabell,
  type Rapport,
  type Rapportfraga,
} from '#rapport/public.js';
import { Minneslager } from '#read-store/minneslager.fixtures.js';
import { Projektor } from '#read-store/projektor.js';
import type { ReadStore } from '#read-store/read-store.js';
import { AR, dag, FORBUND, GRUPPER, historia } from './historia.js';
import { nyttOmbyggnadsprov, rensa } from './ombyggnad.js';
import { korningar, TESTGRANS_MS } from './slumpfro.js';

const STEG_MAX = 100;
/** Each run makes the reports' tables in both databases, and asks some fifty reports of each. */
const KORNINGAR = 12;

type Prov = Awaited<ReturnType<typeof nyttOmbyggnadsprov>>;
/** One database has all of a history; the other grows, and is asked before it knows what comes. */
let hela: Prov;
let vaxande: Prov;
beforeAll(async () => {
  [hela, vaxande] = await Promise.all([nyttOmbyggnadsprov(), nyttOmbyggnadsprov()]);
});
afterAll(() => Promise.all([hela.stang(), vaxande.stang()]));

const LASTA = new Set(RAPPORTER.flatMap(lasmodellerFor));
const lasmodeller = () => allaProjektioner().filter((p) => LASTA.has(p.namn));

async function projektor(readStore: ReadStore): Promise<{ lager: Minneslager; projektor: Projektor }> {
  const modeller = lasmodeller();
  await rensa(readStore, modeller);
  const lager = new Minneslager();
  return { lager, projektor: new Projektor(lager, readStore, modeller) };
}

type Fraga = Rapportfraga & { readonly rapport: Rapport };

/** The report in every format, to the byte, or the code of its refusal. */
async function rapport(readStore: ReadStore, { rapport: vilken, ...fraga }: Fraga): Promise<unknown> {
  try {
    const svar = await new LasRapport(readStore).las(vilken, fraga);
    return { json: JSON.stringify(svarSomJson(svar)), csv: svarSomCsv(svar), tabell: svarSomTabell(svar) };
  } catch (fel) {
    if (arDomanFel(fel)) return { kod: fel.kod, forvantat: fel.forvantat };
    throw fel;
  }
}

const fraga = fc.record(
  {
    rapport: fc.constantFrom(...RAPPORTER),
    omfattning: fc.constantFrom(...GRUPPER, ...FORBUND, 'okand'),
    per: fc.oneof(dag, fc.constantFrom(...AR).map(arsSlut)),
    ar: fc.constantFrom(...AR),
  },
  { requiredKeys: ['rapport', 'omfattning', 'per'] },
);

async function sammaDaSomNu(
  h: readonly Event[],
  delningar: readonly number[],
  fragor: readonly Fraga[],
): Promise<void> {
  const [da, nu] = await Promise.all([projektor(vaxande.readStore), projektor(hela.readStore)]);
  try {
    nu.lager.lagg(...h);
    await nu.projektor.kommIkapp();
    for (let [n, i] = [0, 0]; n <= h.length; i++) {
      await da.projektor.kommIkapp();
      for (const f of fragor)
        expect(await rapport(hela.readStore, { ...f, somAv: n })).toEqual(
          await rapport(vaxande.readStore, f),
        );
      if (n === h.length) break;
      const antal = delningar[i % delningar.length] ?? 1;
      da.lager.lagg(...h.slice(n, n + antal));
      n = Math.min(h.length, n + antal);
    }
  } finally {
    await Promise.all([da.projektor.stopp(), nu.projektor.stopp()]);
  }
}

it(
  'rapporten som av en ordning är den som gavs när inget mer var känt',
  async () => {
    const delningar = fc.array(fc.integer({ min: 5, max: 60 }), { minLength: 2, maxLength: 5 });
    await fc.assert(
      fc.asyncProperty(
        historia(STEG_MAX),
        delningar,
        fc.array(fraga, { minLength: 5, maxLength: 12 }),
        sammaDaSomNu,
      ),
      korningar(KORNINGAR),
    );
  },
  TESTGRANS_MS,
);
