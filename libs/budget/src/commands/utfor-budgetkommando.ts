import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { beslutFinns } from '#beslut/public.js';
import { kontoplanDecider, kontoplanStream } from '#bokforing/public.js';
import type { AppendResult, ExpectedRevision, Kommandokontext } from '#event-store/event-store.js';
import { Kommandon } from '#event-store/kommandon.js';
import {
  budgetDecider,
  budgetStream,
  kontrolleraMotRegister,
  type BudgetKommando,
} from '../domain/budget.decider.js';

/** What the command can be refused with, and the stream that it is about. */
export { budgetStream, type BudgetKod } from '../domain/budget.decider.js';

export class UtforBudgetkommando extends Command<AppendResult> {
  constructor(
    readonly kommando: BudgetKommando,
    readonly kontext: Kommandokontext,
    readonly expected: ExpectedRevision = 'any',
  ) {
    super();
  }
}

@CommandHandler(UtforBudgetkommando)
export class UtforBudgetkommandoHandler implements ICommandHandler<UtforBudgetkommando> {
  constructor(private readonly kommandon: Kommandon) {}

  async execute({ kommando, kontext, expected }: UtforBudgetkommando): Promise<AppendResult> {
    const { forbund, ar, stod, rader } = kommando.data;
    const plan = await this.kommandon.las(kontoplanStream(forbund), kontoplanDecider);
    kontrolleraMotRegister(rader, stod, {
      kandaPoster: plan.state.poster,
      beslutFinns: stod?.slag === 'beslut' && (await beslutFinns(this.kommandon, forbund, stod.beslut)),
    });
    return this.kommandon.utfor({
      stream: budgetStream(forbund, ar),
      decider: budgetDecider,
      kommando,
      kontext,
      expected,
    });
  }
}
