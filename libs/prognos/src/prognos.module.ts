import { Module } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { UtforRegistreraPrognosHandler } from './commands/registrera-prognos.js';
import { Prognoskontroll } from './omrakning/prognoskontroll.js';
import { Prognosomrakning } from './omrakning/prognosomrakning.js';

@Module({
  imports: [CqrsModule],
  providers: [UtforRegistreraPrognosHandler, Prognoskontroll, Prognosomrakning],
  exports: [Prognoskontroll, Prognosomrakning],
})
export class PrognosModule {}
