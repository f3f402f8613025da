import { arFor, type Ar, type Datum, type Period } from '#kernel/datum.js';
import { DomanFel, omojlig } from '#kernel/fel.js';
import type { Command, Decider } from '#kernel/handelse.js';
import type { ForbundId, Stod } from '#kernel/identiteter.js';
import type { Ore } from '#kernel/ore.js';
import { arResultatslag, delaPostId, type PostId } from '#kernel/poster.js';
import type { BudgetHandelse, Budgetrad } from './budget.events.js';

export type BudgetKod =
  | 'BUDGET_UTAN_STOD'
  | 'BUDGETANDRING_UTAN_STOD'
  | 'PROGNOS_UTAN_STOD'
  | 'BUDGET_FINNS'
  | 'BUDGET_SAKNAS'
  | 'BUDGETVERSION_FINNS'
  | 'BUDGET_UTAN_RADER'
  | 'BUDGETRAD_DUBBEL'
  | 'BUDGETRAD_EJ_RESULTAT'
  | 'BUDGET_OFORANDRAD'
  | 'PERIOD_UTANFOR_AR'
  | 'BUDGETPOST_OKAND'
  | 'BESLUT_OKANT';

type Rader = ReadonlyMap<PostId, Ore>;

export interface BudgetState {
  /** Adopted versions of the year's budget by day. */
  readonly versioner: ReadonlyMap<Datum, Rader>;
  readonly periodbudgetar: ReadonlyMap<string, Rader>;
  readonly prognoser: ReadonlyMap<Datum, Rader>;
}

type Gemensamt = { forbund: ForbundId; ar: Ar; rader: readonly Budgetrad[]; stod?: Stod };
export type FaststallBudget = Command<'FaststallBudget', Gemensamt & { den: Datum }>;
/** Changes lines: those given get a new amount, the others keep what they had in the version before. */
export type AndraBudget = Command<'AndraBudget', Gemensamt & { den: Datum }>;
/** Adds a version with all its lines to an adopted budget, also before the first, or puts one right. */
export type ErsattBudgetversion = Command<'ErsattBudgetversion', Gemensamt & { den: Datum }>;
export type FaststallPeriodbudget = Command<
  'FaststallPeriodbudget',
  Gemensamt & { den: Datum; period: Period }
>;
export type FaststallPrognos = Command<'FaststallPrognos', Gemensamt & { avser: Datum }>;
export type BudgetKommando =
  FaststallBudget | AndraBudget | ErsattBudgetversion | FaststallPeriodbudget | FaststallPrognos;

export const budgetStream = (forbund: ForbundId, ar: Ar): string => `budget-${forbund}-${ar}`;

export const periodbudgetnyckel = (period: Period, den: Datum): string =>
  `${period.fran}|${period.till}|${den}`;

const fel = (kod: BudgetKod, text: string, falt: string, forvantat: string): DomanFel<BudgetKod> =>
  new DomanFel(kod, text, { falt, forvantat });

function kontrolleraRader(rader: readonly Budgetrad[]): void {
  if (rader.length === 0) throw fel('BUDGET_UTAN_RADER', 'Budgeten har inga rader.', 'rader', 'minst en rad');
  const sedda = new Set<PostId>();
  rader.forEach(({ post }, n) => {
    if (sedda.has(post))
      throw fel(
        'BUDGETRAD_DUBBEL',
        `Posten ${post} står två gånger.`,
        `rader[${n}].post`,
        'varje post en gång',
      );
    sedda.add(post);
    if (!arResultatslag(delaPostId(post).slag))
      throw fel(
        'BUDGETRAD_EJ_RESULTAT',
        `${post} är ingen intäkt eller kostnad.`,
        `rader[${n}].post`,
        'en intäkt eller kostnad',
      );
  });
}

function kravStod(stod: Stod | undefined, kod: BudgetKod, vad: string): Stod {
  if (!stod)
    throw fel(
      kod,
      `${vad} anger inte vilket beslut den vilar på.`,
      'stod',
      'ett beslut, eller källdokumentet där källan inte nämner något',
    );
  return stod;
}

/** Lines and authority against the registers. Posts and beslut are only ever added, so this may be checked before the append. */
export function kontrolleraMotRegister(
  rader: readonly Budgetrad[],
  stod: Stod | undefined,
  register: { readonly kandaPoster: ReadonlyMap<PostId, unknown>; readonly beslutFinns: boolean },
): void {
  rader.forEach(({ post }, n) => {
    if (!register.kandaPoster.has(post))
      throw fel(
        'BUDGETPOST_OKAND',
        `Posten ${post} finns inte i förbundets kontoplan.`,
        `rader[${n}].post`,
        'en upplagd post',
      );
  });
  if (stod?.slag === 'beslut' && !register.beslutFinns)
    throw fel('BESLUT_OKANT', `Beslutet ${stod.beslut} finns inte.`, 'stod.beslut', 'ett registrerat beslut');
}

const somRader = (rader: Rader): Budgetrad[] => [...rader].map(([post, beloppOre]) => ({ post, beloppOre }));
const somKarta = (rader: readonly Budgetrad[]): Map<PostId, Ore> =>
  new Map(rader.map((r) => [r.post, r.beloppOre]));

const lika = (a: Rader | undefined, b: Rader): boolean =>
  a !== undefined && a.size === b.size && [...b].every(([post, belopp]) => a.get(post) === belopp);

const saknas = (ar: Ar): DomanFel<BudgetKod> =>
  fel('BUDGET_SAKNAS', `Ingen budget för ${ar} är fastställd.`, 'ar', 'ett år med fastställd budget');

/** The version that holds on a day: the latest at or before it, else the first known. */
export function gallande(versioner: ReadonlyMap<Datum, Rader>, den: Datum): Rader | undefined {
  const dagar = [...versioner.keys()].sort();
  const dag = dagar.filter((d) => d <= den).at(-1) ?? dagar[0];
  return dag === undefined ? undefined : versioner.get(dag);
}

function andra({ data }: AndraBudget, state: BudgetState): BudgetHandelse[] {
  const stod = kravStod(data.stod, 'BUDGETANDRING_UTAN_STOD', 'Budgetändringen');
  kontrolleraRader(data.rader);
  const fore = gallande(state.versioner, data.den);
  if (!fore) throw saknas(data.ar);
  if (state.versioner.has(data.den))
    throw fel('BUDGETVERSION_FINNS', `Budgeten ändrades redan ${data.den}.`, 'den', 'en annan dag');
  const efter = new Map([...fore, ...somKarta(data.rader)]);
  if (lika(fore, efter))
    throw fel('BUDGET_OFORANDRAD', 'Ändringen ändrar inget.', 'rader', 'minst ett nytt belopp');
  return [{ typ: 'BudgetAndrad', data: { ...data, rader: somRader(efter), stod } }];
}

function ersatt({ data }: ErsattBudgetversion, state: BudgetState): BudgetHandelse[] {
  const stod = kravStod(data.stod, 'BUDGETANDRING_UTAN_STOD', 'Budgetversionen');
  kontrolleraRader(data.rader);
  if (state.versioner.size === 0) throw saknas(data.ar);
  const fore = state.versioner.get(data.den);
  if (lika(fore, somKarta(data.rader)))
    throw fel('BUDGET_OFORANDRAD', 'Versionen är redan så.', 'rader', 'minst ett nytt belopp');
  return [{ typ: fore ? 'BudgetRattad' : 'BudgetAndrad', data: { ...data, stod } }];
}

function decide(kommando: BudgetKommando, state: BudgetState): BudgetHandelse[] {
  const { typ, data } = kommando;
  switch (typ) {
    case 'FaststallBudget': {
      const stod = kravStod(data.stod, 'BUDGET_UTAN_STOD', 'Budgeten');
      kontrolleraRader(data.rader);
      if (state.versioner.size > 0)
        throw fel(
          'BUDGET_FINNS',
          `Budgeten för ${data.ar} är redan fastställd.`,
          'ar',
          'ett år utan budget, eller en budgetändring',
        );
      return [{ typ: 'BudgetFaststalld', data: { ...data, stod } }];
    }
    case 'AndraBudget':
      return andra(kommando, state);
    case 'ErsattBudgetversion':
      return ersatt(kommando, state);
    case 'FaststallPeriodbudget': {
      const stod = kravStod(data.stod, 'BUDGET_UTAN_STOD', 'Periodbudgeten');
      kontrolleraRader(data.rader);
      const { fran, till } = data.period;
      if (fran > till || arFor(fran) !== data.ar || arFor(till) !== data.ar)
        throw fel(
          'PERIOD_UTANFOR_AR',
          `Perioden ${fran}–${till} ligger inte i ${data.ar}.`,
          'period',
          `en period i ${data.ar}`,
        );
      if (lika(state.periodbudgetar.get(periodbudgetnyckel(data.period, data.den)), somKarta(data.rader)))
        throw fel('BUDGET_OFORANDRAD', 'Periodbudgeten är redan så.', 'rader', 'minst ett nytt belopp');
      return [{ typ: 'PeriodbudgetFaststalld', data: { ...data, stod } }];
    }
    case 'FaststallPrognos': {
      const stod = kravStod(data.stod, 'PROGNOS_UTAN_STOD', 'Prognosen');
      kontrolleraRader(data.rader);
      if (lika(state.prognoser.get(data.avser), somKarta(data.rader)))
        throw fel('BUDGET_OFORANDRAD', 'Prognosen är redan så.', 'rader', 'minst ett nytt belopp');
      return [{ typ: 'PrognosFaststalld', data: { ...data, stod } }];
    }
    default:
      return omojlig(typ);
  }
}

function evolve(state: BudgetState, handelse: BudgetHandelse): BudgetState {
  const rader = somKarta(handelse.data.rader);
  switch (handelse.typ) {
    case 'BudgetFaststalld':
    case 'BudgetAndrad':
    case 'BudgetRattad':
      return { ...state, versioner: new Map(state.versioner).set(handelse.data.den, rader) };
    case 'PeriodbudgetFaststalld': {
      const nyckel = periodbudgetnyckel(handelse.data.period, handelse.data.den);
      return { ...state, periodbudgetar: new Map(state.periodbudgetar).set(nyckel, rader) };
    }
    case 'PrognosFaststalld':
      return { ...state, prognoser: new Map(state.prognoser).set(handelse.data.avser, rader) };
    default:
      return omojlig(handelse);
  }
}

export const budgetDecider: Decider<BudgetState, BudgetKommando, BudgetHandelse> = {
  start: { versioner: new Map(), periodbudgetar: new Map(), prognoser: new Map() },
  decide,
  evolve,
};
