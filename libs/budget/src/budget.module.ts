import { Module } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { UtforBudgetkommandoHandler } from './commands/utfor-budgetkommando.js';
import { BudgetController } from './http/budget.controller.js';

@Module({ imports: [CqrsModule], controllers: [BudgetController], providers: [UtforBudgetkommandoHandler] })
export class BudgetModule {}
