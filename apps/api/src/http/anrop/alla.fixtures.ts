import type { Kontextprov } from './anrop.fixtures.js';
import { BESLUT } from './beslut.fixtures.js';
import { BOKFORING } from './bokforing.fixtures.js';
import { BUDGET } from './budget.fixtures.js';
import { FINANSIERING } from './finansiering.fixtures.js';
import { FORBUND } from './forbund.fixtures.js';
import { HANDELSERNA } from './handelser.fixtures.js';
import { HARLEDNINGEN } from './harledning.fixtures.js';
import { INSATSERNA } from './insatser.fixtures.js';
import { KALLDOKUMENT } from './kalldokument.fixtures.js';
import { RAPPORTLAYOUTER } from './rapportlayouter.fixtures.js';
import { RAPPORTERNA } from './rapporter.fixtures.js';
import { UPPFOLJNINGEN } from './uppfoljning.fixtures.js';
import { RAKENSKAPSAR } from './rakenskapsar.fixtures.js';

/** Every context's requests, in the order they are sent: a later one may stand on what an earlier one stored. */
export const ALLA_PROV: readonly Kontextprov[] = [
  FORBUND,
  BESLUT,
  INSATSERNA,
  UPPFOLJNINGEN,
  BOKFORING,
  RAKENSKAPSAR,
  BUDGET,
  FINANSIERING,
  KALLDOKUMENT,
  HANDELSERNA,
  RAPPORTLAYOUTER,
  RAPPORTERNA,
  HARLEDNINGEN,
];

/** Codes of failures that are not the caller's, on whatever route: what else shows that they are as documented. */
export const OPROVADE_OVERALLT: Readonly<Record<string, string>> = {
  INTERNT_FEL: 'ett fel hos oss: problem.filter.spec.ts',
  UNAVAILABLE: 'ett händelselager som inte svarar: problem.filter.spec.ts',
  LASMODELL_EJ_REDO: 'en läsmodell som har stannat: problem.filter.spec.ts',
  LASMODELL_EFTER: 'en läsmodell som ligger en halv minut efter',
  WRONG_EXPECTED_REVISION: 'någon annan hinner före tio gånger i rad: libs/event-store/src/kommandon.spec.ts',
  RECORD_TOO_LARGE: 'bara de längsta listorna når dit: bokforing.fixtures.ts',
};
