import type { Datum } from '#kernel/datum.js';
import type { BeslutId, Konto, Nyckel } from '#kernel/identiteter.js';
import { Arsadress } from '#platform/http/adresser.dto.js';
import { assert } from '#kernel/fel.js';
import { somSkal } from '#platform/http/skal.dto.js';
import { Datumfalt, Kontofalt, Nyckelfalt, Objektfalt, Textfalt, Valfalt } from '#platform/http/falt.js';
import type { Periodgrund } from '../commands/utfor-bokforingskommando.js';

const GRUNDER = ['beslut', 'anteckning'] as const satisfies readonly Periodgrund['slag'][];

/** Why a period is closed or opened. */
export class GrundDto {
  @Valfalt(GRUNDER)
  slag!: Periodgrund['slag'];
  @Nyckelfalt('bokslut-2024', { frivillig: true, beskrivning: 'När slag är beslut.' })
  beslut?: BeslutId;
  @Textfalt('Avstämt mot banken', { frivillig: true, beskrivning: 'När slag är anteckning.' })
  text?: string;
}

/** Exactly the field that the slag names. @throws DomanFel ANROP_OGILTIGT */
export function somGrund(dto: GrundDto): Periodgrund {
  const skal = somSkal(dto, 'grund');
  assert(skal.slag !== 'dokument', 'grunden är ett beslut eller en anteckning');
  return skal;
}

export class PeriodDto {
  @Datumfalt('2024-01-01', { beskrivning: 'Den första i en månad.' })
  fran!: Datum;
  @Datumfalt('2024-08-31', { beskrivning: 'Den sista i en månad.' })
  till!: Datum;
  @Objektfalt(() => GrundDto)
  grund!: GrundDto;
}

export class BokslutDto {
  @Kontofalt('2010', { beskrivning: 'Kontot för eget kapital som årets resultat förs till.' })
  konto!: Konto;
  @Objektfalt(() => GrundDto)
  grund!: GrundDto;
}

export class Serieadress extends Arsadress {
  @Nyckelfalt('a')
  serie!: Nyckel;
}
