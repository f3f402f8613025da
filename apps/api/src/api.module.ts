import { Module, type DynamicModule } from '@nestjs/common';
import { APP_FILTER } from '@nestjs/core';
import type { Logger } from 'pino';
import { RapportModule } from '#rapport/public.js';
import { HalsaController } from './http/halsa.controller.js';
import { HandelserController } from './http/handelser.controller.js';
import { ProblemFilter } from './http/problem.filter.js';
import { RapporterController } from './http/rapporter.controller.js';

@Module({})
export class ApiModule {
  /** @param logg told what went wrong on our side */
  static med(logg: Logger): DynamicModule {
    return {
      module: ApiModule,
      imports: [RapportModule],
      controllers: [HalsaController, HandelserController, RapporterController],
      // For the whole application: a path that no controller knows is answered by it too.
      providers: [{ provide: APP_FILTER, useValue: new ProblemFilter(logg) }],
    };
  }
}
