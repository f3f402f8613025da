import type { Datum } from '#kernel/datum.js';
import type { ForbundId, Nyckel } from '#kernel/identiteter.js';
import { PerFraga, Forbundsadress } from '#platform/http/adresser.dto.js';
import {
  Datumfalt,
  Heltalsparameter,
  Listfalt,
  Namnfalt,
  Nyckelfalt,
  Nyckellista,
  Objektfalt,
  Valfalt,
} from '#platform/http/falt.js';
import { SkalDto } from '#platform/http/skal.dto.js';

/** More than all förbund there are in the country. */
const MAX_FORBUND = 500;
const MAX_SIDA = 500;

export class ForbundsuppgifterDto {
  @Namnfalt('Samordningsförbundet i Västmanland')
  namn!: string;
  @Namnfalt('222000-3145', { frivillig: true })
  orgnr?: string;
  @Namnfalt('2024', { frivillig: true, beskrivning: 'År eller dag, som källan skriver det.' })
  bildat?: string;
  @Datumfalt('2024-01-01', { frivillig: true })
  fran?: Datum;
  @Datumfalt('2030-12-31', { frivillig: true })
  till?: Datum;
  @Nyckellista(MAX_FORBUND, { frivillig: true, exempel: ['vasteras'] })
  ersatter?: ForbundId[];
  @Objektfalt(() => SkalDto)
  skal!: SkalDto;
}

export class RegistreraForbundDto extends ForbundsuppgifterDto {
  @Nyckelfalt('vastmanland')
  forbund!: ForbundId;
}

export class AnslutMedlemDto {
  @Nyckelfalt('sala-kommun')
  medlem!: Nyckel;
  @Namnfalt('Sala kommun')
  namn!: string;
  @Valfalt(['stat', 'region', 'kommun'], { exempel: 'kommun' })
  typ!: 'stat' | 'region' | 'kommun';
  @Namnfalt('2024', { frivillig: true, beskrivning: 'År eller dag, som källan skriver det.' })
  fran?: string;
  @Objektfalt(() => SkalDto)
  skal!: SkalDto;
}

export class LamnaForbundDto {
  @Datumfalt('2024-12-31')
  till!: Datum;
  @Objektfalt(() => SkalDto)
  skal!: SkalDto;
}

export class Medlemsadress extends Forbundsadress {
  @Nyckelfalt('sala-kommun')
  medlem!: Nyckel;
}

export class DeltagandeDto {
  @Nyckelfalt('vastmanland')
  forbund!: ForbundId;
  @Datumfalt('2024-01-01', { frivillig: true })
  fran?: Datum;
  @Datumfalt('2030-12-31', { frivillig: true })
  till?: Datum;
}

export class GruppuppgifterDto {
  @Namnfalt('Västmanlands län')
  namn!: string;
  @Listfalt(() => DeltagandeDto, MAX_FORBUND)
  ingar!: DeltagandeDto[];
  @Objektfalt(() => SkalDto)
  skal!: SkalDto;
}

export class BildaGruppDto extends GruppuppgifterDto {
  @Nyckelfalt('lanet')
  grupp!: Nyckel;
}

export class Gruppadress {
  @Nyckelfalt('lanet')
  grupp!: Nyckel;
}

/** A page of a list that is ordered by key. */
export class Registerfraga extends PerFraga {
  @Nyckelfalt('norra-vastmanland', { frivillig: true, beskrivning: 'Fortsätt efter: nasta på sidan före.' })
  efter?: Nyckel;
  @Heltalsparameter(100, { min: 1, max: MAX_SIDA }, { frivillig: true })
  max?: number;
}
export const sidlangden = (f: Registerfraga): number => f.max ?? 100;
