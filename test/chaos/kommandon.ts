import { Slump } from '#apps/ops/src/generera/slump.js';
import { kanoniskJson } from '#kernel/kanonisk.js';

/** An event as it is to be found in the store: its type, and its data as canonical JSON, a voucher's number left out. */
export interface Vantad {
  readonly typ: string;
  readonly data: string;
}

/** A command that a client sends, and what it is to leave in the store, all of it or nothing. */
export interface Kommando {
  readonly nyckel: string;
  readonly adress: string;
  readonly kropp: object;
  readonly vantat: readonly Vantad[];
}

export const FORBUND = ['norra', 'sodra', 'vastra'] as const;
const AREN = [2023, 2024] as const;
const SERIER = ['a', 'b'] as const;
const KOSTNAD = '5800';
const INTAKT = '3500';
const BANK = '1930';
const POSTER = { [KOSTNAD]: 'kostnad:team', [INTAKT]: 'intakt:bidrag' } as const;

/** New konton are taken from here, two by two: above those that are booked on. */
const FORSTA_NYA_KONTO = 6000;
const SISTA_NYA_KONTO = 7998;
const DAGAR_PER_AR = 365;

const skal = { slag: 'anteckning', text: 'kaos' };
const stod = { slag: 'dokument', dokument: 'kaos' };

export const vantad = (typ: string, data: object): Vantad => ({ typ, data: kanoniskJson(data) });

const dagen = (ar: number, nr: number): string =>
  new Date(Date.UTC(ar, 0, 1 + nr)).toISOString().slice(0, 10);

/** What has to be there before anything can be booked: sent before all others. */
export function forberedelser(): Kommando[] {
  return FORBUND.flatMap((forbund) => [
    registrering(forbund),
    kontoplan(forbund),
    ...AREN.map((ar) => budget(forbund, ar)),
  ]);
}

function registrering(forbund: string): Kommando {
  const data = { forbund, namn: `Förbundet ${forbund}` };
  return {
    nyckel: `forbund-${forbund}`,
    adress: '/api/v1/forbund',
    kropp: { ...data, skal },
    vantat: [vantad('ForbundRegistrerat', { ...data, ersatter: [] })],
  };
}

function kontoplan(forbund: string): Kommando {
  const konton = [
    { konto: KOSTNAD, namn: 'Team' },
    { konto: INTAKT, namn: 'Bidrag' },
    { konto: BANK, namn: 'Bank' },
  ];
  const nyaPoster = [
    { post: POSTER[INTAKT], rad: 'Bidrag', grupp: 'intakter', kontering: { konto: INTAKT } },
    { post: POSTER[KOSTNAD], rad: 'Team', grupp: 'individ', kontering: { konto: KOSTNAD } },
  ];
  return komplettering(`kontoplan-${forbund}`, forbund, konton, nyaPoster);
}

function komplettering(
  nyckel: string,
  forbund: string,
  konton: readonly object[],
  nyaPoster: readonly object[],
): Kommando {
  return {
    nyckel,
    adress: `/api/v1/forbund/${forbund}/kontoplan`,
    kropp: { konton, nyaPoster, skal },
    vantat: [
      ...konton.map((k) => vantad('KontoUpplagt', { forbund, ...k })),
      ...nyaPoster.map((p) => vantad('PostUpplagd', { forbund, ...p })),
    ],
  };
}

/** Several events in one command: what half a command would show in. */
function nyaKonton(nr: number, forbund: string, konto: number): Kommando {
  const konton = [konto, konto + 1].map((k) => ({ konto: String(k), namn: `Konto ${k}` }));
  const poster = konton.map((k) => ({
    post: `kostnad:rad-${k.konto}`,
    rad: `Rad ${k.konto}`,
    grupp: 'individ',
    kontering: { konto: k.konto },
  }));
  return komplettering(`konton-${nr}`, forbund, konton, poster);
}

function budget(forbund: string, ar: number): Kommando {
  const data = {
    den: `${ar}-01-01`,
    rader: [
      { post: POSTER[INTAKT], beloppOre: 120_000_00 },
      { post: POSTER[KOSTNAD], beloppOre: -100_000_00 },
    ],
    stod,
  };
  return {
    nyckel: `budget-${forbund}-${ar}`,
    adress: `/api/v1/forbund/${forbund}/budgetar/${ar}`,
    kropp: data,
    vantat: [vantad('BudgetFaststalld', { forbund, ar, ...data })],
  };
}

/** Commands without end, all of which are to be accepted: the same ones, in the same order, for the same seed. */
export class Kommandokalla {
  readonly #slump: Slump;
  #antal = 0;
  /** Days of a förbund's year that have a budget version: each is written by one command only. */
  readonly #budgetdagar = new Map<string, number>();

  constructor(fro: number) {
    this.#slump = new Slump('kaos', fro, 'kommandon');
  }

  nasta(): Kommando {
    const nr = this.#antal++;
    const forbund = this.#slump.valj(FORBUND);
    const ar = this.#slump.valj(AREN);
    const lott = this.#slump.heltal(1, 100);
    const dag = (this.#budgetdagar.get(`${forbund} ${ar}`) ?? 0) + 1;
    if (lott <= 8 && dag < DAGAR_PER_AR) return this.#budgetversion(nr, forbund, ar, dag);
    if (lott <= 20) return this.#beslut(nr, forbund, ar);
    const konto = FORSTA_NYA_KONTO + 2 * nr;
    if (lott <= 26 && konto <= SISTA_NYA_KONTO) return nyaKonton(nr, forbund, konto);
    return this.#verifikation(nr, forbund, ar);
  }

  #verifikation(nr: number, forbund: string, ar: number): Kommando {
    const konto = this.#slump.valj([KOSTNAD, KOSTNAD, INTAKT]);
    const ore = this.#slump.heltal(1, 90_000) * (konto === INTAKT ? -1 : 1);
    const data = {
      serie: this.#slump.valj(SERIER),
      datum: dagen(ar, this.#slump.heltal(0, DAGAR_PER_AR - 1)),
      text: `Verifikation ${nr}`,
      rader: [
        { konto, beloppOre: ore },
        { konto: BANK, beloppOre: -ore },
      ],
    };
    return {
      nyckel: `verifikation-${nr}`,
      adress: `/api/v1/forbund/${forbund}/verifikationer`,
      kropp: { ...data, skal },
      vantat: [vantad('VerifikationBokford', { forbund, ar, ...data })],
    };
  }

  #budgetversion(nr: number, forbund: string, ar: number, dag: number): Kommando {
    this.#budgetdagar.set(`${forbund} ${ar}`, dag);
    const data = {
      den: dagen(ar, dag),
      rader: [{ post: POSTER[KOSTNAD], beloppOre: -(100_000_00 + nr) }],
      stod,
    };
    return {
      nyckel: `budget-${nr}`,
      adress: `/api/v1/forbund/${forbund}/budgetar/${ar}/versioner`,
      kropp: data,
      vantat: [vantad('BudgetAndrad', { forbund, ar, ...data })],
    };
  }

  #beslut(nr: number, forbund: string, ar: number): Kommando {
    const data = {
      beslut: `beslut-${nr}`,
      organ: 'styrelsen',
      rubrik: `Ärende ${nr}`,
      fattat: { slag: 'dag', datum: dagen(ar, this.#slump.heltal(0, DAGAR_PER_AR - 1)) },
      paragraf: 1 + (nr % 90),
      styrkt: 'protokoll',
    };
    return {
      nyckel: `beslut-${nr}`,
      adress: `/api/v1/forbund/${forbund}/beslut`,
      kropp: { ...data, skal },
      vantat: [vantad('BeslutFattat', { forbund, ...data })],
    };
  }
}
