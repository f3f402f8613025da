import { Controller, Get, Query } from '@nestjs/common';
import { ApiQuery, ApiTags } from '@nestjs/swagger';
import { EventStore } from '#event-store/event-store.js';
import { datum } from '#kernel/datum.js';
import { Fragevag } from '#platform/http/vagbeskrivning.js';
import { budgetuppfoljningSomJson, LasBudgetuppfoljning, LASMODELLER } from '#rapport/public.js';
import { Projektor } from '#read-store/projektor.js';
import { artal, fragaOgiltig, ordinalVid, parametrar, tolkaSomAv } from './fragor.js';
import { lasmodellernaIkapp } from './lasmodellernas-takt.js';

const PARAMETRAR = ['omfattning', 'per', 'ar', 'somAv'] as const;

@ApiTags('rapporter')
@Controller('api/v1/rapporter')
export class RapporterController {
  constructor(
    private readonly store: EventStore,
    private readonly projektor: Projektor,
    private readonly budgetuppfoljning: LasBudgetuppfoljning,
  ) {}

  /** Waits for the read models to reach what was stored before the call. */
  @Get('budgetuppfoljning')
  @ApiQuery({ name: 'omfattning', schema: { type: 'string', example: 'lanet' } })
  @ApiQuery({ name: 'per', schema: { type: 'string', format: 'date', example: '2024-08-31' } })
  @ApiQuery({ name: 'ar', required: false, schema: { type: 'integer', example: 2024 } })
  @ApiQuery({ name: 'somAv', required: false, schema: { type: 'string', example: '2024-09-11' } })
  @Fragevag('Budget, utfall, prognos och avvikelse för ett förbund eller en grupp', { type: 'object' }, [
    'OMFATTNING_OKAND',
    'INGA_UPPGIFTER',
    'DATUM_OGILTIGT',
    'AR_OGILTIGT',
  ])
  async budgetuppfoljningen(@Query() query: Record<string, unknown>) {
    const { omfattning, per, ar, somAv } = parametrar(query, PARAMETRAR);
    if (!omfattning) throw fragaOgiltig('omfattning', 'ett förbund eller en grupp, t.ex. lanet');
    if (!per) throw fragaOgiltig('per', 'en dag, t.ex. 2024-08-31');
    const fraga = { omfattning, per: datum(per, 'per'), ...(ar === undefined ? {} : { ar: artal(ar) }) };
    const ordinal = somAv === undefined ? undefined : await ordinalVid(this.store, tolkaSomAv(somAv));
    await lasmodellernaIkapp(this.projektor, LASMODELLER);
    const rapport = await this.budgetuppfoljning.las({
      ...fraga,
      ...(ordinal === undefined ? {} : { somAv: ordinal }),
    });
    return budgetuppfoljningSomJson(rapport);
  }
}
