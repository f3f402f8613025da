import type { Datum } from '#kernel/datum.js';
import type { InsatsId } from '#kernel/identiteter.js';
import { Datumfalt, Namnfalt, Nyckelfalt, Objektfalt, Orefalt, Valfalt } from '#platform/http/falt.js';
import { SkalDto, StodDto } from '#platform/http/skal.dto.js';

export class RegistreraInsatsDto {
  @Nyckelfalt('samordningsteam-sala')
  insats!: InsatsId;
  @Namnfalt('Samordningsteam Sala')
  namn!: string;
  @Valfalt(['individ', 'struktur', 'processtod'], { frivillig: true })
  slag?: 'individ' | 'struktur' | 'processtod';
  @Objektfalt(() => SkalDto)
  skal!: SkalDto;
}

export class BeviljaInsatsDto {
  @Datumfalt('2024-01-01')
  fran!: Datum;
  @Datumfalt('2024-12-31')
  till!: Datum;
  @Orefalt(170_000_000)
  beloppOre!: number;
  @Objektfalt(() => StodDto, { frivillig: true, beskrivning: 'Beslutet eller källan som insatsen vilar på.' })
  stod?: StodDto;
  @Objektfalt(() => SkalDto, { frivillig: true, beskrivning: 'Utan skal är stödet skälet.' })
  skal?: SkalDto;
}

export class StartaInsatsDto {
  @Datumfalt('2024-01-15')
  den!: Datum;
  @Objektfalt(() => SkalDto)
  skal!: SkalDto;
}

export class AvslutaInsatsDto extends StartaInsatsDto {
  @Namnfalt('ordinarie verksamhet', { frivillig: true })
  overgarTill?: string;
}
