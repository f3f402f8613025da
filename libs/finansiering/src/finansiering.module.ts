import { Module } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { UtforFinansieringskommandoHandler } from './commands/utfor-finansieringskommando.js';
import { UtforMedelspostkommandoHandler } from './commands/utfor-medelspostkommando.js';
import { FinansieringController } from './http/finansiering.controller.js';
import { MedelsposterController } from './http/medelsposter.controller.js';

@Module({
  imports: [CqrsModule],
  controllers: [FinansieringController, MedelsposterController],
  providers: [UtforFinansieringskommandoHandler, UtforMedelspostkommandoHandler],
})
export class FinansieringModule {}
