import { Module } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { UtforForbundskommandoHandler } from './commands/utfor-forbundskommando.js';
import { UtforGruppkommandoHandler } from './commands/utfor-gruppkommando.js';
import { ForbundController } from './http/forbund.controller.js';
import { GrupperController } from './http/grupper.controller.js';
import { StyrelseController } from './http/styrelse.controller.js';

@Module({
  imports: [CqrsModule],
  controllers: [ForbundController, GrupperController, StyrelseController],
  providers: [UtforForbundskommandoHandler, UtforGruppkommandoHandler],
})
export class ForbundModule {}
