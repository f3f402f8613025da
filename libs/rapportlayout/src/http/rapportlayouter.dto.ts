import type { Datum } from '#kernel/datum.js';
import { Forbundsadress } from '#platform/http/adresser.dto.js';
import { Datumfalt, Jsonfalt, Nyckelfalt, Objektfalt } from '#platform/http/falt.js';
import { SkalDto } from '#platform/http/skal.dto.js';

export class Layoutadress extends Forbundsadress {
  @Nyckelfalt('resultatrakning')
  rapport!: string;
}

export class RapportlayoutDto {
  @Datumfalt('2024-01-01', { beskrivning: 'Rapporter per den dagen och senare ställs upp så.' })
  fran!: Datum;
  @Jsonfalt({ beskrivning: 'Uppställningen, enligt schemat rapportdefinition/1.' })
  definition!: object;
  @Objektfalt(() => SkalDto)
  skal!: SkalDto;
}
