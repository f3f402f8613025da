import type { Datum } from '#kernel/datum.js';
import type { Nyckel } from '#kernel/identiteter.js';
import {
  Datumfalt,
  Heltalsfalt,
  Listfalt,
  Namnfalt,
  Nyckelfalt,
  Objektfalt,
  Textfalt,
  Valfalt,
} from '#platform/http/falt.js';
import { nekadBegaran } from '#platform/http/httpkoder.js';
import { SkalDto } from '#platform/http/skal.dto.js';
import type { UppfoljningKommando } from '../commands/utfor-uppfoljningskommando.js';

type Data<T extends UppfoljningKommando['typ']> = Extract<UppfoljningKommando, { typ: T }>['data'];
type Uppgifter = Data<'RapporteraUppfoljning'>['uppgifter'];
type Utfall = Data<'RapporteraMalutfall'>['utfall'];

const FOLK = { min: 0, max: 1_000_000 } as const;
const DAGAR = { min: 0, max: 1_000_000_000 } as const;
const HUNDRADELAR = { min: 0, max: 1_000_000_000_00 } as const;
const Antal = (exempel: number): PropertyDecorator => Heltalsfalt(exempel, FOLK);
const EventuelltAntal = (exempel: number): PropertyDecorator =>
  Heltalsfalt(exempel, FOLK, { frivillig: true });

const ORSAKER = [
  'arbete',
  'studier',
  'arbetssokande',
  'fortsatt_rehabilitering',
  'sjukdom',
  'flytt',
  'foraldraledighet',
  'egen_begaran',
  'ovrigt',
] as const;
const FORSORJNING = [
  'lon',
  'studiestod',
  'aktivitetsstod',
  'arbetsloshetsersattning',
  'sjukpenning',
  'rehabiliteringspenning',
  'sjukersattning',
  'aktivitetsersattning',
  'foraldrapenning',
  'ekonomiskt_bistand',
  'annan',
  'ingen',
] as const;
/** Some more than there are may be: a list with a row per person is refused before. */
const MAX_EGNA = 100;

class UppfoljningsperiodDto {
  @Datumfalt('2024-01-01')
  fran!: Datum;
  @Datumfalt('2024-06-30')
  till!: Datum;
}

class KonsantalDto {
  @Antal(31)
  totalt!: number;
  @EventuelltAntal(17)
  kvinnor?: number;
  @EventuelltAntal(14)
  man?: number;
}

class OrsaksantalDto extends KonsantalDto {
  @Valfalt(ORSAKER)
  orsak!: (typeof ORSAKER)[number];
}

class AvslutadeDto extends KonsantalDto {
  @Listfalt(() => OrsaksantalDto, ORSAKER.length, { frivillig: true })
  orsaker?: OrsaksantalDto[];
}

class KoDto {
  @Antal(12)
  deltagare!: number;
  @Heltalsfalt(340, DAGAR, { beskrivning: 'Alla deltagares dagar i kö, tillsammans.' })
  dagar!: number;
}

class ForsorjningsantalDto {
  @Valfalt(FORSORJNING)
  forsorjning!: (typeof FORSORJNING)[number];
  @Antal(20)
  fore!: number;
  @Antal(8)
  efter!: number;
}

class ForsorjningDto {
  @Antal(31)
  deltagare!: number;
  @Listfalt(() => ForsorjningsantalDto, FORSORJNING.length)
  slag!: ForsorjningsantalDto[];
}

class AndelDto {
  @Antal(21)
  taljare!: number;
  @Antal(30)
  namnare!: number;
}

class EgetAntalDto {
  @Nyckelfalt('kontakt')
  vad!: Nyckel;
  @Antal(137)
  antal!: number;
  @Nyckelfalt('kontakt', { frivillig: true, beskrivning: 'Antalet som det är en del av, om något.' })
  delAv?: Nyckel;
}

class UppgifterDto {
  @Objektfalt(() => KonsantalDto, { frivillig: true })
  startade?: KonsantalDto;
  @Objektfalt(() => AvslutadeDto, { frivillig: true })
  avslutade?: AvslutadeDto;
  @Objektfalt(() => KoDto, { frivillig: true })
  ko?: KoDto;
  @Objektfalt(() => ForsorjningDto, { frivillig: true })
  forsorjning?: ForsorjningDto;
  @Objektfalt(() => AndelDto, { frivillig: true })
  stegforflyttning?: AndelDto;
  @Listfalt(() => EgetAntalDto, MAX_EGNA, { frivillig: true })
  antal?: EgetAntalDto[];
}

export class UppfoljningDto {
  @Objektfalt(() => UppfoljningsperiodDto)
  period!: UppfoljningsperiodDto;
  @Objektfalt(() => UppgifterDto)
  uppgifter!: UppgifterDto;
  @Objektfalt(() => SkalDto)
  skal!: SkalDto;
}

export class RattaUppfoljningDto extends UppfoljningDto {
  @Textfalt('Fyra avslut räknades två gånger', { beskrivning: 'Vad som var fel.' })
  orsak!: string;
}

const ENHETER = ['procent', 'deltagare', 'antal', 'dagar'] as const;
const RIKTNINGAR = ['minst', 'hogst'] as const;

export class SattMalDto {
  @Nyckelfalt('stegforflyttning')
  mal!: Nyckel;
  @Objektfalt(() => UppfoljningsperiodDto)
  period!: UppfoljningsperiodDto;
  @Namnfalt('Stegförflyttning')
  indikator!: string;
  @Valfalt(ENHETER, { beskrivning: 'deltagare räknar personer, antal annat.' })
  enhet!: (typeof ENHETER)[number];
  @Valfalt(RIKTNINGAR)
  riktning!: (typeof RIKTNINGAR)[number];
  @Heltalsfalt(8_000, HUNDRADELAR, { beskrivning: 'Hundradelar av enheten: 8000 är 80 procent.' })
  malvardeHundradelar!: number;
  @Objektfalt(() => SkalDto)
  skal!: SkalDto;
}

class UtfallDto {
  @Valfalt(['andel', 'varde'])
  slag!: 'andel' | 'varde';
  @Heltalsfalt(21, FOLK, { frivillig: true, beskrivning: 'När slag är andel.' })
  taljare?: number;
  @Heltalsfalt(30, FOLK, { frivillig: true, beskrivning: 'När slag är andel.' })
  namnare?: number;
  @Heltalsfalt(7_000, HUNDRADELAR, { frivillig: true, beskrivning: 'När slag är varde: 7000 är 70.' })
  hundradelar?: number;
}

export class MalutfallDto {
  @Objektfalt(() => UppfoljningsperiodDto)
  period!: UppfoljningsperiodDto;
  @Objektfalt(() => UtfallDto)
  utfall!: UtfallDto;
  @Objektfalt(() => SkalDto)
  skal!: SkalDto;
}

export class RattaMalutfallDto extends MalutfallDto {
  @Textfalt('Två som inte svarat var med', { beskrivning: 'Vad som var fel.' })
  orsak!: string;
}

/** Exactly the fields that the slag names. @throws DomanFel ANROP_OGILTIGT */
export function somUtfall({ slag, taljare, namnare, hundradelar }: UtfallDto): Utfall {
  if (slag === 'andel' && taljare !== undefined && namnare !== undefined && hundradelar === undefined)
    return { slag, taljare, namnare };
  if (slag === 'varde' && hundradelar !== undefined && taljare === undefined && namnare === undefined)
    return { slag, hundradelar };
  throw nekadBegaran('ANROP_OGILTIGT', `Fälten i utfall hör inte till slag ${slag}.`, {
    falt: 'utfall',
    forvantat: slag === 'andel' ? 'taljare och namnare' : 'hundradelar',
  });
}

/** Plain objects without undefined fields, as events hold them. */
export const somUppgifter = (dto: UppgifterDto): Uppgifter => utanTomma(dto) as Uppgifter;

function utanTomma(varde: unknown): unknown {
  if (Array.isArray(varde)) return varde.map(utanTomma);
  if (typeof varde !== 'object' || varde === null) return varde;
  return Object.fromEntries(
    Object.entries(varde)
      .filter(([, v]) => v !== undefined)
      .map(([falt, v]) => [falt, utanTomma(v)]),
  );
}
