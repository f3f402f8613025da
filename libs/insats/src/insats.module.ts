import { Module } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { UtforInsatskommandoHandler } from './commands/utfor-insatskommando.js';
import { UtforUppfoljningskommandoHandler } from './commands/utfor-uppfoljningskommando.js';
import { BeviljandenController } from './http/beviljanden.controller.js';
import { HarstamningController } from './http/harstamning.controller.js';
import { InsatserController } from './http/insatser.controller.js';
import { UppfoljningController } from './http/uppfoljning.controller.js';

@Module({
  imports: [CqrsModule],
  controllers: [InsatserController, BeviljandenController, HarstamningController, UppfoljningController],
  providers: [UtforInsatskommandoHandler, UtforUppfoljningskommandoHandler],
})
export class InsatsModule {}
