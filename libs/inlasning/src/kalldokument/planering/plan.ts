import type { BudgetKommando, BudgetState } from '#budget/public.js';
import { periodbudgetnyckel } from '#budget/public.js';
import {
  beskrivning,
  konteringsnyckel,
  type BokforingKommando,
  type Kontering,
  type KompletteraKontoplan,
  type KontoplanState,
  type Motpart,
  type Verifikationsrad,
} from '#bokforing/public.js';
import { arFor, type Ar, type Datum } from '#kernel/datum.js';
import { ProgramFel } from '#kernel/fel.js';
import { summa, type Ore } from '#kernel/ore.js';
import type { PostId } from '#kernel/poster.js';
import { SERIE, type Bokford, type BokfortState } from './bokfort.js';
import { kontera, type Konteringsregler } from './kontering.js';
import type { Forbundsmal, Planversion, Postmal } from '../domain/mal.js';

/** What must be added to the kontoplan before the rest can be booked; undefined when nothing is. */
export function planeraKontoplan(
  mal: Forbundsmal,
  state: KontoplanState,
  regler: Konteringsregler,
): KompletteraKontoplan | undefined {
  const { forbund } = mal;
  const konton = new Map(state.konton);
  const motparter = new Map<string, Motpart>();
  const upptagna = new Set(state.konteringar.keys());
  const motpost = regler.ejSpecificeradMotpost;
  konton.set(motpost.konto, state.konton.get(motpost.konto) ?? motpost.namn);
  const nyaPoster: KompletteraKontoplan['data']['nyaPoster'][number][] = [];
  const andradePoster: KompletteraKontoplan['data']['andradePoster'][number][] = [];
  for (const [post, uppgifter] of mal.poster) {
    const finns = state.poster.get(post);
    if (finns) {
      if (olika(finns, uppgifter)) andradePoster.push({ post, ...beskrivning(uppgifter) });
      continue;
    }
    const { kontering, kontonamn, motpart } = kontera(post, uppgifter, { konton }, upptagna, regler);
    if (!konton.has(kontering.konto)) konton.set(kontering.konto, kontonamn);
    upptagna.add(konteringsnyckel(kontering));
    if (motpart && !state.motparter.has(motpart.nyckel)) motparter.set(motpart.nyckel, motpart);
    nyaPoster.push({ post, kontering, ...beskrivning(uppgifter) });
  }
  const nyaKonton = [...konton]
    .filter(([konto]) => !state.konton.has(konto))
    .map(([konto, namn]) => ({ konto, namn }));
  if (nyaKonton.length + motparter.size + nyaPoster.length + andradePoster.length === 0) return undefined;
  return {
    typ: 'KompletteraKontoplan',
    data: { forbund, konton: nyaKonton, motparter: [...motparter.values()], nyaPoster, andradePoster },
  };
}

const olika = (a: { rad: string; grupp: string; overordnad?: PostId }, b: Postmal): boolean =>
  a.rad !== b.rad || a.grupp !== b.grupp || a.overordnad !== b.overordnad;

/** The budgets and prognoses that are not yet as the documents say. */
export function planeraBudget(mal: Forbundsmal, ar: Ar, state: BudgetState): BudgetKommando[] {
  const { forbund } = mal;
  const ut: BudgetKommando[] = [];
  const versioner = [...(mal.budgetar.get(ar) ?? [])].sort(([a], [b]) => (a < b ? -1 : 1));
  for (const [den, version] of versioner) {
    if (likaRader(state.versioner.get(den), version.rader)) continue;
    const forsta = state.versioner.size === 0 && ut.length === 0;
    ut.push({
      typ: forsta ? 'FaststallBudget' : 'ErsattBudgetversion',
      data: { forbund, ar, den, ...planrader(version) },
    });
  }
  for (const p of mal.periodbudgetar.filter((b) => b.ar === ar)) {
    if (likaRader(state.periodbudgetar.get(periodbudgetnyckel(p.period, p.den)), p.rader)) continue;
    const period = { fran: p.period.fran, till: p.period.till };
    ut.push({ typ: 'FaststallPeriodbudget', data: { forbund, ar, den: p.den, period, ...planrader(p) } });
  }
  for (const [avser, version] of mal.prognoser.get(ar) ?? [])
    if (!likaRader(state.prognoser.get(avser), version.rader))
      ut.push({ typ: 'FaststallPrognos', data: { forbund, ar, avser, ...planrader(version) } });
  return ut;
}

const planrader = (v: Planversion) => ({
  rader: [...v.rader].map(([post, beloppOre]) => ({ post, beloppOre })),
  stod: v.stod,
});

const likaRader = (a: ReadonlyMap<PostId, Ore> | undefined, b: ReadonlyMap<PostId, Ore>): boolean =>
  a !== undefined && a.size === b.size && [...b].every(([post, belopp]) => a.get(post) === belopp);

/**
 * The vouchers that bring a year's books from what the documents have booked to what they now say: a voucher for what
 * stands on no row of the day yet, a rättelse of the voucher that has another figure. Balanced against the konto for
 * the side that the documents do not give.
 */
export function planeraBokforing(
  i: { mal: Forbundsmal; ar: Ar; dokument: string; motpostkonto: string },
  plan: KontoplanState,
  bokfort: BokfortState,
): BokforingKommando[] {
  const dagar = new Set([...i.mal.utfall.keys(), ...bokfort.dagar.keys()].filter((d) => arFor(d) === i.ar));
  return [...dagar].sort().flatMap((dag) => planeraDag(i, dag, plan, bokfort));
}

function planeraDag(
  i: { mal: Forbundsmal; ar: Ar; dokument: string; motpostkonto: string },
  dag: Datum,
  plan: KontoplanState,
  bokfort: BokfortState,
): BokforingKommando[] {
  const onskat = new Map<string, { kontering: Kontering; beloppOre: Ore }>();
  for (const [post, belopp] of i.mal.utfall.get(dag) ?? []) {
    const kontering = plan.poster.get(post)?.kontering;
    if (!kontering) throw new ProgramFel(`posten ${post} saknar kontering`);
    // Income stands as credit, cost as debit: the ledger's sign is the opposite of the report's.
    onskat.set(konteringsnyckel(kontering), { kontering, beloppOre: -belopp });
  }
  const fore = bokfort.dagar.get(dag) ?? new Map<string, Bokford>();
  const nya: Verifikationsrad[] = [];
  const rattelser = new Map<number, Verifikationsrad[]>();
  for (const [nyckel, { kontering, beloppOre }] of onskat) {
    const bokford = fore.get(nyckel);
    if (!bokford) nya.push({ ...kontering, beloppOre });
    else if (bokford.beloppOre !== beloppOre)
      laggRattelse(rattelser, bokford.nummer, { ...kontering, beloppOre: beloppOre - bokford.beloppOre });
  }
  for (const [nyckel, bokford] of fore) {
    const kontering = konteringUr(nyckel);
    if (onskat.has(nyckel) || kontering.konto === i.motpostkonto || bokford.beloppOre === 0n) continue;
    laggRattelse(rattelser, bokford.nummer, { ...kontering, beloppOre: -bokford.beloppOre });
  }
  const gemensamt = { forbund: i.mal.forbund, ar: i.ar, serie: SERIE, datum: dag, dokument: i.dokument };
  const ut: BokforingKommando[] = [];
  if (nya.length > 0)
    ut.push({
      typ: 'BokforVerifikation',
      data: {
        ...gemensamt,
        text: `Utfall enligt källdokument ${i.dokument}`,
        rader: balansera(nya, i.motpostkonto),
      },
    });
  for (const [rattar, rader] of [...rattelser].sort(([a], [b]) => a - b))
    ut.push({
      typ: 'RattaVerifikation',
      data: {
        ...gemensamt,
        text: `Rättelse enligt källdokument ${i.dokument}`,
        rattar,
        rader: balansera(rader, i.motpostkonto),
      },
    });
  return ut;
}

function laggRattelse(
  rattelser: Map<number, Verifikationsrad[]>,
  nummer: number,
  rad: Verifikationsrad,
): void {
  rattelser.set(nummer, [...(rattelser.get(nummer) ?? []), rad]);
}

function balansera(rader: readonly Verifikationsrad[], motpostkonto: string): Verifikationsrad[] {
  return [...rader, { konto: motpostkonto, beloppOre: -summa(rader.map((r) => r.beloppOre)) }];
}

function konteringUr(nyckel: string): Kontering {
  const [konto = '', insats = '', motpart = ''] = nyckel.split('|');
  return { konto, ...(insats === '' ? {} : { insats }), ...(motpart === '' ? {} : { motpart }) };
}

/** Years that the documents book or plan something in. */
export function arIMal(mal: Forbundsmal): Ar[] {
  const ar = new Set<Ar>([...mal.utfall.keys()].map(arFor));
  for (const a of [...mal.budgetar.keys(), ...mal.prognoser.keys(), ...mal.periodbudgetar.map((p) => p.ar)])
    ar.add(a);
  return [...ar].sort();
}
