import type { Datum } from '#kernel/datum.js';
import type { Nyckel } from '#kernel/identiteter.js';
import {
  Datumfalt,
  Heltalsfalt,
  Namnfalt,
  Nyckelfalt,
  Objektfalt,
  Orefalt,
  Postfalt,
  Valfalt,
} from '#platform/http/falt.js';
import { SkalDto, StodDto } from '#platform/http/skal.dto.js';
import type { PostId } from '#kernel/poster.js';

const PARTER = ['stat', 'region', 'kommun'] as const;
/** Finer shares than hundred-thousandths are a mistake. */
const BRAKTAL = { min: 0, max: 100_000 } as const;

export class HuvudmanDto {
  @Valfalt(PARTER, { exempel: 'kommun' })
  part!: (typeof PARTER)[number];
  @Nyckelfalt('sala-kommun', {
    frivillig: true,
    beskrivning: 'Medlemmens nyckel. Utan den gäller det hela parten; staten har ingen.',
  })
  medlem?: Nyckel;
}

class MedStodDto {
  @Objektfalt(() => StodDto, {
    frivillig: true,
    beskrivning: 'Beslutet eller källan som uppgiften vilar på.',
  })
  stod?: StodDto;
  @Objektfalt(() => SkalDto, { frivillig: true, beskrivning: 'Utan skal är stödet skälet.' })
  skal?: SkalDto;
}

export class BeslutaMedelDto extends MedStodDto {
  @Objektfalt(() => HuvudmanDto)
  huvudman!: HuvudmanDto;
  @Orefalt(60_000_000, { beskrivning: 'Vad huvudmannen ger för året.' })
  beloppOre!: number;
  @Datumfalt('2023-11-24', { beskrivning: 'Dagen som beslutet gäller från.' })
  den!: Datum;
}

export class FakturaperiodDto {
  @Datumfalt('2024-01-01')
  fran!: Datum;
  @Datumfalt('2024-03-31')
  till!: Datum;
}

export class FaktureraMedelDto {
  @Objektfalt(() => HuvudmanDto)
  huvudman!: HuvudmanDto;
  @Namnfalt('2024-017', { beskrivning: 'Fakturans nummer.' })
  faktura!: string;
  @Orefalt(15_000_000)
  beloppOre!: number;
  @Datumfalt('2024-01-15', { beskrivning: 'Fakturadagen.' })
  den!: Datum;
  @Datumfalt('2024-02-14')
  forfaller!: Datum;
  @Objektfalt(() => FakturaperiodDto, { beskrivning: 'Den del av året som pengarna hör till.' })
  avser!: FakturaperiodDto;
  @Objektfalt(() => SkalDto)
  skal!: SkalDto;
}

export class KrediteraMedelDto {
  @Namnfalt('2024-031', { beskrivning: 'Kreditnotans nummer.' })
  kreditnota!: string;
  @Namnfalt('2024-017', { beskrivning: 'Fakturan som den krediterar.' })
  faktura!: string;
  @Orefalt(10_000_00, { beskrivning: 'Vad fakturan minskas med.' })
  beloppOre!: number;
  @Datumfalt('2024-03-01')
  den!: Datum;
  @Objektfalt(() => SkalDto)
  skal!: SkalDto;
}

export class TaEmotMedelDto {
  @Namnfalt('2024-017')
  faktura!: string;
  @Orefalt(15_000_000, { beskrivning: 'Negativt när pengar betalas tillbaka, eller var fel registrerade.' })
  beloppOre!: number;
  @Datumfalt('2024-02-12')
  den!: Datum;
  @Objektfalt(() => SkalDto)
  skal!: SkalDto;
}

export class PeriodiseraMedelDto extends MedStodDto {
  @Objektfalt(() => HuvudmanDto)
  huvudman!: HuvudmanDto;
  @Datumfalt('2024-06-30', { beskrivning: 'Till och med vilken dag.' })
  till!: Datum;
  @Orefalt(30_000_000, { beskrivning: 'Vad av årets medel som hör till tiden från 1 januari.' })
  beloppOre!: number;
}

export class BrakDto {
  @Heltalsfalt(1, BRAKTAL)
  taljare!: number;
  @Heltalsfalt(4, BRAKTAL)
  namnare!: number;
}

export class AndelarDto {
  @Objektfalt(() => BrakDto)
  stat!: BrakDto;
  @Objektfalt(() => BrakDto)
  region!: BrakDto;
  @Objektfalt(() => BrakDto)
  kommun!: BrakDto;
}

export class AngeAndelarDto extends MedStodDto {
  @Objektfalt(() => AndelarDto, { beskrivning: 'Tillsammans en hel.' })
  andelar!: AndelarDto;
}

export class PekaUtMedelspostDto {
  @Postfalt('intakt:medlemsbidrag')
  post!: PostId;
  @Objektfalt(() => HuvudmanDto, { frivillig: true, beskrivning: 'Vems pengar det är; utan den allas.' })
  huvudman?: HuvudmanDto;
  @Objektfalt(() => SkalDto)
  skal!: SkalDto;
}

export class StrykMedelspostDto {
  @Postfalt('intakt:medlemsbidrag')
  post!: PostId;
  @Objektfalt(() => SkalDto)
  skal!: SkalDto;
}
