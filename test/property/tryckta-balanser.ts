import fc from 'fast-check';
import { tolkaKalldokument, type Kalldokument } from '#inlasning/public.js';

type Enhet = 'kr' | 'tkr';

/** A row of the balance sheet: kronor at the year's start, at midsummer, and the parts of the latter that a note prints. */
interface Post {
  readonly namn: string;
  readonly ib: number;
  readonly ub: number;
  readonly delar: readonly number[];
}

/** The truth of half a year: what was owned and owed, and what the half year gave. */
export interface Halvar {
  readonly fordringar: readonly Post[];
  readonly anlaggningar: readonly Post[];
  readonly skulder: readonly Post[];
  readonly bankIb: number;
  readonly resultat: number;
  readonly forraResultat: number;
}

export interface Balanstryck {
  readonly enhet: Enhet;
  readonly resultatenhet: Enhet;
  /** How the opening is told: the year before as a column, a kassaflödesanalys, both, or neither. */
  readonly oppning: 'fjolaret' | 'kassaflode' | 'bada' | 'ingen';
  /** Equity as an opening and a result, or as one row that holds both. */
  readonly egetKapital: 'delat' | 'ett';
  /** Notes whose parts do not make up their row. */
  readonly ofullstandigNot: boolean;
}

const kronor = fc.integer({ min: 0, max: 9_000_000 });
const poster = (namn: string, min: number, max: number): fc.Arbitrary<Post[]> =>
  fc
    .array(
      fc.record({
        ib: kronor,
        ub: kronor,
        delar: fc.array(fc.integer({ min: 1, max: 9 }), { maxLength: 4 }),
      }),
      {
        minLength: min,
        maxLength: max,
      },
    )
    .map((rader) => rader.map((r, n) => ({ ...r, namn: `${namn}-${n}` })));

export const halvar: fc.Arbitrary<Halvar> = fc.record({
  fordringar: poster('fordran', 1, 3),
  anlaggningar: poster('inventarie', 0, 1),
  skulder: poster('skuld', 1, 3),
  bankIb: kronor,
  resultat: fc.integer({ min: -5_000_000, max: 5_000_000 }),
  forraResultat: fc.integer({ min: -5_000_000, max: 5_000_000 }),
});

export const balanstryck: fc.Arbitrary<Balanstryck> = fc.record({
  enhet: fc.constantFrom<Enhet>('kr', 'kr', 'tkr'),
  resultatenhet: fc.constantFrom<Enhet>('kr', 'tkr'),
  oppning: fc.constantFrom('fjolaret', 'kassaflode', 'bada', 'ingen'),
  egetKapital: fc.constantFrom('delat', 'ett'),
  ofullstandigNot: fc.boolean(),
});

const summa = (tal: readonly number[]): number => tal.reduce((s, t) => s + t, 0);
const tryckt = (kr: number, enhet: Enhet): number =>
  enhet === 'kr' ? kr : Math.sign(kr) * Math.round(Math.abs(kr) / 1000) || 0;

const AR = 2024;
const UB = `${AR}-06-30`;
const FJOL = `${AR - 1}-12-31`;

function uppstallning(h: Halvar) {
  const tillgangar = [...h.fordringar, ...h.anlaggningar];
  const kapitalIb = h.bankIb + summa(tillgangar.map((p) => p.ib)) - summa(h.skulder.map((p) => p.ib));
  const kapitalUb = kapitalIb + h.resultat;
  const bankUb = kapitalUb + summa(h.skulder.map((p) => p.ub)) - summa(tillgangar.map((p) => p.ub));
  return { kapitalIb, kapitalUb, bankUb };
}

type Vardepar = readonly [ub: number, fjol: number];

function balansrakning(h: Halvar, t: Balanstryck): object {
  const { kapitalIb, kapitalUb, bankUb } = uppstallning(h);
  const fjolar = t.oppning === 'fjolaret' || t.oppning === 'bada';
  const varden = ([ub, fjol]: Vardepar): number[] =>
    [ub, ...(fjolar ? [fjol] : [])].map((kr) => tryckt(kr, t.enhet));
  const rad = (slag: string, grupp: string) => (p: Post) => ({
    ...{ rad: p.namn, post: p.namn, slag, grupp },
    ...(p.delar.length > 0 ? { specificeras_av: [`not-${p.namn}`] } : {}),
    varden: varden([p.ub, p.ib]),
  });
  const kapital = { slag: 'eget_kapital', grupp: 'eget_kapital' };
  const egetKapital =
    t.egetKapital === 'delat'
      ? [
          {
            rad: 'IB',
            post: 'ib',
            ...kapital,
            harled: 'ib:eget_kapital',
            varden: varden([kapitalIb, kapitalIb - h.forraResultat]),
          },
          {
            rad: 'Periodens resultat',
            post: 'res',
            ...kapital,
            harled: 'periodens_resultat',
            varden: varden([h.resultat, h.forraResultat]),
          },
        ]
      : [{ rad: 'Eget kapital', post: 'kapital', ...kapital, varden: varden([kapitalUb, kapitalIb]) }];
  const tillgangar: Vardepar = [
    bankUb + summa([...h.fordringar, ...h.anlaggningar].map((p) => p.ub)),
    h.bankIb + summa([...h.fordringar, ...h.anlaggningar].map((p) => p.ib)),
  ];
  const skulder: Vardepar = [summa(h.skulder.map((p) => p.ub)), summa(h.skulder.map((p) => p.ib))];
  return {
    id: 'balans',
    enhet: t.enhet,
    tecken: 'skuld_positiv',
    kolumner: [{ id: 'ub', slag: 'ub', per: UB }, ...(fjolar ? [{ id: 'fjol', slag: 'ub', per: FJOL }] : [])],
    rader: [
      ...h.fordringar.map(rad('tillgang', 'fordringar')),
      ...h.anlaggningar.map(rad('tillgang', 'anlaggningar')),
      {
        rad: 'Bank',
        post: 'bank',
        slag: 'tillgang',
        grupp: 'likvida_medel',
        varden: varden([bankUb, h.bankIb]),
      },
      ...egetKapital,
      ...h.skulder.map(rad('skuld', 'skulder')),
    ],
    summor: [
      { namn: 'Summa tillgångar', av: ['slag:tillgang'], varden: varden(tillgangar) },
      { namn: 'Summa eget kapital', av: ['slag:eget_kapital'], varden: varden([kapitalUb, kapitalIb]) },
      { namn: 'Summa skulder', av: ['slag:skuld'], varden: varden(skulder) },
      {
        namn: 'Summa eget kapital och skulder',
        av: ['slag:eget_kapital', 'slag:skuld'],
        varden: varden(tillgangar),
      },
    ],
  };
}

function kassaflode(h: Halvar, t: Balanstryck): object {
  const { bankUb } = uppstallning(h);
  const minskning = (p: readonly Post[]): number => summa(p.map((x) => x.ib - x.ub));
  const fore = h.resultat + minskning(h.anlaggningar);
  const rorelse = minskning(h.fordringar) - minskning(h.skulder);
  const rad = (namn: string, grupp: string, harled: string, kr: number): object => ({
    ...{ rad: namn, post: namn, slag: 'kassaflode', grupp, harled },
    varden: [tryckt(kr, t.enhet)],
  });
  return {
    id: 'kassaflode',
    enhet: t.enhet,
    tecken: 'som_skrivet',
    kolumner: [{ id: 'flode', slag: 'kassaflode', fran: `${AR}-01-01`, till: UB }],
    rader: [
      rad('resultat', 'fore', 'periodens_resultat', h.resultat),
      rad('justering', 'fore', 'ej_likvida_poster', minskning(h.anlaggningar)),
      rad('fordringar', 'rorelse', 'forandring:fordringar', minskning(h.fordringar)),
      rad('skulder', 'rorelse', 'forandring:skulder', -minskning(h.skulder)),
      rad('likvida-ib', 'ib', 'ib:likvida_medel', h.bankIb),
    ],
    summor: [
      { namn: 'Före', av: ['grupp:fore'], varden: [tryckt(fore, t.enhet)] },
      { namn: 'Årets', av: ['grupp:fore', 'grupp:rorelse'], varden: [tryckt(fore + rorelse, t.enhet)] },
      { namn: 'Slut', av: ['grupp:fore', 'grupp:rorelse', 'grupp:ib'], varden: [tryckt(bankUb, t.enhet)] },
    ],
  };
}

/** A note of a row, in kronor; its parts leave some of the row when it is incomplete. */
function not(p: Post, slag: string, t: Balanstryck): object {
  const hel = summa(p.delar) + (t.ofullstandigNot ? 1 : 0);
  const delar = p.delar.map((d) => Math.trunc((p.ub * d) / hel));
  const rest = t.ofullstandigNot ? 0 : p.ub - summa(delar);
  return {
    id: `not-${p.namn}`,
    enhet: 'kr',
    tecken: 'skuld_positiv',
    kolumner: [{ id: 'ub', slag: 'ub', per: UB }],
    // The same counterparty may stand on several rows of a note.
    rader: delar.map((kr, n) => ({
      ...{
        rad: 'Motpart',
        post: `${p.namn}-motpart-${n % 2}`,
        slag,
        grupp: p.namn,
        motpart: { namn: `Motpart ${n % 2}` },
      },
      varden: [n === 0 ? kr + rest : kr],
    })),
    summor: [],
  };
}

function resultat(h: Halvar, t: Balanstryck): object {
  const kostnad = 3_000_000;
  const rad = (post: string, slag: string, kr: number): object => ({
    ...{ rad: post, post, slag, grupp: slag },
    varden: [tryckt(kr, t.resultatenhet)],
  });
  return {
    id: 'resultat',
    enhet: t.resultatenhet,
    tecken: 'kostnad_negativ',
    kolumner: [{ id: 'utfall', slag: 'utfall', fran: `${AR}-01-01`, till: UB }],
    rader: [rad('medel', 'intakt', h.resultat + kostnad), rad('drift', 'kostnad', -kostnad)],
    summor: [
      {
        namn: 'Resultat',
        av: ['slag:intakt', 'slag:kostnad'],
        varden: [tryckt(h.resultat, t.resultatenhet)],
      },
    ],
  };
}

/** The half year as a förbund would print it: balance sheet, kassaflödesanalys, notes and result, each in its own way. */
export function tryckHalvar(h: Halvar, t: Balanstryck): Kalldokument {
  const floden = t.oppning === 'kassaflode' || t.oppning === 'bada' ? [kassaflode(h, t)] : [];
  const noter = [
    ...h.fordringar.map((p) => ({ p, slag: 'tillgang' })),
    ...h.anlaggningar.map((p) => ({ p, slag: 'tillgang' })),
    ...h.skulder.map((p) => ({ p, slag: 'skuld' })),
  ].filter(({ p }) => p.delar.length > 0);
  return tolkaKalldokument(
    JSON.stringify({
      schema: 'kalldokument/1',
      id: 'halvar',
      forbund: { nyckel: 'provforbundet', namn: 'Provförbundet' },
      tabeller: [
        resultat(h, t),
        balansrakning(h, t),
        ...floden,
        ...noter.map(({ p, slag }) => not(p, slag, t)),
      ],
    }),
  );
}
