import type { Datum } from '#kernel/datum.js';
import type { ForbundId, InsatsId, Nyckel } from '#kernel/identiteter.js';
import { Datumfalt, Listfalt, Namnfalt, Nyckelfalt, Objektfalt } from '#platform/http/falt.js';
import { SkalDto } from '#platform/http/skal.dto.js';

/** An insats becomes, or is made of, a few; more is a list of something else. */
const MAX_INSATSER = 20;

class InsatspekareDto {
  @Nyckelfalt('vastmanland')
  forbund!: ForbundId;
  @Nyckelfalt('samordningsteam-sala')
  insats!: InsatsId;
}

class HarstamningDto {
  @Datumfalt('2024-01-01', { beskrivning: 'Första dagen för det som tar vid.' })
  fran!: Datum;
  @Objektfalt(() => SkalDto)
  skal!: SkalDto;
}

export class FortsattningDto extends HarstamningDto {
  @Objektfalt(() => InsatspekareDto)
  som!: InsatspekareDto;
}

export class DelningDto extends HarstamningDto {
  @Listfalt(() => InsatspekareDto, MAX_INSATSER)
  till!: InsatspekareDto[];
}

export class SammanforingDto extends HarstamningDto {
  @Objektfalt(() => InsatspekareDto)
  till!: InsatspekareDto;
  @Listfalt(() => InsatspekareDto, MAX_INSATSER)
  tillsammansMed!: InsatspekareDto[];
}

export class OverlamningDto extends HarstamningDto {
  @Nyckelfalt('vasteras-stad')
  medlem!: Nyckel;
  @Namnfalt('arbetsmarknadsenheten', { frivillig: true })
  enhet?: string;
}
