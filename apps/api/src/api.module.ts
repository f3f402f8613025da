import { Module, type DynamicModule } from '@nestjs/common';
import { APP_FILTER, APP_PIPE } from '@nestjs/core';
import type { Logger } from 'pino';
import { Indatapipe } from '#platform/http/indatapipe.js';
import { RAPPORTER, RapportModule } from '#rapport/public.js';
import { HalsaController } from './http/halsa.controller.js';
import { HandelserController } from './http/handelser.controller.js';
import { HarledningController } from './http/harledning.controller.js';
import { KalldokumentController } from './http/kalldokument.controller.js';
import { ProblemFilter } from './http/problem.filter.js';
import { rapportvag } from './http/rapportvag.js';
import { StromController } from './http/strom.controller.js';

@Module({})
export class ApiModule {
  /**
   * @param logg told what went wrong on our side
   * @param inlasning the loading of files, as the whole system has it
   */
  static med(logg: Logger, inlasning: DynamicModule): DynamicModule {
    return {
      module: ApiModule,
      imports: [RapportModule.med(inlasning), inlasning],
      controllers: [
        HalsaController,
        // Before the events, whose last part of the path is any ordinal.
        StromController,
        HandelserController,
        ...RAPPORTER.map(rapportvag),
        HarledningController,
        KalldokumentController,
      ],
      // For the whole application: a path that no controller knows is answered by it too.
      providers: [
        { provide: APP_FILTER, useValue: new ProblemFilter(logg) },
        { provide: APP_PIPE, useValue: new Indatapipe() },
      ],
    };
  }
}
