import { Module } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { AndraAretsPerioderHandler } from './commands/andra-arets-perioder.js';
import { AndraSeriensPerioderHandler } from './commands/andra-seriens-perioder.js';
import { BokforBokslutetsIngaendeHandler } from './commands/bokfor-bokslutets-ingaende.js';
import { Serieregister } from './commands/serieregister.js';
import { UtforArsbokslutHandler } from './commands/uppratta-arsbokslut.js';
import { UtforBokforingskommandoHandler } from './commands/utfor-bokforingskommando.js';
import { UtforKompletteraKontoplanHandler } from './commands/utfor-kontoplankommando.js';
import { KontoplanController } from './http/kontoplan.controller.js';
import { PeriodiseringarController } from './http/periodiseringar.controller.js';
import { RakenskapsarController } from './http/rakenskapsar.controller.js';
import { VerifikationerController } from './http/verifikationer.controller.js';
import { Bokforingssopning } from './sopning/bokforingssopning.js';

@Module({
  imports: [CqrsModule],
  controllers: [
    KontoplanController,
    VerifikationerController,
    PeriodiseringarController,
    RakenskapsarController,
  ],
  providers: [
    Serieregister,
    UtforBokforingskommandoHandler,
    UtforKompletteraKontoplanHandler,
    AndraSeriensPerioderHandler,
    AndraAretsPerioderHandler,
    UtforArsbokslutHandler,
    BokforBokslutetsIngaendeHandler,
    Bokforingssopning,
  ],
  exports: [Bokforingssopning],
})
export class BokforingModule {}
