import type { Datum } from '#kernel/datum.js';
import type { PostId } from '#kernel/poster.js';
import { Datumfalt, Listfalt, Objektfalt, Orefalt, Postfalt } from '#platform/http/falt.js';
import { SkalDto, StodDto } from '#platform/http/skal.dto.js';

/** A budget is some tens of lines; beyond this it is a ledger. */
const MAX_RADER = 1_000;

export class BudgetradDto {
  @Postfalt('kostnad:samordningsteam-sala')
  post!: PostId;
  @Orefalt(-170_000_000, { beskrivning: 'Intäkt positiv, kostnad negativ.' })
  beloppOre!: number;
}

export class PlanDto {
  @Listfalt(() => BudgetradDto, MAX_RADER)
  rader!: BudgetradDto[];
  @Objektfalt(() => StodDto, { frivillig: true, beskrivning: 'Beslutet eller källan som planen vilar på.' })
  stod?: StodDto;
  @Objektfalt(() => SkalDto, { frivillig: true, beskrivning: 'Utan skal är stödet skälet.' })
  skal?: SkalDto;
}

export class BudgetDto extends PlanDto {
  @Datumfalt('2023-11-24', { beskrivning: 'Dagen som budgeten gäller från.' })
  den!: Datum;
}

export class BudgetperiodDto {
  @Datumfalt('2024-01-01')
  fran!: Datum;
  @Datumfalt('2024-08-31')
  till!: Datum;
}

export class PeriodbudgetDto extends BudgetDto {
  @Objektfalt(() => BudgetperiodDto)
  period!: BudgetperiodDto;
}

export class StyrelseprognosDto extends PlanDto {
  @Datumfalt('2024-08-31', { beskrivning: 'Dagen som prognosen är gjord för.' })
  avser!: Datum;
}
