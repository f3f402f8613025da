export * from './domain/beslut.events.js';
export {
  beslutDecider,
  beslutStream,
  sammantradeDecider,
  sammantradeStream,
  type BeslutKod,
} from './domain/beslut.decider.js';
export { UtforFattaBeslut } from './commands/fatta-beslut.js';
export { UtforRedovisaSammantrade } from './commands/redovisa-sammantrade.js';
export { BeslutModule } from './beslut.module.js';
export { BeslutProjektion } from './projections/beslut/beslut.projektion.js';
