export { Forbundsinlasning } from './forbundsregister/forbundsinlasning.js';
export { tolkaForbundsregister, type ForbundsregisterKod } from './forbundsregister/forbundsregister.js';
export { InlasningModule } from './inlasning.module.js';
export * from './kalldokument/domain/belopp.js';
export { type Balanser } from './kalldokument/domain/balanser.js';
export { Grenar } from './kalldokument/domain/grenar.js';
export {
  balansgrupper,
  harledGrupp,
  ingaendepost,
  olistadeGrupper,
  type Balansgrupp,
} from './kalldokument/domain/ingaende.js';
export type { InlasningKod } from './kalldokument/domain/inlasning.decider.js';
export * from './kalldokument/domain/inlasning.events.js';
export type * from './kalldokument/domain/kalldokument.js';
export { forbundsmal, type Forbundsmal } from './kalldokument/domain/mal.js';
export * from './kalldokument/domain/matt.js';
export { sammanfoga, type Restpost, type Sammanfogat } from './kalldokument/domain/sammanfogning.js';
export { taIsar, valjerRad, type Dokumentstruktur } from './kalldokument/domain/struktur.js';
export { Kalldokumentarkiv, type Arkiverat } from './kalldokument/kalldokumentarkiv.js';
export type { Framsteg } from './kalldokument/dokumentgenomforande.js';
export { Kalldokumentinlasning, type Inlasningsresultat } from './kalldokument/kalldokumentinlasning.js';
export type { KonteringsKod } from './kalldokument/planering/kontering.js';
export { Konteringsregelbok } from './kalldokument/planering/konteringsregelbok.js';
export { InlasningProjektion } from './kalldokument/projections/inlasning/inlasning.projektion.js';
export {
  dokumentsida,
  inlastaDokument,
  type InlastDokument,
} from './kalldokument/projections/inlasning/inlasning.query.js';
export type { KalldokumentKod } from './kalldokument/kalldokumentfel.js';
export { tolkaKalldokument } from './kalldokument/tolkning.js';
