import type { Ar, Datum } from '#kernel/datum.js';
import type { BeslutId, ForbundId, Nyckel } from '#kernel/identiteter.js';
import { Forbundsadress, Sidfraga } from '#platform/http/adresser.dto.js';
import {
  ANTAL,
  ARTAL,
  Datumfalt,
  Heltalsfalt,
  Listfalt,
  Namnfalt,
  Nyckelfalt,
  Nyckellista,
  Objektfalt,
  Textfalt,
  Valfalt,
} from '#platform/http/falt.js';
import { SkalDto } from '#platform/http/skal.dto.js';
import type { Overklagandeutfall } from '../commands/utfor-beslutskommando.js';

/** More than any board has. */
const MAX_PLATSER = 200;
/** A board that ratifies what another one decided in a year. */
const MAX_FASTSTALLDA = 200;

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

export class OmrostningDto {
  @Heltalsfalt(9, ANTAL)
  ja!: number;
  @Heltalsfalt(3, ANTAL)
  nej!: number;
  @Heltalsfalt(1, ANTAL)
  avstod!: number;
}

export class BeslutsuppgifterDto {
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
  @Nyckelfalt('styrelsen-2023-11-24', {
    frivillig: true,
    beskrivning: 'Sammanträdet vars protokoll beslutet står i. Då är fattat den dag det hölls.',
  })
  sammantrade?: Nyckel;
  @Objektfalt(() => OmrostningDto, { frivillig: true })
  omrostning?: OmrostningDto;
  @Nyckellista(MAX_PLATSER, { frivillig: true, exempel: ['sala-kommun-ordinarie-1'] })
  reservationer?: Nyckel[];
  @Objektfalt(() => SkalDto)
  skal!: SkalDto;
}

export class FattaBeslutDto extends BeslutsuppgifterDto {
  @Nyckelfalt('budget-2024')
  beslut!: BeslutId;
}

export class RattaBeslutDto extends BeslutsuppgifterDto {
  @Textfalt('Protokollet har kommit fram.', { beskrivning: 'Vad som var fel eller fattades.' })
  orsak!: string;
}

export class Beslutsadress extends Forbundsadress {
  @Nyckelfalt('budget-2024')
  beslut!: BeslutId;
}

export class OverklagaDto {
  @Nyckelfalt('mal-1234-24', {
    beskrivning: 'Överklagandets nyckel inom beslutet: aldrig vem som överklagade.',
  })
  overklagande!: Nyckel;
  @Datumfalt('2023-12-11', { beskrivning: 'Dagen då det kom in.' })
  den!: Datum;
  @Namnfalt('1234-24', { frivillig: true })
  malnummer?: string;
  @Objektfalt(() => SkalDto)
  skal!: SkalDto;
}

export class Overklagandeadress extends Beslutsadress {
  @Nyckelfalt('mal-1234-24')
  overklagande!: Nyckel;
}

export class AvgorandeDto {
  @Datumfalt('2024-05-02', { beskrivning: 'Dagen då utgången blev slutlig.' })
  den!: Datum;
  @Valfalt(['avslaget', 'avvisat', 'aterkallat', 'bifallet'])
  utfall!: Overklagandeutfall;
  @Objektfalt(() => SkalDto)
  skal!: SkalDto;
}

export class UpphavandeDto {
  @Valfalt(['upphavt', 'ersatt'])
  slag!: 'upphavt' | 'ersatt';
  @Nyckelfalt('budget-2024-2', { beskrivning: 'Det senare beslutet.' })
  av!: BeslutId;
  @Datumfalt('2024-06-12', { beskrivning: 'Dagen från vilken beslutet inte längre gäller.' })
  den!: Datum;
  @Objektfalt(() => SkalDto)
  skal!: SkalDto;
}

export class BeslutsrefDto {
  @Nyckelfalt('vastmanland')
  forbund!: ForbundId;
  @Nyckelfalt('budget-2024')
  beslut!: BeslutId;
}

export class FaststallandeDto {
  @Listfalt(() => BeslutsrefDto, MAX_FASTSTALLDA)
  faststaller!: BeslutsrefDto[];
  @Objektfalt(() => SkalDto)
  skal!: SkalDto;
}

/** A page of the register, or of what is found in it. */
export class Beslutsfraga extends Sidfraga {
  @Namnfalt('Förbundsstyrelsen', { frivillig: true, beskrivning: 'Bara det organets beslut.' })
  organ?: string;
  @Datumfalt('2024-01-01', { frivillig: true, beskrivning: 'Fattade tidigast den dagen, såvitt känt.' })
  fran?: Datum;
  @Datumfalt('2024-12-31', { frivillig: true, beskrivning: 'Fattade senast den dagen, såvitt känt.' })
  till?: Datum;
  @Namnfalt('budget 2024', {
    frivillig: true,
    beskrivning: 'Ord, eller början på ord, som alla står i rubrik, text, organ, § eller dnr.',
  })
  sok?: string;
}
