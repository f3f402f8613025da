import { Module } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { UtforRegistreraPrognosHandler } from './commands/registrera-prognos.js';
import { PrognosController } from './http/prognos.controller.js';
import { Prognoskontroll } from './omrakning/prognoskontroll.js';
import { Prognosomrakning } from './omrakning/prognosomrakning.js';

@Module({
  imports: [CqrsModule],
  controllers: [PrognosController],
  providers: [UtforRegistreraPrognosHandler, Prognoskontroll, Prognosomrakning],
  exports: [Prognoskontroll, Prognosomrakning],
})
export class PrognosModule {}
