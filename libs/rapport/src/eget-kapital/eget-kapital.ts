import type { Uppstallning } from '../uppstallning/uppstallning.js';
import type { Kapitalindikatorer } from './indikatorer.js';
import type { Arsskifte } from './las-eget-kapital.js';

export interface Egetkapital {
  readonly uppstallning: Uppstallning;
  readonly indikatorer: readonly Kapitalindikatorer[];
  readonly arsskiften: readonly Arsskifte[];
}
