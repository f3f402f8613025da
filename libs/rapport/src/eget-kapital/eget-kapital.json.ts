import { oreTillTal, type Ore } from '#kernel/ore.js';
import { uppstallningSomJson } from '../uppstallning/uppstallning.json.js';
import type { Egetkapital } from './eget-kapital.js';

const tal = (belopp: Ore | null): number | null => (belopp === null ? null : oreTillTal(belopp));

export const egetkapitalSomJson = ({ uppstallning, indikatorer, arsskiften }: Egetkapital) => ({
  ...uppstallningSomJson(uppstallning),
  indikatorer: indikatorer.map(({ forbund, balanskrav: b, kapitaltak: k }) => ({
    forbund,
    balanskrav: {
      ...{ resultat: tal(b.resultatOre), prognos: tal(b.prognosOre) },
      attAterstalla: b.attAterstalla.map(({ kvarOre, ...u }) => ({ ...u, belopp: oreTillTal(kvarOre) })),
      ...{ okandaAr: b.okandaAr, kalla: b.kalla },
    },
    kapitaltak: {
      ...{ kapital: tal(k.kapitalOre), medel: tal(k.medelOre), andelPromille: k.andelPromille },
      ...{ tak: tal(k.takOre), overTaket: tal(k.overTaketOre), varforInte: k.varforInte, kalla: k.kalla },
    },
  })),
  arsskiften: arsskiften.map(({ utgaendeOre, ingaendeOre, ...a }) => ({
    ...a,
    utgaende: oreTillTal(utgaendeOre),
    ingaende: oreTillTal(ingaendeOre),
    skillnad: oreTillTal(ingaendeOre - utgaendeOre),
  })),
});
