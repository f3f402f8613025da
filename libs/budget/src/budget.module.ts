import { Module } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { UtforBudgetkommandoHandler } from './commands/utfor-budgetkommando.js';

@Module({ imports: [CqrsModule], providers: [UtforBudgetkommandoHandler] })
export class BudgetModule {}
