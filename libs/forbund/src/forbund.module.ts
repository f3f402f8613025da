import { Module } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { UtforForbundskommandoHandler } from './commands/utfor-forbundskommando.js';
import { UtforGruppkommandoHandler } from './commands/utfor-gruppkommando.js';
import { ForbundController } from './http/forbund.controller.js';
import { GrupperController } from './http/grupper.controller.js';

@Module({
  imports: [CqrsModule],
  controllers: [ForbundController, GrupperController],
  providers: [UtforForbundskommandoHandler, UtforGruppkommandoHandler],
})
export class ForbundModule {}
