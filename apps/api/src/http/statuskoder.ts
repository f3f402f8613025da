import { HttpStatus } from '@nestjs/common';
import type { BeslutKod } from '#beslut/public.js';
import type { BokforingKod, KontoplanKod } from '#bokforing/public.js';
import type { BudgetKod } from '#budget/public.js';
import type { EventStoreErrorCode } from '#event-store/event-store.js';
import type { FinansieringKod, MedelspostKod } from '#finansiering/public.js';
import type { ForbundKod, GruppKod } from '#forbund/public.js';
import type { ForbundsregisterKod, InlasningKod, KalldokumentKod, KonteringsKod } from '#inlasning/public.js';
import type { InsatsKod } from '#insats/public.js';
import type { KarnKod } from '#kernel/fel.js';
import type { HttpKod } from '#platform/http/httpkoder.js';
import type { PrognosKod } from '#prognos/public.js';
import type { RapportKod } from '#rapport/public.js';
import type { RapportlayoutKod } from '#rapportlayout/public.js';

/** Codes that only the edge itself gives. */
export type ApiKod = 'HANDELSE_OKAND' | 'STROMMAR_FULLA';

export type DomanKod =
  | ApiKod
  | BeslutKod
  | BokforingKod
  | BudgetKod
  | FinansieringKod
  | ForbundKod
  | ForbundsregisterKod
  | GruppKod
  | HttpKod
  | InlasningKod
  | InsatsKod
  | KalldokumentKod
  | KarnKod
  | KonteringsKod
  | KontoplanKod
  | MedelspostKod
  | PrognosKod
  | RapportKod
  | RapportlayoutKod;

/** From here on the fault is ours, and somebody has to see it. */
export const VART_FEL = HttpStatus.INTERNAL_SERVER_ERROR as number;

/** What each refusal is in HTTP. A new code of a context breaks the build until it stands here. */
export const STATUS = {
  // The question itself cannot be read.
  FRAGA_OGILTIG: HttpStatus.BAD_REQUEST,
  PARAMETER_OKAND: HttpStatus.BAD_REQUEST,
  DATUM_OGILTIGT: HttpStatus.BAD_REQUEST,
  AR_OGILTIGT: HttpStatus.BAD_REQUEST,
  ANROP_OGILTIGT: HttpStatus.BAD_REQUEST,
  FALT_OKANT: HttpStatus.BAD_REQUEST,
  IDEMPOTENCY_KEY_SAKNAS: HttpStatus.BAD_REQUEST,
  IDEMPOTENCY_KEY_OGILTIG: HttpStatus.BAD_REQUEST,
  IF_MATCH_OGILTIG: HttpStatus.BAD_REQUEST,

  METOD_EJ_TILLATEN: HttpStatus.METHOD_NOT_ALLOWED,
  SVARSTYP_SAKNAS: HttpStatus.NOT_ACCEPTABLE,
  INNEHALLSTYP_OGILTIG: HttpStatus.UNSUPPORTED_MEDIA_TYPE,

  // What the caller had seen is no longer so.
  REVISION_STAMMER_INTE: HttpStatus.PRECONDITION_FAILED,

  // What it is about does not exist.
  OMFATTNING_OKAND: HttpStatus.NOT_FOUND,
  INGA_UPPGIFTER: HttpStatus.NOT_FOUND,
  HANDELSE_OKAND: HttpStatus.NOT_FOUND,
  KALLDOKUMENT_EJ_INLAST: HttpStatus.NOT_FOUND,
  FORBUND_OKANT: HttpStatus.NOT_FOUND,
  GRUPP_OKAND: HttpStatus.NOT_FOUND,
  INSATS_OKAND: HttpStatus.NOT_FOUND,

  // Understood, but what stands already is in the way.
  BESLUT_FINNS: HttpStatus.CONFLICT,
  SAMMANTRADE_FINNS: HttpStatus.CONFLICT,
  KONTERING_UPPTAGEN: HttpStatus.CONFLICT,
  POST_FINNS: HttpStatus.CONFLICT,
  KONTOPLAN_OFORANDRAD: HttpStatus.CONFLICT,
  BUDGET_FINNS: HttpStatus.CONFLICT,
  BUDGETVERSION_FINNS: HttpStatus.CONFLICT,
  BUDGET_OFORANDRAD: HttpStatus.CONFLICT,
  FORBUND_FINNS: HttpStatus.CONFLICT,
  FORBUND_OFORANDRAT: HttpStatus.CONFLICT,
  MEDLEM_FINNS: HttpStatus.CONFLICT,
  GRUPP_FINNS: HttpStatus.CONFLICT,
  GRUPP_OFORANDRAD: HttpStatus.CONFLICT,
  FAKTURA_FINNS: HttpStatus.CONFLICT,
  MEDEL_OFORANDRADE: HttpStatus.CONFLICT,
  MEDELSPOST_OFORANDRAD: HttpStatus.CONFLICT,
  INSATS_FINNS: HttpStatus.CONFLICT,
  INSATS_REDAN_STARTAD: HttpStatus.CONFLICT,
  INSATS_AVSLUTAD: HttpStatus.CONFLICT,
  KALLDOKUMENT_ANDRAT: HttpStatus.CONFLICT,
  KALLDOKUMENT_INLAST: HttpStatus.CONFLICT,
  INLASNING_PAGAR: HttpStatus.CONFLICT,
  INLASNING_EJ_PABORJAD: HttpStatus.CONFLICT,
  PROGNOS_OFORANDRAD: HttpStatus.CONFLICT,
  RAPPORTLAYOUT_OFORANDRAD: HttpStatus.CONFLICT,
  PROGNOS_UNDERLAG_ALDRE: HttpStatus.CONFLICT,

  // More than is taken in at once.
  KALLDOKUMENT_FOR_STORT: HttpStatus.PAYLOAD_TOO_LARGE,
  VERIFIKATION_FOR_STOR: HttpStatus.PAYLOAD_TOO_LARGE,

  // Not now: ask again.
  LASMODELL_EFTER: HttpStatus.SERVICE_UNAVAILABLE,
  STROMMAR_FULLA: HttpStatus.SERVICE_UNAVAILABLE,

  // Understood, and refused by a rule.
  BELOPP_EJ_HELTAL: HttpStatus.UNPROCESSABLE_ENTITY,
  BELOPP_FOR_STORT: HttpStatus.UNPROCESSABLE_ENTITY,
  BESLUT_NYCKEL_OGILTIG: HttpStatus.UNPROCESSABLE_ENTITY,
  BESLUT_RUBRIK_SAKNAS: HttpStatus.UNPROCESSABLE_ENTITY,
  SAMMANTRADE_ANTAL_OGILTIGT: HttpStatus.UNPROCESSABLE_ENTITY,
  SAMMANTRADE_TID_OMVAND: HttpStatus.UNPROCESSABLE_ENTITY,
  VERIFIKATION_OBALANSERAD: HttpStatus.UNPROCESSABLE_ENTITY,
  VERIFIKATION_UTAN_RADER: HttpStatus.UNPROCESSABLE_ENTITY,
  VERIFIKATION_TEXT_SAKNAS: HttpStatus.UNPROCESSABLE_ENTITY,
  VERIFIKATION_OKAND: HttpStatus.UNPROCESSABLE_ENTITY,
  DATUM_UTANFOR_AR: HttpStatus.UNPROCESSABLE_ENTITY,
  SERIE_OGILTIG: HttpStatus.UNPROCESSABLE_ENTITY,
  INSATS_SAKNAS: HttpStatus.UNPROCESSABLE_ENTITY,
  UTGAR_UTAN_RATTELSE: HttpStatus.UNPROCESSABLE_ENTITY,
  KONTO_SAKNAS: HttpStatus.UNPROCESSABLE_ENTITY,
  MOTPART_SAKNAS: HttpStatus.UNPROCESSABLE_ENTITY,
  INGAENDE_BALANS_RESULTATKONTO: HttpStatus.UNPROCESSABLE_ENTITY,
  KONTO_OGILTIGT: HttpStatus.UNPROCESSABLE_ENTITY,
  KONTO_OKANT: HttpStatus.UNPROCESSABLE_ENTITY,
  KONTO_FEL_KLASS: HttpStatus.UNPROCESSABLE_ENTITY,
  POST_OKAND: HttpStatus.UNPROCESSABLE_ENTITY,
  MOTPART_OKAND: HttpStatus.UNPROCESSABLE_ENTITY,
  BUDGET_UTAN_STOD: HttpStatus.UNPROCESSABLE_ENTITY,
  BUDGETANDRING_UTAN_STOD: HttpStatus.UNPROCESSABLE_ENTITY,
  PROGNOS_UTAN_STOD: HttpStatus.UNPROCESSABLE_ENTITY,
  BUDGET_SAKNAS: HttpStatus.UNPROCESSABLE_ENTITY,
  BUDGET_UTAN_RADER: HttpStatus.UNPROCESSABLE_ENTITY,
  BUDGETRAD_DUBBEL: HttpStatus.UNPROCESSABLE_ENTITY,
  BUDGETRAD_EJ_RESULTAT: HttpStatus.UNPROCESSABLE_ENTITY,
  PERIOD_UTANFOR_AR: HttpStatus.UNPROCESSABLE_ENTITY,
  BUDGETPOST_OKAND: HttpStatus.UNPROCESSABLE_ENTITY,
  BESLUT_OKANT: HttpStatus.UNPROCESSABLE_ENTITY,
  MEDEL_UTAN_STOD: HttpStatus.UNPROCESSABLE_ENTITY,
  MEDEL_BELOPP_OGILTIGT: HttpStatus.UNPROCESSABLE_ENTITY,
  MEDEL_EJ_BESLUTADE: HttpStatus.UNPROCESSABLE_ENTITY,
  MEDEL_UTANFOR_AR: HttpStatus.UNPROCESSABLE_ENTITY,
  FAKTURANUMMER_SAKNAS: HttpStatus.UNPROCESSABLE_ENTITY,
  FAKTURA_OKAND: HttpStatus.UNPROCESSABLE_ENTITY,
  FAKTURA_FORFALLER_FORE: HttpStatus.UNPROCESSABLE_ENTITY,
  MOTTAGET_OVER_FAKTURERAT: HttpStatus.UNPROCESSABLE_ENTITY,
  ATERBETALT_OVER_MOTTAGET: HttpStatus.UNPROCESSABLE_ENTITY,
  KREDITERAT_OVER_FAKTURERAT: HttpStatus.UNPROCESSABLE_ENTITY,
  ANDELAR_OGILTIGA: HttpStatus.UNPROCESSABLE_ENTITY,
  HUVUDMAN_OKAND: HttpStatus.UNPROCESSABLE_ENTITY,
  MEDELSPOST_FEL_SLAG: HttpStatus.UNPROCESSABLE_ENTITY,
  MEDELSPOST_OKAND: HttpStatus.UNPROCESSABLE_ENTITY,
  NYCKEL_OGILTIG: HttpStatus.UNPROCESSABLE_ENTITY,
  FORBUND_NAMN_SAKNAS: HttpStatus.UNPROCESSABLE_ENTITY,
  FORBUND_TID_OMVAND: HttpStatus.UNPROCESSABLE_ENTITY,
  MEDLEM_OKAND: HttpStatus.UNPROCESSABLE_ENTITY,
  GRUPP_NYCKEL_OGILTIG: HttpStatus.UNPROCESSABLE_ENTITY,
  GRUPP_TID_OMVAND: HttpStatus.UNPROCESSABLE_ENTITY,
  INSATS_NYCKEL_OGILTIG: HttpStatus.UNPROCESSABLE_ENTITY,
  INSATS_TID_OMVAND: HttpStatus.UNPROCESSABLE_ENTITY,
  INSATS_BELOPP_EJ_POSITIVT: HttpStatus.UNPROCESSABLE_ENTITY,
  INSATS_UTAN_STOD: HttpStatus.UNPROCESSABLE_ENTITY,
  INSATS_BESLUT_OKANT: HttpStatus.UNPROCESSABLE_ENTITY,
  KALLDOKUMENT_EJ_JSON: HttpStatus.UNPROCESSABLE_ENTITY,
  KALLDOKUMENT_FEL_SCHEMA: HttpStatus.UNPROCESSABLE_ENTITY,
  KALLDOKUMENT_OGILTIGT: HttpStatus.UNPROCESSABLE_ENTITY,
  KALLDOKUMENT_FEL_ANTAL_VARDEN: HttpStatus.UNPROCESSABLE_ENTITY,
  KALLDOKUMENT_DUBBEL_TABELL: HttpStatus.UNPROCESSABLE_ENTITY,
  KALLDOKUMENT_DUBBEL_POST: HttpStatus.UNPROCESSABLE_ENTITY,
  KALLDOKUMENT_OKAND_HANVISNING: HttpStatus.UNPROCESSABLE_ENTITY,
  KALLDOKUMENT_PERIOD_OVER_ARSSKIFTE: HttpStatus.UNPROCESSABLE_ENTITY,
  KALLDOKUMENT_PERIOD_OMVAND: HttpStatus.UNPROCESSABLE_ENTITY,
  KALLDOKUMENT_CIRKEL: HttpStatus.UNPROCESSABLE_ENTITY,
  KALLDOKUMENT_UTAN_SIFFROR: HttpStatus.UNPROCESSABLE_ENTITY,
  FORBUNDSREGISTER_EJ_JSON: HttpStatus.UNPROCESSABLE_ENTITY,
  FORBUNDSREGISTER_OGILTIGT: HttpStatus.UNPROCESSABLE_ENTITY,
  KONTERINGSREGEL_SAKNAS: HttpStatus.UNPROCESSABLE_ENTITY,
  KONTOINTERVALL_FULLT: HttpStatus.UNPROCESSABLE_ENTITY,
  RAPPORTLAYOUT_OGILTIG: HttpStatus.UNPROCESSABLE_ENTITY,
  RAPPORTLAYOUT_FEL_RAPPORT: HttpStatus.UNPROCESSABLE_ENTITY,
  RAPPORTLAYOUT_FORBUND_OKANT: HttpStatus.UNPROCESSABLE_ENTITY,
  PROGNOSRAD_DUBBEL: HttpStatus.UNPROCESSABLE_ENTITY,
  PROGNOS_PER_UTANFOR_AR: HttpStatus.UNPROCESSABLE_ENTITY,
} satisfies Record<DomanKod, HttpStatus>;

/** The event store speaks to developers, in English: this is what a user is told. */
export const LAGERFEL = {
  WRONG_EXPECTED_REVISION: {
    status: HttpStatus.CONFLICT,
    detail: 'Någon annan hann före: läs in det som gäller nu och försök igen.',
  },
  COMMAND_REUSED: {
    status: HttpStatus.CONFLICT,
    detail: 'Nyckeln har redan använts för en annan begäran: välj en ny.',
  },
  STREAM_NAME_INVALID: {
    status: HttpStatus.BAD_REQUEST,
    detail: 'Det är inget namn på en ström: a–z, 0–9 och enkla bindestreck, högst 200 tecken.',
  },
  RECORD_TOO_LARGE: {
    status: HttpStatus.PAYLOAD_TOO_LARGE,
    detail: 'Begäran är större än vad som kan lagras på en gång.',
  },
  UNAVAILABLE: {
    status: HttpStatus.SERVICE_UNAVAILABLE,
    detail: 'Händelselagret svarar inte: försök igen om en stund.',
  },
} satisfies Record<EventStoreErrorCode, { status: HttpStatus; detail: string }>;
