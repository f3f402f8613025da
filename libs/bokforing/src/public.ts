export * from './domain/bokforing.events.js';
export * from './domain/kontoplan.events.js';
export * from './domain/rakenskapsar.events.js';
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
export type { VandningKod } from './domain/periodisering.js';
export type { RakenskapsarKod } from './domain/rakenskapsar.decider.js';
export { AndraAretsPerioder } from './commands/andra-arets-perioder.js';
export { AndraSeriensPerioder } from './commands/andra-seriens-perioder.js';
export { Serieregister } from './commands/serieregister.js';
export { UtforArsbokslut } from './commands/uppratta-arsbokslut.js';
export {
  UtforBokforingskommando,
  UtforBokforingskommandoHandler,
} from './commands/utfor-bokforingskommando.js';
export {
  UtforKompletteraKontoplan,
  UtforKompletteraKontoplanHandler,
} from './commands/utfor-kontoplankommando.js';
export { Bokforingsbevakning } from './sopning/bokforingsbevakning.js';
export { Bokforingssopning } from './sopning/bokforingssopning.js';
export { BokforingModule } from './bokforing.module.js';
export { HuvudbokProjektion } from './projections/huvudbok/huvudbok.projektion.js';
export {
  grundbokshuvuden,
  grundboksverifikationer,
  type Grundbokshuvud,
  type Grundboksverifikation,
} from './projections/huvudbok/grundbok.query.js';
export {
  kontonasRader,
  rorelseTillRaden,
  type Kontorad,
  type Radplats,
} from './projections/huvudbok/kontonas-rader.query.js';
export {
  bokfordaSerier,
  verifikationssamband,
  type Verifikationssamband,
} from './projections/huvudbok/verifikationer.query.js';
export { gallandeIngaende, type Ingaenderad } from './projections/huvudbok/ingaende.query.js';
export {
  radsida,
  type Kontospann,
  type Radmarkor,
  type Radvisning,
} from './projections/huvudbok/radsida.query.js';
export { redovisadeAr, RedovisadeAr } from './projections/huvudbok/redovisade-ar.query.js';
export {
  bokfortIAr,
  bokfortTill,
  kontonamn,
  kontonIPost,
  motparterna,
  postvisningar,
  utfallPerKontering,
  utfallPerPost,
  type Konteringssumma,
  type Postsumma,
  type Postvisning,
} from './projections/huvudbok/huvudbok.query.js';
export { RakenskapsarProjektion } from './projections/rakenskapsar/rakenskapsar.projektion.js';
export {
  avslutsunderlag,
  rakenskapsaret,
  RAKENSKAPSARETS_LASMODELLER,
  type Rakenskapsaret,
} from './projections/rakenskapsar/rakenskapsaret.query.js';
export { arsskiftesskillnader, type Arsskiftesskillnad } from './projections/huvudbok/arsskifte.query.js';
export { periodiseringar, type Periodiseringsvisning } from './projections/huvudbok/periodiseringar.query.js';
export {
  EJ_AVSLUTADE_AR,
  saldon,
  type Kontosaldo,
  type Saldofraga,
} from './projections/huvudbok/saldon.query.js';
