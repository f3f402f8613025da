export * from './domain/insats.events.js';
export * from './domain/uppfoljning.events.js';
export { insatsDecider, insatsStream } from './domain/insats.decider.js';
export type { InsatsKod, InsatsKommando } from './domain/insats.kommandon.js';
export type { InsatsState } from './domain/insats.state.js';
export {
  gallandeRapport,
  malnyckel,
  uppfoljningDecider,
  uppfoljningStream,
  type UppfoljningState,
} from './domain/uppfoljning.decider.js';
export type { UppfoljningKod, UppfoljningKommando } from './domain/uppfoljning.kommandon.js';
export { arPersonnyckel, kontrolleraIngenPerson, kontrolleraTexter } from './domain/personuppgift.js';
export { UtforInsatskommando, UtforInsatskommandoHandler } from './commands/utfor-insatskommando.js';
export {
  UtforUppfoljningskommando,
  UtforUppfoljningskommandoHandler,
} from './commands/utfor-uppfoljningskommando.js';
export { InsatsModule } from './insats.module.js';
export { InsatserProjektion } from './projections/insatser/insatser.projektion.js';
export { beviljatTill, insatssida, type Insatsrad } from './projections/insatser/insatser.query.js';
export { narmasteLed, type Led } from './projections/insatser/harstamning.query.js';
export { UppfoljningProjektion } from './projections/uppfoljning/uppfoljning.projektion.js';
export { uppfoljningshandelser } from './projections/uppfoljning/handelser.query.js';
export {
  publiceradeMal,
  publiceradUppfoljning,
  type PubliceratMal,
  type Uppfoljning,
} from './projections/uppfoljning/uppfoljning.query.js';
