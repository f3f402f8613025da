export * from './domain/prognos.events.js';
export { Prognosbevakning } from './omrakning/prognosbevakning.js';
export { Prognoskontroll } from './omrakning/prognoskontroll.js';
export type { Prognosjobb } from './omrakning/prognosjobb.js';
export { Prognosomrakning } from './omrakning/prognosomrakning.js';
export { PrognosModule } from './prognos.module.js';
export { PrognosProjektion } from './projections/prognos/prognos.projektion.js';
export { senasteBeraknade, type BeraknadRad } from './projections/prognos/prognos.query.js';
export { PrognosbehovProjektion } from './projections/prognosbehov/prognosbehov.projektion.js';
