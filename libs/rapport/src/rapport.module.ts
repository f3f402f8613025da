import { Module } from '@nestjs/common';
import { LasAvstamning } from './avstamning/las-avstamning.js';
import { LasBudgetuppfoljning } from './budgetuppfoljning/las-budgetuppfoljning.js';

const LASARE = [LasAvstamning, LasBudgetuppfoljning];

@Module({ providers: LASARE, exports: LASARE })
export class RapportModule {}
