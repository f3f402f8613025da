import { Module, type DynamicModule } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import type { Logger } from 'pino';
import { ApiModule } from '#apps/api/src/api.module.js';
import { BeslutModule } from '#beslut/public.js';
import { BokforingModule } from '#bokforing/public.js';
import { BudgetModule } from '#budget/public.js';
import { ForbundModule } from '#forbund/public.js';
import { InlasningModule, Konteringsregelbok } from '#inlasning/public.js';
import { InsatsModule } from '#insats/public.js';
import { PrognosModule } from '#prognos/public.js';
import { RapportModule } from '#rapport/public.js';
import { LagerModule, type Lager } from './lager.module.js';

/** Everything in one process. */
@Module({})
export class SystemModule {
  static med(lager: Lager, regelbok: Konteringsregelbok, logg: Logger): DynamicModule {
    return {
      module: SystemModule,
      imports: [
        CqrsModule,
        LagerModule.med(lager),
        ForbundModule,
        BeslutModule,
        InsatsModule,
        BokforingModule,
        BudgetModule,
        PrognosModule,
        InlasningModule.medRegler(regelbok),
        RapportModule,
        ApiModule.med(logg),
      ],
    };
  }
}
