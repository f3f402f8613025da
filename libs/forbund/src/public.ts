export * from './domain/forbund.events.js';
export * from './domain/grupp.events.js';
export { forbundDecider, forbundStream, varMedlem, type ForbundState } from './domain/forbund.decider.js';
export type { ForbundKod } from './domain/forbundsfel.js';
export { styrelsenDen } from './domain/styrelse.js';
export { gruppDecider, gruppStream, type GruppKod } from './domain/grupp.decider.js';
export { UtforForbundskommando, UtforForbundskommandoHandler } from './commands/utfor-forbundskommando.js';
export { UtforGruppkommando } from './commands/utfor-gruppkommando.js';
export { ForbundModule } from './forbund.module.js';
export { ForbundsregisterProjektion } from './projections/forbundsregister/forbundsregister.projektion.js';
export {
  deltarUnder,
  forbunden,
  grupperna,
  omfattningen,
  type Omfattning,
  type Registrerat,
} from './projections/forbundsregister/forbundsregister.query.js';
export { medlemmarna } from './projections/forbundsregister/register.query.js';
