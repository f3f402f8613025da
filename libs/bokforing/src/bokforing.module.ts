import { Module } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { UtforBokforingskommandoHandler } from './commands/utfor-bokforingskommando.js';
import { UtforKompletteraKontoplanHandler } from './commands/utfor-kontoplankommando.js';
import { KontoplanController } from './http/kontoplan.controller.js';
import { VerifikationerController } from './http/verifikationer.controller.js';

@Module({
  imports: [CqrsModule],
  controllers: [KontoplanController, VerifikationerController],
  providers: [UtforBokforingskommandoHandler, UtforKompletteraKontoplanHandler],
})
export class BokforingModule {}
