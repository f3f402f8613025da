import { Controller, Get, Query } from '@nestjs/common';
import { EventStore } from '#event-store/event-store.js';
import { datum } from '#kernel/datum.js';
import { budgetuppfoljningSomJson, LasBudgetuppfoljning, LASMODELLER } from '#rapport/public.js';
import { Projektor } from '#read-store/projektor.js';
import { artal, fragaOgiltig, ordinalVid, parametrar, tolkaSomAv } from './fragor.js';
import { lasmodellernaIkapp } from './lasmodellernas-takt.js';

const PARAMETRAR = ['omfattning', 'per', 'ar', 'somAv'] as const;

@Controller('api/v1/rapporter')
export class RapporterController {
  constructor(
    private readonly store: EventStore,
    private readonly projektor: Projektor,
    private readonly budgetuppfoljning: LasBudgetuppfoljning,
  ) {}

  /** Waits for the read models to reach what was stored before the call. */
  @Get('budgetuppfoljning')
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
