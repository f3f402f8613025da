import type { Datum } from '#kernel/datum.js';
import type { Nyckel } from '#kernel/identiteter.js';
import { Datumfalt, Namnfalt, Nyckelfalt, Objektfalt, Orefalt } from '#platform/http/falt.js';
import { SkalDto, StodDto } from '#platform/http/skal.dto.js';

class PengarDto {
  @Datumfalt('2024-01-01')
  fran!: Datum;
  @Datumfalt('2024-12-31')
  till!: Datum;
  @Orefalt(170_000_000)
  beloppOre!: number;
}

export class SokMedelDto extends PengarDto {
  @Nyckelfalt('ansokan-2024')
  ansokan!: Nyckel;
  @Namnfalt('Sala kommun', { beskrivning: 'Organisationen som söker.' })
  sokande!: string;
  @Datumfalt('2023-09-30')
  den!: Datum;
  @Objektfalt(() => SkalDto)
  skal!: SkalDto;
}

export class AvslaAnsokanDto {
  @Datumfalt('2023-11-24')
  den!: Datum;
  @Objektfalt(() => StodDto, { frivillig: true, beskrivning: 'Beslutet eller källan som avslaget vilar på.' })
  stod?: StodDto;
  @Objektfalt(() => SkalDto, { frivillig: true, beskrivning: 'Utan skal är stödet skälet.' })
  skal?: SkalDto;
}

export class BeviljaInsatsDto extends PengarDto {
  @Nyckelfalt('ansokan-2024', { frivillig: true, beskrivning: 'Ansökan som beviljas, om någon.' })
  ansokan?: Nyckel;
  @Datumfalt('2023-11-24', { frivillig: true, beskrivning: 'Dagen då det beviljades.' })
  den?: Datum;
  @Objektfalt(() => StodDto, { frivillig: true, beskrivning: 'Beslutet eller källan som insatsen vilar på.' })
  stod?: StodDto;
  @Objektfalt(() => SkalDto, { frivillig: true, beskrivning: 'Utan skal är stödet skälet.' })
  skal?: SkalDto;
}

export class AndraBeviljandeDto extends PengarDto {
  @Datumfalt('2024-06-22', { beskrivning: 'Dagen som ändringen gäller från.' })
  den!: Datum;
  @Objektfalt(() => StodDto, {
    frivillig: true,
    beskrivning: 'Beslutet eller källan som ändringen vilar på.',
  })
  stod?: StodDto;
  @Objektfalt(() => SkalDto, { frivillig: true, beskrivning: 'Utan skal är stödet skälet.' })
  skal?: SkalDto;
}
