import { Module } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { UtforBokforingskommandoHandler } from './commands/utfor-bokforingskommando.js';
import { UtforKompletteraKontoplanHandler } from './commands/utfor-kontoplankommando.js';

@Module({
  imports: [CqrsModule],
  providers: [UtforBokforingskommandoHandler, UtforKompletteraKontoplanHandler],
})
export class BokforingModule {}
