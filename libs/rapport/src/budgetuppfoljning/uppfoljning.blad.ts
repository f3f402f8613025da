import { summa as summeraOre, type Ore } from '#kernel/ore.js';
import type { PostId } from '#kernel/poster.js';
import type { Blad, Bladkolumn, Bladrad, Cell } from '../stomme/blad.js';
import { gruppnamn } from '../stomme/gruppnamn.js';
import {
  summera,
  type Budgetuppfoljning,
  type Uppfoljningsrad,
  type Uppfoljningssumma,
} from './budgetuppfoljning.js';

const KOLUMNER: readonly Bladkolumn[] = [
  { rubrik: '', slag: 'text', max: 52 },
  { rubrik: 'Budget', slag: 'belopp' },
  { rubrik: 'Utfall', slag: 'belopp' },
  { rubrik: 'Prognos', slag: 'belopp' },
  { rubrik: 'Avvikelse', slag: 'belopp' },
  { rubrik: 'Beräknad', slag: 'belopp' },
  { rubrik: 'Metod', slag: 'text' },
];

const belopp = (s: Uppfoljningssumma): Cell[] => [s.budgetOre, s.utfallOre, s.prognosOre, s.avvikelseOre];

function beraknadSumma(rader: readonly Uppfoljningsrad[]): Ore | null {
  const beraknade = rader.flatMap((r) => (r.prognosBeraknad ? [r.prognosBeraknad.beloppOre] : []));
  return beraknade.length === 0 ? null : summeraOre(beraknade);
}

/** Lines of a group, each detail under the line that it details. */
function iTur(rader: readonly Uppfoljningsrad[]): { rad: Uppfoljningsrad; djup: number }[] {
  const visade = new Set(rader.map((r) => r.post));
  const under = (overordnad: PostId | null, djup: number): { rad: Uppfoljningsrad; djup: number }[] =>
    rader
      .filter((r) => (r.overordnad !== null && visade.has(r.overordnad) ? r.overordnad : null) === overordnad)
      .flatMap((rad) => [{ rad, djup }, ...under(rad.post, djup + 1)]);
  return under(null, 0);
}

function gruppens(grupp: string, rader: readonly Uppfoljningsrad[]): Bladrad[] {
  const lines = iTur(rader).map(({ rad, djup }): Bladrad => ({
    slag: 'rad',
    niva: djup + 1,
    celler: [rad.rad, ...belopp(rad), rad.prognosBeraknad?.beloppOre ?? null, rad.prognosBeraknad?.metod],
  }));
  return [
    { slag: 'rubrik', celler: [gruppnamn(grupp)] },
    ...lines,
    ...(rader.length > 1 ? [summan('Summa', 1, summera(rader), rader)] : []),
  ];
}

const summan = (
  rubrik: string,
  niva: number,
  summa: Uppfoljningssumma,
  rader: readonly Uppfoljningsrad[],
): Bladrad => ({ slag: 'summa', niva, celler: [rubrik, ...belopp(summa), beraknadSumma(rader)] });

function forbundets(rapport: Budgetuppfoljning, forbund: Budgetuppfoljning['forbund'][number]): Blad {
  const rader = rapport.rader.filter((r) => r.forbund === forbund.forbund);
  const grupper = [...new Set(rader.map((r) => r.grupp))];
  const saknas = rapport.saknas.filter((s) => s.forbund === forbund.forbund).map((s) => s.kolumn);
  return {
    rubrik: `${forbund.namn}${forbund.bokfortTill === null ? '' : ` · bokfört till ${forbund.bokfortTill}`}`,
    kolumner: KOLUMNER,
    tomt: `saknas: inga uppgifter i källorna för ${rapport.ar}`,
    rader:
      rader.length === 0
        ? []
        : [
            ...grupper.flatMap((g) =>
              gruppens(
                g,
                rader.filter((r) => r.grupp === g),
              ),
            ),
            summan('RESULTAT', 0, forbund.summa, rader),
          ],
    noter: [
      ...(rader.length === 0 ? [] : ['Avvikelse = prognos − budget.']),
      ...(rader.length === 0 || saknas.length === 0 ? [] : [`saknas: ${saknas.join(', ')}`]),
    ],
    forklaringar: motiven(rader),
  };
}

const motiven = (rader: readonly Uppfoljningsrad[]): string[] => {
  const motiverade = rader.flatMap((r) =>
    r.prognosBeraknad ? [`  ${r.rad}: ${r.prognosBeraknad.motiv}`] : [],
  );
  return motiverade.length === 0 ? [] : ['Beräknad prognos, skäl:', ...motiverade];
};

/** Groups with subtotals, each förbund by itself and the group's total last. */
export const uppfoljningensBlad = (rapport: Budgetuppfoljning): Blad[] => [
  ...rapport.forbund.map((f) => forbundets(rapport, f)),
  ...(rapport.forbund.length > 1
    ? [
        {
          rubrik: '',
          kolumner: KOLUMNER,
          rader: [summan(`SAMMANLAGT ${rapport.omfattning}`, 0, rapport.summa, rapport.rader)],
        },
      ]
    : []),
];
