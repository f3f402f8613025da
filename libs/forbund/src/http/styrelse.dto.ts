import type { Datum } from '#kernel/datum.js';
import type { Nyckel } from '#kernel/identiteter.js';
import {
  Datumfalt,
  JaNejFalt,
  Listfalt,
  Nyckelfalt,
  Nyckellista,
  Objektfalt,
  Valfalt,
} from '#platform/http/falt.js';
import { SkalDto } from '#platform/http/skal.dto.js';
import type { Platsslag, Uppdrag } from '../commands/utfor-forbundskommando.js';

/** Several seats for every member of the largest förbund there is. */
const MAX_PLATSER = 200;
const UPPDRAG = ['ordforande', 'vice_ordforande', 'andre_vice_ordforande'] as const satisfies Uppdrag[];

export class PlatsDto {
  @Nyckelfalt('sala-kommun-ordinarie-1', { beskrivning: 'Platsens nyckel: aldrig ett namn på en person.' })
  plats!: Nyckel;
  @Nyckelfalt('sala-kommun', { beskrivning: 'Medlemmen som utser.' })
  utseddAv!: Nyckel;
  @Valfalt(['ordinarie', 'ersattare', 'revisor'])
  slag!: Platsslag;
  @Valfalt(UPPDRAG, { frivillig: true, beskrivning: 'I presidiet: bara för en ordinarie plats.' })
  uppdrag?: Uppdrag;
}

export class StyrelseDto {
  @Datumfalt('2024-01-01', { beskrivning: 'Dagen som styrelsen är sådan från.' })
  den!: Datum;
  @JaNejFalt({
    frivillig: true,
    beskrivning: 'true när källan säger att det var så den dagen, men inte sedan när.',
  })
  senast?: boolean;
  @Listfalt(() => PlatsDto, MAX_PLATSER)
  platser!: PlatsDto[];
  @Objektfalt(() => SkalDto)
  skal!: SkalDto;
}

export class PlatsuppdragDto {
  @Nyckelfalt('sala-kommun-ordinarie-1')
  plats!: Nyckel;
  @Valfalt(UPPDRAG, { frivillig: true, beskrivning: 'Utan uppdrag: platsen lämnar det som den har.' })
  uppdrag?: Uppdrag;
}

export class StyrelseforandringDto {
  @Datumfalt('2024-09-11', { beskrivning: 'Dagen som förändringen gäller från.' })
  den!: Datum;
  @Listfalt(() => PlatsDto, MAX_PLATSER, { frivillig: true })
  inrattas?: PlatsDto[];
  @Nyckellista(MAX_PLATSER, { frivillig: true, exempel: ['sala-kommun-ersattare-1'] })
  avvecklas?: Nyckel[];
  @Listfalt(() => PlatsuppdragDto, MAX_PLATSER, { frivillig: true })
  uppdrag?: PlatsuppdragDto[];
  @Objektfalt(() => SkalDto)
  skal!: SkalDto;
}
