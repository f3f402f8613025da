import { describe, expect, it } from '@jest/globals';
import { aktuellaScheman, uppgraderingar } from '#apps/standalone/src/handelsescheman.js';
import type { IngaendeBalansBokford, Verifikationshandelse } from '#bokforing/public.js';
import type { BudgetHandelse } from '#budget/public.js';
import { valideraMot } from '#event-store/handelsevalidering.js';
import type { ForbundHandelse } from '#forbund/public.js';
import { manadFor } from '#kernel/datum.js';
import type { Event } from '#kernel/handelse.js';
import { kanoniskJson } from '#kernel/kanonisk.js';
import { summa } from '#kernel/ore.js';
import { MAX_PER_SKRIVNING, type Skrivning } from './bok.js';
import { bidragFor } from './budgetar.js';
import { syntetiskHistoria } from './historia.js';
import { planeraForbund, SISTA_AR, type Historieval } from './mall.js';
import { MINST_PER_AR } from './verifikationer.js';

const VAL: Historieval = { forbund: 2, ar: 3, verifikationer: 1_200, fro: 'prov' };
const historian = (mer: Partial<Historieval> = {}): Skrivning[] => [...syntetiskHistoria({ ...VAL, ...mer })];
const handelserna = (skrivningar: readonly Skrivning[]): readonly Event[] =>
  skrivningar.flatMap((s) => s.handelser);
type Bokford = Verifikationshandelse | IngaendeBalansBokford;
const bokforingen = (skrivningar: readonly Skrivning[]): Bokford[] =>
  handelserna(skrivningar.filter((s) => s.stream.startsWith('bokforing-'))) as Bokford[];
const vouchrarna = (skrivningar: readonly Skrivning[]) =>
  bokforingen(skrivningar).filter((h) => h.typ !== 'IngaendeBalansBokford');

const SKRIVNINGAR = historian();

describe('en syntetisk historia', () => {
  it('är densamma för samma frö och en annan för ett annat', () => {
    expect(kanoniskJson(historian())).toBe(kanoniskJson(SKRIVNINGAR));
    expect(kanoniskJson(handelserna(historian({ fro: 'annat' })))).not.toBe(
      kanoniskJson(handelserna(SKRIVNINGAR)),
    );
  });

  it.each([
    [1, 1, MINST_PER_AR],
    [2, 3, 1_200],
    [3, 2, 1_001],
    [1, 1, 2_500],
  ])(
    'med %i förbund i %i år har exakt %i verifikationer, i följd inom varje år',
    (forbund, ar, verifikationer) => {
      const vouchrar = vouchrarna(historian({ forbund, ar, verifikationer }));
      expect(vouchrar).toHaveLength(verifikationer);
      const nasta = new Map<string, number>();
      for (const { data } of vouchrar) {
        const bok = `${data.forbund}|${data.ar}`;
        const nummer = (nasta.get(bok) ?? 0) + 1;
        expect(data.nummer).toBe(nummer);
        nasta.set(bok, nummer);
      }
      expect(nasta.size).toBe(forbund * ar);
    },
  );

  it('balanserar varje verifikation och varje ingående balans', () => {
    for (const { data } of bokforingen(SKRIVNINGAR))
      expect(summa(data.rader.map((r) => r.beloppOre))).toBe(0n);
  });

  it('följer händelsernas scheman, i skrivningar som håller sig inom gränsen', () => {
    const validera = valideraMot(aktuellaScheman(uppgraderingar()));
    for (const h of handelserna(SKRIVNINGAR)) validera(h);
    expect(Math.max(...SKRIVNINGAR.map((s) => s.handelser.length))).toBeLessThanOrEqual(MAX_PER_SKRIVNING);
  });

  it('skriver varje ström i följd, med en nyckel var', () => {
    const revision = new Map<string, number>();
    for (const s of SKRIVNINGAR) {
      expect(s.expected).toBe(revision.get(s.stream) ?? 'none');
      const fore = revision.get(s.stream) ?? -1;
      revision.set(s.stream, fore + s.handelser.length);
    }
    expect(new Set(SKRIVNINGAR.map((s) => `${s.stream}|${s.kommandoId}`)).size).toBe(SKRIVNINGAR.length);
  });

  it('har allt som ett förbunds liv har', () => {
    const antal = new Map<string, number>();
    for (const { typ } of handelserna(SKRIVNINGAR)) antal.set(typ, (antal.get(typ) ?? 0) + 1);
    for (const typ of [
      'RattelseBokford',
      'InsatsAvslutad',
      'InsatsStartad',
      'SammantradeHallet',
      'PostUpplagd',
    ])
      expect({ typ, finns: (antal.get(typ) ?? 0) > 0 }).toEqual({ typ, finns: true });
    const forbundsar = VAL.forbund * VAL.ar;
    expect(['BudgetFaststalld', 'BudgetAndrad', 'PrognosFaststalld'].map((typ) => antal.get(typ))).toEqual([
      forbundsar,
      forbundsar,
      forbundsar,
    ]);
    expect(antal.get('IngaendeBalansBokford')).toBe(forbundsar - VAL.forbund);
  });

  it('kallar förbunden det de är', () => {
    const registrerade = handelserna(SKRIVNINGAR).filter(
      (h): h is ForbundHandelse => h.typ === 'ForbundRegistrerat',
    );
    expect(registrerade.map((h) => h.data)).toEqual([
      expect.objectContaining({ forbund: 'syntet-1', namn: expect.stringMatching(/^Syntetiskt förbund 1 /) }),
      expect.objectContaining({ forbund: 'syntet-2', namn: expect.stringMatching(/^Syntetiskt förbund 2 /) }),
    ]);
  });
});

describe('bidragen', () => {
  const plan = planeraForbund(1, VAL);

  it('kommer varje kvartal och är årets hela bidrag', () => {
    const bidrag = vouchrarna(SKRIVNINGAR).filter(
      (h) => h.data.forbund === plan.forbund && h.data.ar === SISTA_AR && h.data.text.startsWith('Bidrag'),
    );
    expect(bidrag.map((h) => manadFor(h.data.datum))).toEqual([1, 4, 7, 10]);
    const rader = bidrag.flatMap((h) => h.data.rader).filter((r) => r.motpart !== undefined);
    expect(-summa(rader.map((r) => r.beloppOre))).toBe(bidragFor(plan, SISTA_AR));
  });

  it('är till hälften statens, en fjärdedel regionens och en fjärdedel kommunernas', () => {
    const vikt = (typ: string): number =>
      plan.medlemmar.filter((m) => m.typ === typ).reduce((s, m) => s + m.vikt, 0);
    expect([vikt('stat'), vikt('region'), vikt('kommun')]).toEqual([5_000, 2_500, 2_500]);
  });
});

it('utfallet följer budgeten så nära som i verkligheten', () => {
  const poster = new Map<string, { budget: bigint; utfall: bigint }>();
  const vid = (nyckel: string) => poster.get(nyckel) ?? { budget: 0n, utfall: 0n };
  for (const h of handelserna(SKRIVNINGAR) as BudgetHandelse[])
    if (h.typ === 'BudgetFaststalld' || h.typ === 'BudgetAndrad') {
      const kostnader = h.data.rader.filter((r) => r.post.startsWith('kostnad:'));
      poster.set(`${h.data.forbund}|${h.data.ar}`, {
        budget: -summa(kostnader.map((r) => r.beloppOre)),
        utfall: 0n,
      });
    }
  for (const { data } of vouchrarna(SKRIVNINGAR)) {
    const bok = `${data.forbund}|${data.ar}`;
    const kostnader = data.rader.filter((r) => /^[4-7]/.test(r.konto)).map((r) => r.beloppOre);
    poster.set(bok, { ...vid(bok), utfall: vid(bok).utfall + summa(kostnader) });
  }
  for (const { budget, utfall } of poster.values()) {
    expect(utfall * 100n).toBeGreaterThan(budget * 80n);
    expect(utfall * 100n).toBeLessThan(budget * 115n);
  }
});
