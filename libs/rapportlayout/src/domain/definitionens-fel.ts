import { arNyckel } from '#kernel/identiteter.js';
import {
  UPPSTALLNINGAR,
  type Avsnitt,
  type Kolumndefinition,
  type Rapportdefinition,
  type Tabelldefinition,
  type Urval,
  type Villkor,
} from './rapportdefinition.js';

/** Where a definition is at fault, and what was expected there. */
export interface Definitionsfel {
  readonly falt: string;
  readonly forvantat: string;
}

/** A report of more is no report that anybody reads. */
const HOGST = { tabeller: 20, kolumner: 24, rader: 500 } as const;
/** How far from the report's year a column may reach. */
const AR = { min: -30, max: 5 } as const;

/** Stand beside the figures of a row, so no column can have their names. */
const UPPTAGNA_KOLUMNER = new Set(
  'id typ rad slag forbund tabell niva post grupp insats motpart konto'.split(' '),
);
/** The line for what no other line takes: it exists in every section without being defined. */
export const EJ_I_UPPSTALLNINGEN = 'ej-i-uppstallningen';

const arId = (text: string): boolean => arNyckel(text.replaceAll('_', '-')) && text.length > 0;

const ID = 'gemener a–z, siffror, bindestreck och understreck';

/** Everything that is wrong with a definition whose form is right; empty when nothing is. */
export function definitionensFel(definition: Rapportdefinition): Definitionsfel[] {
  const { rapport, tabeller } = definition;
  return [
    ...((UPPSTALLNINGAR as readonly string[]).includes(rapport)
      ? []
      : [{ falt: 'rapport', forvantat: `någon av ${UPPSTALLNINGAR.join(', ')}` }]),
    ...antal(tabeller, 'tabeller', HOGST.tabeller),
    ...dubbletter(
      tabeller.map((t) => t.id),
      (n) => `tabeller[${n}].id`,
    ),
    ...tabeller.flatMap((t, n) => tabellensFel(t, `tabeller[${n}]`)),
  ];
}

const antal = (lista: readonly unknown[], falt: string, hogst: number): Definitionsfel[] =>
  lista.length > 0 && lista.length <= hogst ? [] : [{ falt, forvantat: `1–${hogst} av dem` }];

function dubbletter(id: readonly string[], falt: (n: number) => string): Definitionsfel[] {
  return id.flatMap((ett, n) => [
    ...(arId(ett) ? [] : [{ falt: falt(n), forvantat: ID }]),
    ...(id.indexOf(ett) === n ? [] : [{ falt: falt(n), forvantat: `ett eget id: ${ett} finns redan` }]),
  ]);
}

function tabellensFel(tabell: Tabelldefinition, falt: string): Definitionsfel[] {
  const { kolumner, rader, omfattar } = tabell;
  return [
    ...antal(kolumner, `${falt}.kolumner`, HOGST.kolumner),
    ...antal(rader, `${falt}.rader`, HOGST.rader),
    ...(omfattar.length > 0
      ? []
      : [{ falt: `${falt}.omfattar`, forvantat: 'vilka pengar tabellen ska visa' }]),
    ...urvalensFel(omfattar, `${falt}.omfattar`),
    ...dubbletter(
      kolumner.map((k) => k.id),
      (n) => `${falt}.kolumner[${n}].id`,
    ),
    ...kolumner.flatMap((k, n) => kolumnensFel(k, kolumner, `${falt}.kolumner[${n}]`)),
    ...radernasId(tabell, falt),
    ...rader.flatMap((r, n) =>
      r.typ === 'avsnitt'
        ? avsnittetsFel(r, tabell, `${falt}.rader[${n}]`)
        : r.typ === 'avstamning'
          ? [
              ...urvalensFel(r.urval, `${falt}.rader[${n}].urval`),
              ...hanvisning(tabell, n, r.mot, `${falt}.rader[${n}].mot`),
            ]
          : r.av.flatMap((id, i) => hanvisning(tabell, n, id, `${falt}.rader[${n}].av[${i}]`)),
    ),
    ...summornasFel(tabell, falt),
  ];
}

function kolumnensFel(
  kolumn: Kolumndefinition,
  alla: readonly Kolumndefinition[],
  falt: string,
): Definitionsfel[] {
  const upptagen = UPPTAGNA_KOLUMNER.has(kolumn.id)
    ? [{ falt: `${falt}.id`, forvantat: `ett annat id: ${kolumn.id} är upptaget` }]
    : [];
  if (kolumn.slag !== 'avvikelse')
    return kolumn.ar >= AR.min && kolumn.ar <= AR.max
      ? upptagen
      : [...upptagen, { falt: `${falt}.ar`, forvantat: `${AR.min} till ${AR.max}` }];
  return formelnsKolumner(kolumn.formel, alla)
    ? upptagen
    : [
        ...upptagen,
        { falt: `${falt}.formel`, forvantat: 'två andra kolumner med minus emellan, t.ex. budget-utfall' },
      ];
}

/** The two columns of a formula `a-b`. Both ids may hold hyphens, so every place is tried. */
export function formelnsKolumner<K extends Kolumndefinition>(
  formel: string,
  kolumner: readonly K[],
): readonly [K, K] | undefined {
  const finn = (id: string): K | undefined => kolumner.find((k) => k.id === id && k.slag !== 'avvikelse');
  for (let plats = formel.indexOf('-'); plats >= 0; plats = formel.indexOf('-', plats + 1)) {
    const [a, b] = [finn(formel.slice(0, plats)), finn(formel.slice(plats + 1))];
    if (a && b) return [a, b];
  }
  return undefined;
}

function radernasId(tabell: Tabelldefinition, falt: string): Definitionsfel[] {
  const alla = tabell.rader.flatMap((r, n) => [
    { id: r.id, falt: `${falt}.rader[${n}].id` },
    ...(r.typ === 'avsnitt'
      ? r.rader.map((inre, i) => ({ id: inre.id, falt: `${falt}.rader[${n}].rader[${i}].id` }))
      : []),
  ]);
  return [
    ...dubbletter(
      alla.map((r) => r.id),
      (n) => alla[n]?.falt ?? falt,
    ),
    ...alla
      .filter((r) => r.id === EJ_I_UPPSTALLNINGEN)
      .map((r) => ({ falt: r.falt, forvantat: `ett annat id: ${EJ_I_UPPSTALLNINGEN} är upptaget` })),
  ];
}

function avsnittetsFel(avsnitt: Avsnitt, tabell: Tabelldefinition, falt: string): Definitionsfel[] {
  const rader = tabell.rader.flatMap((r) => (r.typ === 'avsnitt' ? r.rader : []));
  return [
    ...urvalensFel(avsnitt.urval, `${falt}.urval`),
    ...avsnitt.rader.flatMap((r, n): Definitionsfel[] => {
      const har = `${falt}.rader[${n}]`;
      const fel = urvalensFel(r.urval, `${har}.urval`);
      if (r.typ === 'rad')
        return r.rad !== undefined || (r.delas?.length ?? 0) > 0
          ? fel
          : [...fel, { falt: `${har}.rad`, forvantat: 'en text, eller att raden delas' }];
      const mal = rader.find((m) => m.id === r.till);
      return mal?.typ === 'rad' && (mal.delas?.length ?? 0) === 0
        ? fel
        : [...fel, { falt: `${har}.till`, forvantat: 'en rad i tabellen som inte delas' }];
    }),
  ];
}

const hanvisning = (tabell: Tabelldefinition, n: number, id: string, falt: string): Definitionsfel[] =>
  tabell.rader.slice(0, n).some((r) => r.id === id && r.typ !== 'avstamning')
    ? []
    : [{ falt, forvantat: 'ett avsnitt eller en summa som står ovanför' }];

/** The sections that a section or sum adds up, each as often as it is counted. Sums only add up what stands above them. */
export function avsnittenI(tabell: Tabelldefinition, id: string): string[] {
  const plats = tabell.rader.findIndex((r) => r.id === id);
  const rad = tabell.rader[plats];
  if (rad?.typ === 'avsnitt') return [rad.id];
  if (rad?.typ !== 'summa') return [];
  const ovanfor = { ...tabell, rader: tabell.rader.slice(0, plats) };
  return rad.av.flatMap((del) => avsnittenI(ovanfor, del));
}

/** Whether a sum adds up the whole table, and so what stands in none of its sections too. */
export const omfattarAllt = (tabell: Tabelldefinition, id: string): boolean => {
  const med = new Set(avsnittenI(tabell, id));
  return tabell.rader.every((r) => r.typ !== 'avsnitt' || med.has(r.id));
};

function summornasFel(tabell: Tabelldefinition, falt: string): Definitionsfel[] {
  const summor = tabell.rader.flatMap((r, n) => (r.typ === 'summa' ? [{ id: r.id, n }] : []));
  const dubbla = summor.filter(({ id }) => {
    const med = avsnittenI(tabell, id);
    return new Set(med).size !== med.length;
  });
  return [
    ...dubbla.map(({ n }) => ({ falt: `${falt}.rader[${n}].av`, forvantat: 'varje avsnitt en gång' })),
    ...(summor.some(({ id }) => omfattarAllt(tabell, id))
      ? []
      : [
          {
            falt: `${falt}.rader`,
            forvantat: 'en summa över alla avsnitt: annars syns inte allt i en total',
          },
        ]),
  ];
}

const urvalensFel = (urval: readonly Urval[], falt: string): Definitionsfel[] =>
  urval.flatMap((u, n) => [
    ...villkoretsFel(u, `${falt}[${n}]`),
    ...(u.utom ?? []).flatMap((v, i) => villkoretsFel(v, `${falt}[${n}].utom[${i}]`)),
  ]);

function villkoretsFel(villkor: Villkor, falt: string): Definitionsfel[] {
  const konton = (villkor.konton ?? []).flatMap((k, n) =>
    kontointervall(k)
      ? []
      : [
          {
            falt: `${falt}.konton[${n}]`,
            forvantat: 'ett konto eller ett intervall, t.ex. 3000 eller 3000-3999',
          },
        ],
  );
  const ord = (villkor.ord ?? []).flatMap((o, n) =>
    o !== '' && o === o.toLowerCase() ? [] : [{ falt: `${falt}.ord[${n}]`, forvantat: 'gemener' }],
  );
  return [...konton, ...ord];
}

/** The first and last konto of `3000` or `3000-3999`; undefined when it is neither. */
export function kontointervall(text: string): { fran: string; till: string } | undefined {
  const m = /^([1-8]\d{3})(?:-([1-8]\d{3}))?$/.exec(text);
  const fran = m?.[1];
  if (fran === undefined) return undefined;
  const till = m?.[2] ?? fran;
  return fran <= till ? { fran, till } : undefined;
}
