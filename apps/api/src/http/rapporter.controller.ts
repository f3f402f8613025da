import { Controller, Get, Query, UseFilters } from '@nestjs/common';
import { EventStore } from '#event-store/event-store.js';
import { ar as tolkaAr, datum } from '#kernel/datum.js';
import { budgetuppfoljningSomJson, LasBudgetuppfoljning, LASMODELLER } from '#rapport/public.js';
import { Projektor } from '#read-store/projektor.js';
import { fragaOgiltig, somAvOrdinal } from './fragor.js';
import { ProblemFilter } from './problem.filter.js';

@Controller('api/v1/rapporter')
@UseFilters(ProblemFilter)
export class RapporterController {
  constructor(
    private readonly store: EventStore,
    private readonly projektor: Projektor,
    private readonly budgetuppfoljning: LasBudgetuppfoljning,
  ) {}

  /** Waits for the read models to reach what was stored before the call. */
  @Get('budgetuppfoljning')
  async budgetuppfoljningen(
    @Query('omfattning') omfattning?: string,
    @Query('per') per?: string,
    @Query('ar') ar?: string,
    @Query('somAv') somAv?: string,
  ) {
    if (!omfattning) throw fragaOgiltig('omfattning', 'ett förbund eller en grupp, t.ex. lanet');
    const ordinal = await somAvOrdinal(this.store, somAv);
    await this.projektor.kommIkapp({ namn: LASMODELLER });
    const rapport = await this.budgetuppfoljning.las({
      omfattning,
      per: datum(per, 'per'),
      ...(ar === undefined ? {} : { ar: tolkaAr(Number(ar)) }),
      ...(ordinal === undefined ? {} : { somAv: ordinal }),
    });
    return budgetuppfoljningSomJson(rapport);
  }
}
