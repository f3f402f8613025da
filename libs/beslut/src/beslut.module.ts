import { Module } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { UtforFattaBeslutHandler } from './commands/fatta-beslut.js';
import { UtforRedovisaSammantradeHandler } from './commands/redovisa-sammantrade.js';
import { BeslutController } from './http/beslut.controller.js';

@Module({
  imports: [CqrsModule],
  controllers: [BeslutController],
  providers: [UtforFattaBeslutHandler, UtforRedovisaSammantradeHandler],
})
export class BeslutModule {}
