import fc from 'fast-check';
import type { Kalldokument } from '#inlasning/public.js';
import { tolkaKalldokument } from '#inlasning/public.js';

/** One line of the truth that a document is printed from: kronor, income positive, cost negative. */
interface Sanning {
  readonly post: string;
  readonly slag: 'intakt' | 'kostnad';
  readonly grupp: string;
  readonly halvar: number;
  readonly helar: number;
  readonly budget: number;
  readonly prognos: number;
  /** Printed, or left out of the rows (but in the totals). */
  readonly tryckt: boolean;
  /** Shares (per mille) of the parts that a note prints; none: no note. */
  readonly delar: readonly number[];
}

export interface Tryckval {
  readonly enhet: 'kr' | 'tkr';
  readonly tecken: 'kostnad_positiv' | 'kostnad_negativ';
  readonly grupptotaler: boolean;
  readonly helar: boolean;
}

const kronor = fc.integer({ min: 0, max: 9_000_000 });
const del = fc.integer({ min: 1, max: 999 });

const rad = (slag: 'intakt' | 'kostnad') =>
  fc.record({
    grupp:
      slag === 'intakt' ? fc.constant('intakter') : fc.constantFrom('administration', 'individ', 'struktur'),
    halvar: kronor,
    andra: kronor,
    budget: kronor,
    prognos: kronor,
    tryckt: fc.boolean().map((b) => b || slag === 'intakt'),
    delar: fc.oneof(
      { weight: 3, arbitrary: fc.constant([]) },
      { weight: 1, arbitrary: fc.array(del, { minLength: 1, maxLength: 4 }) },
    ),
  });

export const sanningar: fc.Arbitrary<Sanning[]> = fc
  .tuple(
    fc.array(rad('intakt'), { minLength: 1, maxLength: 3 }),
    fc.array(rad('kostnad'), { minLength: 1, maxLength: 12 }),
  )
  .map(([intakter, kostnader]) => {
    const t =
      (slag: 'intakt' | 'kostnad') =>
      (r: (typeof intakter)[number], n: number): Sanning => {
        const s = slag === 'intakt' ? 1 : -1;
        return {
          ...r,
          post: `${slag}-${n}`,
          slag,
          halvar: s * r.halvar,
          helar: s * (r.halvar + r.andra),
          budget: s * r.budget,
          prognos: s * r.prognos,
        };
      };
    return [...intakter.map(t('intakt')), ...kostnader.map(t('kostnad'))];
  });

export const tryckval: fc.Arbitrary<Tryckval> = fc.record({
  enhet: fc.constantFrom('kr', 'tkr'),
  tecken: fc.constantFrom('kostnad_positiv', 'kostnad_negativ'),
  grupptotaler: fc.boolean(),
  helar: fc.boolean(),
});

/** Half away from zero, as the sources do. */
const avrunda = (kr: number, enhet: 'kr' | 'tkr'): number =>
  enhet === 'kr' ? kr : Math.sign(kr) * Math.round(Math.abs(kr) / 1000) || 0;

type Varde = 'halvar' | 'helar' | 'budget' | 'prognos';

/** The parts of a line: by shares, the last one takes what is left. */
function delarAv(kr: number, delar: readonly number[]): number[] {
  let kvar = kr;
  const ut = delar.slice(1).map((promille) => {
    const d = Math.trunc((kr * promille) / 4_000);
    kvar -= d;
    return d;
  });
  return [...ut, kvar];
}

interface Tryckkolumn {
  readonly varde: Varde | 'avvikelse';
  readonly kolumn: object;
}

function tryckkolumner(ar: number, { helar }: Tryckval): Tryckkolumn[] {
  const utfall = (varde: 'halvar' | 'helar', till: string): Tryckkolumn => ({
    varde,
    kolumn: { id: varde, slag: 'utfall', fran: `${ar}-01-01`, till: `${ar}-${till}` },
  });
  return [
    utfall('halvar', '06-30'),
    ...(helar ? [utfall('helar', '12-31')] : []),
    { varde: 'budget', kolumn: { id: 'budget', slag: 'budget', ar } },
    { varde: 'prognos', kolumn: { id: 'prognos', slag: 'prognos', ar, avser: `${ar}-06-30` } },
    { varde: 'avvikelse', kolumn: { id: 'avvikelse', slag: 'avvikelse', formel: 'prognos-budget' } },
  ];
}

/** What the table prints of some lines: rounded from the truth, a total of costs alone with their own sign. */
function tryck(rader: readonly Sanning[], varde: Varde | 'avvikelse', val: Tryckval): number {
  const summa = (v: Varde): number => rader.reduce((s, r) => s + r[v], 0);
  const kr = varde === 'avvikelse' ? summa('prognos') - summa('budget') : summa(varde);
  const baraKostnad = rader.every((r) => r.slag === 'kostnad');
  return avrunda(val.tecken === 'kostnad_positiv' && baraKostnad ? -kr || 0 : kr, val.enhet);
}

function resultattabell(ar: number, sanning: readonly Sanning[], val: Tryckval): object {
  const kolumner = tryckkolumner(ar, val);
  const tryckta = sanning.filter((s) => s.tryckt);
  const varden = (rader: readonly Sanning[]): number[] => kolumner.map((k) => tryck(rader, k.varde, val));
  const totalen = (namn: string, av: string[], urval: (s: Sanning) => boolean): object[] =>
    tryckta.some(urval) ? [{ namn, av, varden: varden(sanning.filter(urval)) }] : [];
  const grupper = val.grupptotaler ? ['administration', 'individ', 'struktur'] : [];
  return {
    id: 'resultat',
    enhet: val.enhet,
    tecken: val.tecken,
    kolumner: kolumner.map((k) => k.kolumn),
    rader: tryckta.map((s) => ({
      rad: s.post,
      post: s.post,
      slag: s.slag,
      grupp: s.grupp,
      ...(s.delar.length > 0 ? { specificeras_av: [`not-${s.post}`] } : {}),
      varden: varden([s]),
    })),
    summor: [
      ...grupper.flatMap((g) => totalen(g, [`grupp:${g}`], (s) => s.grupp === g)),
      ...totalen('Intäkter', ['slag:intakt'], (s) => s.slag === 'intakt'),
      ...totalen('Kostnader', ['slag:kostnad'], (s) => s.slag === 'kostnad'),
      ...totalen('Resultat', ['slag:intakt', 'slag:kostnad'], () => true),
    ],
  };
}

const not = (ar: number, s: Sanning, val: Tryckval): object => ({
  id: `not-${s.post}`,
  enhet: 'kr',
  tecken: 'kostnad_negativ',
  kolumner: [tryckkolumner(ar, val)[0]?.kolumn],
  rader: delarAv(s.halvar, s.delar).map((kr, n) => ({
    rad: `${s.post} del ${n}`,
    post: `${s.post}-del-${n}`,
    slag: s.slag,
    grupp: s.grupp,
    varden: [kr],
  })),
  summor: [{ namn: 'Summa', av: [`slag:${s.slag}`], varden: [s.halvar] }],
});

/** A report of the year as a förbund would print it from the truth: rounded, signed and totalled in its own way. */
export function trycktDokument(
  id: string,
  ar: number,
  sanning: readonly Sanning[],
  val: Tryckval,
): Kalldokument {
  const noter = sanning.filter((s) => s.tryckt && s.delar.length > 0);
  return tolkaKalldokument(
    JSON.stringify({
      schema: 'kalldokument/1',
      id,
      forbund: { nyckel: 'provforbundet', namn: 'Provförbundet' },
      tabeller: [resultattabell(ar, sanning, val), ...noter.map((s) => not(ar, s, val))],
    }),
  );
}
