export * from './domain/rapportdefinition.js';
export type { RapportlayoutFaststalld, RapportlayoutHandelse } from './domain/rapportlayout.events.js';
export {
  avsnittenI,
  EJ_I_UPPSTALLNINGEN,
  formelnsKolumner,
  kontointervall,
  omfattarAllt,
} from './domain/definitionens-fel.js';
export {
  kontrolleraDefinition,
  rapportlayoutStream,
  type RapportlayoutKod,
} from './domain/rapportlayout.decider.js';
export { UtforFaststallRapportlayout } from './commands/faststall-rapportlayout.js';
export { tolkaRapportdefinition } from './http/tolka-rapportdefinition.js';
export { RapportlayoutModule } from './rapportlayout.module.js';
export { RapportlayoutProjektion } from './projections/rapportlayout/rapportlayout.projektion.js';
export { gallandeLayouter, type Rapportlayout } from './projections/rapportlayout/rapportlayout.query.js';
