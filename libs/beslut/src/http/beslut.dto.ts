import type { Ar, Datum } from '#kernel/datum.js';
import type { BeslutId, Nyckel } from '#kernel/identiteter.js';
import { Forbundsadress } from '#platform/http/adresser.dto.js';
import {
  ANTAL,
  ARTAL,
  Datumfalt,
  Heltalsfalt,
  Namnfalt,
  Nyckelfalt,
  Objektfalt,
  Textfalt,
  Valfalt,
} from '#platform/http/falt.js';
import { SkalDto } from '#platform/http/skal.dto.js';

export class PeriodDto {
  @Datumfalt('2024-01-01')
  fran!: Datum;
  @Datumfalt('2024-08-31')
  till!: Datum;
}

/** When it was decided, as exactly as the source tells. */
export class BeslutstidDto {
  @Valfalt(['dag', 'ar', 'period'])
  slag!: 'dag' | 'ar' | 'period';
  @Datumfalt('2023-11-24', { frivillig: true, beskrivning: 'När slag är dag.' })
  datum?: Datum;
  @Heltalsfalt(2023, ARTAL, { frivillig: true, beskrivning: 'När slag är ar.' })
  ar?: Ar;
  @Objektfalt(() => PeriodDto, { frivillig: true, beskrivning: 'När slag är period.' })
  period?: PeriodDto;
}

export class BeslutAvserDto {
  @Heltalsfalt(2024, ARTAL, { frivillig: true, beskrivning: 'Året vars budget beslutet fastställer.' })
  budget?: Ar;
  @Heltalsfalt(2024, ARTAL, { frivillig: true, beskrivning: 'Året vars prognos beslutet fastställer.' })
  prognos?: Ar;
}

export class FattaBeslutDto {
  @Nyckelfalt('budget-2024')
  beslut!: BeslutId;
  @Namnfalt('styrelsen')
  organ!: string;
  @Namnfalt('Verksamhetsplan och budget 2024')
  rubrik!: string;
  @Textfalt('Styrelsen fastställer budgeten.', { frivillig: true })
  text?: string;
  @Objektfalt(() => BeslutstidDto)
  fattat!: BeslutstidDto;
  @Heltalsfalt(52, { min: 1, max: ANTAL.max }, { frivillig: true })
  paragraf?: number;
  @Namnfalt('2023/17', { frivillig: true })
  dnr?: string;
  @Objektfalt(() => BeslutAvserDto, { frivillig: true })
  avser?: BeslutAvserDto;
  @Valfalt(['protokoll', 'kalldokument'])
  styrkt!: 'protokoll' | 'kalldokument';
  @Objektfalt(() => SkalDto)
  skal!: SkalDto;
}

export class RedovisaSammantradeDto {
  @Nyckelfalt('styrelsen-2024-var')
  sammantrade!: Nyckel;
  @Namnfalt('styrelsesammanträde')
  slag!: string;
  @Heltalsfalt(3, ANTAL)
  antal!: number;
  @Objektfalt(() => PeriodDto)
  period!: PeriodDto;
  @Textfalt('Ett av dem digitalt', { frivillig: true })
  notering?: string;
  @Objektfalt(() => SkalDto)
  skal!: SkalDto;
}

export class Beslutsadress extends Forbundsadress {
  @Nyckelfalt('budget-2024')
  beslut!: BeslutId;
}
