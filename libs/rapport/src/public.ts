export { AVSTAMNINGENS_LASMODELLER, LasAvstamning } from './avstamning/las-avstamning.js';
export type { Dokumentavstamning } from './avstamning/avstamning.js';
export {
  LasBudgetuppfoljning,
  LASMODELLER,
  type Budgetuppfoljningsfraga,
} from './budgetuppfoljning/las-budgetuppfoljning.js';
export type { Budgetuppfoljning } from './budgetuppfoljning/budgetuppfoljning.js';
export { RapportModule } from './rapport.module.js';
export type { RapportKod } from './rapportfel.js';
export { avstamningSomJson } from './render/avstamning.json.js';
export { avstamningSomTabell } from './render/avstamning.tabell.js';
export { budgetuppfoljningSomJson } from './render/budgetuppfoljning.json.js';
export { budgetuppfoljningSomTabell } from './render/budgetuppfoljning.tabell.js';
export { textkolumner } from './render/textkolumner.js';
