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
  type Postbeskrivning,
  type Verifikationsrad,
} from '#bokforing/public.js';
import { arFor, type Ar, type Datum } from '#kernel/datum.js';
import { ProgramFel } from '#kernel/fel.js';
import { kanoniskJson } from '#kernel/kanonisk.js';
import { summa, type Ore } from '#kernel/ore.js';
import { delaPostId, type PostId } from '#kernel/poster.js';
import { SERIE, type Bokford, type BokfortState } from './bokfort.js';
import { kontera, type Konteringsregler } from './kontering.js';
import { rorelser } from '../domain/balanser.js';
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

const olika = (a: Postbeskrivning, b: Postmal): boolean =>
  kanoniskJson(beskrivning(a)) !== kanoniskJson(beskrivning(b));

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
  const onskade = bokforingsdagar(i.mal);
  const dagar = new Set([...onskade.keys(), ...bokfort.dagar.keys()].filter((d) => arFor(d) === i.ar));
  return [
    ...planeraIngaende(i, plan, bokfort),
    ...[...dagar].sort().flatMap((dag) => planeraDag(i, dag, onskade.get(dag) ?? new Map(), plan, bokfort)),
  ];
}

/** Day → post → what is to stand there: what was earned and spent, and what that moved the balances. */
export function bokforingsdagar({ utfall, balanser }: Forbundsmal): Map<Datum, Map<PostId, Ore>> {
  const ut = new Map([...utfall].map(([dag, poster]) => [dag, new Map(poster)]));
  for (const [dag, poster] of rorelser(balanser)) ut.set(dag, new Map([...(ut.get(dag) ?? []), ...poster]));
  return ut;
}

/** Ours → the ledger's: income, debts and equity stand as credit, cost and assets as debit. A cost is negative with us already. */
const iBoken = (post: PostId, belopp: Ore): Ore => (delaPostId(post).slag === 'tillgang' ? belopp : -belopp);

/** The year's opening balance, when it is not the one that stands; what it does not tell goes to the unspecified side. */
function planeraIngaende(
  i: { mal: Forbundsmal; ar: Ar; dokument: string; motpostkonto: string },
  plan: KontoplanState,
  { ingaende: fore }: BokfortState,
): BokforingKommando[] {
  const onskad = i.mal.balanser.ingaende.get(i.ar);
  const rader = [...(onskad ?? [])]
    .filter(([, ore]) => ore !== 0n)
    .map(([post, ore]): Verifikationsrad => ({
      ...konteringFor(post, plan).kontering,
      beloppOre: iBoken(post, ore),
    }));
  const rest = summa(rader.map((r) => r.beloppOre));
  if (rest !== 0n) rader.push({ konto: i.motpostkonto, beloppOre: -rest });
  const lika =
    fore?.size === rader.length && rader.every((r) => fore.get(konteringsnyckel(r)) === r.beloppOre);
  if (rader.length === 0 || lika) return [];
  const { forbund } = i.mal;
  return [
    { typ: 'BokforIngaendeBalans', data: { forbund, ar: i.ar, serie: SERIE, rader, dokument: i.dokument } },
  ];
}

function konteringFor(post: PostId, plan: KontoplanState) {
  const visad = plan.poster.get(post);
  if (!visad) throw new ProgramFel(`posten ${post} saknar kontering`);
  return visad;
}

function planeraDag(
  i: { mal: Forbundsmal; ar: Ar; dokument: string; motpostkonto: string },
  dag: Datum,
  poster: ReadonlyMap<PostId, Ore>,
  plan: KontoplanState,
  bokfort: BokfortState,
): BokforingKommando[] {
  const fore = bokfort.dagar.get(dag) ?? new Map<string, Bokford>();
  const onskade = onskadeRader(poster, plan);
  const gemensamt = { forbund: i.mal.forbund, ar: i.ar, serie: SERIE, datum: dag, dokument: i.dokument };
  const ratta = (rattar: number, rad: Verifikationsrad): BokforingKommando => ({
    typ: 'RattaVerifikation',
    data: {
      ...gemensamt,
      text: `Rättelse enligt källdokument ${i.dokument}`,
      rattar,
      rader: balanserad(rad, i.motpostkonto),
    },
  });
  const ut: BokforingKommando[] = [];
  for (const [nyckel, { rad, text }] of onskade) {
    const bokford = fore.get(nyckel);
    if (!bokford)
      ut.push({
        typ: 'BokforVerifikation',
        data: {
          ...gemensamt,
          text: `${text}, enligt källdokument ${i.dokument}`,
          rader: balanserad(rad, i.motpostkonto),
        },
      });
    else if (bokford.beloppOre !== rad.beloppOre)
      ut.push(ratta(bokford.nummer, { ...rad, beloppOre: rad.beloppOre - bokford.beloppOre }));
  }
  for (const [nyckel, bokford] of fore) {
    const kontering = konteringUr(nyckel);
    if (!onskade.has(nyckel) && kontering.konto !== i.motpostkonto)
      ut.push(ratta(bokford.nummer, { ...kontering, beloppOre: -bokford.beloppOre, utgar: true }));
  }
  return ut;
}

/** What is to stand on each kontering on a day, with what it is about. */
function onskadeRader(
  poster: ReadonlyMap<PostId, Ore>,
  plan: KontoplanState,
): Map<string, { rad: Verifikationsrad; text: string }> {
  return new Map(
    [...poster].map(([post, belopp]) => {
      const { kontering, rad: text } = konteringFor(post, plan);
      const rad: Verifikationsrad = { ...kontering, beloppOre: iBoken(post, belopp) };
      return [konteringsnyckel(rad), { rad, text }];
    }),
  );
}

/** One line a voucher: a voucher of all lines would hold the document's total on its balancing row. */
const balanserad = (rad: Verifikationsrad, motpostkonto: string): Verifikationsrad[] => [
  rad,
  {
    konto: motpostkonto,
    beloppOre: -rad.beloppOre,
    ...(rad.insats === undefined ? {} : { insats: rad.insats }),
  },
];

function konteringUr(nyckel: string): Kontering {
  const [konto = '', insats = '', motpart = ''] = nyckel.split('|');
  return { konto, ...(insats === '' ? {} : { insats }), ...(motpart === '' ? {} : { motpart }) };
}

/** Years that the documents book or plan something in. */
export function arIMal(mal: Forbundsmal): Ar[] {
  const ar = new Set<Ar>([
    ...[...mal.utfall.keys(), ...mal.balanser.utgaende.keys()].map(arFor),
    ...mal.balanser.ingaende.keys(),
  ]);
  for (const a of [...mal.budgetar.keys(), ...mal.prognoser.keys(), ...mal.periodbudgetar.map((p) => p.ar)])
    ar.add(a);
  return [...ar].sort();
}
