export * from './domain/budget.events.js';
export {
  budgetDecider,
  budgetStream,
  periodbudgetnyckel,
  type BudgetKod,
  type BudgetKommando,
  type BudgetState,
} from './domain/budget.decider.js';
export { UtforBudgetkommando, UtforBudgetkommandoHandler } from './commands/utfor-budgetkommando.js';
export { BudgetModule } from './budget.module.js';
export { BudgetProjektion } from './projections/budget/budget.projektion.js';
export {
  faststalldPrognos,
  gallandeBudget,
  gallandePeriodbudget,
  gallandePlanversioner,
  planeradeAr,
  type Planrad,
  type Planversion,
} from './projections/budget/budget.query.js';
