export * from './domain/bokforing.events.js';
export * from './domain/kontoplan.events.js';
export { bokforingStream, type BokforingKod, type BokforingKommando } from './domain/bokforing.decider.js';
export {
  beskrivning,
  konteringsnyckel,
  kontoplanDecider,
  kontoplanStream,
  type KompletteraKontoplan,
  type KontoplanKod,
  type KontoplanState,
} from './domain/kontoplan.decider.js';
export { UtforBokforingskommando } from './commands/utfor-bokforingskommando.js';
export { UtforKompletteraKontoplan } from './commands/utfor-kontoplankommando.js';
export { BokforingModule } from './bokforing.module.js';
export { HuvudbokProjektion } from './projections/huvudbok/huvudbok.projektion.js';
export { jamforelsedagar, oppnadeAr } from './projections/huvudbok/redovisade-ar.query.js';
export {
  bokfortTill,
  kontonamn,
  kontonIPost,
  motpartsnamn,
  postvisningar,
  utfallPerKontering,
  utfallPerPost,
  type Konteringssumma,
  type Postsumma,
  type Postvisning,
} from './projections/huvudbok/huvudbok.query.js';
export {
  EJ_AVSLUTADE_AR,
  saldon,
  type Kontosaldo,
  type Saldofraga,
} from './projections/huvudbok/saldon.query.js';
