export * from './domain/finansiering.events.js';
export * from './domain/medelspost.events.js';
export { arHelhet, sammaAndelar } from './domain/andelar.js';
export {
  finansieringDecider,
  finansieringStream,
  type FinansieringKod,
  type FinansieringKommando,
} from './domain/finansiering.decider.js';
export type { FinansieringState } from './domain/finansiering.state.js';
export { huvudmannyckel } from './domain/huvudman.js';
export {
  medelspostDecider,
  medelspostStream,
  type MedelspostKod,
  type MedelspostKommando,
  type MedelspostState,
} from './domain/medelspost.decider.js';
export {
  UtforFinansieringskommando,
  UtforFinansieringskommandoHandler,
} from './commands/utfor-finansieringskommando.js';
export {
  UtforMedelspostkommando,
  UtforMedelspostkommandoHandler,
} from './commands/utfor-medelspostkommando.js';
export { FinansieringModule } from './finansiering.module.js';
export {
  kontrolleraAndelar,
  LAGENS_ANDELAR,
  PARTER,
  type Partbelopp,
  type Partkontroll,
} from './projections/finansiering/andelskontroll.js';
export { FinansieringProjektion } from './projections/finansiering/finansiering.projektion.js';
export {
  finansieringsfakta,
  finansieringsunderlag,
  medelsposter,
  type Finansieringsfakta,
  type Finansieringsunderlag,
  type Medelspost,
} from './projections/finansiering/finansiering.query.js';
export { medelspostFor } from './projections/finansiering/medelspost-for.js';
export {
  partbelopp,
  partensPeriodiserade,
  partlagen,
  summalage,
  type Huvudmannalage,
  type Medelslage,
  type Partlage,
} from './projections/finansiering/lage.js';
export { periodiseradeDelar, type Del } from './projections/finansiering/periodisering.js';
