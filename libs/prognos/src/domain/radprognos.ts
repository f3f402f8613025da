import { arFor, arsSlut, type Ar } from '#kernel/datum.js';
import { assert } from '#kernel/fel.js';
import { absolut, type Ore } from '#kernel/ore.js';
import { backtesta, type Provning } from './backtest.js';
import { aterstaendeBudget, dagar, enligtProfil, linjar, profil } from './metoder.js';
import { kr, procent } from './motivtext.js';
import type { Metod, Prognosunderlag, Radprognos } from './prognosunderlag.js';

/** Raised when methods, limits, the choice between them or its wording change: forecasts are then recorded anew. */
export const METODVERSION = 'prognos-2';

/**
 * Where the year's pace and the budget's pace end within a tenth of the budget of each other, the choice between them
 * changes less than forecasts miss by anyway; the pace is then preferred, since it is what has happened.
 */
export const ENIGA_INOM_PROCENT = 10n;

/**
 * With one earlier year only `linjar` can be tried. A miss of up to a tenth says that the year is even enough; a larger
 * one says that it is not, and the one shape that is known is believed instead.
 */
export const JAMNT_AR_INOM_PROCENT = 10n;

type Val = { readonly metod: Metod; readonly motiv: string };
type Utraknade = ReadonlyMap<Metod, Ore>;
type Bokford = Prognosunderlag & { readonly utfallOre: Ore };

/**
 * The expected result of a post for the whole year, öre with sign, with the method and the reason for it.
 * Null when neither budget nor utfall is known: nothing is said rather than 0.
 */
export function beraknaRadprognos(u: Prognosunderlag): Radprognos | null {
  assert(arFor(u.per) === u.ar, `per ${u.per} ligger inte i ${u.ar}`);
  kontrolleraTidigareAr(u);
  const belopp = raknaAlla(u);
  const val = valj(u, belopp);
  if (val === null) return null;
  const beloppOre = belopp.get(val.metod);
  assert(beloppOre !== undefined, `den valda metoden ${val.metod} är inte uträknad`);
  return {
    beloppOre,
    metod: val.metod,
    motiv: val.motiv,
    alternativ: [...belopp]
      .filter(([metod]) => metod !== val.metod)
      .map(([metod, annat]) => ({ metod, beloppOre: annat })),
  };
}

function kontrolleraTidigareAr(u: Prognosunderlag): void {
  const sedda = new Set<Ar>();
  for (const { ar } of u.tidigareAr) {
    assert(ar < u.ar && !sedda.has(ar), `${ar} är inte ett tidigare år än ${u.ar}, eller står två gånger`);
    sedda.add(ar);
  }
}

/** Every method whose figures are known. Once the year is over, only what was booked is a forecast of it. */
function raknaAlla(u: Prognosunderlag): Utraknade {
  const { utfallOre, budgetOre, periodbudgetOre, per } = u;
  const alla = new Map<Metod, Ore>();
  if (utfallOre !== null) {
    if (per === arsSlut(u.ar)) return alla.set('helarsutfall', utfallOre);
    alla.set('linjar', linjar(utfallOre, per));
    if (budgetOre !== null)
      alla.set('aterstaende-budget', utfallOre + aterstaendeBudget(budgetOre, periodbudgetOre, per));
    const form = profil(u.tidigareAr);
    if (form !== undefined) alla.set('tidigare-ars-profil', enligtProfil(utfallOre, form));
  }
  if (budgetOre !== null) alla.set('budget', budgetOre);
  const beslutadeOre = beslutadeMedel(u);
  if (beslutadeOre !== null) alla.set('beslutade-medel', beslutadeOre);
  return alla;
}

function valj(u: Prognosunderlag, belopp: Utraknade): Val | null {
  const { utfallOre, budgetOre } = u;
  if (utfallOre !== null && u.per === arsSlut(u.ar))
    return { metod: 'helarsutfall', motiv: `Året är slut: utfallet ${kr(utfallOre)} är helårets.` };
  if (belopp.has('beslutade-medel')) return enligtBeslut(u);
  if (budgetOre !== null && (utfallOre === null || utfallOre === 0n))
    return {
      metod: 'budget',
      motiv: `Inget är bokfört till ${u.per}: budgeten ${kr(budgetOre)} är det enda som är känt.`,
    };
  if (utfallOre === null) return null;
  const bokford = { ...u, utfallOre };
  return enligtTidigareAr(bokford, belopp) ?? enligtBudget(bokford, belopp) ?? enbartUtfall(bokford);
}

/**
 * Medel are decided for the year, whatever the pace of booking them: by the huvudmän, else, as far as is known, by the board
 * that has adopted a budget of them. Null for other posts, and when more than that is booked already: then it does not hold.
 */
function beslutadeMedel({ medel, budgetOre, utfallOre }: Prognosunderlag): Ore | null {
  if (medel === null) return null;
  const beslutade = medel.beslutatOre ?? budgetOre;
  const overskridet = beslutade !== null && utfallOre !== null && absolut(utfallOre) > absolut(beslutade);
  return overskridet ? null : beslutade;
}

function enligtBeslut(u: Prognosunderlag): Val {
  const { budgetOre, utfallOre } = u;
  const beslutatOre = u.medel?.beslutatOre ?? null;
  const beslut =
    beslutatOre === null
      ? `Vad varje huvudman har beslutat är inte känt; budgeten ${kr(budgetOre ?? 0n)} är det belopp som styrelsen har antagit.`
      : `Huvudmännen har beslutat om ${kr(beslutatOre)} för året.`;
  const hittills = utfallOre === null ? '' : ` ${bokfort({ ...u, utfallOre })}`;
  return {
    metod: 'beslutade-medel',
    motiv: `${beslut}${hittills} Medel från huvudmännen är beslutade belopp: takten i bokföringen ändrar dem inte.`,
  };
}

const bokfort = (u: Bokford): string => {
  const { gangna, aret } = dagar(u.per);
  return `Bokfört är ${kr(u.utfallOre)} på ${gangna} av årets ${aret} dagar.`;
};

const missat = (metod: string, p: Provning): string =>
  `${metod} skulle ha missat med ${kr(p.missOre)} (${procent(p.missOre, p.utfallOre)})`;

const uppraknadeAr = (p: Provning): string =>
  p.ar
    .map((a) => a.ar)
    .sort((a, b) => a - b)
    .join(', ');

/** The method that would have missed least on the same day of earlier years; undefined when they tell nothing. */
function enligtTidigareAr(u: Bokford, belopp: Utraknade): Val | undefined {
  if (!belopp.has('tidigare-ars-profil')) return undefined;
  const test = backtesta(u.per, u.tidigareAr);
  const { linjar: rak, profil: form } = test;
  const inledning = `${bokfort(u)} Prövat på ${uppraknadeAr(rak)}: ${missat('linjär framskrivning', rak)}`;
  if (test.jamforbara > 0) {
    const jamfort = `${inledning}, tidigare års profil ${kr(form.missOre)} (${procent(form.missOre, form.utfallOre)})`;
    if (rak.missOre <= form.missOre)
      return { metod: 'linjar', motiv: `${jamfort}; den linjära är inte sämre och väljs.` };
    return { metod: 'tidigare-ars-profil', motiv: `${jamfort}; profilen missade minst och väljs.` };
  }
  const jamnt = rak.missOre * 100n <= rak.utfallOre * JAMNT_AR_INOM_PROCENT;
  const ensamt = `${inledning}; profilen kan inte prövas utan ännu ett år att hämta den ur.`;
  if (jamnt)
    return {
      metod: 'linjar',
      motiv: `${ensamt} Missen är högst ${JAMNT_AR_INOM_PROCENT} %: året är jämnt nog för linjär framskrivning.`,
    };
  return {
    metod: 'tidigare-ars-profil',
    motiv: `${ensamt} Missen är över ${JAMNT_AR_INOM_PROCENT} %: året är ojämnt, och den kända profilen väljs.`,
  };
}

/** The year's pace or the budget's, where there is a budget to hold on to. */
function enligtBudget(u: Bokford, belopp: Utraknade): Val | undefined {
  const framskriven = belopp.get('linjar');
  const enligtPlan = belopp.get('aterstaende-budget');
  if (u.budgetOre === null || u.budgetOre === 0n || framskriven === undefined || enligtPlan === undefined)
    return undefined;
  const skillnad = absolut(framskriven - enligtPlan);
  const bada =
    `${bokfort(u)}${utanProfil(u)} Linjär framskrivning ger ${kr(framskriven)}, utfallet med budgetens återstående del ` +
    `${kr(enligtPlan)}; de skiljer ${kr(skillnad)}, ${procent(skillnad, u.budgetOre)} av budgeten ${kr(u.budgetOre)}.`;
  if (skillnad * 100n <= absolut(u.budgetOre) * ENIGA_INOM_PROCENT)
    return {
      metod: 'linjar',
      motiv: `${bada} Det är högst ${ENIGA_INOM_PROCENT} %: takten hittills väljs, för den har inträffat.`,
    };
  return { metod: 'aterstaende-budget', motiv: `${bada} ${tilltroTillBudgeten(u)}` };
}

const tilltroTillBudgeten = (u: Bokford): string =>
  u.periodbudgetOre === null
    ? `Det är över ${ENIGA_INOM_PROCENT} %: takten hittills bär inte ett helår, och resten av året antas följa budgeten jämnt.`
    : `Det är över ${ENIGA_INOM_PROCENT} %: periodbudgeten ${kr(u.periodbudgetOre)} visar att året inte är planerat jämnt, ` +
      'och resten antas följa budgeten.';

const utanProfil = (u: Bokford): string =>
  u.tidigareAr.length === 0 ? '' : ' Tidigare års andel vid samma dag är orimlig och ger ingen profil.';

const enbartUtfall = (u: Bokford): Val => ({
  metod: 'linjar',
  motiv: `${bokfort(u)}${utanProfil(u)} ${u.budgetOre === null ? 'Budget saknas' : 'Budgeten är noll'}: takten hittills skrivs fram till helår.`,
});
