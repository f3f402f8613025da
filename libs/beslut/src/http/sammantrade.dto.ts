import type { Datum } from '#kernel/datum.js';
import type { Nyckel } from '#kernel/identiteter.js';
import { Forbundsadress } from '#platform/http/adresser.dto.js';
import {
  ANTAL,
  Datumfalt,
  Heltalsfalt,
  Heltalslista,
  JaNejFalt,
  Listfalt,
  Namnfalt,
  Nyckelfalt,
  Objektfalt,
  Textfalt,
} from '#platform/http/falt.js';
import { SkalDto } from '#platform/http/skal.dto.js';
import { PeriodDto } from './beslut.dto.js';

/** More than any agenda, protokoll or board has. */
const MAX_ARENDEN = 200;
const MAX_PARAGRAFER = 200;
const MAX_NARVARANDE = 200;

export class ArendeDto {
  @Namnfalt('Verksamhetsplan och budget 2024')
  rubrik!: string;
  @Namnfalt('2023/17', { frivillig: true })
  dnr?: string;
}

export class KallelseDto {
  @Nyckelfalt('styrelsen-2024-09-11')
  sammantrade!: Nyckel;
  @Namnfalt('styrelsesammanträde')
  slag!: string;
  @Namnfalt('Förbundsstyrelsen')
  organ!: string;
  @Datumfalt('2024-09-11')
  den!: Datum;
  @Namnfalt('Kansliet, Västerås', { frivillig: true })
  lokal?: string;
  @Listfalt(() => ArendeDto, MAX_ARENDEN, { frivillig: true })
  arenden?: ArendeDto[];
  @Objektfalt(() => SkalDto)
  skal!: SkalDto;
}

export class NarvaroDto {
  @Nyckelfalt('sala-kommun-ordinarie-1', { beskrivning: 'En plats i styrelsen: aldrig ett namn.' })
  plats!: Nyckel;
  @JaNejFalt({ beskrivning: 'Deltog i besluten.' })
  tjanstgor!: boolean;
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
  @Namnfalt('Förbundsstyrelsen', { frivillig: true })
  organ?: string;
  @Listfalt(() => NarvaroDto, MAX_NARVARANDE, { frivillig: true })
  narvaro?: NarvaroDto[];
  @Objektfalt(() => SkalDto)
  skal!: SkalDto;
}

export class Sammantradesadress extends Forbundsadress {
  @Nyckelfalt('styrelsen-2024-09-11')
  sammantrade!: Nyckel;
}

export class ProtokollsdagDto {
  @Datumfalt('2024-09-18')
  den!: Datum;
  @Heltalslista(
    { min: 1, max: ANTAL.max },
    { hogst: MAX_PARAGRAFER },
    {
      frivillig: true,
      exempel: [52],
      beskrivning: 'Omedelbart justerade paragrafer; utan dem gäller det resten av protokollet.',
    },
  )
  paragrafer?: number[];
  @JaNejFalt({ frivillig: true, beskrivning: 'true: dagen gäller i stället för den som registrerats.' })
  rattelse?: boolean;
  @Objektfalt(() => SkalDto)
  skal!: SkalDto;
}
