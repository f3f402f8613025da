import { UPPSTALLNINGAR } from '#rapportlayout/public.js';
import { Beslutsloggrapport } from './beslutslogg/rapport.js';
import { Budgetuppfoljningsrapport } from './budgetuppfoljning/rapport.js';
import { Egetkapitalrapport } from './eget-kapital/rapport.js';
import { Finansieringsrapporten } from './finansiering/rapport.js';
import { Huvudboksrapport } from './huvudbok/rapport.js';
import { Insatsrapport } from './insatser/rapport.js';
import { Saldobalansrapport } from './saldobalans/rapport.js';
import type { Rapport } from './stomme/rapport.js';
import { Uppstallningsrapport } from './uppstallning/uppstallningsrapport.js';
import { Verifikationslisterapport } from './verifikationslista/rapport.js';

export const BUDGETUPPFOLJNING = new Budgetuppfoljningsrapport();

/** Every report that there is: what stands here is served by HTTP and the command line, in all formats. */
export const RAPPORTER: readonly Rapport[] = [
  BUDGETUPPFOLJNING,
  new Finansieringsrapporten(),
  new Insatsrapport(),
  ...UPPSTALLNINGAR.map((namn) =>
    namn === 'eget-kapital' ? new Egetkapitalrapport() : new Uppstallningsrapport(namn),
  ),
  new Beslutsloggrapport(),
  new Saldobalansrapport(),
  new Huvudboksrapport(),
  new Verifikationslisterapport(),
];
