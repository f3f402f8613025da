export * from './domain/budget.events.js';
export {
  budgetDecider,
  budgetStream,
  periodbudgetnyckel,
  type BudgetKod,
  type BudgetKommando,
  type BudgetState,
} from './domain/budget.decider.js';
export { UtforBudgetkommando } from './commands/utfor-budgetkommando.js';
export { BudgetModule } from './budget.module.js';
export { BudgetProjektion } from './projections/budget/budget.projektion.js';
export {
  faststalldPrognos,
  gallandeBudget,
  gallandePeriodbudget,
  planeradeAr,
  type Planrad,
} from './projections/budget/budget.query.js';
