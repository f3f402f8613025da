export * from './domain/beslut.events.js';
export * from './domain/sammantrade.events.js';
export { beslutDecider, beslutStream, type BeslutState } from './domain/beslut.decider.js';
export { sammantradeDecider, sammantradeStream } from './domain/sammantrade.decider.js';
export type { BeslutKod, SammantradeKod } from './domain/beslutsfel.js';
export { beslutFinns } from './commands/beslut-finns.js';
export { UtforBeslutskommando, UtforBeslutskommandoHandler } from './commands/utfor-beslutskommando.js';
export {
  UtforSammantradeskommando,
  UtforSammantradeskommandoHandler,
} from './commands/utfor-sammantradeskommando.js';
export { BeslutModule } from './beslut.module.js';
export { BeslutProjektion } from './projections/beslut/beslut.projektion.js';
export { beslutssida, type Beslutsrad } from './projections/beslut/beslut.query.js';
export { beslutsvyer, type Beslutsvy } from './projections/beslut/beslutsvy.query.js';
export { antalSomVilarPa, vilarPa } from './projections/beslutsstod/beslutsstod.query.js';
export { BeslutsstodProjektion } from './projections/beslutsstod/beslutsstod.projektion.js';
