import { summa as summeraOre } from '#kernel/ore.js';
import type { PostId } from '#kernel/poster.js';
import {
  summera,
  type Budgetuppfoljning,
  type Uppfoljningsrad,
  type Uppfoljningssumma,
} from '../budgetuppfoljning/budgetuppfoljning.js';
import { kronor, SAKNAS } from './talformat.js';
import { textkolumner, type Textkolumn } from './textkolumner.js';

const KOLUMNER: readonly Textkolumn[] = [
  { rubrik: '', max: 52 },
  { rubrik: 'Budget', hoger: true },
  { rubrik: 'Utfall', hoger: true },
  { rubrik: 'Prognos', hoger: true },
  { rubrik: 'Avvikelse', hoger: true },
  { rubrik: 'Beräknad', hoger: true },
  { rubrik: 'Metod' },
];

/** Headings of the groups that the sources use; another group is shown by its own name. */
const GRUPPNAMN: Readonly<Record<string, string>> = {
  intakter: 'Intäkter',
  administration: 'Styrelse och administration',
  individ: 'Individinriktade insatser',
  struktur: 'Strukturinriktade insatser',
  insatser: 'Insatser',
  kostnader: 'Kostnader',
  ej_specificerat: 'Ej specificerat i källan',
  ovrigt: 'Utanför poster',
};
const gruppnamn = (grupp: string): string =>
  GRUPPNAMN[grupp] ?? `${grupp.charAt(0).toUpperCase()}${grupp.slice(1).replaceAll('_', ' ')}`;

const belopp = (s: Uppfoljningssumma): string[] =>
  [s.budgetOre, s.utfallOre, s.prognosOre, s.avvikelseOre].map(kronor);

function beraknadSumma(rader: readonly Uppfoljningsrad[]): string {
  const beraknade = rader.flatMap((r) => (r.prognosBeraknad ? [r.prognosBeraknad.beloppOre] : []));
  return kronor(beraknade.length === 0 ? null : summeraOre(beraknade));
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

function gruppens(grupp: string, rader: readonly Uppfoljningsrad[]): (string[] | null)[] {
  const lines = iTur(rader).map(({ rad, djup }) => [
    `  ${'  '.repeat(djup)}${rad.rad}`,
    ...belopp(rad),
    kronor(rad.prognosBeraknad?.beloppOre ?? null),
    rad.prognosBeraknad?.metod ?? '',
  ]);
  return [
    [gruppnamn(grupp)],
    ...lines,
    ...(rader.length > 1 ? [['  Summa', ...belopp(summera(rader)), beraknadSumma(rader)]] : []),
  ];
}

function forbundets(rapport: Budgetuppfoljning, forbund: Budgetuppfoljning['forbund'][number]): string {
  const rader = rapport.rader.filter((r) => r.forbund === forbund.forbund);
  const rubrik = `${forbund.namn}${forbund.bokfortTill === null ? '' : ` · bokfört till ${forbund.bokfortTill}`}`;
  if (rader.length === 0) return `${rubrik}\n  saknas: inga uppgifter i källorna för ${rapport.ar}`;
  const grupper = [...new Set(rader.map((r) => r.grupp))];
  const saknas = rapport.saknas.filter((s) => s.forbund === forbund.forbund).map((s) => s.kolumn);
  const tabell = textkolumner(KOLUMNER, [
    ...grupper.flatMap((g) =>
      gruppens(
        g,
        rader.filter((r) => r.grupp === g),
      ),
    ),
    null,
    ['RESULTAT', ...belopp(forbund.summa), beraknadSumma(rader)],
  ]);
  return `${rubrik}\n${tabell}${saknas.length === 0 ? '' : `\n  saknas: ${saknas.join(', ')}`}`;
}

function motiven(rapport: Budgetuppfoljning): string[] {
  const rader = rapport.rader.filter((r) => r.prognosBeraknad);
  return rader.length === 0
    ? []
    : ['', 'Beräknad prognos, skäl:', ...rader.map((r) => `  ${r.rad}: ${r.prognosBeraknad?.motiv ?? ''}`)];
}

/** For a terminal: kronor, groups with subtotals, each förbund by itself and the group's total last. */
export function budgetuppfoljningSomTabell(
  rapport: Budgetuppfoljning,
  val: { readonly motiv: boolean } = { motiv: true },
): string {
  const { omfattning, underlag } = rapport;
  const totalen =
    rapport.forbund.length > 1
      ? [
          '',
          textkolumner(KOLUMNER, [
            [`SAMMANLAGT ${omfattning.namn}`, ...belopp(rapport.summa), beraknadSumma(rapport.rader)],
          ]),
        ]
      : [];
  return [
    `BUDGETUPPFÖLJNING ${rapport.ar} · ${omfattning.namn} · per ${rapport.per} · kronor`,
    ...rapport.anmarkningar.map((a) => `OBS! ${a}`),
    ...rapport.forbund.flatMap((f) => ['', forbundets(rapport, f)]),
    ...totalen,
    ...(val.motiv ? motiven(rapport) : []),
    '',
    `Underlag: händelse ${underlag.ordinal}, per ${underlag.per}, regler ${underlag.regelversion}. Avvikelse = prognos − budget. ${SAKNAS} = uppgift saknas.`,
  ].join('\n');
}
