import { Module } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { UtforFattaBeslutHandler } from './commands/fatta-beslut.js';
import { UtforRedovisaSammantradeHandler } from './commands/redovisa-sammantrade.js';

@Module({ imports: [CqrsModule], providers: [UtforFattaBeslutHandler, UtforRedovisaSammantradeHandler] })
export class BeslutModule {}
