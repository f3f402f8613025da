import { Module, type DynamicModule } from '@nestjs/common';
import { LasAvstamning } from './avstamning/las-avstamning.js';
import { LasHarledning } from './harledning/las-harledning.js';
import { LasRapport } from './stomme/las-rapport.js';

const LASARE = [LasAvstamning, LasHarledning, LasRapport];

@Module({})
export class RapportModule {
  /** @param inlasning with the rules that documents are booked by: avstämning reads by them */
  static med(inlasning: DynamicModule): DynamicModule {
    return { module: RapportModule, imports: [inlasning], providers: LASARE, exports: LASARE };
  }
}
