import { Module } from '@nestjs/common';
import { RapportModule } from '#rapport/public.js';
import { HalsaController } from './http/halsa.controller.js';
import { HandelserController } from './http/handelser.controller.js';
import { RapporterController } from './http/rapporter.controller.js';

@Module({
  imports: [RapportModule],
  controllers: [HalsaController, HandelserController, RapporterController],
})
export class ApiModule {}
