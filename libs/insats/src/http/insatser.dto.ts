import type { Datum } from '#kernel/datum.js';
import type { InsatsId } from '#kernel/identiteter.js';
import { Datumfalt, Namnfalt, Nyckelfalt, Objektfalt, Valfalt } from '#platform/http/falt.js';
import { SkalDto } from '#platform/http/skal.dto.js';

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

export class BytNamnDto {
  @Namnfalt('Psykiatriresurs')
  namn!: string;
  @Datumfalt('2024-04-01', { beskrivning: 'Första dagen med namnet.' })
  fran!: Datum;
  @Objektfalt(() => SkalDto)
  skal!: SkalDto;
}
