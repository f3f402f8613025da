import { afterAll, beforeAll, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { allaProjektioner } from '#apps/standalone/src/projektioner.js';
import { saldon } from '#bokforing/public.js';
import { naivaVerifikationer } from '#bokforing/projections/huvudbok/naiv-huvudbok.fixtures.js';
import { arFor, arsSlut, arsStart, type Datum } from '#kernel/datum.js';
import type { Event } from '#kernel/handelse.js';
import { summa } from '#kernel/ore.js';
import { lasmodellerFor, LasRapport, RAPPORTER, type Rapportfraga } from '#rapport/public.js';
import type { Huvudbok } from '#rapport/huvudbok/huvudbok.js';
import type { Saldobalans } from '#rapport/saldobalans/saldobalans.js';
import type { Verifikationslista } from '#rapport/verifikationslista/verifikationslista.js';
import { Minneslager } from '#read-store/minneslager.fixtures.js';
import { Projektor } from '#read-store/projektor.js';
import { AR, dag, FORBUND, historia } from './historia.js';
import { nyttOmbyggnadsprov, rensa } from './ombyggnad.js';
import { korningar, TESTGRANS_MS } from './slumpfro.js';

const STEG_MAX = 120;
const KORNINGAR = 12;
/** More than a history has. */
const ALLT = '1000';

let prov: Awaited<ReturnType<typeof nyttOmbyggnadsprov>>;
beforeAll(async () => {
  prov = await nyttOmbyggnadsprov();
});
afterAll(() => prov.stang());

const BOCKER = RAPPORTER.filter((r) => ['saldobalans', 'huvudbok', 'verifikationslista'].includes(r.namn));
const LASTA = new Set(BOCKER.flatMap(lasmodellerFor));

async function las<R>(namn: string, fraga: Rapportfraga): Promise<R> {
  const rapport = BOCKER.find((r) => r.namn === namn);
  if (!rapport) throw new Error(namn);
  return (await new LasRapport(prov.readStore).las(rapport, fraga)).resultat as R;
}

/** All pages, each asked for with what the one before ended with. */
async function sidor<R extends { nasta: string | null }>(
  namn: string,
  { val, ...fraga }: Rapportfraga,
): Promise<R[]> {
  const ut: R[] = [];
  for (let efter: string | null | undefined; efter !== null;) {
    const sida: R = await las(namn, { ...fraga, val: { ...val, ...(efter === undefined ? {} : { efter }) } });
    ut.push(sida);
    efter = sida.nasta;
  }
  return ut;
}

/** A konto's parts on the pages that it is on, put together again. */
function konton(sidorna: readonly Huvudbok[]) {
  const ut: { forbund: string; konto: string; ingaende: bigint; rader: unknown[]; slut: unknown }[] = [];
  for (const f of sidorna.flatMap((s) => s.forbund))
    for (const k of f.konton) {
      const forra = ut.at(-1);
      if (!k.fortsatter)
        ut.push({
          ...{ forbund: f.forbund, konto: k.konto, ingaende: k.ingaendeOre },
          ...{ rader: [...k.rader], slut: k.slut },
        });
      else {
        expect([forra?.forbund, forra?.konto, forra?.slut]).toEqual([f.forbund, k.konto, null]);
        expect(k.rader.length).toBeGreaterThan(0);
        forra?.rader.push(...k.rader);
        Object.assign(forra ?? {}, { slut: k.slut });
      }
    }
  return ut;
}

interface Fraga {
  readonly forbund: string;
  readonly fran: Datum;
  readonly per: Datum;
  readonly del: number;
  readonly antal: number;
}

async function saldobalansen(f: Fraga, ordinal: number): Promise<Saldobalans> {
  const fraga = { omfattning: f.forbund, per: f.per, somAv: ordinal, val: { fran: f.fran } };
  const svar = await las<Saldobalans>('saldobalans', fraga);
  const utgaende = await prov.readStore.las(['huvudbok'], (sql) =>
    saldon(sql, { forbund: [f.forbund], per: f.per, ordinal }),
  );
  for (const { klasser, summa: s, balans, resultat } of svar.forbund) {
    expect([s.ingaendeBalansOre, s.ingaendeOre, s.utgaendeOre]).toEqual([0n, 0n, 0n]);
    expect(s.debetOre).toBe(s.kreditOre);
    expect(balans.utgaendeOre).toBe(-resultat.utgaendeOre);
    for (const k of klasser.flatMap((x) => x.konton)) {
      const egna = utgaende.filter((u) => u.konto === k.konto).map((u) => u.utgaendeOre);
      expect([k.konto, k.utgaendeOre]).toEqual([k.konto, summa(egna)]);
      expect(k.utgaendeOre).toBe(k.ingaendeOre + k.debetOre - k.kreditOre);
    }
  }
  return svar;
}

/** The rows of the period by the shortest way: förbund's vouchers known at the ordinal, konto by konto, by day. */
const naivaRader = (h: readonly Event[], f: Fraga, ordinal: number): string[] =>
  naivaVerifikationer(h, ordinal)
    .flatMap((v, n) => v.rader.map((rad, nr) => ({ v, rad, n, nr })))
    .filter(({ v }) => v.forbund === f.forbund && v.datum >= f.fran && v.datum <= f.per)
    .sort((a, b) =>
      a.rad.konto !== b.rad.konto
        ? a.rad.konto < b.rad.konto
          ? -1
          : 1
        : a.v.datum !== b.v.datum
          ? a.v.datum < b.v.datum
            ? -1
            : 1
          : a.n - b.n || a.nr - b.nr,
    )
    .map(({ v, rad }) => `${rad.konto} ${v.datum} ${v.serie} ${v.nummer} ${rad.beloppOre}`);

async function huvudboken(h: readonly Event[], f: Fraga, ordinal: number): Promise<void> {
  const fraga = { omfattning: f.forbund, per: f.per, somAv: ordinal };
  const hel = await sidor<Huvudbok>('huvudbok', { ...fraga, val: { fran: f.fran, antal: ALLT } });
  const delad = await sidor<Huvudbok>('huvudbok', {
    ...fraga,
    val: { fran: f.fran, antal: String(f.antal) },
  });
  expect(hel).toHaveLength(1);
  for (const sida of delad)
    expect(sida.forbund.flatMap((x) => x.konton.flatMap((k) => k.rader)).length).toBeLessThanOrEqual(f.antal);
  expect(konton(delad)).toEqual(konton(hel));
  const rader = hel.flatMap((s) => s.forbund.flatMap((x) => x.konton.flatMap((k) => k.rader)));
  expect(rader.map((r) => `${r.konto} ${r.datum} ${r.serie} ${r.nummer} ${r.beloppOre}`)).toEqual(
    naivaRader(h, f, ordinal),
  );
  const balans = await saldobalansen(f, ordinal);
  const saldona = balans.forbund.flatMap((x) => x.klasser.flatMap((k) => k.konton));
  const bok = hel.flatMap((s) => s.forbund.flatMap((x) => x.konton));
  for (const k of saldona) {
    const egen = bok.find((x) => x.konto === k.konto);
    const sista = egen?.rader.at(-1)?.saldoOre ?? egen?.ingaendeOre;
    // A konto that has neither rows nor a balance when the period begins is in neither book.
    const { ingaendeOre, utgaendeOre, debetOre, kreditOre } = k;
    if (egen)
      expect([egen.ingaendeOre, sista, egen.slut]).toEqual([
        ...[ingaendeOre, utgaendeOre],
        { debetOre, kreditOre, utgaendeOre },
      ]);
    else expect([ingaendeOre, utgaendeOre, debetOre]).toEqual([0n, 0n, 0n]);
  }
}

async function verifikationerna(h: readonly Event[], f: Fraga, ordinal: number): Promise<void> {
  const fraga = { omfattning: f.forbund, per: f.per, somAv: ordinal, val: { antal: String(f.antal) } };
  const delad = await sidor<Verifikationslista>('verifikationslista', fraga);
  const listade = delad.flatMap((s) => s.forbund.flatMap((x) => x.verifikationer));
  const vantade = naivaVerifikationer(h, ordinal)
    .filter((v) => v.forbund === f.forbund && v.ar === arFor(f.per) && v.datum <= f.per)
    .sort((a, b) => (a.serie === b.serie ? a.nummer - b.nummer : a.serie < b.serie ? -1 : 1));
  expect(
    listade.map((v) => `${v.serie} ${v.nummer} ${v.datum} ${v.rader.map((r) => r.beloppOre).join()}`),
  ).toEqual(
    vantade.map((v) => `${v.serie} ${v.nummer} ${v.datum} ${v.rader.map((r) => r.beloppOre).join()}`),
  );
  expect(listade.every((v) => v.debetOre === v.kreditOre)).toBe(true);
  // Both ways: what corrects one is corrected by it.
  for (const v of listade)
    for (const nummer of v.rattasAv) {
      const annan = listade.find((x) => x.serie === v.serie && x.nummer === nummer);
      if (annan) expect(annan.rattar).toBe(v.nummer);
    }
  const kontroller = delad.flatMap((s) => s.forbund.flatMap((x) => x.serier));
  expect(kontroller.flatMap((k) => k.luckor)).toEqual([]);
  expect(kontroller.reduce((n, k) => n + k.antal - k.senare, 0)).toBe(listade.length);
}

const fraga = fc
  .record({
    forbund: fc.constantFrom(...FORBUND),
    a: dag,
    b: dag,
    ar: fc.constantFrom(...AR),
    helt: fc.boolean(),
    del: fc.nat(STEG_MAX),
    antal: fc.integer({ min: 1, max: 9 }),
  })
  .map(({ a, b, ar, helt, ...f }): Fraga => {
    if (helt || arFor(a) !== arFor(b)) return { ...f, fran: arsStart(ar), per: arsSlut(ar) };
    return { ...f, fran: a < b ? a : b, per: a < b ? b : a };
  });

it(
  'saldobalans, huvudbok och verifikationslista säger detsamma som händelserna, nu och som det var känt, i sidor som hela',
  async () => {
    await fc.assert(
      fc.asyncProperty(
        historia(STEG_MAX),
        fc.array(fraga, { minLength: 3, maxLength: 8 }),
        async (h, fragor) => {
          const modeller = allaProjektioner().filter((p) => LASTA.has(p.namn));
          await rensa(prov.readStore, modeller);
          const lager = new Minneslager();
          const projektor = new Projektor(lager, prov.readStore, modeller);
          try {
            lager.lagg(...h);
            await projektor.kommIkapp();
            // Every förbund is registered by then: one that is not has no books to ask for.
            const forst = h.findLastIndex((x) => x.typ === 'ForbundRegistrerat') + 1;
            for (const f of fragor) {
              const ordinal = Math.max(forst, f.del % (h.length + 1));
              await huvudboken(h, f, ordinal);
              await verifikationerna(h, f, ordinal);
            }
          } finally {
            await projektor.stopp();
          }
        },
      ),
      korningar(KORNINGAR),
    );
  },
  TESTGRANS_MS,
);
