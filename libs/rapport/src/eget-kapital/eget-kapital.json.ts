import { oreTillTal, type Ore } from '#kernel/ore.js';
import { uppstallningSomJson } from '../uppstallning/uppstallning.json.js';
import type { Egetkapital } from './eget-kapital.js';

/** Rows beside the tables, whose own ids have three parts. */
export const balanskravetsId = (forbund: string): string => `${forbund}/balanskrav`;
export const aretsId = (forbund: string, ar: number): string => `${forbund}/resultat-${ar}`;
export const underskottetsId = (forbund: string, ar: number): string => `${forbund}/underskott-${ar}`;
export const kapitaltaketsId = (forbund: string): string => `${forbund}/kapitaltak`;
export const arsskiftetsId = (forbund: string, ar: number): string => `${forbund}/arsskifte-${ar}`;

const tal = (belopp: Ore | null): number | null => (belopp === null ? null : oreTillTal(belopp));

export const egetkapitalSomJson = ({ uppstallning, indikatorer, arsskiften }: Egetkapital) => ({
  ...uppstallningSomJson(uppstallning),
  indikatorer: indikatorer.map(({ forbund, balanskrav: b, kapitaltak: k }) => ({
    forbund,
    balanskrav: {
      ...{ id: balanskravetsId(forbund), rad: 'Balanskravsresultat' },
      ...{ resultat: tal(b.resultatOre), prognos: tal(b.prognosOre) },
      tidigare: b.tidigare.map(({ ar, resultatOre }) => ({
        ...{ id: aretsId(forbund, ar), rad: `Resultat ${ar}`, rakenskapsar: ar, resultat: tal(resultatOre) },
      })),
      attAterstalla: b.attAterstalla.map(({ ar, kvarOre, senast }) => ({
        ...{ id: underskottetsId(forbund, ar), rad: `Underskott ${ar}`, rakenskapsar: ar },
        ...{ belopp: oreTillTal(kvarOre), senast },
      })),
      kalla: b.kalla,
    },
    kapitaltak: {
      ...{ id: kapitaltaketsId(forbund), rad: 'Sparat kapital' },
      ...{ kapital: tal(k.kapitalOre), medel: tal(k.medelOre), andelPromille: k.andelPromille },
      ...{ tak: tal(k.takOre), overTaket: tal(k.overTaketOre), varforInte: k.varforInte, kalla: k.kalla },
    },
  })),
  arsskiften: arsskiften.map(({ forbund, ar, utgaendeOre, ingaendeOre }) => ({
    ...{ id: arsskiftetsId(forbund, ar), rad: `Årsskiftet till ${ar}`, forbund, rakenskapsar: ar },
    utgaende: oreTillTal(utgaendeOre),
    ingaende: oreTillTal(ingaendeOre),
    skillnad: oreTillTal(ingaendeOre - utgaendeOre),
  })),
});
