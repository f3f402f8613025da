import { Module } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { UtforBeslutskommandoHandler } from './commands/utfor-beslutskommando.js';
import { UtforSammantradeskommandoHandler } from './commands/utfor-sammantradeskommando.js';
import { BeslutController } from './http/beslut.controller.js';
import { BeslutsregisterController } from './http/beslutsregister.controller.js';
import { SammantradenController } from './http/sammantraden.controller.js';

@Module({
  imports: [CqrsModule],
  controllers: [BeslutController, BeslutsregisterController, SammantradenController],
  providers: [UtforBeslutskommandoHandler, UtforSammantradeskommandoHandler],
})
export class BeslutModule {}
