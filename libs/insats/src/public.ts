export * from './domain/insats.events.js';
export { insatsDecider, insatsStream, type InsatsKod } from './domain/insats.decider.js';
export { UtforInsatskommando } from './commands/utfor-insatskommando.js';
export { InsatsModule } from './insats.module.js';
export { InsatserProjektion } from './projections/insatser/insatser.projektion.js';
