import { UPPSTALLNINGAR } from '#rapportlayout/public.js';
import { Beslutsloggrapport } from './beslutslogg/rapport.js';
import { Budgetuppfoljningsrapport } from './budgetuppfoljning/rapport.js';
import { Egetkapitalrapport } from './eget-kapital/rapport.js';
import { Finansieringsrapporten } from './finansiering/rapport.js';
import { Huvudboksrapport } from './huvudbok/rapport.js';
import { Insatsrapport } from './insatser/rapport.js';
import { Noterapport } from './noter/rapport.js';
import { Saldobalansrapport } from './saldobalans/rapport.js';
import type { Rapport } from './stomme/rapport.js';
import { Uppstallningsrapport } from './uppstallning/uppstallningsrapport.js';
import { Verifikationslisterapport } from './verifikationslista/rapport.js';

export const BUDGETUPPFOLJNING = new Budgetuppfoljningsrapport();

/** A report that is set up by a definition; some have more than that. */
function uppstalld(namn: (typeof UPPSTALLNINGAR)[number]): Rapport {
  switch (namn) {
    case 'eget-kapital':
      return new Egetkapitalrapport();
    case 'noter':
      return new Noterapport();
    default:
      return new Uppstallningsrapport(namn);
  }
}

/** Every report that there is: what stands here is served by HTTP and the command line, in all formats. */
export const RAPPORTER: readonly Rapport[] = [
  BUDGETUPPFOLJNING,
  new Finansieringsrapporten(),
  new Insatsrapport(),
  ...UPPSTALLNINGAR.map(uppstalld),
  new Beslutsloggrapport(),
  new Saldobalansrapport(),
  new Huvudboksrapport(),
  new Verifikationslisterapport(),
];
