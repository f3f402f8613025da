import { Module, type DynamicModule } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import type { Logger } from 'pino';
import { ApiModule } from '#apps/api/src/api.module.js';
import { BeslutModule } from '#beslut/public.js';
import { BokforingModule } from '#bokforing/public.js';
import { BudgetModule } from '#budget/public.js';
import { FinansieringModule } from '#finansiering/public.js';
import { ForbundModule } from '#forbund/public.js';
import { InlasningModule, Konteringsregelbok } from '#inlasning/public.js';
import { InsatsModule } from '#insats/public.js';
import { PrognosModule } from '#prognos/public.js';
import { RapportModule } from '#rapport/public.js';
import { RapportlayoutModule } from '#rapportlayout/public.js';
import { LagerModule, type Lager } from './lager.module.js';

/** Everything in one process. */
@Module({})
export class SystemModule {
  /** @param vem recorded as the one who acted in what comes by HTTP */
  static med(
    lager: Lager,
    { regelbok, logg, vem }: { regelbok: Konteringsregelbok; logg: Logger; vem: string },
  ): DynamicModule {
    const inlasning = InlasningModule.medRegler(regelbok);
    return {
      module: SystemModule,
      imports: [
        CqrsModule,
        LagerModule.med(lager, vem),
        ForbundModule,
        BeslutModule,
        InsatsModule,
        BokforingModule,
        BudgetModule,
        FinansieringModule,
        PrognosModule,
        inlasning,
        RapportlayoutModule,
        RapportModule.med(inlasning),
        ApiModule.med(logg, inlasning),
      ],
    };
  }
}
