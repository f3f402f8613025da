import { arsSlut, manadsSlut, datum, type Ar, type Datum } from '#kernel/datum.js';
import { nyckelAv, type ForbundId, type InsatsId, type Konto, type Nyckel } from '#kernel/identiteter.js';
import type { Ore } from '#kernel/ore.js';
import type { PostId } from '#kernel/poster.js';
import type { Huvudmannatyp } from '#forbund/public.js';
import type { Insatsslag } from '#insats/public.js';
import { fordela, Slump } from './slump.js';

/** The history ends here whatever day it is made: the same seed must give the same events next year too. */
export const SISTA_AR: Ar = 2025;

/** What a history is made from; `verifikationer` in all. */
export interface Historieval {
  readonly forbund: number;
  readonly ar: number;
  readonly verifikationer: number;
  readonly fro: string;
}

export const KONTO = {
  bank: '1930',
  egetKapital: '2010',
  leverantorer: '2440',
  kallskatt: '2710',
  avgiftsskuld: '2730',
  bidrag: '3010',
  loner: '5010',
  arvoden: '5110',
  avgifter: '5610',
  lokaler: '6010',
  ovrigt: '6910',
} as const satisfies Record<string, Konto>;

export const KONTONAMN: Readonly<Record<Konto, string>> = {
  [KONTO.bank]: 'Bank',
  [KONTO.egetKapital]: 'Eget kapital',
  [KONTO.leverantorer]: 'Leverantörsskulder',
  [KONTO.kallskatt]: 'Personalens källskatt',
  [KONTO.avgiftsskuld]: 'Skuld för arbetsgivaravgifter',
  [KONTO.bidrag]: 'Medel från huvudman',
  '4110': 'Individinriktade insatser',
  '4310': 'Strukturinriktade insatser',
  '4510': 'Processtöd',
  [KONTO.loner]: 'Löner',
  [KONTO.arvoden]: 'Arvoden till förtroendevalda',
  [KONTO.avgifter]: 'Arbetsgivaravgifter',
  [KONTO.lokaler]: 'Lokaler',
  [KONTO.ovrigt]: 'Övriga kostnader',
};

const INSATSKONTO: Readonly<Record<Insatsslag, Konto>> = {
  individ: '4110',
  struktur: '4310',
  processtod: '4510',
};

export interface Medlem {
  readonly nyckel: Nyckel;
  readonly namn: string;
  readonly typ: Huvudmannatyp;
  /** Of all contributions, in ten-thousandths; a member that pays through another has 0. */
  readonly vikt: number;
}

export interface Insatsplan {
  readonly insats: InsatsId;
  readonly namn: string;
  readonly slag: Insatsslag;
  readonly konto: Konto;
  readonly fran: Datum;
  readonly till: Datum;
  readonly manadsbeloppOre: Ore;
}

/** A cost that is not an insats: what it costs a month, and its konto. */
export interface Kanslipost {
  readonly post: PostId;
  readonly rad: string;
  readonly konto: Konto;
  readonly manadsbeloppOre: Ore;
}

export interface Forbundsplan {
  readonly forbund: ForbundId;
  readonly namn: string;
  readonly forstaAr: Ar;
  readonly medlemmar: readonly Medlem[];
  readonly insatser: readonly Insatsplan[];
  /** A month's gross salaries at the office. */
  readonly lonerOre: Ore;
  readonly kansli: readonly Kanslipost[];
  /** All members' contributions of the first year. */
  readonly arsbidragOre: Ore;
}

/** The insats that goes on all the time. */
export const PERMANENT: InsatsId = 'samordningsteam';

const ORTER = [
  'Åsby',
  'Björkvik',
  'Ekenäs',
  'Forsa',
  'Granliden',
  'Hedby',
  'Lövsjö',
  'Norrvik',
  'Sjöby',
  'Tallnäs',
];
const INSATSNAMN = [
  'Vägen vidare',
  'Unga framåt',
  'Hälsosteget',
  'Gemensam kartläggning',
  'Stöd i arbete',
  'Språk och arbete',
  'Kompetens i samverkan',
  'Nya rutiner',
  'Coachteam',
  'Delaktig',
];
const SLAG: readonly Insatsslag[] = ['individ', 'individ', 'individ', 'struktur', 'processtod'];
/** Members of the kind kommun, at least and at most. */
const KOMMUNER = [2, 5] as const;
/** New insatser a year, at least and at most. */
const NYA_INSATSER = [1, 3] as const;
/** How long an insats goes on, in months. */
const INSATSMANADER = [12, 30] as const;
/** The law's contributions: the state half, the region a quarter, the kommuner a quarter together. */
const STATEN = 5_000;
const REGIONEN = 2_500;
const KOMMUNERNA = 2_500n;
/** Employer's contributions of salaries, in hundredths of a percent. */
const AVGIFTSSATS = 3_142n;

export const avgiftFor = (lonOre: Ore): Ore => (lonOre * AVGIFTSSATS) / 10_000n;

function medlemmarna(slump: Slump, nummer: number): Medlem[] {
  const antal = slump.heltal(...KOMMUNER);
  const invanare = Array.from({ length: antal }, () => slump.heltal(5_000, 60_000));
  const vikter = fordela(KOMMUNERNA, invanare);
  const kommuner = vikter.map((vikt, n): Medlem => {
    const namn = `${ORTER[(nummer + n) % ORTER.length] ?? ''} kommun (syntetisk)`;
    return { nyckel: nyckelAv(namn), namn, typ: 'kommun', vikt: Number(vikt) };
  });
  return [
    { nyckel: 'forsakringskassan', namn: 'Försäkringskassan', typ: 'stat', vikt: STATEN },
    // The state's half is paid by Försäkringskassan for both.
    { nyckel: 'arbetsformedlingen', namn: 'Arbetsförmedlingen', typ: 'stat', vikt: 0 },
    { nyckel: 'syntetiska-regionen', namn: 'Syntetiska regionen', typ: 'region', vikt: REGIONEN },
    ...kommuner,
  ];
}

/** The first of a month, counted on from January of a year: 13 is January of the year after. */
const manadsborjan = (ar: Ar, manad: number): Datum =>
  datum(`${ar + Math.floor((manad - 1) / 12)}-${String(((manad - 1) % 12) + 1).padStart(2, '0')}-01`);
const manadsslutet = (ar: Ar, manad: number): Datum =>
  manadsSlut(ar + Math.floor((manad - 1) / 12), ((manad - 1) % 12) + 1);

function insatserna(slump: Slump, forstaAr: Ar): Insatsplan[] {
  const permanent: Insatsplan = {
    insats: PERMANENT,
    namn: 'Samordningsteam',
    slag: 'individ',
    konto: INSATSKONTO.individ,
    fran: manadsborjan(forstaAr, 1),
    till: arsSlut(SISTA_AR),
    manadsbeloppOre: slump.kronor(120_000, 180_000),
  };
  const ut = [permanent];
  for (let ar = forstaAr; ar <= SISTA_AR; ar++)
    for (let n = slump.heltal(...NYA_INSATSER); n > 0; n--) {
      const borjar = slump.heltal(1, 10);
      const slag = slump.valj(SLAG);
      const namn = `${slump.valj(INSATSNAMN)} ${ut.length}`;
      ut.push({
        insats: nyckelAv(namn),
        namn,
        slag,
        konto: INSATSKONTO[slag],
        fran: manadsborjan(ar, borjar),
        till: manadsslutet(ar, borjar - 1 + slump.heltal(...INSATSMANADER)),
        manadsbeloppOre: slump.kronor(40_000, 130_000),
      });
    }
  return ut;
}

/** The förbund number n (1, 2 …) of a history, by the seed and the number alone. */
export function planeraForbund(nummer: number, { fro, ar }: Historieval): Forbundsplan {
  const slump = new Slump('forbund', fro, nummer);
  const forstaAr = SISTA_AR - ar + 1;
  const lonerOre = slump.kronor(75_000, 110_000);
  const kansli = (nyckel: string, rad: string, konto: Konto, manadsbeloppOre: Ore): Kanslipost => ({
    post: `kostnad:${nyckel}`,
    rad,
    konto,
    manadsbeloppOre,
  });
  return {
    forbund: `syntet-${nummer}`,
    namn: `Syntetiskt förbund ${nummer} ${ORTER[(nummer - 1) % ORTER.length] ?? ''}`,
    forstaAr,
    medlemmar: medlemmarna(slump, nummer),
    insatser: insatserna(slump, forstaAr),
    lonerOre,
    kansli: [
      kansli('loner', 'Löner kansli', KONTO.loner, lonerOre),
      kansli('arbetsgivaravgifter', 'Arbetsgivaravgifter', KONTO.avgifter, avgiftFor(lonerOre)),
      kansli('styrelse', 'Styrelse', KONTO.arvoden, slump.kronor(8_000, 20_000)),
      kansli('lokaler', 'Lokaler', KONTO.lokaler, slump.kronor(9_000, 18_000)),
      kansli('ovrigt', 'Övrigt', KONTO.ovrigt, slump.kronor(10_000, 25_000)),
    ],
    arsbidragOre: slump.kronor(5_500, 7_500) * 1_000n,
  };
}
